//! Spans of the document as places in the file.

use super::Words;
use crate::{
    document::{BlockKind, Document},
    limits::SHOWN_BYTES,
    source::Source,
    span::Span,
};

/// Looks places up.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    source: &'a Source,
    document: &'a Document,
}

/// A place in the file as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The source text between them.
    pub text: &'a str,
}

impl<'a> Places<'a> {
    /// Places of this document, in the file it was read from.
    pub fn new(source: &'a Source, document: &'a Document) -> Self {
        Places { source, document }
    }

    /// The place that a span of the document's text came from.
    pub fn place(&self, span: Span) -> Place<'a> {
        self.at(self.document.to_source(span))
    }

    fn at(&self, span: Span) -> Place<'a> {
        let bytes = self.source.to_bytes(span);
        Place {
            start: bytes.start,
            end: bytes.end,
            text: self.source.text.get(span.range()).unwrap_or_default(),
        }
    }

    /// The words of the file that a span of the document's text came from.
    pub(super) fn words(&self, span: Span) -> Words {
        self.of_source(self.document.to_source(span))
    }

    /// The highest of the first headings, else the line of the first words, else the first line.
    pub(super) fn title(&self) -> Words {
        let blocks = &self.document.blocks;
        let first = |kind: fn(BlockKind) -> bool| blocks.iter().find(|block| kind(block.kind));
        let heading = first(|kind| kind == BlockKind::Heading(1))
            .or(first(|kind| matches!(kind, BlockKind::Heading(_))));
        if let Some(block) = heading {
            return self.words(block.span);
        }
        let start = blocks
            .first()
            .map_or(0, |block| self.document.to_source(block.span).range().start);
        let rest = self.source.text.get(start..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        self.of_source(Span::new(start, start + line.len()))
    }

    fn of_source(&self, whole: Span) -> Words {
        let span = self.shown(whole);
        let place = self.at(span);
        let (line, column) = self.source.position(span.start as usize);
        Words {
            start: place.start,
            end: place.end,
            line,
            column,
            text: place.text.to_owned(),
            signal: None,
            note: note(whole.len() - span.len()),
            span,
        }
    }

    /// The beginning of a span that is longer than what is shown of one.
    fn shown(&self, span: Span) -> Span {
        let range = span.range();
        let most = (range.start + SHOWN_BYTES).min(range.end);
        let text = &self.source.text;
        let end = (range.start..=most)
            .rev()
            .find(|&at| text.is_char_boundary(at));
        Span::new(range.start, end.unwrap_or(range.start))
    }
}

/// That something more belongs to the words.
fn note(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!("and {more} more bytes"),
    }
}
