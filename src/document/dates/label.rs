//! What the words around a date say that it is the date of.

use crate::document::entity::words::Words;
use crate::document::{Block, BlockKind, Break, Shape};
use std::ops::Range;

/// Whose date it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The policy was last changed then.
    Updated,
    /// The policy is in effect since then.
    Effective,
    /// The policy was looked at then.
    Reviewed,
    /// It stands alone under the title.
    Alone,
    /// The policy will be in effect from then on.
    Future,
}

/// How many words before a date can be its label.
const BEFORE: usize = 14;
/// How many words after a date can say whose it is.
const AFTER: usize = 12;
/// A block with more words besides the date is a sentence, and a block before it no label.
const SHORT: usize = 8;
/// So many words at the beginning, and at the end, of a document are about the document.
const EDGE: usize = 400;
/// So many blocks are under the title.
const TITLE: usize = 6;

/// Words that make it the date of something else.
const OTHERS: &[&str] = &[
    "regulation",
    "directive",
    "act",
    "law",
    "laws",
    "founded",
    "established",
    "copyright",
    "born",
    "incorporated",
    "expire",
    "expires",
    "registered",
    "case",
    "decision",
    "statute",
    "court",
    "commission",
    "between",
    "prior",
    "collected",
    "clauses",
    "parliament",
    "bill",
    "code",
    "retention",
    "deleted",
    "purchased",
    "visited",
    "amendment",
    "legislation",
    "ruling",
];
/// Ways of saying that it is the last change.
const UPDATED: &[&str] = &[
    "last updated",
    "recently updated",
    "recently revised",
    "recently modified",
    "rev",
    "revision",
    "last update",
    "last modified",
    "last revised",
    "last changed",
    "last reviewed",
    "last edited",
    "last amended",
    "last revision",
    "last modification",
    "last change",
    "latest update",
    "latest revision",
    "latest version",
    "most recent update",
    "most recently updated",
    "revision date",
    "revised on",
    "updated on",
    "update date",
    "date of last",
    "date modified",
    "date updated",
    "modified on",
    "was updated",
    "was revised",
    "been updated",
    "last posted",
    "current version",
    "amended on",
    "date revised",
];
/// A label of one word stands at the beginning of its line.
const UPDATED_WORDS: &[&str] = &[
    "updated",
    "revised",
    "modified",
    "posted",
    "published",
    "amended",
    "reviewed",
    "update",
];
const EFFECTIVE: &[&str] = &[
    "effective",
    "in effect",
    "takes effect",
    "took effect",
    "into effect",
    "in force",
    "into force",
    "version of",
    "dated",
    "date of publication",
    "last effective",
    "came into",
    "takes effect on",
    "valid from",
    "valid as of",
    "valid since",
    "correct as of",
    "current as of",
    "active as of",
    "in place as of",
    "updated as of",
    "binding as of",
    "accurate as of",
    "policy as of",
    "notice as of",
    "notices as of",
    "policies as of",
    "statement as of",
    "as at",
    "applicable from",
    "applicable as of",
    "applicable since",
    "applies from",
    "formulated on",
    "drawn up on",
    "adopted on",
    "implementation date",
    "enacted on",
    "established on",
    "date posted",
    "comes into",
];
const EFFECTIVE_WORDS: &[&str] = &[
    "date", "version", "dated", "stand", "status", "as", "created", "issued",
];
const FUTURE: &[&str] = &[
    "will take effect",
    "will be effective",
    "will become effective",
    "will come into",
    "will go into",
    "shall take effect",
];

/// Whose date the `len` words at `at` are, if the policy's.
pub(super) fn label(words: Words, at: usize, len: usize) -> Option<Label> {
    let blocks = &words.document.blocks;
    let number = blocks.partition_point(|block| block.tokens.end as usize <= at);
    let block = blocks.get(number);
    let before = before(words, at, block);
    let after = after(words, at + len);
    let short = block.is_some_and(|block| block.tokens.len() <= len + SHORT);
    if is_remark(words, at, &before) {
        return None;
    }
    let label = of_words(&before, short, is_edge(words, at))
        .or_else(|| {
            block_above(words, number, len)
                .filter(|_| before.iter().all(|word| is_preposition(word)))
        })
        .or_else(|| suffix(&after).filter(|_| short))
        .or_else(|| {
            let whole = block.is_some_and(|block| block.tokens.len() == len + before.len());
            (whole && before == ["as", "of"]).then_some(Label::Effective)
        });
    let is_other_before = is_other(&before) || has_acronym(words, at - before.len()..at);
    match label {
        Some(label) => {
            (!is_other_before && (label == Label::Updated || !is_other(&after))).then_some(label)
        }
        None => is_alone(words, number, len).then_some(Label::Alone),
    }
}

/// `(reviewed on 22 November 2026)` after another date is somebody's remark on the text.
fn is_remark(words: Words, at: usize, before: &[&str]) -> bool {
    let ends = before.ends_with(&["reviewed", "on"]);
    ends && before.len() > 2 && words.before(at - 2) == Break::Bracket
}

/// The words of the sentence before the date.
fn before<'d>(words: Words<'d>, at: usize, block: Option<&Block>) -> Vec<&'d str> {
    let start = block
        .map_or(0, |block| block.tokens.start as usize)
        .max(at.saturating_sub(BEFORE));
    // `Updated. July 2025` and `When was it updated? On 3 July 2025` are a label with a sign of its own, `… of 2016. Updated July 2025`
    // is two sentences.
    let said = |next: usize| at - next > usize::from(is_preposition(words.word(next)));
    let stop = (start + 1..=at)
        .rev()
        .find(|next| words.before(*next) == Break::Stop && said(*next));
    (stop.unwrap_or(start)..at)
        .map(|at| words.word(at))
        .collect()
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "on" | "in" | "at" | "since")
}

fn after(words: Words<'_>, from: usize) -> Vec<&str> {
    (from..(from + AFTER).min(words.tokens.len()))
        .take_while(|at| words.before(*at) < Break::Stop)
        .map(|at| words.word(at))
        .collect()
}

fn is_edge(words: Words, at: usize) -> bool {
    at < EDGE || at + EDGE > words.tokens.len()
}

/// Whether a word in capitals stands among small ones: the name of a law or a body, whose date it then is.
fn has_acronym(words: Words<'_>, range: Range<usize>) -> bool {
    let shape = |at: usize| words.document.tokens[words.tokens[at] as usize].shape;
    let lower = range.clone().any(|at| shape(at) == Shape::Lower);
    lower
        && range
            .into_iter()
            .any(|at| shape(at) == Shape::Upper && words.word(at).len() >= 3)
}

fn is_other(words: &[&str]) -> bool {
    words.iter().any(|word| OTHERS.contains(word))
}

fn says(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let end = at + phrase.len();
            let starts = at == 0 || text.as_bytes()[at - 1] == b' ';
            starts && (end == text.len() || text.as_bytes()[end] == b' ')
        })
    })
}

/// A review need not have changed anything: its day counts where no other is given. The word nearest to the date decides.
fn reviewed(text: &str) -> bool {
    const CHANGED: [&str; 5] = ["updated", "revised", "modified", "amended", "changed"];
    let changed = CHANGED.iter().filter_map(|word| text.rfind(word)).max();
    text.rfind("reviewed")
        .is_some_and(|at| changed.is_none_or(|changed| changed < at))
}

/// Strong labels are taken anywhere; `effective` and the like only where a policy speaks of itself.
fn of_words(before: &[&str], short: bool, edge: bool) -> Option<Label> {
    let text = before.join(" ");
    let near = before.len() <= 3;
    let first =
        |list: &[&str]| short && near && before.first().is_some_and(|word| list.contains(word));
    let last = |list: &[&str]| {
        edge && before.len() <= 4 && before.last().is_some_and(|word| list.contains(word))
    };
    // `As of June 18, 2026, we have …` opens a statement about something else.
    let opens = before.len() == 2 && text == "as of";
    match () {
        () if opens => None,
        () if says(&text, FUTURE) => Some(Label::Future),
        () if reviewed(&text) && (edge || near) => Some(Label::Reviewed),
        () if says(&text, UPDATED)
            && (edge || near || text.contains("polic") || text.contains("notice")) =>
        {
            Some(Label::Updated)
        }
        () if first(UPDATED_WORDS) || last(UPDATED_WORDS) => Some(Label::Updated),
        () if (edge || short) && says(&text, EFFECTIVE) => Some(Label::Effective),
        () if edge && first(EFFECTIVE_WORDS) => Some(Label::Effective),
        () => None,
    }
}

/// `Last Updated` in one block, the date in the next.
fn block_above(words: Words, number: usize, len: usize) -> Option<Label> {
    let blocks = &words.document.blocks;
    let (own, above) = (blocks.get(number)?, blocks.get(number.checked_sub(1)?)?);
    let bare = own.tokens.len() <= len + 2 && above.tokens.len() <= SHORT;
    let text: Vec<&str> = above
        .tokens
        .clone()
        .map(|at| words.word(at as usize))
        .collect();
    let about_it = |label: &Label| *label != Label::Future && !is_other(&text);
    of_words(&text, true, true)
        .filter(about_it)
        .filter(|_| bare)
}

/// `May 2018 version`, `1 July 2026 (last updated)`
fn suffix(after: &[&str]) -> Option<Label> {
    let text = after.join(" ");
    match after.first() {
        _ if says(&text, UPDATED) => Some(Label::Updated),
        Some(&("version" | "edition" | "effective")) => Some(Label::Effective),
        Some(&("update" | "revision")) => Some(Label::Updated),
        _ => None,
    }
}

/// A block of a date and hardly more, right under the title, or the last of all.
fn is_alone(words: Words, number: usize, len: usize) -> bool {
    let blocks = &words.document.blocks;
    let Some(block) = blocks.get(number) else {
        return false;
    };
    let bare = block.tokens.len() == len && block.kind != BlockKind::Row;
    let last = number + 1 == blocks.len() && len > 2;
    let titled = number > 0 && number <= TITLE && blocks[number - 1].tokens.len() <= SHORT;
    bare && (titled || number == 0 || last)
}
