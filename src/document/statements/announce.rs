//! Whether a sentence announces a list, and how firmly.

use super::sentence;
use crate::document::{BlockKind, Document};
use std::ops::Range;

/// What a sentence says of what comes after it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Announces {
    /// Nothing.
    No,
    /// It has no stop, so a list right after it belongs to it.
    Open,
    /// `Contact us:`: a colon after a few words, as much a label as an announcement.
    Label,
    /// `in the following cases.`
    Words,
    /// `We collect:`, and nothing on that line.
    Colon,
}

/// How a stretch of text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A full stop, question or exclamation mark.
    Stop,
    /// A colon or a dash.
    Colon,
    /// A comma or semicolon.
    Comma,
    /// No sign.
    Open,
}

/// Words that cannot end a sentence: what they govern is to come.
const GOVERNING: &[&str] = &[
    "and",
    "are",
    "as",
    "at",
    "by",
    "can",
    "could",
    "following",
    "for",
    "from",
    "if",
    "in",
    "include",
    "includes",
    "including",
    "is",
    "may",
    "means",
    "must",
    "not",
    "of",
    "on",
    "or",
    "shall",
    "should",
    "that",
    "the",
    "through",
    "to",
    "under",
    "when",
    "where",
    "which",
    "who",
    "will",
    "with",
    "would",
    "your",
];

/// What announces a list wherever it stands in the sentence.
const PHRASES: &[&[&str]] = &[
    &["the", "following"],
    &["as", "follows"],
    &["these", "include"],
    &["these", "are"],
    &["listed", "below"],
    &["described", "below"],
    &["set", "out", "below"],
    &["below", "are"],
    &["this", "includes"],
    &["following", "ways"],
    &["any", "of", "the", "following"],
];

/// `We collect:` has a subject, `Information collected:` has none.
const SUBJECTS: &[&str] = &["we", "you", "they", "these"];

/// How many words make a sentence with a colon more than a label.
const LABEL: u32 = 7;

/// How the text ends whose last token is the one before `end`.
pub(crate) fn ending(document: &Document, end: u32) -> Ending {
    let Some(last) = end
        .checked_sub(1)
        .and_then(|at| document.tokens.get(at as usize))
    else {
        return Ending::Open;
    };
    let next = document
        .tokens
        .get(end as usize)
        .map_or(document.text.len(), |token| token.span.start as usize);
    let rest = document
        .text
        .get(last.span.end as usize..next)
        .unwrap_or("");
    let tail = rest.split('\n').next().unwrap_or("");
    // The last telling sign decides: `(see below):` is a colon, `etc.).` a stop.
    let signs = tail.chars().rev().find_map(|sign| match sign {
        '.' | '?' | '!' | '…' => Some(Ending::Stop),
        ':' => Some(Ending::Colon),
        '-' | '–' | '—' if !tail.contains([':', '.', '_']) && tail.matches(sign).count() == 1 => {
            Some(Ending::Colon)
        }
        ',' | ';' => Some(Ending::Comma),
        _ => None,
    });
    signs.unwrap_or(Ending::Open)
}

/// What a sentence says of what comes after it.
pub(super) fn announces(document: &Document, sentence: &Range<u32>) -> Announces {
    if sentence.is_empty() {
        return Announces::No;
    }
    let says_so = has_phrase(document, sentence);
    let is_sentence = governs(document, sentence) && sentence.len() > 3
        || sentence.len() >= LABEL as usize
        || SUBJECTS.contains(&document.word(sentence.start))
        || sentence.clone().any(|at| document.word(at) == "these");
    match ending(document, sentence.end) {
        Ending::Colon if says_so || is_sentence => Announces::Colon,
        Ending::Colon => Announces::Label,
        Ending::Stop if !says_so => Announces::No,
        _ if says_so => Announces::Words,
        Ending::Comma | Ending::Open | Ending::Stop => Announces::Open,
    }
}

/// A heading that is really a sentence: `Currently, our providers include:` set on a line of its own.
pub(super) fn is_announcing_heading(document: &Document, at: usize) -> bool {
    let block = &document.blocks[at];
    matches!(block.kind, BlockKind::Heading(_))
        && announces(document, &block.tokens) == Announces::Colon
}

/// Whether the last word of the sentence governs something that is not in it.
pub(super) fn governs(document: &Document, sentence: &Range<u32>) -> bool {
    !sentence.is_empty() && GOVERNING.contains(&document.word(sentence.end - 1))
}

fn has_phrase(document: &Document, sentence: &Range<u32>) -> bool {
    sentence.clone().any(|at| {
        PHRASES
            .iter()
            .any(|phrase| stands_at(document, sentence, at, phrase))
    }) || ends_with(document, sentence, &["such", "as"])
        || ends_with(document, sentence, &["the", "right", "to"])
}

fn stands_at(document: &Document, sentence: &Range<u32>, at: u32, phrase: &[&str]) -> bool {
    at + phrase.len() as u32 <= sentence.end
        && phrase
            .iter()
            .zip(at..)
            .all(|(word, at)| document.word(at) == *word)
}

fn ends_with(document: &Document, sentence: &Range<u32>, phrase: &[&str]) -> bool {
    sentence.len() >= phrase.len()
        && stands_at(
            document,
            sentence,
            sentence.end - phrase.len() as u32,
            phrase,
        )
}

/// The words before which a run-in head ends: `Access.` of `Access. You can ask for a copy.`, `Access:` of `Access: …`.
pub(super) fn run_in_head(document: &Document, tokens: &Range<u32>) -> Option<Range<u32>> {
    let head = (tokens.start + 1..tokens.end).take(8).find(|at| {
        let gap = sentence::gap(document, *at);
        gap.contains(['.', ':', '—', '–']) || gap.contains(" - ") || gap.contains('?')
    })?;
    let long_enough = !sentence::is_numbering(document, head - 1) || head - tokens.start > 1;
    long_enough.then_some(tokens.start..head)
}
