//! A waiver: a gap that somebody answers for, with the reason.

use super::Placed;
use crate::rulebook::{Problem, RuleFile};
use globset::GlobMatcher;
use jiff::civil::Date;
use miette::Severity;

/// A waiver, and where it is written.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The file it is written in: `lacuna.toml`, or the policy itself.
    pub file: RuleFile,
    /// The obligations, as `regime/obligation`; never empty.
    pub ids: Vec<Placed<String>>,
    /// What was decided.
    pub terms: Terms,
    /// The policies it is for; none: all.
    pub policy: Option<GlobMatcher>,
    /// Words that must be among those that decide the gap; none: whatever they are.
    pub words: Option<String>,
}

/// What was decided, by whom, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day it holds.
    pub expires: Option<Date>,
}

impl Waiver {
    /// `lacuna.toml:12`: where it is written.
    pub fn place(&self) -> String {
        let span = &self.ids[0].span;
        format!("{}:{}", self.file.name, super::line(&self.file.text, span))
    }

    /// That it has run out for one of its obligations, by index.
    pub fn expired(&self, id: usize) -> Problem {
        let ended = match self.terms.expires {
            Some(day) => format!("expired on {day}"),
            None => "expired".to_owned(),
        };
        let name = &self.ids[id].value;
        let message = format!("the waiver for {name} {ended}: the gap counts again");
        self.warning(id, message, "mend the policy, or set a later day")
    }

    /// That there is nothing to waive for one of its obligations, by index.
    pub fn unused(&self, id: usize) -> Problem {
        let name = &self.ids[id].value;
        let message = format!("the waiver for {name} is unused: there is nothing to waive");
        self.warning(id, message, "take it out")
    }

    fn warning(&self, id: usize, message: String, help: &str) -> Problem {
        let span = self.ids[id].span.clone();
        let mut problem = Problem::error(&self.file, Some(span), message).help(help);
        problem.severity = Severity::Warning;
        problem
    }
}
