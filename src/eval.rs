//! How right the verdicts are: policies that people have labelled, read again by the rules.
//!
//! A label file says of each policy which labels are there; a mapping says what a label means as a condition over signals (and
//! obligations, `regime/obligation`: met or weak). Every label of every policy becomes a [`Decision`]; [`score`] counts them, each cluster of near-duplicates
//! once. **Invariant: a mapping translates labels and decides nothing by itself; a label without one is listed, never skipped.**

pub mod labels;
pub mod mapping;
pub mod score;
pub mod touch;

use crate::{
    document::Document,
    judge::{self, Facts, Outcome},
    rulebook::Rulebook,
    scan::{Force, Hits, scan},
    source::Source,
    span::Span,
};
use labels::Labelled;
use mapping::{Mapping, Name};
use rayon::prelude::*;
use serde::Serialize;

/// What was decided on one label of one policy.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    /// The policy.
    pub id: String,
    /// The label.
    pub label: String,
    /// What people say: 1 there, 0 not.
    pub expected: u8,
    /// What the rules say.
    pub decided: u8,
    /// The words that decide it, as they stand in the file.
    #[serde(skip)]
    pub evidence: Vec<String>,
    /// How many of these touch words that people marked for the label; none where nobody marked any.
    #[serde(skip)]
    pub touched: Option<touch::Touched>,
}

/// Decides every mapped label of every policy, in order. `read` gives a policy's file.
///
/// # Errors
/// The first problem that `read` has.
pub fn decide<E: Send>(
    rulebook: &Rulebook,
    mapping: &Mapping,
    labelled: &[Labelled],
    read: impl Fn(&Labelled) -> Result<Source, E> + Sync,
) -> Result<Vec<Decision>, E> {
    let each: Result<Vec<Vec<Decision>>, E> = labelled
        .par_iter()
        .map(|policy| Ok(decide_one(rulebook, mapping, policy, &read(policy)?)))
        .collect();
    Ok(each?.into_iter().flatten().collect())
}

fn decide_one(
    rulebook: &Rulebook,
    mapping: &Mapping,
    policy: &Labelled,
    source: &Source,
) -> Vec<Decision> {
    let document = Document::parse(source);
    let hits = scan(rulebook, &document);
    let judged = judged(rulebook, mapping, &document, &hits);
    let mut decisions = Vec::new();
    for (label, expected) in &policy.labels {
        let Some(condition) = mapping.conditions.get(label) else {
            continue;
        };
        let mut spans = Vec::new();
        let there = mapping.holds(condition, &mut |name| {
            let found = match name {
                Name::Signal(signal) => seen(&hits, signal),
                Name::Obligation(regime, obligation) => met(&judged, regime, obligation),
            };
            spans.extend_from_slice(&found.1);
            found.0
        });
        let touched = policy
            .evidence
            .get(label)
            .map(|marked| touch::touched(&document, marked, &spans));
        decisions.push(Decision {
            id: policy.id.clone(),
            label: label.clone(),
            expected: *expected,
            decided: u8::from(there),
            evidence: spans
                .iter()
                .take(5)
                .map(|span| source.text[document.to_source(*span).range()].to_owned())
                .collect(),
            touched,
        });
    }
    decisions
}

/// Whether a signal is there, hedged or not, and where.
fn seen(hits: &Hits, signal: u32) -> (bool, Vec<Span>) {
    let counting = hits
        .of(signal)
        .iter()
        .filter(|hit| matches!(hit.force, Force::Plain | Force::Hedged(_)));
    let spans: Vec<Span> = counting.flat_map(|hit| hit.spans.iter().copied()).collect();
    (!spans.is_empty(), spans)
}

fn met(judged: &judge::Verdicts, regime: usize, obligation: usize) -> (bool, Vec<Span>) {
    let verdict = judged
        .verdicts
        .iter()
        .find(|verdict| (verdict.regime, verdict.obligation) == (regime, obligation));
    match verdict {
        Some(verdict) if matches!(verdict.outcome, Outcome::Met | Outcome::Weak) => (
            true,
            verdict
                .evidence
                .iter()
                .flat_map(|witness| witness.spans.iter().copied())
                .collect(),
        ),
        _ => (false, Vec::new()),
    }
}

/// The verdicts of the regimes that the mapping names, every fact taken as true, whatever the day.
fn judged(
    rulebook: &Rulebook,
    mapping: &Mapping,
    document: &Document,
    hits: &Hits,
) -> judge::Verdicts {
    if mapping.regimes.is_empty() {
        return judge::Verdicts::default();
    }
    let facts = Facts {
        assume_applicable: true,
        regimes: Some(mapping.regimes.clone()),
        ..Facts::default()
    };
    judge::judge(rulebook, document, hits, &facts)
}
