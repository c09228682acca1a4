//! Which hits to show, and in what order.
//!
//! What is said is shown by one passage; what is said badly by its words in that passage, for they are to be mended. Where all places
//! count, every signal shows its best place before any shows its second; a sentence of its own is better than a table row, and a row
//! better than a lead-in shared by a list. **Invariant: no words are shown twice in one list.**

use super::{
    Witness, bound,
    condition::Truth,
    passage::{self, Passage},
    reading::{Reading, Strength},
};
use crate::{
    document::{Document, Role, Statement, StatementKind},
    scan::{Force, Hit, Value},
    span::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many places a verdict shows.
pub(super) const SHOWN: usize = 5;

/// How much alike two places must be to be shown once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alike {
    /// In the same statement.
    Statement,
    /// The same words.
    Words,
}

/// A list of places to show, each once.
pub(super) struct Shown {
    alike: Alike,
    most: usize,
    statements: BTreeSet<u32>,
    words: BTreeSet<Vec<Span>>,
    /// The places, in the order they were added.
    pub(super) witnesses: Vec<Witness>,
    /// Statements that came when the list was full.
    further: Vec<u32>,
}

/// Places that a verdict shows, and how many statements more say so.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) witnesses: Vec<Witness>,
    pub(super) more: usize,
}

impl Evidence {
    /// Shows no more than so many places.
    pub(super) fn keep(&mut self, most: usize) {
        self.more += self.witnesses.len().saturating_sub(most);
        self.witnesses.truncate(most);
    }
}

impl From<Vec<Witness>> for Evidence {
    fn from(witnesses: Vec<Witness>) -> Self {
        Evidence { witnesses, more: 0 }
    }
}

impl From<Shown> for Evidence {
    fn from(mut shown: Shown) -> Self {
        shown.further.sort_unstable();
        shown.further.dedup();
        shown
            .further
            .retain(|statement| !shown.statements.contains(statement));
        Evidence {
            witnesses: shown.witnesses,
            more: shown.further.len(),
        }
    }
}

impl Shown {
    /// An empty list for at most so many places.
    pub(super) fn new(alike: Alike, most: usize) -> Self {
        Shown {
            alike,
            most,
            statements: BTreeSet::new(),
            words: BTreeSet::new(),
            witnesses: Vec::new(),
            further: Vec::new(),
        }
    }

    /// Adds a hit, unless the list is full or shows it already.
    pub(super) fn add(&mut self, hit: &Hit, note: String) {
        if self.witnesses.len() >= self.most {
            return self.further.push(hit.statement);
        }
        if !self.words.insert(hit.spans.clone()) {
            return;
        }
        if self.statements.insert(hit.statement) || self.alike == Alike::Words {
            self.witnesses.push(Witness {
                spans: hit.spans.clone(),
                signal: Some(hit.signal as usize),
                note,
            });
        }
    }

    /// Adds the hits by which these signals are as strong as they are, best first.
    pub(super) fn add_support(&mut self, reading: &Reading, signals: &[u32]) {
        for hit in best_first(reading, signals) {
            self.add(hit, read(reading.case.document, hit));
        }
    }
}

/// The places by which these signals are said, best first.
pub(super) fn of(reading: &Reading, signals: &[u32]) -> Evidence {
    let mut shown = Shown::new(Alike::Statement, SHOWN);
    shown.add_support(reading, signals);
    shown.into()
}

/// The best passage for each group of signals, for a group that a passage shown before does not speak for; `first` are hits that must
/// be among those shown, with what was read in them.
pub(super) fn passages(
    reading: &Reading,
    first: &[(&Hit, String)],
    groups: &[Vec<u32>],
) -> Evidence {
    let said: Vec<Vec<&Hit>> = groups.iter().map(|group| support(reading, group)).collect();
    let first_hits: Vec<&Hit> = first.iter().map(|(hit, _)| *hit).collect();
    let passages = choose(reading, &first_hits, &said);
    let note = |passage: &Passage| {
        let of = |hit: &&Hit| first.iter().find(|(known, _)| std::ptr::eq(*known, *hit));
        let told = passage
            .hits
            .iter()
            .find_map(of)
            .map(|(_, note)| note.clone());
        told.unwrap_or_else(|| {
            let mut notes = passage
                .hits
                .iter()
                .map(|hit| read(reading.case.document, hit));
            notes.find(|note| !note.is_empty()).unwrap_or_default()
        })
    };
    let witnesses = passages.iter().map(|passage| Witness {
        spans: vec![passage.span],
        signal: Some(foremost(passage)),
        note: note(passage),
    });
    Evidence {
        witnesses: witnesses.collect(),
        more: elsewhere(&passages, &said).len(),
    }
}

/// The words of these groups in their best passages, best first, and how many statements more say so.
pub(super) fn words(reading: &Reading, groups: &[Vec<u32>]) -> Evidence {
    let document = reading.case.document;
    let said: Vec<Vec<&Hit>> = groups.iter().map(|group| support(reading, group)).collect();
    let passages = choose(reading, &[], &said);
    let mut shown = Shown::new(Alike::Statement, SHOWN);
    for passage in &passages {
        let mut hits = passage.hits.clone();
        sort(document, &mut hits);
        for hit in hits {
            shown.add(hit, read(document, hit));
        }
    }
    shown.further.extend(elsewhere(&passages, &said));
    shown.into()
}

/// The hits by which these signals are as strong as they are.
fn support<'a>(reading: &Reading<'a>, signals: &[u32]) -> Vec<&'a Hit> {
    let said = |signal: &u32| (*signal, reading.strength(*signal));
    signals
        .iter()
        .map(said)
        .filter(|(_, strength)| *strength != Strength::NO)
        .flat_map(|(signal, strength)| reading.hits(signal, strength).collect::<Vec<_>>())
        .collect()
}

/// A passage for each list of hits that none of those before speaks for.
fn choose<'a>(reading: &Reading<'a>, first: &[&'a Hit], said: &[Vec<&'a Hit>]) -> Vec<Passage<'a>> {
    let territory = reading.named();
    let mut chosen: Vec<Passage> = Vec::new();
    let lists = std::iter::once(first).chain(said.iter().map(Vec::as_slice));
    for (at, hits) in lists.enumerate() {
        let holds = |hit: &&Hit| chosen.iter().any(|passage| passage.holds(hit.statement));
        if chosen.len() >= SHOWN || hits.iter().any(holds) {
            continue;
        }
        let others = said.iter().enumerate().filter(|(other, _)| other + 1 != at);
        let subject: Vec<&Hit> = others
            .flat_map(|(_, hits)| hits)
            .copied()
            .chain(territory.clone())
            .collect();
        chosen.extend(passage::best(reading.case.document, hits, &subject));
    }
    chosen
}

/// The signal that a passage says most often.
fn foremost(passage: &Passage) -> usize {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for hit in &passage.hits {
        *counts.entry(hit.signal).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    most.map_or(0, |(signal, _)| signal as usize)
}

/// Statements that say so outside of the passages.
fn elsewhere(passages: &[Passage], said: &[Vec<&Hit>]) -> BTreeSet<u32> {
    let statements = said.iter().flatten().map(|hit| hit.statement);
    statements
        .filter(|&statement| !passages.iter().any(|passage| passage.holds(statement)))
        .collect()
}

/// The hits by which these signals are as strong as they are, best first.
pub(super) fn best_first<'a>(reading: &Reading<'a>, signals: &[u32]) -> Vec<&'a Hit> {
    let mut ranked = Vec::new();
    for &signal in signals {
        let strength = reading.strength(signal);
        if strength == Strength::NO {
            continue;
        }
        let mut own: Vec<&Hit> = reading.hits(signal, strength).collect();
        sort(reading.case.document, &mut own);
        ranked.extend(own.into_iter().enumerate());
    }
    let document = reading.case.document;
    ranked.sort_by_key(|(nth, hit)| (*nth, rank(document, hit), hit.statement));
    ranked.into_iter().map(|(_, hit)| hit).collect()
}

/// Sorts hits, best place first.
pub(super) fn sort(document: &Document, hits: &mut [&Hit]) {
    hits.sort_by_key(|hit| (rank(document, hit), hit.statement));
}

/// How good a place is to show, best first.
pub(super) fn rank(document: &Document, hit: &Hit) -> u8 {
    let Some(statement) = document.statements.get(hit.statement as usize) else {
        return 0;
    };
    match statement.kind {
        StatementKind::Item | StatementKind::Row if is_borrowed(document, statement, hit) => 2,
        StatementKind::Sentence | StatementKind::Item => 0,
        StatementKind::Row => 1,
        StatementKind::LeadIn | StatementKind::EmptyAnnouncement => 2,
        StatementKind::Heading => 3,
    }
}

/// Whether all words of the hit are shared with the statement's neighbours.
fn is_borrowed(document: &Document, statement: &Statement, hit: &Hit) -> bool {
    let own = statement
        .segments
        .iter()
        .find(|segment| segment.role == Role::Own)
        .and_then(|segment| document.tokens.get(segment.tokens.start as usize));
    let last = hit.spans.iter().map(|span| span.end).max();
    own.zip(last)
        .is_some_and(|(own, last)| last <= own.span.start)
}

/// What was read in a hit: its length of time, or the hedge that weakens it.
fn read(document: &Document, hit: &Hit) -> String {
    if let Force::Hedged(words) = hit.force {
        return format!("hedged by “{}”", words_of(document, words));
    }
    let length = hit.values.iter().find_map(|(value, _)| match value {
        Value::Duration(length) => Some(bound::in_words(*length)),
        Value::Date(_) | Value::Number(_) => None,
    });
    length.unwrap_or_default()
}

/// The words of a span.
pub(super) fn words_of(document: &Document, span: Span) -> &str {
    document.text.get(span.range()).unwrap_or_default()
}
