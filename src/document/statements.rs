//! Cuts a document into statements: sentences, items with their lead-ins, rows with their column headings, headings.
//!
//! Half of a policy's meaning is split over a sentence and the list below it, so an item carries the words that announce it, and a
//! sentence whose list never comes is marked as saying nothing.
//!
//! **Invariant: every block's tokens are the own words of exactly one or more statements, in order; none is lost or doubled, up to the
//! limit of what is searched, which is noted.**

mod announce;
mod follow;
mod ledger;
#[cfg(test)]
pub(crate) mod sample;
pub(super) mod sentence;
mod table;
mod topic;

use super::{BlockKind, Document, Role, Segment, Statement, StatementKind};
use crate::span::Span;
use announce::Announces;
use follow::Follow;
use ledger::Ledger;
use std::ops::Range;

pub(crate) use announce::{Ending, ending};

/// How many levels of parent items a nested item borrows; deeper lists do not occur in earnest.
const PARENTS: usize = 6;

/// A first sentence of so few words is the head of its item.
const HEAD: usize = 5;

/// Writes the statements of a document, in order of their own words, and the limits they reach.
pub(super) fn write(document: &mut Document) {
    let ledger = build(document);
    document.statements = ledger.statements;
    for (limit, at) in ledger.reached {
        let span = document
            .tokens
            .get(at as usize)
            .map_or(Span::default(), |token| token.span);
        document.reach(limit, span);
    }
}

fn build(document: &Document) -> Ledger {
    let mut walk = Walk {
        document,
        lead: Vec::new(),
        parents: Vec::new(),
        ledger: Ledger::default(),
    };
    let mut at = 0;
    while at < document.blocks.len() && !walk.ledger.is_full() {
        at = walk.block(at);
    }
    walk.ledger
}

/// The statements so far, and the words that the next item borrows.
struct Walk<'a> {
    document: &'a Document,
    /// The sentence that announces the list being read.
    lead: Vec<Range<u32>>,
    /// The items over the one being read, outermost first, with the words they lend.
    parents: Vec<(u8, Vec<Range<u32>>)>,
    ledger: Ledger,
}

impl Walk<'_> {
    /// Takes the block, and those it draws along with it; gives the next one.
    fn block(&mut self, at: usize) -> usize {
        let block = &self.document.blocks[at];
        match block.kind {
            _ if block.tokens.is_empty() => at + 1,
            BlockKind::Item(depth) => {
                self.item(at, depth);
                at + 1
            }
            BlockKind::Row => {
                self.forget();
                self.ledger.add(table::row(self.document, at));
                at + 1
            }
            BlockKind::Heading(_) if !announce::is_announcing_heading(self.document, at) => {
                self.heading(at);
                at + 1
            }
            BlockKind::Heading(_) | BlockKind::Paragraph => self.paragraph(at),
        }
    }

    fn forget(&mut self) {
        self.lead.clear();
        self.parents.clear();
    }

    fn heading(&mut self, at: usize) {
        let tokens = self.document.blocks[at].tokens.clone();
        self.forget();
        // `Your rights:` as a heading lends its words to the list below, as any other lead-in does.
        if ending(self.document, tokens.end) == Ending::Colon {
            self.lead.push(tokens.clone());
        }
        self.push(at, StatementKind::Heading, &[], tokens);
    }

    fn paragraph(&mut self, at: usize) -> usize {
        self.forget();
        let mut sentences = sentence::split(self.document, self.document.blocks[at].tokens.clone());
        let last = sentences.pop();
        for sentence in sentences {
            self.push(at, StatementKind::Sentence, &[], sentence);
        }
        let Some(last) = last else { return at + 1 };
        let announces = announce::announces(self.document, &last);
        let follow = follow::after(self.document, at, &last, announces);
        self.push(
            at,
            kind_of(follow, StatementKind::Sentence),
            &[],
            last.clone(),
        );
        match follow {
            Follow::List => self.lead.push(last),
            Follow::Paragraphs(count) => {
                self.paragraphs_as_items(at + 1..at + 1 + count, &last);
                return at + 1 + count;
            }
            Follow::Prose | Follow::Nothing => {}
        }
        at + 1
    }

    /// Paragraphs that are the announced list in all but their bullets.
    fn paragraphs_as_items(&mut self, blocks: Range<usize>, lead: &Range<u32>) {
        for at in blocks {
            let tokens = self.document.blocks[at].tokens.clone();
            let mut borrowed = vec![lead.clone()];
            for sentence in sentence::split(self.document, tokens) {
                self.push(at, StatementKind::Item, &borrowed, sentence.clone());
                self.lend_head(at, &sentence, &mut borrowed);
            }
        }
    }

    fn item(&mut self, at: usize, depth: u8) {
        while self
            .parents
            .last()
            .is_some_and(|(above, _)| *above >= depth)
        {
            self.parents.pop();
        }
        let mut borrowed = self.borrowed();
        let sentences = sentence::split(self.document, self.document.blocks[at].tokens.clone());
        let mut lends = Vec::new();
        let count = sentences.len();
        for (index, sentence) in sentences.into_iter().enumerate() {
            let announces = if index + 1 == count {
                announce::announces(self.document, &sentence)
            } else {
                Announces::No
            };
            let follow = follow::after(self.document, at, &sentence, announces);
            if index == 0 || follow == Follow::List && announces != Announces::Open {
                lends.push(sentence.clone());
            }
            self.push(
                at,
                kind_of_item(follow, announces),
                &borrowed,
                sentence.clone(),
            );
            self.lend_head(at, &sentence, &mut borrowed);
        }
        self.parents.push((depth, lends));
    }

    /// `Access.` of `Access. You can ask for a copy.` says what the sentences after it are about.
    fn lend_head(&self, at: usize, sentence: &Range<u32>, borrowed: &mut Vec<Range<u32>>) {
        let first = self.document.blocks[at].tokens.start == sentence.start;
        if first && sentence.len() <= HEAD && ending(self.document, sentence.end) == Ending::Stop {
            borrowed.push(sentence.clone());
        }
    }

    fn borrowed(&self) -> Vec<Range<u32>> {
        let skip = self.parents.len().saturating_sub(PARENTS);
        let parents = self.parents[skip..].iter().flat_map(|(_, words)| words);
        self.lead.iter().chain(parents).cloned().collect()
    }

    fn push(&mut self, at: usize, kind: StatementKind, borrowed: &[Range<u32>], own: Range<u32>) {
        let segment = |tokens: &Range<u32>, role| Segment {
            tokens: tokens.clone(),
            role,
        };
        let mut segments: Vec<Segment> = borrowed
            .iter()
            .map(|tokens| segment(tokens, Role::Borrowed))
            .collect();
        segments.push(segment(&own, Role::Own));
        self.ledger.add(Statement {
            kind,
            segments,
            section: self.document.blocks[at].section,
            block: at as u32,
        });
    }
}

fn kind_of(follow: Follow, otherwise: StatementKind) -> StatementKind {
    match follow {
        Follow::List | Follow::Paragraphs(_) => StatementKind::LeadIn,
        Follow::Nothing => StatementKind::EmptyAnnouncement,
        Follow::Prose => otherwise,
    }
}

/// An item is a lead-in only if it says so: the first words of every item with sub-items would be one otherwise.
fn kind_of_item(follow: Follow, announces: Announces) -> StatementKind {
    match announces {
        Announces::Open | Announces::No => StatementKind::Item,
        _ => kind_of(follow, StatementKind::Item),
    }
}

#[cfg(test)]
mod tests;
