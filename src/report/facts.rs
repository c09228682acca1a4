//! The facts that verdicts hang on: stated, read from the policy, taken from its silence, assumed, or not known.
//!
//! Regimes read the same policy differently (a passage for one territory says nothing about another); those that agree on a fact
//! and on its words stand in one entry.

use super::{Names, Words};
use crate::judge::{Answer, Because, Settled};
use serde::Serialize;
use std::collections::{BTreeMap, btree_map::Entry};

/// A fact about the business, and what its answer stands on.
#[derive(Debug, Clone, Serialize)]
pub struct Assumption {
    /// Id of the fact.
    pub fact: String,
    /// The question it answers.
    pub question: String,
    /// Whether it holds.
    pub answer: Answer,
    /// What the answer stands on.
    pub because: Because,
    /// Ids of the regimes that read it so.
    pub regimes: Vec<String>,
    /// The words it was read from.
    pub evidence: Vec<Words>,
}

/// What makes two readings of a fact the same: the fact, the answer, its ground, the first words.
type Key = (usize, Answer, Because, Option<(u32, u32)>);

pub(super) fn assumptions(names: &Names<'_>, settled: &[Settled]) -> Vec<Assumption> {
    let mut entries: BTreeMap<Key, Assumption> = BTreeMap::new();
    for one in settled {
        let evidence = names.all_words(&one.evidence);
        let first = evidence.first().map(|words| (words.start, words.end));
        let regime = names.rulebook.regimes[one.regime].id.clone();
        match entries.entry((one.fact, one.answer, one.because, first)) {
            Entry::Occupied(mut known) => known.get_mut().regimes.push(regime),
            Entry::Vacant(free) => {
                free.insert(assumption(names, one, regime, evidence));
            }
        }
    }
    entries.into_values().collect()
}

fn assumption(
    names: &Names<'_>,
    settled: &Settled,
    regime: String,
    evidence: Vec<Words>,
) -> Assumption {
    let fact = &names.rulebook.facts[settled.fact];
    Assumption {
        fact: fact.id.clone(),
        question: fact.question.clone(),
        answer: settled.answer,
        because: settled.because,
        regimes: vec![regime],
        evidence,
    }
}
