//! What a reader of the policy sees, once: its visible text, normalised for matching, with its structure.
//!
//! **Invariant: every span here is a span of [`Document::text`]; [`Document::to_source`] leads back to the file.**
//! `Document` knows nothing of rules, and parsing cannot fail: any bytes make a document.

mod address;
mod build;
mod comments;
mod damage;
pub(crate) mod dates;
mod entities;
pub mod entity;
mod headings;
mod html;
mod lines;
mod map;
mod markdown;
mod markup;
mod normalise;
pub mod observe;
mod plain;
pub(crate) mod statements;
#[cfg(test)]
mod tests;
mod tokens;

pub use comments::comments_with;
pub(crate) use entities::decoded;

use crate::{
    limits::{Limit, Reached},
    source::{Format, Source},
    span::Span,
};
use jiff::civil::Date;
use std::ops::Range;

/// A policy as a reader sees it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Visible text: lower case, white space, quotes and dashes folded; blocks are separated by a newline.
    pub text: String,
    /// All words of the text, in order.
    pub tokens: Vec<Token>,
    /// Headings, paragraphs, items and rows, in order.
    pub blocks: Vec<Block>,
    /// The section tree. The first is the whole document and has no heading.
    pub sections: Vec<Section>,
    /// The units of meaning that patterns run on, in order of their own words.
    pub statements: Vec<Statement>,
    /// What can be said about the text itself.
    pub observations: Vec<Observation>,
    /// The day a web archive says it captured the page.
    pub archived: Option<Date>,
    /// The policy's own effective or last-updated date.
    pub effective: Option<StatedDate>,
    /// Document to source, sorted by document offset.
    pub runs: Vec<Run>,
    /// Places where the source was damaged, though the text may read well.
    pub damaged: Vec<Span>,
    /// Limits of reading that were reached, each once.
    pub reached: Vec<Reached>,
}

/// A stretch of text that came from one stretch of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where in the document's text.
    pub text: Span,
    /// Where in the source's text.
    pub source: Span,
}

/// A word, number, address or sign of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it was written before the text was lowered.
    pub shape: Shape,
    /// The strongest sign between the token before and this one.
    pub before: Break,
    /// What link it is in.
    pub link: Link,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, or letters and digits.
    Word,
    /// Digits, perhaps with separators: `45`, `1,000`, `1798.100`.
    Number,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A telephone number.
    Phone,
    /// A sign that carries meaning in a table, such as a tick or a cross (spelt `yes` / `no` by rules).
    Mark,
}

/// How a word was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `data`
    Lower,
    /// `Data`, `GmbH`
    Capitalised,
    /// `USA`, and no word of one letter
    Upper,
}

/// The strongest sign between two tokens, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// White space, a hyphen, a slash, an apostrophe.
    None,
    /// Quotation marks or brackets.
    Bracket,
    /// A comma.
    Comma,
    /// A dash set off by spaces.
    Dash,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A full stop, question or exclamation mark.
    Stop,
    /// The start of a table cell.
    Cell,
    /// The start of a block.
    Block,
}

/// What link a token is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// None.
    None,
    /// A link to a page, or within it.
    Page,
    /// A `mailto:` link.
    Mail,
    /// A `tel:` link.
    Tel,
}

/// A piece of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its text.
    pub span: Span,
    /// The section it stands in (a heading stands in the section it opens).
    pub section: u32,
    /// The tokens of each cell of a row, an empty cell's range too, so that columns can be counted.
    pub cells: Vec<Range<u32>>,
    /// The block of the row with the headings of the columns.
    pub head: Option<u32>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, also a bold line or a short line without a stop; 1 is the highest.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item; the number is its depth, from 1.
    Item(u8),
    /// A table row.
    Row,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's block; none for the document as a whole.
    pub heading: Option<u32>,
    /// 0 for the document.
    pub level: u8,
    /// The section it is part of.
    pub parent: Option<u32>,
}

/// The unit of meaning: a sentence, an item with its lead-in, a row with its column headings, a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Token ranges, in reading order: borrowed ones (lead-ins, column headings) and its own.
    pub segments: Vec<Segment>,
    /// The section it stands in.
    pub section: u32,
    /// The block its own words stand in.
    pub block: u32,
}

/// A stretch of tokens of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Indices into [`Document::tokens`].
    pub tokens: Range<u32>,
    /// Whose words they are.
    pub role: Role,
}

/// Whose words a segment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The statement's own.
    Own,
    /// A lead-in's, or a column heading's: shared with its neighbours.
    Borrowed,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// A sentence.
    Sentence,
    /// A list item (or a sentence of it) with its lead-ins.
    Item,
    /// A table row with its column headings.
    Row,
    /// A heading.
    Heading,
    /// A sentence that announces a list which follows.
    LeadIn,
    /// A sentence that announces a list which never comes. It satisfies nothing.
    EmptyAnnouncement,
}

/// A date as the policy states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedDate {
    /// The day; the first of the month where only month and year are given. Day-first where it is ambiguous in the text but
    /// nothing else decides (see `ambiguous`).
    pub date: Date,
    /// The other reading of 3/11/2011, where both are possible.
    pub ambiguous: Option<Date>,
    /// Its words.
    pub span: Span,
}

/// Something that can be said about the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Which one; rule files name it as `text:ID`.
    pub id: &'static str,
    /// All the places, the one to start reading first.
    pub spans: Vec<Span>,
    /// What was seen, in words.
    pub note: String,
}

impl Document {
    /// The document a reader sees in the source. Cannot fail.
    pub fn parse(source: &Source) -> Document {
        let mut document = match source.format {
            Format::Markdown => markdown::parse(&source.text),
            Format::Html => html::parse(&source.text),
            Format::Text => plain::parse(&source.text),
        };
        document.damaged = damage::find(source, &document.runs);
        document.effective = dates::find(&document);
        if source.unread > 0 {
            let end = Span::new(document.text.len(), document.text.len());
            document.reach(Limit::ReadBytes, end);
        }
        statements::write(&mut document);
        document.observations = observe::observations(&document);
        document
    }

    /// Notes that a limit was reached, the first time.
    fn reach(&mut self, limit: Limit, at: Span) {
        if self.reached.iter().all(|known| known.limit != limit) {
            self.reached.push(Reached { limit, at });
        }
    }

    /// Whether all of the file was read and searched.
    pub fn is_whole(&self) -> bool {
        !self
            .reached
            .iter()
            .any(|reached| reached.limit.leaves_out())
    }

    /// A span of the text as a span of the source's text. Never splits a character.
    pub fn to_source(&self, span: Span) -> Span {
        map::to_source(&self.runs, span)
    }

    /// The normalised text of a token.
    #[inline]
    pub fn word(&self, token: u32) -> &str {
        &self.text[self.tokens[token as usize].span.range()]
    }
}
