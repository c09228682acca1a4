//! Passages that occur twice, and two sections on one topic.

use super::{Observation, one};
use crate::document::statements::{Ending, ending};
use crate::document::{Block, BlockKind, Document};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A passage that stands more often is meant to.
const OFTEN: usize = 3;

/// A shorter paragraph may well be said twice.
const WORDS: usize = 12;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut found = paragraphs(document);
    found.extend(sections(document));
    found.extend(addresses(document));
    found
}

/// So many lines of an address in a row are no chance.
const LINES: usize = 3;

/// The same lines of an address twice: each is short, and together they are a passage.
fn addresses(document: &Document) -> Option<Observation> {
    let is_line = |block: &Block| block.kind == BlockKind::Paragraph && block.tokens.len() < WORDS;
    let text = |block: &Block| document.text.get(block.span.range()).unwrap_or("");
    let mut first: FxHashMap<[&str; LINES], Span> = FxHashMap::default();
    document.blocks.windows(LINES).find_map(|lines| {
        let [one_line, .., last] = lines else {
            return None;
        };
        let span = one_line.span.cover(last.span);
        let words = one_line.tokens.start..last.tokens.end;
        let told = lines.iter().all(is_line) && words.len() >= WORDS;
        if !told || !has_digits(document, words) {
            return None;
        }
        let key = [text(&lines[0]), text(&lines[1]), text(&lines[2])];
        let before = *first.entry(key).or_insert(span);
        (before.end <= span.start && before != span).then(|| Observation {
            spans: vec![before, span],
            ..one(
                "text:duplicate-passage",
                before,
                "The same lines stand here twice.",
            )
        })
    })
}

fn has_digits(document: &Document, mut words: Range<u32>) -> bool {
    words.any(|at| {
        document
            .word(at)
            .contains(|sign: char| sign.is_ascii_digit())
    })
}

fn paragraphs(document: &Document) -> Vec<Observation> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Vec<Observation> = Vec::new();
    let text = |block: &Block| document.text.get(block.span.range()).unwrap_or("");
    let long = |block: &&Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_))
            && block.tokens.len() >= WORDS
            && ending(document, block.tokens.end) == Ending::Stop
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
    // What comes again and again belongs to the form of the text: an answer under every question, a remark in every row.
    found.retain(|observation| (2..=OFTEN).contains(&observation.spans.len()));
    found
}

/// Two sections whose headings name the same thing, each with text of its own.
fn sections(document: &Document) -> Vec<Observation> {
    let mut seen: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for (at, pair) in document.blocks.windows(2).enumerate() {
        let [heading, next] = pair else { continue };
        if !titles(document, heading) {
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

/// A heading, or a numbered line that is one in all but form.
fn titles(document: &Document, block: &Block) -> bool {
    let bare = matches!(block.kind, BlockKind::Item(_)) && block.tokens.len() <= 3;
    matches!(block.kind, BlockKind::Heading(_))
        || bare && ending(document, block.tokens.end) == Ending::Open
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
