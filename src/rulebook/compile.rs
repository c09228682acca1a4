//! Rule files as written to a [`Rulebook`], collecting every problem.
//!
//! Names are collected first, from all files; then each kind of entry is compiled, looking names up; signals without a name (for
//! claims, territories, `where`) are made on the way and come last. **Invariant: an error anywhere means no rulebook, and what is
//! wrong with one entry never hides what is wrong with another.**

mod desk;
mod facts;
mod likes;
mod obligation;
mod patterns;
mod regimes;
mod terms;

pub(crate) use likes::{Homes, Merged};
pub(crate) use obligation::fill;

use super::{
    Condition, Headings, Hedged, Negated, OBSERVATIONS, Rulebook, Scope, Signal,
    condition::{self, Kind},
    matcher::{Builder, Usage},
    pattern::Pattern,
    problem::{Problem, RuleFile},
    read::{RawFile, read},
    schema::{RawFact, RawRegime, RawSignal, RawTerm, RawTerritory, Text, Words},
};
use desk::{Desk, Spot, Table};
use patterns::Nameless;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write};
use toml::Spanned;

/// The rulebook of all files together with warnings, or everything that is wrong.
///
/// # Errors
/// All problems, warnings included, if one of them is an error.
pub fn compile(files: &[RuleFile]) -> Result<(Rulebook, Vec<Problem>), Vec<Problem>> {
    let mut problems = Vec::new();
    let raw: Vec<RawFile> = files.iter().map(|file| read(file, &mut problems)).collect();
    let desk = Desk { files, problems };
    let mut compiler = Compiler::new(desk, &raw);
    let terms = compiler.terms();
    let signals = compiler.signals();
    let mut book = Rulebook {
        version: version(files),
        facts: compiler.facts(),
        territories: compiler.territories(),
        regimes: compiler.regimes(&raw),
        ..Rulebook::default()
    };
    compiler.warn_unused();
    let problems = distinct(compiler.desk.problems);
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    let mut builder = Builder::new(usage(&raw));
    for (name, patterns) in &terms {
        builder.term(name, patterns);
    }
    let observations = OBSERVATIONS.iter().map(|(id, says)| observation(id, says));
    let all = signals
        .into_iter()
        .chain(observations)
        .chain(compiler.nameless);
    for (index, entry) in all.enumerate() {
        builder.signal(index as u32, &entry.any, &entry.not);
        book.signals.push(entry.signal);
    }
    book.matcher = builder.finish();
    Ok((book, problems))
}

/// Which words are common in policies: the examples are what people write.
fn usage(raw: &[RawFile]) -> Usage {
    let mut usage = Usage::default();
    for file in raw {
        let signals = file.signals.iter().map(Spanned::get_ref);
        let signals = signals.flat_map(|signal| [&signal.r#match, &signal.differ]);
        let obligations = file.obligations.iter().map(Spanned::get_ref);
        let obligations = obligations.flat_map(|rule| [&rule.met, &rule.unmet]);
        for example in signals
            .chain(obligations)
            .flatten()
            .flat_map(|list| &list.0)
        {
            usage.count(example.get_ref());
        }
    }
    usage
}

/// A signal with its patterns.
struct Entry {
    signal: Signal,
    any: Vec<Pattern>,
    not: Vec<Pattern>,
}

/// What compiling needs at hand.
struct Compiler<'a> {
    desk: Desk<'a>,
    terms: Table<'a, RawTerm>,
    signals: Table<'a, RawSignal>,
    facts: Table<'a, RawFact>,
    territories: Table<'a, RawTerritory>,
    regimes: Table<'a, RawRegime>,
    nameless: Vec<Entry>,
    known_nameless: Nameless,
    /// Patterns read so far.
    patterns: usize,
    /// Regular expressions among them.
    raw: usize,
}

/// Which names a condition speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Signals,
    Facts,
}

impl<'a> Compiler<'a> {
    fn new(desk: Desk<'a>, raw: &'a [RawFile]) -> Self {
        let mut compiler = Compiler {
            desk,
            terms: Table::new("term"),
            signals: Table::new("signal"),
            facts: Table::new("fact"),
            territories: Table::new("territory"),
            regimes: Table::new("regime"),
            nameless: Vec::new(),
            known_nameless: Nameless::default(),
            patterns: 0,
            raw: 0,
        };
        for (index, file) in raw.iter().enumerate() {
            compiler.collect(index, file);
        }
        compiler
    }

    fn collect(&mut self, file: usize, raw: &'a RawFile) {
        let desk = &mut self.desk;
        for entry in &raw.terms {
            let (span, raw) = (entry.span(), entry.get_ref());
            self.terms
                .add(raw.id.as_ref(), raw, &Spot { file, span }, desk);
        }
        for entry in &raw.signals {
            let (span, raw) = (entry.span(), entry.get_ref());
            self.signals
                .add(raw.id.as_ref(), raw, &Spot { file, span }, desk);
        }
        for entry in &raw.facts {
            let (span, raw) = (entry.span(), entry.get_ref());
            self.facts
                .add(raw.id.as_ref(), raw, &Spot { file, span }, desk);
        }
        for entry in &raw.territories {
            let (span, raw) = (entry.span(), entry.get_ref());
            self.territories
                .add(raw.id.as_ref(), raw, &Spot { file, span }, desk);
        }
        if let Some(entry) = &raw.regime {
            let (span, raw) = (entry.span(), entry.get_ref());
            self.regimes
                .add(raw.id.as_ref(), raw, &Spot { file, span }, desk);
        }
    }

    /// Index of a signal of the rule files or of the engine's.
    fn signal(&mut self, name: &str) -> Option<u32> {
        if let Some(index) = self.signals.find(name) {
            return Some(index as u32);
        }
        let own = OBSERVATIONS.iter().position(|(id, _)| *id == name)?;
        Some((self.signals.rows.len() + own) as u32)
    }

    /// Index of a signal; an unknown one is reported.
    fn known_signal(&mut self, name: &str, spot: &Spot) -> Option<u32> {
        let index = self.signal(name);
        if index.is_none() {
            self.unknown(Space::Signals, name, spot);
        }
        index
    }

    fn unknown(&mut self, space: Space, name: &str, spot: &Spot) {
        match space {
            Space::Facts => self.facts.unknown(name, spot, &mut self.desk),
            Space::Signals => {
                let others: Vec<&str> = OBSERVATIONS.iter().map(|(id, _)| *id).collect();
                self.signals
                    .unknown_among(name, spot, &others, &mut self.desk);
            }
        }
    }

    /// The condition written there; everything wrong with it is reported.
    fn condition(&mut self, file: usize, text: &Text, space: Space) -> Option<Condition> {
        let mut resolve = |name: &str| match space {
            Space::Signals => self.signal(name),
            Space::Facts => self.facts.find(name).map(|index| index as u32),
        };
        let flaws = match condition::parse(text.get_ref(), &mut resolve) {
            Ok(condition) => return Some(condition),
            Err(flaws) => flaws,
        };
        for flaw in flaws {
            let spot = self.desk.inside(&Spot::of(file, text), &flaw.span);
            match flaw.kind {
                Kind::Syntax(message, help) => self.desk.error(&spot, message, help),
                Kind::Unknown(name) => self.unknown(space, &name, &spot),
            }
        }
        None
    }

    fn signals(&mut self) -> Vec<Entry> {
        (0..self.signals.rows.len())
            .map(|index| self.one_signal(index))
            .collect()
    }

    fn one_signal(&mut self, index: usize) -> Entry {
        let row = &self.signals.rows[index];
        let (id, raw, spot) = (row.id, row.raw, row.spot.clone());
        self.check_signal(id, raw, &spot);
        self.check_examples(id, raw, &spot);
        self.warn_never(spot.file, raw);
        Entry {
            signal: Signal {
                id: id.to_owned(),
                says: owned(raw.says.as_ref()),
                hedged: raw.hedged,
                negated: raw.negated,
                scope: raw.scope,
                headings: raw.headings,
            },
            any: self.searchable(spot.file, raw.any.as_ref()),
            not: self.plain_patterns(spot.file, raw.not.as_ref()),
        }
    }

    /// What a signal must have.
    fn check_signal(&mut self, id: &str, raw: &RawSignal, spot: &Spot) {
        for (key, there) in [
            ("says", raw.says.is_some()),
            ("any", given(raw.any.as_ref())),
        ] {
            if !there {
                let message = format!("the signal `{id}` has no `{key}`");
                self.desk.error(spot, message, format!("add `{key}`"));
            }
        }
    }

    /// What a signal should have: a text where it is found, and one where it is not.
    fn check_examples(&mut self, id: &str, raw: &RawSignal, spot: &Spot) {
        for (key, examples, must) in [
            ("match", &raw.r#match, "must be found"),
            ("differ", &raw.differ, "must not be found"),
        ] {
            if !given(examples.as_ref()) {
                let message = format!("the signal `{id}` has no `{key}` example");
                self.desk.warn(
                    spot,
                    message,
                    format!("add `{key} = [\"…\"]`: a text where it {must}"),
                );
            }
        }
    }

    /// Patterns that the signal itself refuses, and patterns given twice.
    fn warn_never(&mut self, file: usize, raw: &RawSignal) {
        let refused = raw.not.iter().flat_map(|not| &not.0).map(Text::get_ref);
        let refused: BTreeSet<&String> = refused.collect();
        let mut seen = BTreeSet::new();
        for text in raw.any.iter().flat_map(|any| &any.0) {
            let spot = Spot::of(file, text);
            if refused.contains(text.get_ref()) {
                self.desk.error(
                    &spot,
                    "this pattern can never count: `not` has it too",
                    "take it out of `any` or of `not`",
                );
            }
            if !seen.insert(text.get_ref()) {
                self.desk
                    .warn(&spot, "this pattern is given twice", "delete one");
            }
        }
    }

    fn warn_unused(&mut self) {
        for own in super::matcher::OwnTerms::NAMES {
            let _ = self.terms.find(own); // the engine uses it
        }
        for row in &mut self.signals.rows {
            row.used |= row.raw.used_by.is_some();
        }
        let desk = &mut self.desk;
        self.terms
            .warn_unused("delete it, or use it as `{…}` in a pattern", desk);
        self.signals
            .warn_unused("delete it, or name it in a condition", desk);
        self.facts
            .warn_unused("delete it, or name it in a `when`", desk);
    }
}

/// A signal of the engine: it has no patterns.
fn observation(id: &str, says: &str) -> Entry {
    Entry {
        signal: Signal {
            id: id.to_owned(),
            says: says.to_owned(),
            hedged: Hedged::Counts,
            negated: Negated::Counts,
            scope: Scope::Everywhere,
            headings: Headings::Count,
        },
        any: Vec::new(),
        not: Vec::new(),
    }
}

/// Whether there is at least one.
fn given(words: Option<&Words>) -> bool {
    words.is_some_and(|words| !words.0.is_empty())
}

/// The text, or nothing.
fn owned(text: Option<&Text>) -> String {
    text.map(|text| text.get_ref().clone()).unwrap_or_default()
}

/// What was inherited is judged more than once: each problem is kept once.
fn distinct(problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let key = |problem: &Problem| {
        let place = problem.span.clone().map(|span| (span.start, span.end));
        (
            problem.file.name().to_owned(),
            place,
            problem.message.clone(),
        )
    };
    let mut problems: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| seen.insert(key(problem)))
        .collect();
    problems.sort_by_cached_key(|problem| {
        let (file, place, _) = key(problem);
        (!problem.is_error(), file, place)
    });
    problems
}

/// Hash of all files, in hexadecimal.
fn version(files: &[RuleFile]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        for part in [file.name.as_bytes(), file.text.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let mut hex = String::new();
    for byte in hash.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
