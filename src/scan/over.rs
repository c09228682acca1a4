//! What the headings over a statement say.
//!
//! **Invariant: each heading is read once, for all that patterns ask of headings.**

use super::{memory::Memory, run::Run, view::View, words::Words};
use crate::document::{Document, StatementKind};
use rustc_hash::FxHashMap;

/// The headings of one document.
pub(super) struct Over {
    /// Their statements, by block.
    headings: Vec<(u32, u32)>,
    /// What those (statements) say that were asked: for each phrase of the matcher, whether.
    said: FxHashMap<u32, Vec<bool>>,
    view: View,
    memory: Memory,
}

impl Over {
    pub(super) fn new(document: &Document) -> Self {
        let statements = document.statements.iter().enumerate();
        let headings = statements.filter(|(_, statement)| statement.kind == StatementKind::Heading);
        Over {
            headings: headings
                .map(|(index, statement)| (statement.block, index as u32))
                .collect(),
            said: FxHashMap::default(),
            view: View::default(),
            memory: Memory::default(),
        }
    }

    /// Whether a heading over the statement says the phrase.
    pub(super) fn says(&mut self, words: &Words<'_>, statement: usize, phrase: u32) -> bool {
        let document = words.document;
        let mut section = Some(document.statements[statement].section);
        while let Some(current) =
            section.and_then(|section| document.sections.get(section as usize))
        {
            if let Some(heading) = current.heading.and_then(|block| self.heading(block))
                && self.said(words, heading)[phrase as usize]
            {
                return true;
            }
            section = current.parent;
        }
        false
    }

    /// For each phrase, whether the heading says it.
    fn said(&mut self, words: &Words<'_>, heading: u32) -> &[bool] {
        let (view, memory) = (&mut self.view, &mut self.memory);
        self.said.entry(heading).or_insert_with(|| {
            view.load(&words.document.statements[heading as usize], heading);
            let mut run = Run::new(words, view, memory);
            let phrases = words.matcher.headings.iter();
            phrases
                .map(|phrase| run.search(phrase.start, phrase.first).is_some())
                .collect()
        })
    }

    fn heading(&self, block: u32) -> Option<u32> {
        self.headings
            .binary_search_by_key(&block, |&(block, _)| block)
            .ok()
            .map(|at| self.headings[at].1)
    }
}
