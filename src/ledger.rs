//! What the people in charge have decided about gaps: waivers, in `lacuna.toml` or in the policy, and a baseline of those they know.
//!
//! A decision changes how a finding stands, never what it is. **Invariant: nothing is dropped: a finding that is waived or known is still
//! told, and so is a decision that has run out or that decides nothing.**

pub mod baseline;
mod inline;
#[cfg(test)]
mod tests;

pub use inline::{Written, waivers};

use crate::{
    config::Waiver,
    report::{Finding, Report, Standing},
};
use baseline::Entry;
use jiff::civil::Date;

/// What was decided about one policy.
#[derive(Debug, Clone, Copy)]
pub struct Decisions<'a> {
    /// Waivers of the repository and of the policy.
    pub waivers: &'a [&'a Waiver],
    /// Gaps of this policy that the baseline has.
    pub known: &'a [Entry],
    /// The policy, from the folder that waivers name policies from.
    pub policy: &'a str,
    /// The day: waivers that ended before it hold no more.
    pub day: Date,
}

/// What became of a waiver, for one of its obligations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It is for other policies, or the regime was not judged.
    Elsewhere,
    /// There is nothing to waive.
    Idle,
    /// It has run out, and the gap counts again.
    Expired,
    /// It waives a gap.
    Waives,
}

/// What became of the decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// Of each waiver, for each of its obligations.
    pub uses: Vec<Vec<Use>>,
    /// Ids of gaps that the baseline has and the policy no longer has.
    pub closed: Vec<String>,
}

/// Settles how the findings of a policy stand.
pub fn decide(report: &mut Report, decisions: &Decisions<'_>) -> Effect {
    let mut uses: Vec<Vec<Use>> = decisions
        .waivers
        .iter()
        .map(|waiver| idle(waiver, report, decisions.policy))
        .collect();
    report.stand(|finding| {
        waived(finding, decisions, &mut uses).unwrap_or_else(|| known(finding, decisions.known))
    });
    Effect {
        uses,
        closed: closed(report, decisions.known),
    }
}

/// How a waiver stands before anything is found that it waives.
fn idle(waiver: &Waiver, report: &Report, policy: &str) -> Vec<Use> {
    let for_it = waiver
        .policy
        .as_ref()
        .is_none_or(|glob| glob.is_match(policy));
    let judged = |id: &str| report.findings.iter().any(|finding| finding.id == id);
    let of = |id: &str| {
        if for_it && judged(id) {
            Use::Idle
        } else {
            Use::Elsewhere
        }
    };
    waiver.ids.iter().map(|id| of(&id.value)).collect()
}

/// What the first waiver for a finding makes of it.
fn waived(finding: &Finding, decisions: &Decisions<'_>, uses: &mut [Vec<Use>]) -> Option<Standing> {
    let mut standing = None;
    for (waiver, uses) in decisions.waivers.iter().zip(uses) {
        let named = waiver.ids.iter().position(|id| id.value == finding.id);
        let Some(index) = named.filter(|&index| uses[index] != Use::Elsewhere) else {
            continue;
        };
        if !waiver
            .words
            .as_ref()
            .is_none_or(|words| says(finding, words))
        {
            continue;
        }
        if waiver
            .terms
            .expires
            .is_some_and(|last| last < decisions.day)
        {
            uses[index] = Use::Expired;
            // It counts again, whatever the baseline says: that is what the day was set for.
            standing = standing.or(Some(Standing::New));
            continue;
        }
        uses[index] = Use::Waives;
        return Some(Standing::Waived {
            reason: waiver.terms.reason.clone(),
            owner: waiver.terms.owner.clone(),
            expires: waiver.terms.expires,
        });
    }
    standing
}

/// Whether the words are among those that decide the finding, or that did not suffice.
fn says(finding: &Finding, words: &str) -> bool {
    let words = baseline::plain(words);
    let all = finding.evidence.iter().chain(&finding.near_misses);
    all.into_iter()
        .any(|said| baseline::plain(&said.text).contains(&words))
}

fn known(finding: &Finding, entries: &[Entry]) -> Standing {
    if entries.iter().any(|entry| entry.covers(finding)) {
        Standing::Known
    } else {
        Standing::New
    }
}

/// Entries whose obligation was judged, and is a gap no more.
fn closed(report: &Report, entries: &[Entry]) -> Vec<String> {
    let is_closed = |entry: &&Entry| {
        let found = report.findings.iter().find(|of| of.id == entry.id);
        found.is_some_and(|finding| !finding.outcome.needs_work())
    };
    let closed = entries.iter().filter(is_closed);
    closed.map(|entry| entry.id.clone()).collect()
}
