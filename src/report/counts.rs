//! Verdicts counted, by outcome and by regime.
//!
//! **Invariant: a finding is counted once: a gap that is known or waived with those, every other with its outcome.**

use super::{Finding, Standing};
use crate::{
    judge::Outcome,
    rulebook::{Level, Rulebook},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many verdicts of each outcome.
pub type Summary = BTreeMap<Outcome, usize>;

/// All outcomes, in the order of a summary.
pub const OUTCOMES: [Outcome; 7] = [
    Outcome::Met,
    Outcome::Weak,
    Outcome::OutOfBounds,
    Outcome::Contradicted,
    Outcome::Missing,
    Outcome::Undetermined,
    Outcome::NotApplicable,
];

/// The verdicts of one regime, counted.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Id of the regime.
    pub regime: String,
    /// Its name.
    pub title: String,
    /// What the law demands (required, and conditional).
    pub binding: Summary,
    /// What is recommended.
    pub recommended: Summary,
    /// How many gaps in what it demands the baseline has.
    pub known: usize,
    /// How many gaps in what it demands are waived.
    pub waived: usize,
}

impl Coverage {
    /// Counts anew what concerns the regime.
    pub(super) fn recount(&mut self, findings: &[Finding]) {
        let mine = || {
            findings
                .iter()
                .filter(|finding| finding.regime == self.regime)
        };
        let binding = of(mine().filter(|finding| finding.level != Level::Recommended));
        let recommended = of(mine().filter(|finding| finding.level == Level::Recommended));
        let demanded = mine().filter(|finding| finding.level != Level::Recommended);
        let (known, waived) = settled(demanded);
        (self.binding, self.recommended) = (binding, recommended);
        (self.known, self.waived) = (known, waived);
    }
}

/// What counts, by outcome; those that do not occur count zero.
pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Summary {
    let mut summary: Summary = OUTCOMES.iter().map(|&outcome| (outcome, 0)).collect();
    for finding in findings {
        if finding.standing.counts() {
            *summary.entry(finding.outcome).or_default() += 1;
        }
    }
    summary
}

/// How many are known, and how many waived.
pub(super) fn settled<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> (usize, usize) {
    findings
        .into_iter()
        .fold((0, 0), |(known, waived), finding| match finding.standing {
            Standing::New => (known, waived),
            Standing::Known => (known + 1, waived),
            Standing::Waived { .. } => (known, waived + 1),
        })
}

pub(super) fn coverage(
    rulebook: &Rulebook,
    regimes: &[usize],
    findings: &[Finding],
) -> Vec<Coverage> {
    let of = |regime: usize| {
        let mut coverage = Coverage {
            regime: rulebook.regimes[regime].id.clone(),
            title: rulebook.regimes[regime].title.clone(),
            binding: Summary::new(),
            recommended: Summary::new(),
            known: 0,
            waived: 0,
        };
        coverage.recount(findings);
        coverage
    };
    regimes.iter().map(|&regime| of(regime)).collect()
}
