//! Gathers the visible text of one block at a time and writes it into the document.
//!
//! The formats say what they see (`open`, `text`, `line`, `close`); what that means for blocks and sections is decided here, once
//! for all of them.
//!
//! **Invariant: text is added in the order of the source, and nothing outside a block is lost: it makes a paragraph of its own.**

use super::tokens::{self, Form, Piece, Raw};
use super::{Block, BlockKind, Break, Document, Link, Section, headings, lines};
use crate::{
    limits::{Limit, NESTING},
    span::Span,
};
use std::ops::Range;

/// A document in the making.
pub(super) struct Builder<'s> {
    source: &'s str,
    document: Document,
    raw: Raw,
    kind: BlockKind,
    /// Where cells begin in the raw text of a row.
    cells: Vec<usize>,
    /// Where lines were broken on purpose.
    lines: Vec<usize>,
    /// What link the text is in.
    pub(super) link: Link,
    /// How many bold elements are open.
    pub(super) bold: u32,
    /// The heading row of the table being read.
    head: Option<u32>,
    /// The level of the last heading that was marked as one.
    level: u8,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let root = Section {
            heading: None,
            level: 0,
            parent: None,
        };
        let text = String::with_capacity(source.len());
        Builder {
            source,
            document: Document {
                text,
                sections: vec![root],
                ..Document::default()
            },
            raw: Raw::default(),
            kind: BlockKind::Paragraph,
            cells: Vec::new(),
            lines: Vec::new(),
            link: Link::None,
            bold: 0,
            head: None,
            level: 1,
        }
    }

    /// Ends the block before and begins one.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.kind = match kind {
            BlockKind::Item(depth) if depth > NESTING => {
                let end = self.document.text.len();
                self.document.reach(Limit::Nesting, Span::new(end, end));
                BlockKind::Item(NESTING)
            }
            kind => kind,
        };
    }

    /// A stretch of the source as it is.
    pub(super) fn text(&mut self, span: Range<usize>) {
        let text = &self.source[span.clone()];
        self.add(text, Span::new(span.start, span.end), true);
    }

    /// Text that stands for a stretch of the source: an entity, an escape.
    pub(super) fn decoded(&mut self, text: &str, span: Range<usize>) {
        self.add(text, Span::new(span.start, span.end), false);
    }

    fn add(&mut self, text: &str, source: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        self.raw.pieces.push(Piece {
            at: self.raw.text.len() as u32,
            source,
            link: self.link,
            form: Form {
                exact,
                bold: self.bold > 0,
            },
        });
        self.raw.text.push_str(text);
    }

    /// A line broken on purpose, at a place of the source.
    pub(super) fn line(&mut self, at: Range<usize>) {
        self.decoded("\n", at);
        self.lines.push(self.raw.text.len());
    }

    /// A boundary within a block: parts words, and in a cell parts its paragraphs.
    pub(super) fn part(&mut self, at: Range<usize>) {
        if !self.raw.text.is_empty() {
            self.decoded(" ", at);
        }
    }

    /// The level below the last marked heading.
    pub(super) fn below(&self) -> u8 {
        (self.level + 1).min(6)
    }

    /// A cell of a row begins.
    pub(super) fn cell(&mut self) {
        self.cells.push(self.raw.text.len());
    }

    /// Rows from here on stand under the row that was last added.
    pub(super) fn heads(&mut self) {
        self.close();
        let last = self.document.blocks.last();
        if last.is_some_and(|block| block.kind == BlockKind::Row && block.head.is_none()) {
            self.head = Some(self.document.blocks.len() as u32 - 1);
        }
    }

    /// The table is over.
    pub(super) fn end_table(&mut self) {
        self.close();
        self.head = None;
    }

    /// Ends the block; what follows is a paragraph unless said otherwise.
    pub(super) fn close(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let all = 0..raw.text.len();
        match self.kind {
            BlockKind::Row => self.row(&raw),
            BlockKind::Heading(_) => {
                let kind = if headings::is_text(&raw.text) {
                    BlockKind::Paragraph
                } else {
                    self.kind
                };
                self.block(&raw, all, kind);
            }
            BlockKind::Paragraph | BlockKind::Item(_) => {
                for (part, kind) in lines::split(&raw, &self.lines, self.kind) {
                    let kind = self.promoted(&raw, &part, kind);
                    self.block(&raw, part, kind);
                }
            }
        }
        self.raw = raw;
        self.raw.text.clear();
        self.raw.pieces.clear();
        self.cells.clear();
        self.lines.clear();
        self.kind = BlockKind::Paragraph;
    }

    /// A bold or numbered line in the place of a paragraph is a heading below the marked ones.
    fn promoted(&self, raw: &Raw, part: &Range<usize>, kind: BlockKind) -> BlockKind {
        let text = &raw.text[part.clone()];
        let is_heading = kind == BlockKind::Paragraph
            && headings::may_be(text)
            && (headings::is_capitals(text) || is_bold(raw, part) && headings::is_bold_line(text));
        if is_heading {
            BlockKind::Heading(self.below())
        } else {
            kind
        }
    }

    fn row(&mut self, raw: &Raw) {
        let mut starts = std::mem::take(&mut self.cells);
        starts.push(raw.text.len());
        let first = self.begin();
        let mut cells = Vec::new();
        let mut before = Break::Block;
        for pair in starts.windows(2) {
            let from = self.document.tokens.len();
            if before == Break::Cell && !self.document.text.is_empty() {
                self.document.text.push('\n');
            }
            tokens::write(&mut self.document, raw, pair[0]..pair[1], before);
            let to = self.document.tokens.len();
            cells.push(from as u32..to as u32);
            if to > first.1 {
                before = Break::Cell;
            }
        }
        self.finish(first, BlockKind::Row, cells);
        starts.clear();
        self.cells = starts;
    }

    fn block(&mut self, raw: &Raw, part: Range<usize>, kind: BlockKind) {
        let first = self.begin();
        tokens::write(&mut self.document, raw, part, Break::Block);
        self.finish(first, kind, Vec::new());
        if let BlockKind::Heading(level) = self.kind {
            self.level = level;
        }
    }

    /// Where a block's text and tokens begin.
    fn begin(&mut self) -> (usize, usize) {
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        (self.document.text.len(), self.document.tokens.len())
    }

    fn finish(&mut self, (text, tokens): (usize, usize), kind: BlockKind, cells: Vec<Range<u32>>) {
        let document = &mut self.document;
        if document.tokens.len() == tokens {
            document.text.truncate(text.saturating_sub(1));
            let end = document.text.len() as u32;
            while document.runs.last().is_some_and(|run| run.text.end > end) {
                document.runs.pop();
            }
            return;
        }
        let index = document.blocks.len() as u32;
        if let BlockKind::Heading(level) = kind {
            open_section(&mut document.sections, index, level);
        }
        document.blocks.push(Block {
            kind,
            tokens: tokens as u32..document.tokens.len() as u32,
            span: Span::new(text, document.text.len()),
            section: document.sections.len() as u32 - 1,
            cells,
            head: if kind == BlockKind::Row {
                self.head
            } else {
                None
            },
        });
    }

    /// The day the page was archived, if its provenance says so.
    pub(super) fn archived(&mut self, day: jiff::civil::Date) {
        self.document.archived.get_or_insert(day);
    }

    /// The document, without statements.
    pub(super) fn finished(mut self) -> Document {
        self.close();
        self.document
    }
}

fn open_section(sections: &mut Vec<Section>, heading: u32, level: u8) {
    let mut parent = sections.len() as u32 - 1;
    while sections[parent as usize].level >= level {
        let Some(above) = sections[parent as usize].parent else {
            break;
        };
        parent = above;
    }
    sections.push(Section {
        heading: Some(heading),
        level,
        parent: Some(parent),
    });
}

/// Whether all letters of a part are set in bold.
pub(super) fn is_bold(raw: &Raw, part: &Range<usize>) -> bool {
    let first = raw
        .pieces
        .partition_point(|piece| (piece.at as usize) <= part.start)
        .saturating_sub(1);
    let mut bold = false;
    for (at, piece) in raw.pieces.iter().enumerate().skip(first) {
        let start = (piece.at as usize).max(part.start);
        let end = raw
            .pieces
            .get(at + 1)
            .map_or(raw.text.len(), |next| next.at as usize)
            .min(part.end);
        if start >= part.end {
            break;
        }
        let says = raw.text[start..end].contains(char::is_alphanumeric);
        if says && !piece.form.bold {
            return false;
        }
        bold |= says;
    }
    bold
}
