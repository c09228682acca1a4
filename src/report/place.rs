//! Spans of the document as places in the file.

use super::Words;
use crate::{document::Document, source::Source, span::Span};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Looks places up.
pub(super) struct Places<'a> {
    source: &'a Source,
    document: &'a Document,
    /// Where each line of the decoded text begins.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source, document: &'a Document) -> Self {
        let ends = memchr::memchr_iter(b'\n', source.text.as_bytes());
        Places {
            source,
            document,
            lines: std::iter::once(0).chain(ends.map(|end| end + 1)).collect(),
        }
    }

    /// The words of the file that a span of the document's text came from.
    pub(super) fn words(&self, span: Span) -> Words {
        let span = self.document.to_source(span);
        let bytes = self.source.to_bytes(span);
        let (line, column) = self.position(span.start as usize);
        Words {
            start: bytes.start,
            end: bytes.end,
            line,
            column,
            text: self.text(span).to_owned(),
            signal: None,
            note: String::new(),
            span,
        }
    }

    fn text(&self, span: Span) -> &str {
        self.source.text.get(span.range()).unwrap_or_default()
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = self.lines[line - 1];
        let before = self.source.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// SHA-256 in hex.
pub(super) fn hash(source: &Source) -> String {
    let digest = Sha256::digest(source.text.as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
