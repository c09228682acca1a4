//! What needs work, the weightiest first.
//!
//! Laws copy one another: a right that a policy leaves out is left out for ten states at once. Such findings make one gap.

use super::{Finding, Standing, Words};
use crate::{judge::Outcome, rulebook::Level};
use std::collections::BTreeMap;

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
    // Gaps by what they are about: all findings are looked at once, however many there are.
    let mut about: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let Some(weight) = weigh(finding) else {
            continue;
        };
        let known = about.entry(subject(finding)).or_default();
        let same = known.iter().find(|&&gap| {
            gaps[gap].weight == weight && alike(&findings[gaps[gap].findings[0]], finding)
        });
        if let Some(&gap) = same {
            gaps[gap].findings.push(index);
        } else {
            known.push(gaps.len());
            gaps.push(Gap {
                weight,
                findings: vec![index],
            });
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

/// What a gap is about: the obligation, and the first words.
type Subject<'a> = (&'a str, Outcome, Option<(u32, u32)>);

fn subject(finding: &Finding) -> Subject<'_> {
    let first = places(&finding.evidence).next();
    (&finding.obligation, finding.outcome, first)
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
