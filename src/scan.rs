//! One pass over the document: which signals are there.
//!
//! Each word becomes its symbols once (`words`); the symbols of a statement name the few patterns worth trying (`search`); their
//! programs run on that statement alone (`run`); what a match is worth is decided by the negations and hedges around it (`marks`).
//! **Invariant: a pattern sees one statement; nothing here looks at markup, and nothing decides what a hit means for a law.**

mod capture;
mod marks;
mod memory;
mod over;
mod places;
mod run;
mod search;
mod sieve;
mod topic;
mod view;
mod wanted;
mod words;

use crate::{
    document::{Document, Role, Statement},
    quantity::Duration,
    rulebook::Rulebook,
    span::Span,
};
use jiff::civil::Date;
use search::Search;
use words::Words;

/// All signals seen in a document.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Sorted by signal, then place.
    pub hits: Vec<Hit>,
    /// Per signal, where its hits end, up to the last that has one.
    ends: Vec<u32>,
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
    /// It stands in a long text that hardly speaks of the subject matter of the rules: refused, a near miss.
    OffTopic,
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
    /// Hits in any order.
    pub fn new(mut hits: Vec<Hit>) -> Hits {
        hits.sort_by_key(|hit| (hit.signal, hit.statement, hit.spans.first().copied()));
        let mut ends = Vec::new();
        for (at, hit) in hits.iter().enumerate() {
            ends.resize(hit.signal as usize, at as u32);
            ends.push(at as u32 + 1);
        }
        Hits { hits, ends }
    }

    /// Hits of one signal, in order of place.
    pub fn of(&self, signal: u32) -> &[Hit] {
        let Some(&end) = self.ends.get(signal as usize) else {
            return &[];
        };
        let start = match signal.checked_sub(1) {
            Some(last) => self.ends[last as usize],
            None => 0,
        };
        &self.hits[start as usize..end as usize]
    }
}

/// All signals of the rulebook seen in the document, the observations of the document itself (`text:…`) included.
pub fn scan(rulebook: &Rulebook, document: &Document) -> Hits {
    search_all(rulebook, document, None)
}

/// As [`scan`], but only the signals that the verdicts of these regimes (indices) can depend on.
pub fn scan_for(rulebook: &Rulebook, document: &Document, regimes: &[usize]) -> Hits {
    search_all(rulebook, document, Some(wanted::by(rulebook, regimes)))
}

fn search_all(rulebook: &Rulebook, document: &Document, wanted: Option<Vec<bool>>) -> Hits {
    let words = Words::new(&rulebook.matcher, document);
    let mut search = Search::new(rulebook, &words, wanted);
    let mut hits = Vec::new();
    for statement in 0..document.statements.len() {
        search.statement(statement, &mut hits);
    }
    if topic::is_missed(&words) {
        topic::refuse(rulebook, &mut hits);
    }
    observed(rulebook, document, &mut hits);
    Hits::new(hits)
}

/// The document's own observations as hits of the signals of the same name.
fn observed(rulebook: &Rulebook, document: &Document, hits: &mut Vec<Hit>) {
    for (signal, known) in rulebook
        .signals
        .iter()
        .enumerate()
        .filter(|(_, signal)| signal.id.starts_with("text:"))
    {
        for observation in document
            .observations
            .iter()
            .filter(|observation| observation.id == known.id)
        {
            hits.push(Hit {
                signal: signal as u32,
                statement: statement_at(
                    document,
                    observation.spans.first().copied().unwrap_or_default(),
                ),
                spans: observation.spans.clone(),
                force: Force::Plain,
                values: Vec::new(),
            });
        }
    }
}

/// The last statement whose own words begin at or before the span.
fn statement_at(document: &Document, span: Span) -> u32 {
    let start = |statement: &Statement| {
        let own = statement
            .segments
            .iter()
            .find(|segment| segment.role == Role::Own);
        own.and_then(|own| document.tokens.get(own.tokens.start as usize))
            .map_or(0, |token| token.span.start)
    };
    let after = document
        .statements
        .partition_point(|statement| start(statement) <= span.start);
    after.saturating_sub(1) as u32
}

#[cfg(test)]
mod tests;
