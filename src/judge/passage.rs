//! The passage to show for what is said.
//!
//! A policy says the same in passing at many places and at length at one. Hits of one section with few statements between them are a
//! passage; the best is the one that says it most often, rather early than late, and rather where its subject (a territory, what must
//! be said with it) is named above or beside it. **Invariant: every hit given is in exactly one passage.**

use super::{evidence, outline::sections};
use crate::{
    document::{Document, Role, StatementKind},
    scan::Hit,
    span::Span,
};
use std::collections::BTreeSet;

/// How many statements that say nothing of it a passage may run over.
const APART: u32 = 6;

/// How much better a passage is whose section names the subject, and one whose heading does.
const BESIDE: u64 = 2;
const BELOW: u64 = 4;

/// A stretch of one section that says something.
#[derive(Debug, Clone)]
pub struct Passage<'h> {
    /// From the first statement that says it to the last, whole.
    pub span: Span,
    /// Where it is said, in order of place.
    pub hits: Vec<&'h Hit>,
}

impl Passage<'_> {
    /// Whether a statement stands in it.
    pub fn holds(&self, statement: u32) -> bool {
        let (first, last) = self.ends();
        (first..=last).contains(&statement)
    }

    fn ends(&self) -> (u32, u32) {
        let end = |hit: Option<&&Hit>| hit.map_or(0, |hit| hit.statement);
        (end(self.hits.first()), end(self.hits.last()))
    }
}

/// The best passage among hits; `subject` are the hits that name what it should be about, if that is known.
pub fn best<'h>(document: &Document, hits: &[&'h Hit], subject: &[&Hit]) -> Option<Passage<'h>> {
    let subject = Subject::new(document, subject);
    let all = passages(document, hits);
    // Of passages that are as good the first wins.
    all.into_iter()
        .rev()
        .max_by_key(|passage| worth(document, passage, &subject))
}

fn passages<'h>(document: &Document, hits: &[&'h Hit]) -> Vec<Passage<'h>> {
    let mut hits = hits.to_vec();
    hits.sort_by_key(|hit| (hit.statement, hit.signal, hit.spans.first().copied()));
    let section = |hit: &Hit| sections(document, hit.statement).next();
    let mut all: Vec<Passage> = Vec::new();
    for hit in hits {
        let whole = whole(document, hit);
        let near = |passage: &&mut Passage| {
            passage.hits.last().is_some_and(|last| {
                section(last) == section(hit) && hit.statement - last.statement <= APART + 1
            })
        };
        match all.last_mut().filter(near) {
            Some(passage) => {
                passage.span = passage.span.cover(whole);
                passage.hits.push(hit);
            }
            None => all.push(Passage {
                span: whole,
                hits: vec![hit],
            }),
        }
    }
    all
}

/// The statement of a hit, with the words of its lead-in that belong to the hit; of a table only the row, if it has any of the words.
fn whole(document: &Document, hit: &Hit) -> Span {
    let spans = hit.spans.iter().copied();
    let Some(statement) = document.statements.get(hit.statement as usize) else {
        return spans.reduce(Span::cover).unwrap_or_default();
    };
    let own = statement
        .segments
        .iter()
        .filter(|segment| segment.role == Role::Own);
    let own = own
        .filter_map(|segment| {
            let tokens = document
                .tokens
                .get(segment.tokens.start as usize..segment.tokens.end as usize)?;
            Some(tokens.first()?.span.cover(tokens.last()?.span))
        })
        .reduce(Span::cover);
    let Some(own) = own else {
        return spans.reduce(Span::cover).unwrap_or_default();
    };
    let of_own = |span: &Span| statement.kind != StatementKind::Row || span.end > own.start;
    let mut words = spans.clone().filter(of_own).peekable();
    match words.peek() {
        // The column headings alone say it.
        None => spans.reduce(Span::cover).unwrap_or(own),
        Some(_) => words.fold(own, Span::cover),
    }
}

/// How good a passage is: by what it says, where it stands, and how it says it.
fn worth(document: &Document, passage: &Passage, subject: &Subject) -> (u64, u8) {
    let said: BTreeSet<_> = passage
        .hits
        .iter()
        .map(|hit| (hit.signal, &hit.spans))
        .collect();
    let (first, _) = passage.ends();
    let all = document.statements.len() as u64;
    let early = (2 * all).saturating_sub(u64::from(first));
    let form = passage
        .hits
        .iter()
        .map(|hit| evidence::rank(document, hit))
        .min();
    let worth = said.len() as u64 * early * subject.nearness(document, first);
    (worth, u8::MAX - form.unwrap_or(u8::MAX))
}

/// The sections in which the subject is named, and those whose heading names it.
#[derive(Default)]
struct Subject {
    named: BTreeSet<u32>,
    headed: BTreeSet<u32>,
}

impl Subject {
    fn new(document: &Document, hits: &[&Hit]) -> Subject {
        let mut subject = Subject::default();
        for hit in hits {
            let Some(statement) = document.statements.get(hit.statement as usize) else {
                continue;
            };
            subject.named.insert(statement.section);
            if statement.kind == StatementKind::Heading {
                subject.headed.insert(statement.section);
            }
        }
        subject
    }

    fn nearness(&self, document: &Document, statement: u32) -> u64 {
        let mut above = sections(document, statement);
        let beside = sections(document, statement).next();
        if above.any(|section| self.headed.contains(&section)) {
            BELOW
        } else if beside.is_some_and(|section| self.named.contains(&section)) {
            BESIDE
        } else {
            1
        }
    }
}
