//! Sentences that are too long to be read.

use super::{is_prose, one, own, span_of};
use crate::document::{Document, Observation, Statement};
use crate::span::Span;

/// The convention: 40 words in one sentence, 25 on average.
const WORDS: usize = 40;
const AVERAGE: usize = 25;
/// An average of fewer sentences says nothing.
const SENTENCES: usize = 10;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let lengths: Vec<(usize, &Statement)> = document
        .statements
        .iter()
        .filter(|statement| is_prose(statement))
        .map(|statement| (own(statement).len(), statement))
        .collect();
    let mut long: Vec<_> = lengths.iter().filter(|(words, _)| *words > WORDS).collect();
    long.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
    let Some((longest, _)) = long.first() else {
        return Vec::new();
    };
    let spans: Vec<Span> = long
        .iter()
        .map(|(_, statement)| span_of(document, &own(statement)))
        .collect();
    let place = spans[0];
    let note = format!(
        "{} sentence(s) of more than {WORDS} words; the longest has {longest}.",
        long.len()
    );
    let mut found = vec![Observation {
        spans,
        ..one("text:long-sentence", place, note)
    }];
    let total: usize = lengths.iter().map(|(words, _)| words).sum();
    if lengths.len() >= SENTENCES && total > AVERAGE * lengths.len() {
        let note = format!("{} words per sentence on average.", total / lengths.len());
        found.push(one("text:long-average", place, note));
    }
    found
}
