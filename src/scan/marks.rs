//! Negations and hedges of a statement: what a match in it is worth.

use super::{
    memory::Memory,
    run::{Match, Run},
    view::View,
    words::Words,
};
use crate::document::Break;

/// Negations and hedges by position.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Whether the word negates.
    pub(super) negation: Vec<bool>,
    /// The negation in whose scope a phrase that begins here would stand.
    pub(super) scope: Vec<Option<u32>>,
    hedge: Vec<bool>,
    /// Where the clause of each word begins.
    clause: Vec<u32>,
    /// Where phrases begin that take back what stands before them.
    refusal: Vec<bool>,
}

impl Marks {
    /// The marks of a statement.
    pub(super) fn new(words: &Words<'_>, view: &View, memory: &mut Memory) -> Marks {
        let own = words.matcher.own;
        let mut run = Run::new(words, view, memory);
        let clause = clauses(&mut run, own.clause, own.subject);
        let (negation, _) = found(&mut run, own.negation, own.not_negation);
        let (hedge, _) = found(&mut run, own.hedge, own.not_hedge);
        let (_, refusal) = found(&mut run, own.refusal, None);
        let scope = scope(&negation, &clause);
        Marks {
            negation,
            scope,
            hedge,
            clause,
            refusal,
        }
    }

    /// The position of the negation that a match is in, if any.
    pub(super) fn negates(&self, found: &Match) -> Option<usize> {
        let in_gap = |at: &usize| found.gaps.iter().any(|gap| gap.contains(at));
        let inside = (found.start..found.end).filter(|&at| self.negation[at]);
        let (passed, said): (Vec<usize>, Vec<usize>) = inside.partition(in_gap);
        if !said.is_empty() {
            return None; // the pattern took the negation in its own words
        }
        let after = (found.end..self.refusal.len())
            .find(|&at| self.refusal[at] && self.clause[at] <= found.end as u32);
        passed
            .first()
            .copied()
            .or(self.scope[found.start].map(|at| at as usize))
            .or(after)
    }

    /// The position of the hedge that a match is under, if any.
    pub(super) fn hedges(&self, found: &Match) -> Option<usize> {
        (self.clause[found.start] as usize..found.end).find(|&at| self.hedge[at])
    }
}

/// Positions of a term's words, and where it begins, save where they are part of an exception.
fn found(run: &mut Run<'_>, term: Option<u32>, exception: Option<u32>) -> (Vec<bool>, Vec<bool>) {
    let length = run.view.len();
    let (mut within, mut begins) = (vec![false; length], vec![false; length]);
    let Some(term) = term else {
        return (within, begins);
    };
    let mut excepted = vec![false; length];
    for at in 0..length {
        if let Some(exception) = exception {
            excepted[at..at + longest(run.term(exception, at))].fill(true);
        }
    }
    for at in 0..length {
        let words = longest(run.term(term, at));
        if words > 0 && !excepted[at] {
            begins[at] = true;
            within[at..at + words].fill(true);
        }
    }
    (within, begins)
}

fn longest(ends: u64) -> usize {
    if ends == 0 {
        0
    } else {
        63 - ends.leading_zeros() as usize
    }
}

/// Where the clause of each word begins: after a strong sign, a word such as `but`, or a comma with a new subject.
fn clauses(run: &mut Run<'_>, clause: Option<u32>, subject: Option<u32>) -> Vec<u32> {
    let mut begins = Vec::with_capacity(run.view.len());
    let mut start = 0;
    for at in 0..run.view.len() {
        let sign = run.view.sign(run.words.document, at);
        let word =
            |run: &mut Run<'_>, term: Option<u32>| term.is_some_and(|term| run.term(term, at) != 0);
        let begun = at > 0
            && (sign >= Break::Dash
                || word(run, clause)
                || (sign == Break::Comma && word(run, subject)));
        if begun {
            start = at as u32;
        }
        begins.push(start);
    }
    begins
}

/// The nearest negation before each word in its clause.
fn scope(negation: &[bool], clause: &[u32]) -> Vec<Option<u32>> {
    let mut last: Option<u32> = None;
    let mut scope = Vec::with_capacity(negation.len());
    for at in 0..negation.len() {
        scope.push(last.filter(|&before| before >= clause[at]));
        if negation[at] {
            last = Some(at as u32);
        }
    }
    scope
}
