//! What needs work, the weightiest first.
//!
//! Laws copy one another: a right that a policy leaves out is left out for ten states at once. Such findings make one gap.

use super::{Finding, Standing, Words};
use crate::{judge::Outcome, rulebook::Level};

/// Findings that say the same, usually of several regimes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// How much it matters.
    pub weight: Weight,
    /// Indices into [`super::Report::findings`], in order; never empty.
    pub findings: Vec<usize>,
}

/// How much a gap matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Demanded, and missing, out of bounds or contradicted.
    Failing,
    /// Demanded, and said weakly.
    Weak,
    /// Recommended only.
    Recommended,
    /// In the baseline: known, and not held against the policy.
    Known,
    /// Waived: somebody answers for it.
    Waived,
}

/// All findings that need work: by weight, then in the order of the first finding.
pub(super) fn group(findings: &[Finding]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let Some(weight) = weigh(finding) else {
            continue;
        };
        let same = gaps
            .iter_mut()
            .find(|gap| gap.weight == weight && alike(&findings[gap.findings[0]], finding));
        match same {
            Some(gap) => gap.findings.push(index),
            None => gaps.push(Gap {
                weight,
                findings: vec![index],
            }),
        }
    }
    gaps.sort_by_key(|gap| gap.weight);
    gaps
}

fn weigh(finding: &Finding) -> Option<Weight> {
    match finding.standing {
        Standing::New => {}
        Standing::Waived { .. } => return Some(Weight::Waived),
        // The report asks the question all the same.
        Standing::Known if finding.outcome == Outcome::Undetermined => return None,
        Standing::Known => return Some(Weight::Known),
    }
    match finding.outcome {
        Outcome::Met | Outcome::NotApplicable | Outcome::Undetermined => None,
        _ if finding.level == Level::Recommended => Some(Weight::Recommended),
        Outcome::Weak => Some(Weight::Weak),
        Outcome::Missing | Outcome::OutOfBounds | Outcome::Contradicted => Some(Weight::Failing),
    }
}

fn alike(one: &Finding, other: &Finding) -> bool {
    one.obligation == other.obligation
        && one.outcome == other.outcome
        && one.standing == other.standing
        && one.regime != other.regime
        && places(&one.evidence).eq(places(&other.evidence))
        && places(&one.near_misses).eq(places(&other.near_misses))
}

fn places(words: &[Words]) -> impl Iterator<Item = (u32, u32)> {
    words.iter().map(|words| (words.start, words.end))
}
