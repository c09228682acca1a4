//! TOML to the structs of [`super::schema`], reporting every problem of a file and not only its first.
//!
//! Each entry is read by itself; what cannot be read of it is reported and left out, and the rest is read again.

use super::{
    problem::{LONGEST_LINE, Problem, RuleFile, closest, hand_in, is_full},
    schema::{RawFact, RawObligation, RawRegime, RawSignal, RawTerm, RawTerritory, keys},
};
use crate::safe::acts;
use serde::Deserialize;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// Larger files are refused: the largest of ours has a tenth of that.
pub(crate) const LARGEST_FILE: usize = 1 << 20;

/// Sections of a rule file.
const SECTIONS: [&str; 6] = [
    "term",
    "signal",
    "fact",
    "territory",
    "regime",
    "obligation",
];

/// A rule file as written.
#[derive(Debug, Default)]
pub(crate) struct RawFile {
    pub(crate) terms: Vec<Spanned<RawTerm>>,
    pub(crate) signals: Vec<Spanned<RawSignal>>,
    pub(crate) facts: Vec<Spanned<RawFact>>,
    pub(crate) territories: Vec<Spanned<RawTerritory>>,
    pub(crate) regime: Option<Spanned<RawRegime>>,
    pub(crate) obligations: Vec<Spanned<RawObligation>>,
}

/// What a file says; what cannot be read is reported to `problems` and left out.
pub(crate) fn read(file: &RuleFile, problems: &mut Vec<Problem>) -> RawFile {
    if file.text.len() > LARGEST_FILE {
        let help = format!("split it; the limit is {LARGEST_FILE} bytes");
        problems.push(Problem::error(file, Some(0..0), "this rule file is too large").help(help));
        return RawFile::default();
    }
    if let Some(at) = file.text.lines().position(|line| line.len() > LONGEST_LINE) {
        let message = format!("line {} is too long", at + 1);
        let help = format!("write it as several; the limit is {LONGEST_LINE} bytes");
        problems.push(Problem::error(file, None, message).help(help));
        return RawFile::default();
    }
    let (root, errors) = DeTable::parse_recoverable(&file.text);
    let mut reader = Reader { file, problems };
    if !errors.is_empty() {
        for error in errors {
            reader.fault(&error, None);
        }
        return RawFile::default();
    }
    let root = root.into_inner();
    reader.texts(&root);
    reader.sections(root)
}

/// Reads entries of one file.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a RuleFile,
    pub(crate) problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn sections(&mut self, root: DeTable<'_>) -> RawFile {
        let mut raw = RawFile::default();
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "term" => raw.terms = self.list(&key.span(), value),
                "signal" => raw.signals = self.list(&key.span(), value),
                "fact" => raw.facts = self.list(&key.span(), value),
                "territory" => raw.territories = self.list(&key.span(), value),
                "obligation" => raw.obligations = self.list(&key.span(), value),
                "regime" => raw.regime = self.entry(value),
                other => self.unknown(other, key.span(), &SECTIONS),
            }
        }
        raw
    }

    /// Refuses signs in texts and keys that act on a terminal: they would reach it through every message and report.
    pub(crate) fn texts(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.neutral(key.get_ref(), key.span());
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => self.neutral(text, value.span()),
            DeValue::Array(values) => values.iter().for_each(|value| self.value(value)),
            DeValue::Table(table) => self.texts(table),
            _ => {}
        }
    }

    fn neutral(&mut self, text: &str, span: Range<usize>) {
        if let Some(sign) = text.chars().find(|&sign| acts(sign)) {
            let message = format!(
                "a control character ({}) stands in this text",
                sign.escape_unicode()
            );
            let problem = Problem::error(self.file, Some(span), message);
            self.hand_in(problem.help("take it out; only tabs and line breaks may stand in texts"));
        }
    }

    fn hand_in(&mut self, problem: Problem) {
        hand_in(self.problems, problem);
    }

    pub(crate) fn list<T: for<'de> Deserialize<'de>>(
        &mut self,
        key: &Range<usize>,
        value: Spanned<DeValue<'_>>,
    ) -> Vec<Spanned<T>> {
        let DeValue::Array(entries) = value.into_inner() else {
            let name = &self.file.text[key.clone()];
            let help = format!("write `[[{name}]]`, with two brackets on each side");
            let problem = Problem::error(self.file, Some(key.clone()), "expected a list of tables");
            self.hand_in(problem.help(help));
            return Vec::new();
        };
        entries
            .into_iter()
            .filter_map(|entry| self.entry(entry))
            .collect()
    }

    pub(crate) fn entry<T: for<'de> Deserialize<'de>>(
        &mut self,
        value: Spanned<DeValue<'_>>,
    ) -> Option<Spanned<T>> {
        let span = value.span();
        let DeValue::Table(mut table) = value.into_inner() else {
            let problem = Problem::error(self.file, Some(span), "expected a table");
            self.hand_in(problem.help("write one value a line: `key = value`"));
            return None;
        };
        self.strip_unknown(&mut table, keys::<T>());
        loop {
            let copy = Spanned::new(span.clone(), DeValue::Table(table.clone()));
            match T::deserialize(ValueDeserializer::from(copy)) {
                Ok(entry) => return Some(Spanned::new(span, entry)),
                Err(error) => {
                    let culprit = culprit(&table, error.span());
                    self.fault(&error, Some(span.clone()));
                    table.remove(culprit?.as_str())?;
                }
            }
        }
    }

    pub(crate) fn strip_unknown(&mut self, table: &mut DeTable<'_>, known: &[&str]) {
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .map(|key| (key.get_ref().to_string(), key.span()))
            .collect();
        for (key, span) in unknown {
            self.unknown(&key, span, known);
            table.remove(key.as_str());
        }
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, known: &[&str]) {
        if is_full(self.problems) {
            return;
        }
        let help = match closest(key, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        let problem = Problem::error(self.file, Some(span), format!("unknown key `{key}`"));
        self.hand_in(problem.help(help));
    }

    /// Reports what the TOML reader says.
    pub(crate) fn fault(&mut self, error: &toml::de::Error, entry: Option<Range<usize>>) {
        let span = error.span().or(entry);
        let message = error.message().lines().next().unwrap_or("broken TOML");
        let problem = Problem::error(self.file, span, message);
        self.hand_in(problem.help(meant(message).unwrap_or_default()));
    }
}

/// The key of the entry in whose value the error lies.
fn culprit(table: &DeTable<'_>, span: Option<Range<usize>>) -> Option<String> {
    let span = span?;
    let holds = |value: &Spanned<DeValue<'_>>| {
        value.span().start <= span.start && span.end <= value.span().end
    };
    table
        .iter()
        .find(|(key, value)| key.span() == span || holds(value))
        // A table's span may be that of its header: then its parts decide.
        .or_else(|| {
            table.iter().find(|(_, value)| {
                let parts = value.get_ref().as_table();
                parts.is_some_and(|parts| {
                    parts
                        .iter()
                        .any(|(key, part)| key.span() == span || holds(part))
                })
            })
        })
        .map(|(key, _)| key.get_ref().to_string())
}

/// Advice out of serde's "unknown variant `x`, expected one of `y`, `z`".
fn meant(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next()?;
    let known = closest(wrong, quoted)?;
    message
        .starts_with("unknown")
        .then(|| format!("did you mean `{known}`?"))
}
