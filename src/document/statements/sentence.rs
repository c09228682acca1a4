//! Where sentences end.
//!
//! A stop between two words is only a candidate: abbreviations, initials, numbering and a small letter after it speak against.

use crate::document::{Break, Document, Shape, TokenKind};
use std::ops::Range;

/// After these a stop never ends a sentence.
const NEVER: &[&str] = &[
    "abs", "al", "app", "approx", "art", "arts", "attn", "bros", "cal", "cf", "ch", "civ", "cl",
    "comp", "dept", "dr", "e.g", "eg", "est", "fig", "i.e", "ie", "incl", "lit", "mr", "mrs", "ms",
    "mt", "nr", "p", "para", "paras", "pp", "prof", "pt", "reg", "rev", "s", "sch", "sec", "secs",
    "sect", "ss", "stat", "sub", "subs", "tel", "tit", "viz", "vol", "vs",
];

/// After these, and after initials, a stop ends a sentence only if the next word often begins one.
const SELDOM: &[&str] = &[
    "a.m", "ave", "blvd", "bus", "co", "corp", "ext", "inc", "jr", "llc", "ltd", "p.m", "ph.d",
    "rd", "sr", "st", "ste", "u.k", "u.s", "u.s.a",
];

const STARTERS: &[&str] = &[
    "a",
    "additionally",
    "after",
    "all",
    "although",
    "an",
    "and",
    "any",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "click",
    "each",
    "for",
    "from",
    "furthermore",
    "he",
    "however",
    "if",
    "in",
    "it",
    "its",
    "no",
    "not",
    "on",
    "once",
    "our",
    "please",
    "see",
    "she",
    "some",
    "such",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "under",
    "unless",
    "until",
    "upon",
    "we",
    "when",
    "where",
    "while",
    "with",
    "you",
    "your",
];

/// The sentences of a stretch of tokens.
pub(in crate::document) fn split(document: &Document, tokens: Range<u32>) -> Vec<Range<u32>> {
    let mut sentences = Vec::new();
    let mut start = tokens.start;
    for at in tokens.start + 1..tokens.end {
        if begins(document, start, at) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < tokens.end {
        sentences.push(start..tokens.end);
    }
    sentences
}

/// The signs between a token and the one before it.
pub(in crate::document) fn gap(document: &Document, at: u32) -> &str {
    let end = document
        .tokens
        .get(at as usize)
        .map_or(document.text.len(), |token| token.span.start as usize);
    let start = match at.checked_sub(1) {
        Some(before) => document.tokens[before as usize].span.end as usize,
        None => 0,
    };
    document.text.get(start..end).unwrap_or("")
}

/// Whether a new sentence begins at a token, if the last one began at `start`.
fn begins(document: &Document, start: u32, at: u32) -> bool {
    let token = document.tokens[at as usize];
    if token.before != Break::Stop {
        return token.before > Break::Stop;
    }
    let gap = gap(document, at);
    if token.kind == TokenKind::Word && token.shape == Shape::Lower {
        return false;
    }
    if gap.contains(['?', '!']) {
        return true;
    }
    if gap.contains("..") || gap.contains('…') {
        return !gap.contains(['(', '[']);
    }
    let only_a_number = at - 1 == start && is_numbering(document, start);
    !only_a_number && stop_ends(document, at, gap)
}

fn stop_ends(document: &Document, at: u32, gap: &str) -> bool {
    let (before, next) = (document.word(at - 1), document.word(at));
    if !gap.contains(char::is_whitespace) {
        // `Policy.We collect`, but not `U.S.A` or `Node.JS`.
        let whole =
            |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        return whole(before) && (whole(next) || next == "a");
    }
    let latin = at >= 2 && matches!((document.word(at - 2), before), ("e", "g") | ("i", "e"));
    if latin || NEVER.contains(&before) {
        return false;
    }
    if before == "no" && document.tokens[at as usize].kind == TokenKind::Number {
        return false;
    }
    let initial =
        before.chars().count() == 1 && document.tokens[at as usize - 1].kind == TokenKind::Word;
    if initial || SELDOM.contains(&before) {
        return STARTERS.contains(&next);
    }
    true
}

/// `1`, `4.2`, `a`, `iv`: what counts sections and items.
pub(in crate::document) fn is_numbering(document: &Document, at: u32) -> bool {
    let word = document.word(at);
    let roman = word.len() <= 4 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    document.tokens[at as usize].kind == TokenKind::Number || word.chars().count() == 1 || roman
}
