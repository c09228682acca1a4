//! Spans of the document as places in the file.

use super::Words;
use crate::{document::Document, source::Source, span::Span};

/// Looks places up.
pub(super) struct Places<'a> {
    source: &'a Source,
    document: &'a Document,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source, document: &'a Document) -> Self {
        Places { source, document }
    }

    /// The words of the file that a span of the document's text came from.
    pub(super) fn words(&self, span: Span) -> Words {
        let span = self.document.to_source(span);
        let bytes = self.source.to_bytes(span);
        let (line, column) = self.source.position(span.start as usize);
        let text = self.source.text.get(span.range()).unwrap_or_default();
        Words {
            start: bytes.start,
            end: bytes.end,
            line,
            column,
            text: text.to_owned(),
            signal: None,
            note: String::new(),
            span,
        }
    }
}
