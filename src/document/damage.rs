//! Signs of the source that were damaged on their way here, although the text reads well.
//!
//! The builder repairs what it knows (`â€™` is an apostrophe), and an encoding that nobody declared is guessed; readers of the page
//! have neither. **Invariant: only places that are visible text, in order.**

use super::{Run, map};
use crate::source::{Format, Source};
use crate::span::Span;
use memchr::memmem;
use regex::Regex;
use std::sync::LazyLock;

/// UTF-8 read as a one-byte encoding, once or twice, and what no decoder could read.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        "\u{fffd}",
        "ï¿½",
        "ï»¿",
        "â(?:€|\u{80})[^\\s\\w]?",
        "[ÃÂâ][\u{80}-\u{bf}]",
    ];
    Regex::new(&parts.join("|")).expect("the expression is fixed")
});

/// Entities that a reader sees as such: in plain text any, in HTML those that were escaped twice.
const ENTITY: &str =
    r"&(?:amp|nbsp|quot|apos|lt|gt|[rl][sd]quo|[mn]dash|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,4});";
static ENTITIES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(ENTITY).expect("the expression is fixed"));
static ESCAPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&ENTITY.replacen('&', "&amp;", 1)).expect("the expression is fixed")
});

/// So many signs show that the encoding had to be guessed.
const ENOUGH: usize = 20;

/// Places of the document's text where the source is damaged.
pub(super) fn find(source: &Source, runs: &[Run]) -> Vec<Span> {
    let (entities, first) = match source.format {
        Format::Text => (&ENTITIES, "&"),
        Format::Html | Format::Markdown => (&ESCAPED, "&amp;"),
    };
    let mut places: Vec<Span> = guessed(source);
    let mut add = |expression: &Regex| {
        let found = expression.find_iter(&source.text);
        places.extend(found.map(|found| Span::new(found.start(), found.end())));
    };
    // An expression is compiled only where one of its matches can be.
    if !source.text.is_ascii() {
        add(&SIGNS);
    }
    if memmem::find(source.text.as_bytes(), first.as_bytes()).is_some() {
        add(entities);
    }
    places.sort();
    places.dedup();
    let mut found: Vec<Span> = places
        .into_iter()
        .filter_map(|place| map::to_text(runs, place))
        .collect();
    found.dedup();
    found
}

/// Signs beyond ASCII in a text whose encoding nobody declared and that is not UTF-8.
fn guessed(source: &Source) -> Vec<Span> {
    let declared = source.format == Format::Html || source.encoding.starts_with("UTF");
    let signs = source.text.char_indices();
    let odd = signs.filter(|(_, sign)| !declared && !sign.is_ascii());
    odd.take(ENOUGH)
        .map(|(at, sign)| Span::new(at, at + sign.len_utf8()))
        .collect()
}
