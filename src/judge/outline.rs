//! The headings over a statement, and the territories a statement speaks to.

use crate::{
    document::{Document, StatementKind},
    rulebook::Rulebook,
    scan::{Force, Hits},
};
use std::collections::BTreeMap;

/// What stands over each statement and to whom it speaks.
pub(super) struct Outline<'a> {
    document: &'a Document,
    /// The statement that is a section's heading, by section.
    headings: Vec<Option<u32>>,
    /// Territories named in a statement itself.
    named: BTreeMap<u32, Vec<usize>>,
}

impl<'a> Outline<'a> {
    /// The outline of a document, with the territories that were seen in it.
    pub(super) fn new(rulebook: &Rulebook, document: &'a Document, hits: &Hits) -> Self {
        Outline {
            document,
            headings: headings(document),
            named: named(rulebook, hits),
        }
    }

    /// The heading statements over a statement, nearest first. A heading stands under itself.
    pub(super) fn above(&self, statement: u32) -> impl Iterator<Item = u32> {
        self.sections(statement)
            .filter_map(|section| self.headings.get(section as usize).copied().flatten())
    }

    /// The sections a statement stands in, innermost first.
    pub(super) fn sections(&self, statement: u32) -> impl Iterator<Item = u32> {
        sections(self.document, statement)
    }

    /// The territories a statement speaks to: those it names, else those named in the nearest heading that names any.
    pub(super) fn speaks_to(&self, statement: u32) -> &[usize] {
        std::iter::once(statement)
            .chain(self.above(statement))
            .find_map(|place| self.named.get(&place))
            .map_or(&[], Vec::as_slice)
    }
}

/// The sections a statement stands in, innermost first.
pub(super) fn sections(document: &Document, statement: u32) -> impl Iterator<Item = u32> {
    let innermost = document.statements.get(statement as usize);
    // A parent comes before its parts; saying so here ends the walk on any tree.
    std::iter::successors(innermost.map(|statement| statement.section), |&section| {
        let parent = document.sections.get(section as usize)?.parent;
        parent.filter(|&parent| parent < section)
    })
}

fn headings(document: &Document) -> Vec<Option<u32>> {
    let mut headings = vec![None; document.sections.len()];
    for (index, statement) in document.statements.iter().enumerate() {
        if let (StatementKind::Heading, Some(slot)) =
            (statement.kind, headings.get_mut(statement.section as usize))
        {
            slot.get_or_insert(index as u32);
        }
    }
    headings
}

fn named(rulebook: &Rulebook, hits: &Hits) -> BTreeMap<u32, Vec<usize>> {
    let mut named: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, territory) in rulebook.territories.iter().enumerate() {
        for hit in hits.of(territory.signal) {
            if matches!(hit.force, Force::Plain | Force::Hedged(_)) {
                let places = named.entry(hit.statement).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
    }
    named
}
