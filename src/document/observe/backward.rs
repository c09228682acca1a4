//! Words that point back: what they mean must have been said.

use super::{Observation, has, is_prose, one, own, span_of};
use crate::document::{Document, StatementKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut first: FxHashMap<&str, u32> = FxHashMap::default();
    for at in 0..document.tokens.len() as u32 {
        first.entry(document.word(at)).or_insert(at);
    }
    let statements = document
        .statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| is_prose(statement));
    let found = |(at, statement)| {
        let words = own(statement);
        let noun = dangling(document, &first, at, &words)?;
        let note = format!("No {noun} are given before this.");
        Some(one(
            "text:dangling-back-reference",
            span_of(document, &words),
            note,
        ))
    };
    statements.filter_map(found).collect()
}

/// For nouns that are referred back to, the words by which the things themselves are known.
const ANTECEDENTS: &[(&str, &[&str])] = &[
    (
        "purposes",
        &[
            "purpose",
            "purposes",
            "use",
            "uses",
            "used",
            "using",
            "process",
            "processing",
            "provide",
        ],
    ),
    (
        "rights",
        &[
            "right", "rights", "access", "delete", "erasure", "object", "ask",
        ],
    ),
    (
        "categories",
        &["collect", "category", "categories", "information", "data"],
    ),
    (
        "periods",
        &[
            "days", "day", "months", "month", "years", "year", "period", "long",
        ],
    ),
    (
        "recipients",
        &[
            "share",
            "disclose",
            "recipients",
            "provider",
            "providers",
            "parties",
        ],
    ),
    ("cookies", &["cookie", "cookies"]),
    (
        "measures",
        &["measures", "security", "encryption", "protect"],
    ),
    (
        "circumstances",
        &["circumstances", "if", "when", "case", "cases"],
    ),
];

/// The noun a back reference is about, if nothing before it can be meant.
fn dangling(
    document: &Document,
    first: &FxHashMap<&str, u32>,
    at: usize,
    words: &Range<u32>,
) -> Option<&'static str> {
    let noun = referred_to(document, words)?;
    let (_, known_by) = ANTECEDENTS.iter().find(|(known, _)| *known == noun)?;
    let from = at.saturating_sub(4);
    let lost = document.statements[from..at].iter().any(|statement| {
        statement.kind == StatementKind::EmptyAnnouncement
            && has(document, &own(statement), &[noun])
    });
    let known = known_by
        .iter()
        .any(|word| first.get(word).is_some_and(|first| *first < words.start));
    (lost || !known).then_some(noun)
}

/// `rights` of `the rights listed above`, `purposes` of `the aforementioned purposes`.
fn referred_to(document: &Document, words: &Range<u32>) -> Option<&'static str> {
    const PARTICIPLES: &[&str] = &[
        "listed",
        "mentioned",
        "described",
        "stated",
        "identified",
        "specified",
        "out",
        "outlined",
        "given",
    ];
    let noun_at = |at: u32| {
        ANTECEDENTS
            .iter()
            .map(|(noun, _)| *noun)
            .find(|noun| *noun == document.word(at))
    };
    words.clone().find_map(|at| match document.word(at) {
        "above" if at > words.start && PARTICIPLES.contains(&document.word(at - 1)) => {
            (words.start.max(at.saturating_sub(4))..at - 1)
                .rev()
                .find_map(noun_at)
        }
        "aforementioned" | "aforesaid" if at + 1 < words.end => noun_at(at + 1),
        "mentioned"
            if at + 1 < words.end && at > words.start && document.word(at - 1) == "above" =>
        {
            noun_at(at + 1)
        }
        _ => None,
    })
}
