//! What the headings over a statement say.
//!
//! **Invariant: each heading is asked once for each phrase; what it said is remembered.**

use super::{memory::Memory, run::Run, view::View, words::Words};
use crate::document::{Document, StatementKind};
use rustc_hash::FxHashMap;

/// The headings of one document.
pub(super) struct Over {
    /// Their statements, by block.
    headings: Vec<(u32, u32)>,
    /// What they (statements) say (programs), once asked.
    said: FxHashMap<(u32, u32), bool>,
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
            memory: Memory::default(),
        }
    }

    /// Whether a heading over the statement says the phrase.
    pub(super) fn says(&mut self, words: &Words<'_>, statement: usize, program: u32) -> bool {
        let document = words.document;
        let mut section = Some(document.statements[statement].section);
        while let Some(current) =
            section.and_then(|section| document.sections.get(section as usize))
        {
            if let Some(heading) = current.heading.and_then(|block| self.heading(block))
                && self.heading_says(words, heading, program)
            {
                return true;
            }
            section = current.parent;
        }
        false
    }

    fn heading_says(&mut self, words: &Words<'_>, heading: u32, program: u32) -> bool {
        if let Some(&known) = self.said.get(&(heading, program)) {
            return known;
        }
        let mut view = View::default();
        view.load(&words.document.statements[heading as usize], heading);
        let mut run = Run::new(words, &view, &mut self.memory);
        let says = run.search(program, None).is_some();
        self.said.insert((heading, program), says);
        says
    }

    fn heading(&self, block: u32) -> Option<u32> {
        self.headings
            .binary_search_by_key(&block, |&(block, _)| block)
            .ok()
            .map(|at| self.headings[at].1)
    }
}
