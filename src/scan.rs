//! One pass over the document: which signals are there.

use crate::{document::Document, quantity::Duration, rulebook::Rulebook, span::Span};
use jiff::civil::Date;

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
    /// Spans of the document's text, in order: usually one; a lead-in and an item are two.
    pub spans: Vec<Span>,
    /// How much it counts.
    pub force: Force,
    /// Quantities and dates that the pattern captured, each with its span.
    pub values: Vec<(Value, Span)>,
}

/// How much a hit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// It counts.
    Plain,
    /// It is hedged (by these words), and the signal says that makes it weak.
    Hedged(Span),
    /// It is negated by these words: refused, a near miss.
    Negated(Span),
    /// One of the signal's `not` patterns (these words) refuses it: a near miss.
    Refused(Span),
    /// It stands in a lead-in whose list never comes: refused, a near miss.
    Announced,
}

/// A captured quantity or date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A length of time.
    Duration(Duration),
    /// A day.
    Date(Date),
    /// A number.
    Number(f64),
}

impl Hits {
    /// Hits of one signal, in order of place.
    pub fn of(&self, signal: u32) -> &[Hit] {
        let start = self.hits.partition_point(|hit| hit.signal < signal);
        let end = self.hits.partition_point(|hit| hit.signal <= signal);
        &self.hits[start..end]
    }
}

/// All signals of the rulebook seen in the document, the observations of the document itself (`text:…`) included.
pub fn scan(rulebook: &Rulebook, document: &Document) -> Hits {
    let _ = (rulebook, document);
    Hits::default()
}
