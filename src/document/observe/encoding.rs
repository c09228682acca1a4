//! Traces of text decoded in the wrong way.

use super::{one, places, tokens_in};
use crate::document::{Document, Observation, TokenKind};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// UTF-8 read as a one-byte encoding (once or twice), entities shown as text, and a question mark for an apostrophe. The text is in
/// small letters, so that a capital A with tilde has become a small one.
static DAMAGE: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        "\u{fffd}",
        "ï¿½",
        "ï»¿",
        "â(?:€|\u{80})[\\S]?",
        "[ãâ][\u{80}-\u{9f}©¨¤¶¼±§ª«¡³º¢®°´»]",
        r"&(?:amp|nbsp|quot|apos|lt|gt|[rl][sd]quo|[mn]dash|#[0-9]{2,5}|#x[0-9a-f]{2,4});",
        r"(?-u:\b)[a-z]{2,}\?(?:s|t|re|ve|ll)(?-u:\b)",
    ];
    Regex::new(&parts.join("|")).expect("the expression is fixed")
});

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let in_address = |span: &Span| {
        let tokens = tokens_in(document, *span);
        let kinds = [TokenKind::Url, TokenKind::Email];
        tokens
            .into_iter()
            .any(|at| kinds.contains(&document.tokens[at as usize].kind))
    };
    let left = places(document, &DAMAGE)
        .into_iter()
        .filter(|span| !in_address(span));
    let mut spans: Vec<Span> = left.chain(document.damaged.iter().copied()).collect();
    spans.sort();
    // What the source shows as damaged may be one of the damaged signs left in the text.
    spans.dedup_by(|next, last| next.start < last.end);
    if spans.is_empty() {
        return Vec::new();
    }
    let note = format!("{} damaged sign(s).", spans.len());
    vec![Observation {
        spans,
        ..one("text:encoding-damage", Span::default(), note)
    }]
}
