//! The crosswalk: one clause and all the laws it serves; one obligation and all its clauses.
//!
//! A *mark* is a stretch of the policy that some verdict stands on. A *clause* is the sentence, item or row it stands in.
//! **Invariant: marks are in the order of their places, what holds before what is held; clauses too, and each mark is in one.**

use super::{Report, Words};
use crate::{judge::Outcome, span::Span};
use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

/// What stands on which words.
#[derive(Debug, Clone, Default)]
pub struct Crosswalk {
    /// Stretches of the text that something stands on.
    pub marks: Vec<Mark>,
    /// The sentences, items and rows they stand in.
    pub clauses: Vec<Clause>,
}

/// A stretch of the text that something stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The words, in the decoded text.
    pub span: Span,
    /// What they are, at worst.
    pub tone: Tone,
    /// Index of the clause.
    pub clause: usize,
}

/// What marked words are, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// They break a limit, contradict each other, or are a flaw themselves.
    Wrong,
    /// They are not enough.
    Weak,
    /// They say what is asked.
    Said,
    /// They settle a fact.
    Ground,
    /// They come near, and do not suffice.
    Near,
}

/// A sentence, item or row, and what stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The whole of it, in the decoded text.
    pub span: Span,
    /// The line of its first marked words, from 1.
    pub line: usize,
    /// Indices of its marks.
    pub marks: Range<usize>,
    /// Indices of the findings that stand on it, in order.
    pub findings: Vec<usize>,
    /// Indices of the findings it comes near to, in order.
    pub near: Vec<usize>,
    /// Indices of the facts read from it, in order.
    pub facts: Vec<usize>,
}

/// Who uses words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    Finding(usize),
    Near(usize),
    Fact(usize),
}

/// Words by place: what holds others comes before them.
type Place = (u32, Reverse<u32>);

/// A use of words.
struct Use {
    place: Place,
    line: usize,
    user: User,
    tone: Tone,
}

impl Crosswalk {
    /// What stands on which words of a policy.
    pub fn new(report: &Report) -> Crosswalk {
        let mut uses = uses(report);
        uses.sort_by_key(|used| (used.place, used.user));
        let mut crosswalk = Crosswalk::default();
        for used in uses {
            crosswalk.add(report, &used);
        }
        for clause in &mut crosswalk.clauses {
            for list in [&mut clause.findings, &mut clause.near, &mut clause.facts] {
                list.sort_unstable();
                list.dedup();
            }
        }
        crosswalk
    }

    fn add(&mut self, report: &Report, used: &Use) {
        let span = span(used.place);
        match self.marks.last_mut() {
            Some(last) if last.span == span => last.tone = last.tone.min(used.tone),
            _ => {
                let clause = self.clause(report, span, used.line);
                self.clauses[clause].marks.end += 1;
                self.marks.push(Mark {
                    span,
                    tone: used.tone,
                    clause,
                });
            }
        }
        let Some(clause) = self.clauses.last_mut() else {
            return;
        };
        match used.user {
            User::Finding(index) => clause.findings.push(index),
            User::Near(index) => clause.near.push(index),
            User::Fact(index) => clause.facts.push(index),
        }
    }

    /// The clause that words stand in: the last, or a new one.
    fn clause(&mut self, report: &Report, words: Span, line: usize) -> usize {
        let last = self.clauses.last();
        if last.is_none_or(|clause| clause.span.end <= words.start) {
            self.clauses.push(Clause {
                span: report.page.clause_at(words.start).unwrap_or(words),
                line,
                marks: self.marks.len()..self.marks.len(),
                findings: Vec::new(),
                near: Vec::new(),
                facts: Vec::new(),
            });
        }
        self.clauses.len() - 1
    }

    /// The mark of these words.
    pub fn mark(&self, words: &Words) -> Option<usize> {
        let place = place(words);
        let found = self
            .marks
            .binary_search_by_key(&place, |mark| (mark.span.start, Reverse(mark.span.end)));
        found.ok()
    }

    /// The clauses that words stand in, in order, each once, with a mark in each.
    pub fn clauses_of(&self, words: &[Words]) -> Vec<(usize, usize)> {
        let marks = words.iter().filter_map(|words| self.mark(words));
        let mut clauses = BTreeMap::new();
        for mark in marks {
            clauses.entry(self.marks[mark].clause).or_insert(mark);
        }
        clauses.into_iter().collect()
    }
}

fn place(words: &Words) -> Place {
    (words.span.start, Reverse(words.span.end))
}

fn span((start, Reverse(end)): Place) -> Span {
    Span { start, end }
}

fn uses(report: &Report) -> Vec<Use> {
    let mut uses = Vec::new();
    let mut add = |words: &[Words], user: User, tone: Tone| {
        uses.extend(words.iter().map(|words| Use {
            place: place(words),
            line: words.line,
            user,
            tone,
        }));
    };
    for (index, finding) in report.findings.iter().enumerate() {
        add(
            &finding.evidence,
            User::Finding(index),
            tone(finding.outcome),
        );
        add(&finding.near_misses, User::Near(index), Tone::Near);
    }
    for (index, fact) in report.facts.iter().enumerate() {
        add(&fact.evidence, User::Fact(index), Tone::Ground);
    }
    uses
}

/// What words are that a verdict stands on. What is missing and has words is a flaw found in them.
fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Missing | Outcome::OutOfBounds | Outcome::Contradicted => Tone::Wrong,
        Outcome::Weak => Tone::Weak,
        Outcome::Met => Tone::Said,
        Outcome::Undetermined | Outcome::NotApplicable => Tone::Ground,
    }
}
