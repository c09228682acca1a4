//! Words that should be a link and are none.

use super::{Observation, has, has_phrase, is_prose, one, own, span_of};
use crate::document::{Document, Link, TokenKind};
use std::ops::Range;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let prose = document
        .statements
        .iter()
        .filter(|statement| is_prose(statement))
        .map(own);
    let missing = |words: Range<u32>| {
        let note = link_is_missing(document, &words)?;
        Some(one("text:broken-link", span_of(document, &words), note))
    };
    prose.filter_map(missing).collect()
}

/// `Click here` that is no link; `our Cookie Policy`, where it is to be read, without an address.
fn link_is_missing(document: &Document, words: &Range<u32>) -> Option<&'static str> {
    const DOCUMENTS: &[&[&str]] = &[
        &["our", "cookie", "policy"],
        &["our", "cookies", "policy"],
        &["our", "cookie", "notice"],
    ];
    const POINTS: &[&str] = &["read", "see", "refer", "visit", "details", "more", "found"];
    let linked = words.clone().any(|at| {
        let token = document.tokens[at as usize];
        token.link != Link::None || matches!(token.kind, TokenKind::Url | TokenKind::Email)
    });
    if linked {
        return None;
    }
    let click = [
        &["click", "here"][..],
        &["clicking", "here"],
        &["click", "this", "link"],
        &["clicking", "this", "link"],
    ];
    if click
        .iter()
        .any(|phrase| has_phrase(document, words, phrase))
    {
        return Some("“Click here” is no link.");
    }
    let named = DOCUMENTS
        .iter()
        .any(|phrase| has_phrase(document, words, phrase));
    (named && has(document, words, POINTS))
        .then_some("The document named here has no link and no address.")
}
