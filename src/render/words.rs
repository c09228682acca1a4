//! How outcomes and other names are spelt for people.

use crate::{
    judge::{Outcome, Why},
    report::Summary,
    rulebook::Level,
};

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "said",
        Outcome::Weak => "weak",
        Outcome::OutOfBounds => "out of bounds",
        Outcome::Contradicted => "contradicted",
        Outcome::Missing => "missing",
        Outcome::Undetermined => "open",
        Outcome::NotApplicable => "not applicable",
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Required => "required",
        Level::Conditional => "conditional",
        Level::Recommended => "recommended",
    }
}

pub(super) fn why(why: Why) -> &'static str {
    match why {
        Why::Asked => "as asked",
        Why::Archived => "the day it was archived",
        Why::Effective => "its own date",
        Why::Today => "today",
    }
}

/// The counts of these outcomes that are not zero: `3 weak · 4 missing`.
pub(super) fn counts(summary: &Summary, outcomes: &[Outcome]) -> Vec<String> {
    outcomes
        .iter()
        .map(|&name| (summary.get(&name).copied().unwrap_or(0), outcome(name)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect()
}

/// `1 policy`, `2 policies`.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
