//! What can be said about the text itself, whatever the law: a list that never comes, a placeholder, a passage that occurs twice.
//!
//! An observation states what is seen; rule files decide whether it matters. Each is precise before it is complete: better to miss a
//! flaw than to send the reader to a place where nothing is wrong.
//!
//! **Invariant: observations come in the order of [`IDS`], each with at least one place, and every id they carry is in it.**

mod backward;
mod contacts;
mod encoding;
mod leftovers;
mod length;
mod links;
mod names;
mod outline;
mod references;
mod repeats;
mod terms;

use super::{Document, Observation, Role, Statement, StatementKind};
use crate::span::Span;
use regex::Regex;
use std::ops::Range;

/// Every observation, and what it says.
pub const IDS: &[(&str, &str)] = &[
    (
        "text:empty-announcement",
        "A list is announced and never comes.",
    ),
    ("text:empty-heading", "A heading has nothing under it."),
    ("text:placeholder", "A placeholder was never filled in."),
    (
        "text:template-option",
        "Alternatives or notes of a template were left in the text.",
    ),
    ("text:fragment", "A sentence or an address breaks off."),
    (
        "text:count-mismatch",
        "A list has more or fewer items than its lead-in says.",
    ),
    (
        "text:promised-section-missing",
        "The text points to a passage that is not there.",
    ),
    (
        "text:dangling-back-reference",
        "The text points back to something never said.",
    ),
    (
        "text:numbering-gap",
        "Section or list numbers leave one out or repeat one.",
    ),
    (
        "text:duplicate-passage",
        "A passage occurs twice, or two sections treat one topic.",
    ),
    ("text:long-sentence", "A sentence has more than 40 words."),
    (
        "text:long-average",
        "Sentences have more than 25 words on average.",
    ),
    (
        "text:undefined-term",
        "A word is written like a defined term and defined nowhere.",
    ),
    (
        "text:term-defined-twice",
        "A term is defined more than once.",
    ),
    (
        "text:name-variants",
        "A company's name is written in more than one way.",
    ),
    (
        "text:contact-conflict",
        "Two contacts are given for the same purpose.",
    ),
    ("text:broken-link", "Words that should be a link are none."),
    (
        "text:encoding-damage",
        "Characters were damaged in conversion.",
    ),
    (
        "text:no-channel",
        "A choice or a right is offered, and no way to use it.",
    ),
];

/// All that can be observed in a document whose statements are built.
pub(crate) fn observations(document: &Document) -> Vec<Observation> {
    let mut all = empty_announcements(document);
    all.extend(outline::observe(document));
    all.extend(leftovers::observe(document));
    all.extend(references::observe(document));
    all.extend(backward::observe(document));
    all.extend(links::observe(document));
    all.extend(repeats::observe(document));
    all.extend(length::observe(document));
    all.extend(terms::observe(document));
    all.extend(names::observe(document));
    all.extend(contacts::observe(document));
    all.extend(encoding::observe(document));
    let rank = |found: &Observation| IDS.iter().position(|(id, _)| *id == found.id);
    all.sort_by_key(|found| (rank(found), found.spans.first().copied()));
    all
}

fn empty_announcements(document: &Document) -> Vec<Observation> {
    let empty = |statement: &&Statement| statement.kind == StatementKind::EmptyAnnouncement;
    let note = "Announces a list; what follows is something else.";
    let found = document.statements.iter().filter(empty);
    found
        .map(|statement| {
            one(
                "text:empty-announcement",
                span_of(document, &own(statement)),
                note,
            )
        })
        .collect()
}

/// An observation of one place.
fn one(id: &'static str, span: Span, note: impl Into<String>) -> Observation {
    Observation {
        id,
        spans: vec![span],
        note: note.into(),
    }
}

/// The statement's own words (they are one stretch but in rows, where the stretch runs from the first to the last cell).
fn own(statement: &Statement) -> Range<u32> {
    let mut own = statement
        .segments
        .iter()
        .filter(|segment| segment.role == Role::Own);
    let first = own.next().map_or(0..0, |segment| segment.tokens.clone());
    let end = own
        .next_back()
        .map_or(first.end, |segment| segment.tokens.end);
    first.start..end
}

/// The text of some tokens.
fn span_of(document: &Document, tokens: &Range<u32>) -> Span {
    let stretch = document
        .tokens
        .get(tokens.start as usize..tokens.end as usize)
        .unwrap_or(&[]);
    match (stretch.first(), stretch.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

/// The tokens of a stretch of text.
fn tokens_in(document: &Document, span: Span) -> Range<u32> {
    let start = document
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let end = document
        .tokens
        .partition_point(|token| token.span.start < span.end);
    start as u32..end.max(start) as u32
}

/// What stands in brackets or quotes and is longer is a sentence of the policy. (Counting in the expressions themselves would make them
/// slow to compile.)
const LONGEST: usize = 140;

/// Where an expression is found in the text.
fn places(document: &Document, expression: &Regex) -> Vec<Span> {
    expression
        .find_iter(&document.text)
        .filter(|found| found.len() <= LONGEST)
        .map(|found| Span::new(found.start(), found.end()))
        .collect()
}

/// Whether one of the words is among the tokens.
fn has(document: &Document, tokens: &Range<u32>, words: &[&str]) -> bool {
    tokens.clone().any(|at| words.contains(&document.word(at)))
}

/// Whether the words stand in the tokens one after another.
fn has_phrase(document: &Document, tokens: &Range<u32>, phrase: &[&str]) -> bool {
    phrase_at(document, tokens, phrase).is_some()
}

fn phrase_at(document: &Document, tokens: &Range<u32>, phrase: &[&str]) -> Option<u32> {
    let last = (tokens.end + 1).checked_sub(phrase.len() as u32)?;
    (tokens.start..last).find(|start| {
        phrase
            .iter()
            .zip(*start..)
            .all(|(word, at)| document.word(at) == *word)
    })
}

/// Running text: no headings and no rows.
fn is_prose(statement: &Statement) -> bool {
    !matches!(statement.kind, StatementKind::Heading | StatementKind::Row)
}

#[cfg(test)]
mod tests;
