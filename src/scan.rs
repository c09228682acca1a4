//! One pass over the document: which signals are there.

use crate::span::Span;

/// All signals seen in a document.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Sorted by signal, then place.
    pub hits: Vec<Hit>,
}

/// A signal seen in a statement.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Index of the signal.
    pub signal: u32,
    /// Index of the statement (of the first, where a pattern spans several).
    pub statement: u32,
    /// Spans of the document's text, in order.
    pub spans: Vec<Span>,
}
