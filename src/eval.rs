//! How right the verdicts are: policies that people have labelled, read again by the rules.
//!
//! A label file says of each policy which labels are there; a mapping says what a label means as a condition over signals (and
//! obligations, `regime/obligation`: met or weak). Every label of every policy becomes a [`Decision`]; [`score`] counts them, each cluster of near-duplicates
//! once. **Invariant: a mapping translates labels and decides nothing by itself; a label without one is listed, never skipped.**

pub mod disputed;
pub mod labels;
pub mod mapping;
pub mod score;
pub mod touch;

use crate::{
    document::Document,
    judge::{
        self, Facts, Outcome,
        condition::{fold, groups, names},
    },
    rulebook::{Condition, Rulebook},
    scan::{Force, Hit, Hits, scan},
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
    let read = Read {
        names: &mapping.names,
        judged: &judged(rulebook, mapping, &document, &hits),
        document: &document,
        hits: &hits,
    };
    let decide = |(label, expected): (&String, &u8)| {
        let condition = mapping.conditions.get(label)?;
        let there = fold(condition, &|name| read.says(name));
        let marked = policy.evidence.get(label);
        let shown = |span: Span| source.text[document.to_source(span).range()].to_owned();
        Some(Decision {
            id: policy.id.clone(),
            label: label.clone(),
            expected: *expected,
            decided: u8::from(there),
            evidence: read.words(condition).take(5).map(shown).collect(),
            touched: marked
                .map(|marked| touch::touched(&document, marked, &read.reported(condition))),
        })
    };
    policy.labels.iter().filter_map(decide).collect()
}

/// A policy as the conditions of a mapping see it.
struct Read<'a> {
    names: &'a [Name],
    judged: &'a judge::Verdicts,
    document: &'a Document,
    hits: &'a Hits,
}

impl<'a> Read<'a> {
    fn says(&self, name: u32) -> bool {
        match self.names[name as usize] {
            Name::Signal(signal) => self.seen(signal).next().is_some(),
            Name::Obligation(..) => self.verdict(name).is_some(),
        }
    }

    /// Where a signal is, hedged or not.
    fn seen(&self, signal: u32) -> impl Iterator<Item = &'a Hit> + use<'a> {
        let hits = self.hits.of(signal).iter();
        hits.filter(|hit| matches!(hit.force, Force::Plain | Force::Hedged(_)))
    }

    /// The verdict on an obligation that is met, well or badly.
    fn verdict(&self, name: u32) -> Option<&'a judge::Verdict> {
        let Name::Obligation(regime, obligation) = self.names[name as usize] else {
            return None;
        };
        self.judged.verdicts.iter().find(|verdict| {
            (verdict.regime, verdict.obligation) == (regime, obligation)
                && matches!(verdict.outcome, Outcome::Met | Outcome::Weak)
        })
    }

    /// All words that speak for a condition, whether it holds or not.
    fn words(&self, condition: &Condition) -> impl Iterator<Item = Span> {
        let names = names(condition).into_iter();
        names.flat_map(|name| {
            let hits = self.hits_of(name).into_iter();
            let said = hits.flat_map(|hit| hit.spans.iter().copied());
            said.chain(self.decisive(name)).collect::<Vec<_>>()
        })
    }

    fn hits_of(&self, name: u32) -> Vec<&'a Hit> {
        match self.names[name as usize] {
            Name::Signal(signal) => self.seen(signal).collect(),
            Name::Obligation(..) => Vec::new(),
        }
    }

    fn decisive(&self, name: u32) -> Vec<Span> {
        let verdict = self.verdict(name);
        let witnesses = verdict.map_or(&[][..], |verdict| &verdict.evidence);
        let spans = witnesses.iter().flat_map(|witness| &witness.spans);
        spans.copied().collect()
    }

    /// What is reported for a condition that holds, as a verdict reports it: the best passage. Of names that must come together the
    /// first is what the label is about; the others say of whom or where, and a passage near them is better.
    fn reported(&self, condition: &Condition) -> Vec<Span> {
        let groups = groups(condition, &|name| self.says(name));
        let Some((about, others)) = groups.split_first() else {
            return Vec::new();
        };
        let hits: Vec<&Hit> = about.iter().flat_map(|&name| self.hits_of(name)).collect();
        let subject: Vec<&Hit> = others
            .iter()
            .flatten()
            .flat_map(|&name| self.hits_of(name))
            .collect();
        let passage = judge::passage::best(self.document, &hits, &subject);
        let decisive = about.iter().flat_map(|&name| self.decisive(name));
        passage
            .map(|passage| passage.span)
            .into_iter()
            .chain(decisive)
            .collect()
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
