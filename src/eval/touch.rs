//! Whether the words that decide a label are those that people marked for it.

use crate::{document::Document, span::Span};

/// How reported and marked words meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Touched {
    /// Reported spans.
    pub reported: u32,
    /// Reported spans that touch a marked one.
    pub right: u32,
    /// Marked passages that were found in the document.
    pub marked: u32,
    /// Marked passages that a reported span touches.
    pub covered: u32,
}

/// How the spans reported meet the passages that people marked.
pub fn touched(document: &Document, marked: &[String], reported: &[Span]) -> Touched {
    let passages: Vec<Vec<Span>> = marked
        .iter()
        .map(|passage| places(document, passage))
        .filter(|places| !places.is_empty())
        .collect();
    let meets = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let right = |span: &&Span| passages.iter().flatten().any(|place| meets(**span, *place));
    let covered = |places: &&Vec<Span>| {
        places
            .iter()
            .any(|place| reported.iter().any(|span| meets(*span, *place)))
    };
    Touched {
        reported: reported.len() as u32,
        right: reported.iter().filter(right).count() as u32,
        marked: passages.len() as u32,
        covered: passages.iter().filter(covered).count() as u32,
    }
}

/// Where the words of a passage stand in the document, whatever stands between them.
fn places(document: &Document, passage: &str) -> Vec<Span> {
    let passage = crate::source::Source::from_text("passage.txt", passage);
    let passage = Document::parse(&passage);
    let wanted: Vec<&str> = (0..passage.tokens.len() as u32)
        .map(|token| passage.word(token))
        .collect();
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let count = document.tokens.len();
    let fits = |at: &usize| {
        at + wanted.len() <= count
            && document.word(*at as u32) == *first
            && wanted
                .iter()
                .enumerate()
                .all(|(offset, word)| document.word((at + offset) as u32) == *word)
    };
    let span = |at: usize| {
        document.tokens[at]
            .span
            .cover(document.tokens[at + wanted.len() - 1].span)
    };
    (0..count).filter(fits).map(span).collect()
}
