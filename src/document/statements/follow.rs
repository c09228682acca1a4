//! What comes after a sentence that announces a list: the list, paragraphs that are one in all but their bullets, or nothing.
//!
//! The words of real policies decide: lists lose their bullets in plain text, sub-sections carry the items, and a lost list is
//! followed by a heading or by prose that does not fit the sentence.

use super::announce::{self, Announces, Ending, ending};
use super::topic::Topic;
use super::{sentence, sentence::is_numbering};
use crate::document::{Block, BlockKind, Document, Shape};
use std::ops::Range;

/// What comes after a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// List items.
    List,
    /// So many paragraphs that are items.
    Paragraphs(usize),
    /// Anything: a table, sub-sections, prose.
    Prose,
    /// Not what was announced.
    Nothing,
}

/// How many words a paragraph may have to be taken for an item, if it is not one by its form.
const SHORT: usize = 40;

/// What comes after the last sentence of the block at `at`.
pub(super) fn after(
    document: &Document,
    at: usize,
    sentence: &Range<u32>,
    announces: Announces,
) -> Follow {
    if announces == Announces::No || sentence.end != document.blocks[at].tokens.end {
        return Follow::Prose;
    }
    let next = at + 1;
    match document.blocks.get(next).map(|block| block.kind) {
        Some(_) if document.blocks[next].tokens.is_empty() => Follow::Prose,
        Some(BlockKind::Item(depth)) => after_item(document, at, depth),
        Some(BlockKind::Row) => Follow::Prose,
        _ if announces == Announces::Words => at_the_end(document, next, sentence),
        _ if announces < Announces::Words => match announces {
            Announces::Label => label(document, next),
            _ => Follow::Prose,
        },
        None => Follow::Nothing,
        Some(BlockKind::Heading(level)) => sub_sections(document, at, level, sentence),
        Some(BlockKind::Paragraph) => paragraphs(document, next, sentence),
    }
}

/// An item of the same list is no sub-item, but a flattened list looks so: neither a list nor missing.
fn after_item(document: &Document, at: usize, depth: u8) -> Follow {
    match document.blocks[at].kind {
        BlockKind::Item(own) if own >= depth => Follow::Prose,
        _ => Follow::List,
    }
}

/// `… in the following cases.` and then the end of the document.
fn at_the_end(document: &Document, next: usize, sentence: &Range<u32>) -> Follow {
    let last = document.word(sentence.end - 1);
    if next >= document.blocks.len() && matches!(last, "following" | "follows") {
        Follow::Nothing
    } else {
        Follow::Prose
    }
}

fn label(document: &Document, next: usize) -> Follow {
    let run = item_run(document, next, &[]);
    let by_form = document
        .blocks
        .get(next)
        .is_some_and(|block| form(document, block) == Some(Form::Headed));
    if by_form && run > 1 {
        Follow::Paragraphs(run)
    } else {
        Follow::Prose
    }
}

/// A heading of something else shows that the list is lost; any other may carry it.
fn sub_sections(document: &Document, at: usize, level: u8, sentence: &Range<u32>) -> Follow {
    let lines = titles(document, at + 1);
    let heading = &document.blocks[at + 1];
    let section = document.sections.get(document.blocks[at].section as usize);
    let below = section.is_some_and(|section| section.level > 0 && section.level < level);
    let own = section.and_then(|section| document.blocks.get(section.heading? as usize));
    if own.is_some_and(|own| comes_next(document, own, heading)) {
        return Follow::Nothing;
    }
    if lines < 3 && !below && Topic::of(document, sentence).is_left(document, &heading.tokens) {
        Follow::Nothing
    } else {
        Follow::Prose
    }
}

/// `5. Our interests` after `4. How we use data`: the next clause, whatever it is about.
fn comes_next(document: &Document, own: &Block, next: &Block) -> bool {
    let number = |block: &Block| -> Option<u32> {
        let first = block.tokens.clone().next()?;
        document.word(first).parse().ok()
    };
    number(own).is_some_and(|own| number(next) == Some(own + 1))
}

fn paragraphs(document: &Document, next: usize, sentence: &Range<u32>) -> Follow {
    let block = &document.blocks[next];
    let topic = Topic::of(document, sentence);
    if is_title(document, block) && titles(document, next) == 1 {
        let left = topic.is_left(document, &block.tokens);
        return if left {
            Follow::Nothing
        } else {
            Follow::Paragraphs(1)
        };
    }
    if breaks_off(document, sentence, block) {
        return Follow::Nothing;
    }
    match form(document, block) {
        Some(Form::Headed) => headed(document, next, &topic),
        Some(_) => Follow::Paragraphs(item_run(document, next, &topic.nouns)),
        None => Follow::Prose,
    }
}

/// Run-in heads: one that looks back on the announced things, or names something else, is no item.
fn headed(document: &Document, next: usize, topic: &Topic) -> Follow {
    let block = &document.blocks[next];
    let head = announce::run_in_head(document, &block.tokens).unwrap_or(0..0);
    match item_run(document, next, &topic.nouns) {
        0 => Follow::Nothing,
        1 if topic.is_left(document, &head) => Follow::Nothing,
        run => Follow::Paragraphs(run),
    }
}

/// `… is necessary to:` followed by `We protect data.`: the paragraph does not go on with the sentence.
fn breaks_off(document: &Document, sentence: &Range<u32>, block: &Block) -> bool {
    const WANTS_PART: &[&str] = &[
        "to",
        "by",
        "include",
        "includes",
        "including",
        "for",
        "with",
        "from",
        "of",
        "and",
        "or",
    ];
    const SUBJECTS: &[&str] = &[
        "we", "our", "you", "your", "this", "these", "please", "it", "they",
    ];
    let first = document.tokens[block.tokens.start as usize].shape;
    WANTS_PART.contains(&document.word(sentence.end - 1))
        && first != Shape::Lower
        && ending(document, block.tokens.end) == Ending::Stop
        && block.tokens.len() > 1
        && document.tokens[block.tokens.start as usize + 1].shape == Shape::Lower
        && SUBJECTS.contains(&document.word(block.tokens.start))
}

/// What makes a paragraph look like an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Access. You can ask for a copy.`
    Headed,
    /// It ends in a comma or semicolon, or begins small.
    Part,
    /// A few words without a stop.
    Bare,
    /// One sentence.
    Sentence,
}

fn form(document: &Document, block: &Block) -> Option<Form> {
    if block.kind != BlockKind::Paragraph || block.tokens.is_empty() {
        return None;
    }
    let small = document.tokens[block.tokens.start as usize].shape == Shape::Lower
        && !is_numbering(document, block.tokens.start);
    let ends = ending(document, block.tokens.end);
    if ends == Ending::Comma || small && ends != Ending::Colon {
        return Some(Form::Part);
    }
    if ends == Ending::Colon {
        return None;
    }
    if announce::run_in_head(document, &block.tokens).is_some() {
        return Some(Form::Headed);
    }
    let short =
        block.tokens.len() <= SHORT && sentence::split(document, block.tokens.clone()).len() == 1;
    short.then_some(if ends == Ending::Stop {
        Form::Sentence
    } else {
        Form::Bare
    })
}

/// How many paragraphs in a row are items of one list; `nouns` are the announced things, on which no item looks back.
fn item_run(document: &Document, from: usize, nouns: &[&str]) -> usize {
    let mut first = None;
    let mut count = 0;
    for block in &document.blocks[from.min(document.blocks.len())..] {
        let Some(form) = form(document, block) else {
            break;
        };
        let alike = match *first.get_or_insert(form) {
            Form::Part => form != Form::Headed && goes_on(document, block),
            Form::Bare => matches!(form, Form::Bare | Form::Part),
            like => form == like,
        };
        if !alike || looks_back(document, block, nouns) {
            break;
        }
        count += 1;
    }
    count
}

/// After parts, one that ends in a stop is the last only if the one before said that more is to come, or if it begins small.
fn goes_on(document: &Document, block: &Block) -> bool {
    let before = block
        .tokens
        .start
        .checked_sub(1)
        .map(|last| (ending(document, last + 1), document.word(last)));
    let small = document.tokens[block.tokens.start as usize].shape == Shape::Lower;
    small
        || ending(document, block.tokens.end) == Ending::Comma
        || matches!(before, Some((Ending::Comma, _) | (_, "and" | "or")))
}

/// `Exercising your rights. …`, `… the rights listed above`: about the list, not of it.
fn looks_back(document: &Document, block: &Block, nouns: &[&str]) -> bool {
    let head = announce::run_in_head(document, &block.tokens)
        .unwrap_or(block.tokens.start..block.tokens.start);
    let about = head
        .clone()
        .skip(1)
        .any(|at| document.word(at - 1) == "your" && nouns.contains(&document.word(at)));
    let words = |at: u32| (document.word(at), document.word(at + 1));
    let above = (block.tokens.start..block.tokens.end - 1).any(|at| {
        matches!(
            words(at),
            (
                "listed" | "described" | "mentioned" | "identified" | "stated",
                "above"
            )
        )
    });
    !nouns.is_empty() && (about || above)
}

/// How many short lines with a capital and no sign stand here in a row.
fn titles(document: &Document, from: usize) -> usize {
    let blocks = &document.blocks[from.min(document.blocks.len())..];
    blocks
        .iter()
        .take(4)
        .take_while(|block| is_title(document, block))
        .count()
}

fn is_title(document: &Document, block: &Block) -> bool {
    let first = document.tokens.get(block.tokens.start as usize);
    let line = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph);
    let bare = ending(document, block.tokens.end) == Ending::Open
        || matches!(block.kind, BlockKind::Heading(_));
    line && bare
        && (1..=8).contains(&block.tokens.len())
        && first.is_some_and(|token| token.shape != Shape::Lower)
}
