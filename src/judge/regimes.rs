//! Which regimes a policy is judged by: those asked for, or those it claims, if they were in force on the day.

use super::{Remark, Witness, reading::Case};
use crate::{
    rulebook::{InForce, Regime},
    scan::Force,
};
use jiff::{Span, civil::Date};

/// The regimes to judge by, in order, and what to know about others.
pub(super) fn choose(case: &Case) -> (Vec<usize>, Vec<Remark>) {
    match &case.facts.regimes {
        Some(asked) => asked_for(case, asked),
        None => claimed(case),
    }
}

fn asked_for(case: &Case, asked: &[usize]) -> (Vec<usize>, Vec<Remark>) {
    let mut asked = asked.to_vec();
    asked.sort_unstable();
    asked.dedup();
    asked.retain(|&regime| regime < case.rulebook.regimes.len());
    let mut remarks = Vec::new();
    asked.retain(|&regime| {
        let in_force = case.rulebook.regimes[regime].in_force;
        if !in_force.holds(case.day) {
            remarks.push(Remark::RegimeOutOfForce(regime));
            remarks.extend(upcoming(case, regime));
        }
        in_force.holds(case.day)
    });
    (asked, remarks)
}

fn claimed(case: &Case) -> (Vec<usize>, Vec<Remark>) {
    let mut judged = Vec::new();
    let mut remarks = Vec::new();
    let mut any = false;
    for (index, regime) in case.rulebook.regimes.iter().enumerate() {
        let claim = claim(case, regime);
        any |= claim.is_some();
        if regime.in_force.holds(case.day) {
            if claim.is_some() || regime.always {
                judged.push(index);
            }
        } else if claim.is_some() {
            remarks.push(Remark::ClaimOutOfForce(index, claim));
            remarks.extend(upcoming(case, index));
        }
    }
    if !any {
        remarks.push(Remark::NoClaim);
    }
    (judged, remarks)
}

/// The first words by which the policy claims the regime.
fn claim(case: &Case, regime: &Regime) -> Option<Witness> {
    let hits = case.hits.of(regime.claims?);
    let hit = hits.iter().find(|hit| hit.force == Force::Plain)?;
    Some(Witness {
        spans: hit.spans.clone(),
        signal: Some(hit.signal as usize),
        note: String::new(),
    })
}

fn upcoming(case: &Case, regime: usize) -> Option<Remark> {
    let in_force = case.rulebook.regimes[regime].in_force;
    is_upcoming(in_force, case.day).then_some(Remark::UpcomingRegime(regime))
}

/// Whether it comes into force within twelve months after the day.
pub(super) fn is_upcoming(in_force: InForce, day: Date) -> bool {
    let horizon = day.checked_add(Span::new().months(12)).unwrap_or(Date::MAX);
    in_force
        .from
        .is_some_and(|from| day < from && from <= horizon)
}
