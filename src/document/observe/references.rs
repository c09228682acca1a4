//! Words that point ahead: to a section, a table, something below.

use super::{
    Observation, has, has_phrase, is_prose, one, outline, own, phrase_at, span_of, tokens_in,
};
use crate::document::{BlockKind, Document, Link, Shape, Statement, StatementKind, TokenKind};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

static QUOTED_SECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?-u:\b)section (?:titled |entitled |called |headed |on |below )?["'“‘]([a-z][^"'”’\n]+)["'”’]"#).expect("the expression is fixed")
});

const MISSING: &str = "text:promised-section-missing";

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let index = Index::of(document);
    let mut found = quoted_sections(document);
    for statement in document
        .statements
        .iter()
        .filter(|statement| is_prose(statement))
    {
        let words = own(statement);
        let place = || span_of(document, &words);
        if let Some(number) = missing_number(document, &index, &words) {
            found.push(one(
                MISSING,
                place(),
                format!("There is no section {number}."),
            ));
        }
        if table_is_missing(document, &index, &words, statement) {
            found.push(one(MISSING, place(), "No table follows."));
        }
        if below_is_missing(document, &index, &words) {
            found.push(one(MISSING, place(), "Nothing below deals with this."));
        }
    }
    found
}

/// What is looked up for every reference.
struct Index<'a> {
    numbers: Vec<u32>,
    last_row: Option<u32>,
    last: FxHashMap<&'a str, u32>,
    last_channel: Option<u32>,
}

impl<'a> Index<'a> {
    fn of(document: &'a Document) -> Index<'a> {
        let mut last = FxHashMap::default();
        let mut last_channel = None;
        for at in 0..document.tokens.len() as u32 {
            let token = document.tokens[at as usize];
            last.insert(document.word(at), at);
            if token.link != Link::None
                || matches!(
                    token.kind,
                    TokenKind::Email | TokenKind::Url | TokenKind::Phone
                )
            {
                last_channel = Some(at);
            }
        }
        let rows = document
            .blocks
            .iter()
            .rev()
            .find(|block| block.kind == BlockKind::Row);
        let last_row = rows.map(|row| row.tokens.start);
        let mut numbers = outline::numbers(document);
        numbers.sort_unstable();
        Index {
            numbers,
            last_row,
            last,
            last_channel,
        }
    }

    fn after(&self, words: &[&str], at: u32) -> bool {
        words
            .iter()
            .any(|word| self.last.get(word).is_some_and(|last| *last >= at))
    }
}

fn quoted_sections(document: &Document) -> Vec<Observation> {
    let headings: Vec<String> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)) || block.tokens.len() <= 10)
        .map(|block| words(document, &block.tokens))
        .collect();
    // A bold or plain opening of a paragraph names what stands there as well as a heading.
    let openings: FxHashSet<String> = document
        .blocks
        .iter()
        .flat_map(|block| openings(document, &block.tokens))
        .collect();
    let missing = |found: regex::Captures| {
        let quoted = found.get(1)?;
        let span = crate::span::Span::new(quoted.start(), quoted.end());
        let tokens = tokens_in(document, span);
        let wanted = words(document, &tokens);
        let known = openings.contains(&wanted)
            || is_elsewhere(document, &tokens)
            || headings.iter().any(|heading| heading.contains(&wanted));
        // The name of the section itself is no heading: it stands in this very sentence, in a longer block.
        (!known && headings.len() > 1).then(|| {
            one(
                MISSING,
                span,
                format!("There is no section “{}”.", quoted.as_str()),
            )
        })
    };
    // Each look-up reads all headings: a document with many references and many headings is cut short.
    QUOTED_SECTION
        .captures_iter(&document.text)
        .take(50)
        .filter_map(missing)
        .collect()
}

/// A linked name, or one `of our terms`, is that of a section of another document.
fn is_elsewhere(document: &Document, tokens: &Range<u32>) -> bool {
    let linked = |at: u32| document.tokens[at as usize].link != Link::None;
    let after = tokens.end..(tokens.end + 8).min(document.tokens.len() as u32);
    tokens.clone().any(linked) || has(document, &after, &["terms", "agreement"])
}

/// The first words of a block: one, two, and so on.
fn openings(document: &Document, tokens: &Range<u32>) -> Vec<String> {
    let most = tokens.end.min(tokens.start + 10);
    (tokens.start + 1..=most)
        .map(|end| words(document, &(tokens.start..end)))
        .collect()
}

fn words(document: &Document, tokens: &Range<u32>) -> String {
    tokens
        .clone()
        .map(|at| document.word(at))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name of a law or a body in capitals, whose section it then is.
fn is_acronym(document: &Document, token: u32) -> bool {
    let shape = document.tokens[token as usize].shape;
    shape == Shape::Upper && document.word(token).len() >= 3
}

/// `in the way described in section 12`, where sections are numbered and none is the twelfth.
fn missing_number(document: &Document, index: &Index, words: &Range<u32>) -> Option<u32> {
    const OF_A_LAW: &[&str] = &[
        "of",
        "act",
        "code",
        "regulation",
        "law",
        "statute",
        "title",
        "cal",
        "chapter",
        "directive",
        "under",
    ];
    const POINTS: &[&str] = &["see", "in", "described", "to"];
    let greatest = *index.numbers.last()?;
    if index.numbers.len() < 3 && greatest < 3 {
        return missing_after_few(document, index, words);
    }
    let (at, number) = section_number(document, words)?;
    let near = at.saturating_sub(4).max(words.start)..(at + 6).min(words.end);
    let points = at > words.start && POINTS.contains(&document.word(at - 1));
    let of_a_law =
        has(document, &near, OF_A_LAW) || near.clone().any(|at| is_acronym(document, at));
    (points && !of_a_law && index.numbers.binary_search(&number).is_err()).then_some(number)
}

/// With one or two numbers in sight, only a great one among them shows that sections are numbered at all.
fn missing_after_few(document: &Document, index: &Index, words: &Range<u32>) -> Option<u32> {
    let (_, number) = section_number(document, words)?;
    index
        .numbers
        .iter()
        .any(|known| *known > 5 && known.abs_diff(number) == 1)
        .then_some(number)
}

fn section_number(document: &Document, words: &Range<u32>) -> Option<(u32, u32)> {
    let at = phrase_at(document, words, &["section"]).filter(|at| at + 1 < words.end)?;
    let number = document.word(at + 1).parse().ok()?;
    (1..=60).contains(&number).then_some((at, number))
}

fn table_is_missing(
    document: &Document,
    index: &Index,
    words: &Range<u32>,
    statement: &Statement,
) -> bool {
    const BELOW: &[&[&str]] = &[
        &["table", "below"],
        &["following", "table"],
        &["chart", "below"],
    ];
    let says = |phrases: &[&[&str]]| {
        phrases
            .iter()
            .any(|phrase| has_phrase(document, words, phrase))
    };
    // Tables lose their form in plain text: only where nothing can be one is it missing.
    let next = document.blocks.get(statement.block as usize + 1);
    let nothing = next.is_none_or(|next| matches!(next.kind, BlockKind::Heading(_)));
    let points = says(&[&["table", "at", "the", "end"]]) || nothing && says(BELOW);
    let none = index.last_row.is_none_or(|row| row < words.start);
    none && statement.kind != StatementKind::EmptyAnnouncement && points
}

/// What `below` follows where it points to a passage: `as described below`.
const PARTICIPLES: &[&str] = &[
    "listed",
    "identified",
    "described",
    "specified",
    "out",
    "given",
    "provided",
    "shown",
    "outlined",
];
/// What a sentence that points below is about, and the words of which one must follow.
const MATTERS: &[(&[&str], &[&str])] = &[
    (
        &["withdraw"],
        &["consent", "withdraw", "withdrawal", "revoke"],
    ),
    (
        &["opt"],
        &["opt", "unsubscribe", "choices", "preferences", "stop"],
    ),
    (
        &["rights"],
        &[
            "right", "rights", "access", "delete", "deletion", "erasure", "object",
        ],
    ),
    (&["cookies"], &["cookie", "cookies"]),
];
/// What a sentence says that points to contact data below.
const TURNS: &[&str] = &["contact", "contacting", "write", "notifying"];
/// How contact data are introduced.
const CONTACTS: &[&str] = &[
    "contact",
    "address",
    "email",
    "mail",
    "phone",
    "telephone",
    "street",
];

/// `as described below`, `the rights identified below`, with nothing on the matter in what follows.
fn below_is_missing(document: &Document, index: &Index, words: &Range<u32>) -> bool {
    let points = (words.start + 1..words.end)
        .any(|at| document.word(at) == "below" && PARTICIPLES.contains(&document.word(at - 1)));
    if !points || has(document, words, &["table", "section"]) {
        return false;
    }
    let later = words.end;
    if later as usize >= document.tokens.len() {
        return true;
    }
    let matter = MATTERS
        .iter()
        .find(|(about, _)| has(document, words, about));
    if let Some((_, targets)) = matter {
        return !index.after(targets, later);
    }
    let channel = index.last_channel.is_some_and(|at| at >= later);
    has(document, words, TURNS) && !channel && !index.after(CONTACTS, later)
}
