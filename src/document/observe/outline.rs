//! Headings with nothing under them, numbers that leave one out, lists that are not as long as announced.

use super::{Observation, one, own, span_of};
use crate::document::statements::sentence::{gap, is_numbering};
use crate::document::statements::{Ending, ending};
use crate::document::{Block, BlockKind, Document, Role, Statement, StatementKind, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// No document numbers more sections; a greater number at the start of a line is a year or a street.
const SECTIONS: u32 = 60;

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut found = empty_headings(document);
    found.extend(numbering(document));
    found.extend(counts(document));
    found
}

fn empty_headings(document: &Document) -> Vec<Observation> {
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    for block in document
        .blocks
        .iter()
        .filter(|block| rank(document, block).is_some())
    {
        *times.entry(title(document, block)).or_default() += 1;
    }
    // A title that stands elsewhere too is an entry in a table of contents.
    let once = |block: &Block| {
        let title = title(document, block);
        // A line with figures is an address or a date in the form of a heading.
        times.get(title) == Some(&1) && !title.contains(|sign: char| sign.is_ascii_digit())
    };
    let found = (1..document.blocks.len())
        .filter(|at| is_empty(document, *at) && once(&document.blocks[*at - 1]));
    found
        .map(|at| {
            one(
                "text:empty-heading",
                document.blocks[at - 1].span,
                "Nothing stands under this heading.",
            )
        })
        .collect()
}

/// Whether the heading at `next - 1` has nothing under it before the heading at `next`.
fn is_empty(document: &Document, next: usize) -> bool {
    let (heading, after) = (&document.blocks[next - 1], &document.blocks[next]);
    let (Some(own), Some(level_after)) = (rank(document, heading), rank(document, after)) else {
        return false;
    };
    // A bare line over a table is its caption.
    let table = document.blocks.get(next + 1);
    if after.kind == BlockKind::Paragraph && table.is_some_and(|row| row.kind == BlockKind::Row) {
        return false;
    }
    let in_a_run = |at: Option<usize>| {
        at.and_then(|at| document.blocks.get(at))
            .is_some_and(|block| rank(document, block).is_some())
    };
    if level_after > own || in_a_run(Some(next + 1)) || in_a_run(next.checked_sub(2)) {
        return false;
    }
    match (number(document, heading), number(document, after)) {
        (Some(_), Some(_)) => true,
        (None, None) => {
            level_after < own && own > 2
                || stands_alone(document, heading) && stands_alone(document, after)
        }
        _ => false,
    }
}

/// Topics that are no part of another one, so that a heading on one is not the title of the next.
fn stands_alone(document: &Document, heading: &Block) -> bool {
    const TOPICS: &[&str] = &[
        "retention",
        "transfers",
        "security",
        "cookies",
        "children",
        "complaints",
        "changes",
        "contact",
        "links",
    ];
    heading.tokens.len() <= 4 && super::has(document, &heading.tokens, TOPICS)
}

/// The level of a heading, or of a bare line that is one in all but form: a topic of its own, without a stop.
fn rank(document: &Document, block: &Block) -> Option<u8> {
    let bare = block.kind == BlockKind::Paragraph
        && stands_alone(document, block)
        && !super::has(document, &block.tokens, &["contact", "links"])
        && ending(document, block.tokens.end) == Ending::Open;
    level(block).or(bare.then_some(2))
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// A heading without its number.
fn title<'a>(document: &'a Document, block: &Block) -> &'a str {
    let numbered = block.tokens.len() > 1 && is_numbering(document, block.tokens.start);
    let from = block.tokens.start + u32::from(numbered);
    document
        .text
        .get(span_of(document, &(from..block.tokens.end)).range())
        .unwrap_or("")
}

/// The number a block begins with: `12` of `12. Contact`.
fn number(document: &Document, block: &Block) -> Option<u32> {
    if block.tokens.len() < 2
        || document.tokens[block.tokens.start as usize].kind != TokenKind::Number
    {
        return None;
    }
    let sign = gap(document, block.tokens.start + 1);
    let number = document
        .word(block.tokens.start)
        .trim_end_matches('.')
        .parse()
        .ok()?;
    ((1..=SECTIONS).contains(&number) && sign.contains(['.', ')']) && sign.ends_with(' '))
        .then_some(number)
}

/// All numbers of a document, by which a reference to a section is checked.
pub(super) fn numbers(document: &Document) -> Vec<u32> {
    document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Row)
        .filter_map(|block| number(document, block))
        .collect()
}

fn numbering(document: &Document) -> Vec<Observation> {
    // One count a kind and level; there are few kinds.
    let mut last: Vec<(BlockKind, u32)> = Vec::new();
    let mut found = Vec::new();
    for block in &document.blocks {
        if block.kind == BlockKind::Row {
            continue;
        }
        if let BlockKind::Heading(_) = block.kind {
            // Under a new heading, items and paragraphs are counted anew.
            last.retain(|(kind, _)| matches!(kind, BlockKind::Heading(_)));
        }
        let Some(number) = number(document, block) else {
            continue;
        };
        let Some((_, known)) = last.iter_mut().find(|(kind, _)| *kind == block.kind) else {
            last.push((block.kind, number));
            continue;
        };
        let before = std::mem::replace(known, number);
        let note = match number {
            _ if number == before => format!("Number {number} stands twice."),
            _ if number > before + 1 && number <= before + 3 => {
                format!("Number {} is left out.", before + 1)
            }
            _ => continue,
        };
        found.push(one("text:numbering-gap", block.span, note));
    }
    found
}

const COUNTS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
const COUNTED: &[&str] = &[
    "purposes",
    "rights",
    "kinds",
    "types",
    "categories",
    "ways",
    "reasons",
    "cookies",
    "places",
    "cases",
    "circumstances",
    "conditions",
    "principles",
    "steps",
    "sources",
    "options",
    "things",
    "groups",
    "parties",
    "bases",
    "grounds",
    "methods",
    "choices",
];

fn counts(document: &Document) -> Vec<Observation> {
    let lead_ins = document
        .statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| statement.kind == StatementKind::LeadIn);
    let mismatch = |(at, lead_in): (usize, &Statement)| {
        let words = own(lead_in);
        let announced = announced(document, &words)?;
        let items = items(&document.statements[at + 1..], &words);
        let note = format!("The lead-in says {announced}, the list has {items}.");
        (items > 0 && items != announced)
            .then(|| one("text:count-mismatch", span_of(document, &words), note))
    };
    lead_ins.filter_map(mismatch).collect()
}

/// `the following four rights`, `three kinds of cookies`.
fn announced(document: &Document, lead_in: &Range<u32>) -> Option<usize> {
    let from = lead_in.start.max(lead_in.end.saturating_sub(10));
    (from..lead_in.end).find_map(|at| {
        let count = COUNTS.iter().position(|word| *word == document.word(at))? + 2;
        let near = at + 1..(at + 4).min(lead_in.end);
        super::has(document, &near, COUNTED).then_some(count)
    })
}

/// How many items of the first level borrow the lead-in alone.
fn items(statements: &[Statement], lead_in: &Range<u32>) -> usize {
    let borrowed = |statement: &Statement| -> Vec<Range<u32>> {
        let borrowed = statement
            .segments
            .iter()
            .filter(|segment| segment.role == Role::Borrowed);
        borrowed.map(|segment| segment.tokens.clone()).collect()
    };
    let mut blocks: Vec<u32> = statements
        .iter()
        .take_while(|statement| borrowed(statement).first() == Some(lead_in))
        .filter(|statement| borrowed(statement).len() == 1)
        .map(|statement| statement.block)
        .collect();
    blocks.dedup();
    blocks.len()
}
