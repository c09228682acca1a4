//! How outcomes and other names are spelt for people.

use crate::{
    judge::{Outcome, Why},
    report::{Severity, Standing, Summary, Weight},
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

/// The outcome's name in JSON, and so everywhere a program reads it.
pub(super) fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Weak => "weak",
        Outcome::OutOfBounds => "out-of-bounds",
        Outcome::Contradicted => "contradicted",
        Outcome::Missing => "missing",
        Outcome::Undetermined => "undetermined",
        Outcome::NotApplicable => "not-applicable",
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

pub(super) fn standing_key(standing: &Standing) -> &'static str {
    match standing {
        Standing::New => "new",
        Standing::Known => "known",
        Standing::Waived { .. } => "waived",
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Required => "required",
        Level::Conditional => "conditional",
        Level::Recommended => "recommended",
    }
}

/// The title over gaps of this weight.
pub(super) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Failing => "Demanded and not there",
        Weight::Weak => "Demanded and said weakly",
        Weight::Recommended => "Recommended",
        Weight::Known => "Known from the baseline",
        Weight::Waived => "Waived",
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

/// What is counted apart: `2 known`, `1 waived`.
pub(super) fn settled(known: usize, waived: usize) -> Vec<String> {
    [(known, "known"), (waived, "waived")]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect()
}

/// Why a finding is waived, by whom and until when: `reason (owner, until 2027-01-01)`. Empty for one that is not.
pub(super) fn waiver(standing: &Standing) -> String {
    let Standing::Waived {
        reason,
        owner,
        expires,
    } = standing
    else {
        return String::new();
    };
    let until = expires.map(|day| format!("until {day}"));
    let more: Vec<String> = owner.iter().cloned().chain(until).collect();
    if more.is_empty() {
        return reason.clone();
    }
    format!("{reason} ({})", more.join(", "))
}

/// `1 policy`, `2 policies`.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
