//! Where problems are handed in, and tables of names that know who was asked for.

use crate::rulebook::{
    place,
    problem::{Problem, RuleFile, closest, hand_in, is_full},
    schema::Text,
};
use crate::safe::acts;
use miette::Severity;
use std::{collections::BTreeMap, ops::Range};

/// A place in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Index of the file.
    pub(crate) file: usize,
    /// Bytes of its text.
    pub(crate) span: Range<usize>,
}

impl Spot {
    /// Where `text` stands.
    pub(crate) fn of(file: usize, text: &Text) -> Spot {
        let span = text.span();
        Spot { file, span }
    }
}

/// Collects problems.
pub(super) struct Desk<'a> {
    pub(super) files: &'a [RuleFile],
    pub(super) problems: Vec<Problem>,
}

impl Desk<'_> {
    /// Hands in an error: where, what is wrong, what to write instead.
    pub(super) fn error(
        &mut self,
        spot: &Spot,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = self.problem(spot, message.into(), help.into());
        hand_in(&mut self.problems, problem);
    }

    fn problem(&self, spot: &Spot, message: String, help: String) -> Problem {
        let file = &self.files[spot.file];
        Problem::error(file, Some(spot.span.clone()), message).help(help)
    }

    /// Whether more errors are not listed, so that nothing need be looked up for them.
    fn is_full(&self) -> bool {
        is_full(&self.problems)
    }

    /// Hands in a warning.
    pub(super) fn warn(
        &mut self,
        spot: &Spot,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Problem {
            severity: Severity::Warning,
            ..self.problem(spot, message.into(), help.into())
        };
        hand_in(&mut self.problems, problem);
    }

    /// The place of `inner`, a range of the string that stands at `spot`.
    pub(super) fn inside(&self, spot: &Spot, inner: &Range<usize>) -> Spot {
        Spot {
            file: spot.file,
            span: place::within(&self.files[spot.file].text, spot.span.clone(), inner),
        }
    }
}

/// All entries of one kind, by name.
pub(super) struct Table<'a, T> {
    kind: &'static str,
    pub(super) rows: Vec<Row<'a, T>>,
    index: BTreeMap<&'a str, usize>,
}

/// An entry.
pub(super) struct Row<'a, T> {
    pub(super) id: &'a str,
    /// Where its id stands.
    pub(super) spot: Spot,
    pub(super) raw: &'a T,
    /// Whether something else names it.
    pub(super) used: bool,
}

impl<'a, T> Table<'a, T> {
    pub(super) fn new(kind: &'static str) -> Self {
        Table {
            kind,
            rows: Vec::new(),
            index: BTreeMap::new(),
        }
    }

    /// Adds an entry, unless its id is missing, malformed or taken: that is reported.
    pub(super) fn add(
        &mut self,
        id: Option<&'a Text>,
        raw: &'a T,
        whole: &Spot,
        desk: &mut Desk<'_>,
    ) {
        let kind = self.kind;
        let Some(id) = id else {
            desk.error(
                whole,
                format!("this {kind} has no `id`"),
                "add `id = \"…\"`",
            );
            return;
        };
        let spot = Spot::of(whole.file, id);
        check_id(id.get_ref(), &spot, desk);
        if id
            .get_ref()
            .contains(|sign: char| acts(sign) || sign.is_control())
        {
            // It would spoil every message that names it.
            return;
        }
        if let Some(first) = self.index.get(id.get_ref().as_str()) {
            if desk.is_full() {
                return;
            }
            let first = &self.rows[*first].spot;
            let before = &desk.files[first.file].text[..first.span.start];
            let (name, line) = (
                &desk.files[first.file].name,
                before.matches('\n').count() + 1,
            );
            let help = format!("the first is in {name}, line {line}; rename one");
            desk.error(
                &spot,
                format!("there are two {kind}s `{}`", id.get_ref()),
                help,
            );
            return;
        }
        self.index.insert(id.get_ref(), self.rows.len());
        let id = id.get_ref();
        self.rows.push(Row {
            id,
            spot,
            raw,
            used: false,
        });
    }

    /// Index of the entry of that name, which counts as used from now on.
    pub(super) fn find(&mut self, name: &str) -> Option<usize> {
        let index = *self.index.get(name)?;
        self.rows[index].used = true;
        Some(index)
    }

    /// Reports a name that is not in the table.
    pub(super) fn unknown(&self, name: &str, spot: &Spot, desk: &mut Desk<'_>) {
        self.unknown_among(name, spot, &[], desk);
    }

    /// Reports a name that is neither in the table nor among `others`.
    pub(super) fn unknown_among(
        &self,
        name: &str,
        spot: &Spot,
        others: &[&str],
        desk: &mut Desk<'_>,
    ) {
        if desk.is_full() {
            return;
        }
        let kind = self.kind;
        let ids = self.rows.iter().map(|row| row.id);
        let help = match closest(name, ids.chain(others.iter().copied())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("define it as a {kind}, or use one that exists"),
        };
        desk.error(spot, format!("there is no {kind} `{name}`"), help);
    }

    /// Warns of entries that nothing names.
    pub(super) fn warn_unused(&self, help: &str, desk: &mut Desk<'_>) {
        for row in self.rows.iter().filter(|row| !row.used) {
            let message = format!("nothing uses the {} `{}`", self.kind, row.id);
            desk.warn(&row.spot, message, help);
        }
    }
}

/// Reports an id that is not small letters and digits joined by single hyphens.
pub(super) fn check_id(id: &str, spot: &Spot, desk: &mut Desk<'_>) {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if id.len() > 80 || !id.split('-').all(part) {
        let message = format!("`{}` is no id", id.escape_debug());
        let help = "ids are small letters and digits, joined by single hyphens, at most 80 in all";
        desk.error(spot, message, help);
    }
}
