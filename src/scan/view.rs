//! A statement as one row of words.

use crate::{
    document::{Break, Document, Role, Statement, StatementKind},
    span::Span,
};

/// The words of a statement in reading order, borrowed ones included.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Indices of tokens.
    pub(super) tokens: Vec<u32>,
    /// How many own words stand before each position, and in all.
    own: Vec<u32>,
    /// Positions where a segment begins, the first included.
    seams: Vec<usize>,
    /// Which view it is, for what is remembered of it.
    pub(super) number: u32,
    /// Whether borrowed and own words alternate.
    pub(super) row: bool,
}

impl View {
    /// Fills the view with a statement. No two views that share a memory have the same number.
    pub(super) fn load(&mut self, statement: &Statement, number: u32) {
        self.number = number;
        self.tokens.clear();
        self.own.clear();
        self.seams.clear();
        self.row = statement.kind == StatementKind::Row;
        let mut own = 0;
        for segment in &statement.segments {
            self.seams.push(self.tokens.len());
            for token in segment.tokens.clone() {
                self.tokens.push(token);
                self.own.push(own);
                own += u32::from(segment.role == Role::Own);
            }
        }
        self.own.push(own);
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether some words are borrowed.
    pub(super) fn borrows(&self) -> bool {
        self.own
            .last()
            .is_some_and(|&own| (own as usize) < self.len())
    }

    /// Whether one of the words from `start` to `end` is the statement's own.
    pub(super) fn owns(&self, start: usize, end: usize) -> bool {
        self.own[end] > self.own[start]
    }

    /// Whether a sentence, an item's own words, a cell, or what follows a colon begins at `at`.
    pub(super) fn begins(&self, document: &Document, at: usize) -> bool {
        at == 0
            || self.seams.binary_search(&at).is_ok()
            || self
                .tokens
                .get(at)
                .is_some_and(|&token| document.tokens[token as usize].before >= Break::Colon)
    }

    /// Whether one of these ends at `at`.
    pub(super) fn ends(&self, document: &Document, at: usize) -> bool {
        at == self.len() || self.begins(document, at)
    }

    /// The strongest sign before a position inside the statement; a lead-in runs on into its item.
    pub(super) fn sign(&self, document: &Document, at: usize) -> Break {
        let sign = self.tokens.get(at).map_or(Break::Block, |&token| {
            document.tokens[token as usize].before
        });
        if !self.row && at > 0 && self.seams.binary_search(&at).is_ok() {
            Break::None
        } else {
            sign
        }
    }

    /// The text from `start` to `end`, one span for each stretch that stands together in the document.
    pub(super) fn spans(
        &self,
        document: &Document,
        start: usize,
        end: usize,
        spans: &mut Vec<Span>,
    ) {
        let mut from = start;
        for at in start + 1..=end {
            if at == end
                || self.seams.binary_search(&at).is_ok()
                || self.tokens[at] != self.tokens[at - 1] + 1
            {
                let first = document.tokens[self.tokens[from] as usize].span;
                let last = document.tokens[self.tokens[at - 1] as usize].span;
                spans.push(first.cover(last));
                from = at;
            }
        }
    }
}
