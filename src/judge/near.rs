//! What comes near to a missing disclosure, and the section where it would belong.

use super::{
    Ruling, Witness,
    condition::{self, names},
    decide::Hearing,
    evidence::{self, Alike, Shown},
    reading::{Failure, Reading, Strength},
    reason,
};
use crate::{
    rulebook::{Check, Condition, Obligation},
    scan::Hit,
    span::Span,
};
use std::collections::BTreeMap;

/// How many near misses are shown.
const MOST: usize = 3;

/// The reason and the near misses of a disclosure that was not found.
pub(super) fn missing(hearing: &Hearing, needs: &Condition) -> Ruling {
    let near = Near::new(hearing, needs);
    Ruling {
        near_misses: near.shown(),
        ..Ruling::missing(near.reason(needs))
    }
}

/// Not found, for this reason, with what the rule calls near.
pub(super) fn with_reason(hearing: &Hearing, reason: String) -> Ruling {
    let nothing = Condition::Any(Vec::new());
    Ruling {
        near_misses: Near::new(hearing, &nothing).shown(),
        ..Ruling::missing(reason)
    }
}

/// Hits that did not suffice, the closest kind first.
struct Near<'a> {
    reading: Reading<'a>,
    /// Signals by which the opposite is said.
    opposite: Vec<u32>,
    /// Hits of what is needed that do not count.
    failed: Vec<(&'a Hit, Failure)>,
    /// Signals needed that are said, among others that are not.
    part: Vec<u32>,
    /// Signals the rule calls near.
    close: Vec<u32>,
}

impl<'a> Near<'a> {
    fn new(hearing: &Hearing<'a>, needs: &Condition) -> Self {
        let reading = hearing.reading;
        let obligation = hearing.obligation;
        let support = |condition: Option<&Condition>| {
            condition.map_or_else(Vec::new, |condition| reading.support(condition))
        };
        let mut part = names(needs);
        part.retain(|&signal| reading.strength(signal) != Strength::Unsaid);
        Near {
            reading,
            opposite: support(obligation.opposed.as_ref()),
            failed: failed(&reading, obligation, needs),
            part,
            close: support(obligation.near.as_ref()),
        }
    }

    fn shown(&self) -> Vec<Witness> {
        let case = self.reading.case;
        let mut shown = Shown::new(Alike::Statement, MOST);
        self.add(&mut shown, &self.opposite, "says the opposite");
        for &(hit, failure) in &self.failed {
            shown.add(hit, reason::failure(case, failure));
        }
        self.add(&mut shown, &self.part, "says only a part");
        self.add(&mut shown, &self.close, "does not suffice by itself");
        shown.witnesses
    }

    fn add(&self, shown: &mut Shown, signals: &[u32], note: &str) {
        for hit in evidence::best_first(&self.reading, signals) {
            shown.add(hit, note.to_owned());
        }
    }

    fn reason(&self, needs: &Condition) -> String {
        let rulebook = self.reading.case.rulebook;
        let strength = |signal| self.reading.strength(signal);
        let lacking = reason::quoted(rulebook, &condition::lacking(needs, &strength));
        let barring = condition::barring(needs, &strength);
        let announced = self
            .failed
            .iter()
            .any(|(_, why)| *why == Failure::Announced);
        if !self.opposite.is_empty() {
            let opposite = reason::quoted(rulebook, &self.opposite);
            format!("Only the opposite is said: {opposite}. Not found: {lacking}.")
        } else if announced {
            format!(
                "Only announced: the list that should say it never comes. Not found: {lacking}."
            )
        } else if lacking.is_empty() {
            let barring = reason::quoted(rulebook, &barring);
            format!("Something speaks against it: {barring}.")
        } else if !self.part.is_empty() {
            format!("Only a part is said. Not found: {lacking}.")
        } else if let Some(&(_, why)) = self.failed.first() {
            let why = reason::failure(self.reading.case, why);
            format!("Not found: {lacking}. The closest words do not count: {why}.")
        } else {
            format!("Not found: {lacking}.")
        }
    }
}

/// Hits of what is needed, then of what would be weak, that do not count; of each the best place first.
fn failed<'a>(
    reading: &Reading<'a>,
    obligation: &Obligation,
    needs: &Condition,
) -> Vec<(&'a Hit, Failure)> {
    let weak = obligation.weak.as_ref().map_or_else(Vec::new, names);
    [names(needs), weak]
        .iter()
        .flat_map(|signals| {
            let mut failed: Vec<_> = signals
                .iter()
                .flat_map(|&signal| reading.failures(signal))
                .collect();
            let document = reading.case.document;
            failed.sort_by_key(|(hit, _)| (evidence::rank(document, hit), hit.statement));
            failed
        })
        .collect()
}

/// The heading of the section where most is said about an obligation, or else about its neighbours in the rule file.
pub(super) fn anchor(reading: &Reading, obligations: &[Obligation], index: usize) -> Option<Span> {
    let around = [index.checked_sub(1), Some(index + 1)];
    let neighbours = around.into_iter().flatten();
    busiest(reading, &about(obligations.get(index)?)).or_else(|| {
        let signals: Vec<u32> = neighbours
            .filter_map(|neighbour| obligations.get(neighbour))
            .flat_map(about)
            .collect();
        busiest(reading, &signals)
    })
}

/// The signals an obligation is about.
fn about(obligation: &Obligation) -> Vec<u32> {
    let needs = match &obligation.check {
        Check::Needs(needs) => Some(needs),
        Check::Flaw(_) | Check::Dated(_) => None,
    };
    [needs, obligation.weak.as_ref(), obligation.near.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(names)
        .collect()
}

fn busiest(reading: &Reading, signals: &[u32]) -> Option<Span> {
    let case = reading.case;
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for hit in signals.iter().flat_map(|&signal| case.hits.of(signal)) {
        let titled = case.outline.sections(hit.statement).find(|&section| {
            let section = case.document.sections.get(section as usize);
            section.is_some_and(|section| section.heading.is_some())
        });
        if let Some(section) = titled {
            *counts.entry(section).or_default() += 1;
        }
    }
    // Of sections with as many hits the first wins.
    let section = counts
        .into_iter()
        .rev()
        .max_by_key(|&(_, count)| count)
        .map(|(section, _)| section)?;
    let heading = case.document.sections.get(section as usize)?.heading?;
    case.document
        .blocks
        .get(heading as usize)
        .map(|block| block.span)
}
