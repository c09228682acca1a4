//! Passages that occur twice, and two sections on one topic.

use super::{Observation, one};
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// A shorter paragraph may well be said twice.
const WORDS: usize = 12;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut found = paragraphs(document);
    found.extend(sections(document));
    found
}

fn paragraphs(document: &Document) -> Vec<Observation> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Vec<Observation> = Vec::new();
    let text = |block: &Block| document.text.get(block.span.range()).unwrap_or("");
    let long = |block: &&Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_))
            && block.tokens.len() >= WORDS
    };
    for block in document.blocks.iter().filter(long) {
        if let Some(&index) = first.get(text(block)) {
            found[index].spans.push(block.span);
        } else {
            first.insert(text(block), found.len());
            found.push(one(
                "text:duplicate-passage",
                block.span,
                "The same passage occurs again.",
            ));
        }
    }
    found.retain(|observation| observation.spans.len() > 1);
    found
}

/// Two sections whose headings name the same thing, each with text of its own.
fn sections(document: &Document) -> Vec<Observation> {
    let mut seen: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for (at, pair) in document.blocks.windows(2).enumerate() {
        let [heading, next] = pair else { continue };
        if !matches!(heading.kind, BlockKind::Heading(_)) {
            continue;
        }
        if let (Some(topic), BlockKind::Paragraph) = (topic(document, heading), next.kind) {
            let place = document.blocks[at].span;
            seen.entry(topic).or_default().push(place);
        }
    }
    let mut twice: Vec<(Span, Vec<Span>)> = seen
        .into_values()
        .filter(|spans| spans.len() == 2)
        .map(|spans| (spans[0], spans))
        .collect();
    twice.sort();
    let note = "Two sections treat the same topic.";
    twice
        .into_iter()
        .map(|(first, spans)| Observation {
            spans,
            ..one("text:duplicate-passage", first, note)
        })
        .collect()
}

/// What a heading is about, if it is about one of the things that a policy says once.
fn topic<'a>(document: &'a Document, heading: &Block) -> Option<&'a str> {
    const ONCE: &[&str] = &["retention", "contact", "security", "children", "changes"];
    const FILLING: &[&str] = &[
        "data",
        "us",
        "your",
        "our",
        "of",
        "the",
        "information",
        "personal",
        "and",
        "s",
        "privacy",
        "to",
        "policy",
    ];
    let words = heading.tokens.clone().map(|at| document.word(at));
    let mut telling = words.filter(|word| {
        !FILLING.contains(word) && !word.starts_with(|sign: char| sign.is_ascii_digit())
    });
    let topic = telling.next().filter(|word| ONCE.contains(word))?;
    telling.next().is_none().then_some(topic)
}
