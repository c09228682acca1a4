//! What a run remembers: what failed where, where terms end, where words of a set stand.
//!
//! One memory serves all statements of a document; nothing is allocated for a run.

use super::{
    sieve::{Agenda, Positions},
    view::View,
    words::Words,
};
use crate::rulebook::matcher::SetId;
use std::ops::Range;

/// Two to this power are the terms whose ends are remembered.
const MEMO_BITS: u32 = 11;

/// A view, a term, and a position in the view.
pub(super) type Place = (u32, u32, u32);

/// The reusable part of a run.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) failed: Vec<u64>,
    pub(super) gaps: Vec<Range<usize>>,
    pub(super) captures: Vec<Range<usize>>,
    /// Ends of terms by place, the latest of each slot: many patterns ask for the same.
    pub(super) terms: Vec<(Place, u64)>,
    /// Steps still to be taken.
    pub(super) agenda: Agenda,
    /// Which view those below are of.
    indexed: u32,
    /// Where a sentence, an item's own words, a cell, or what follows a colon begins, the end included.
    pub(super) begins: Positions,
    /// Per set of symbols, the view it was last seen in, and where in it (in the first [`INDEXED`] words).
    sets: Vec<(u32, Positions)>,
}

/// Views of at most so many words have an index of where the words of a set stand.
pub(super) const INDEXED: usize = 62;

impl Default for Memory {
    fn default() -> Self {
        Memory {
            failed: Vec::new(),
            gaps: Vec::new(),
            captures: Vec::new(),
            terms: vec![((u32::MAX, 0, 0), 0); 1 << MEMO_BITS],
            agenda: Agenda::new(),
            indexed: u32::MAX,
            begins: 0,
            sets: Vec::new(),
        }
    }
}

impl Memory {
    /// The slot for a term at a place of a view. What stands there may be of another place: compare.
    pub(super) fn slot(&self, (view, term, at): Place) -> usize {
        let mixed = u64::from(view) << 36 ^ u64::from(term) << 20 ^ u64::from(at);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - MEMO_BITS)) as usize % self.terms.len()
    }

    /// Notes where the words of every set stand in a view, if it was not the last one.
    pub(super) fn index(&mut self, words: &Words<'_>, view: &View) {
        if self.indexed == view.number {
            return;
        }
        self.indexed = view.number;
        self.sets.resize(words.matcher.sets.len(), (u32::MAX, 0));
        self.begins = 0;
        for (at, &token) in view.tokens.iter().enumerate() {
            let bit = if at < INDEXED { 1 << at } else { 0 };
            for &set in words.sets_of(token) {
                let (seen, places) = &mut self.sets[set as usize];
                if *seen != view.number {
                    (*seen, *places) = (view.number, 0);
                }
                *places |= bit;
            }
            if bit != 0 && view.begins(words.document, at) {
                self.begins |= bit;
            }
        }
        if view.len() <= INDEXED {
            self.begins |= 1 << view.len();
        }
    }

    /// Whether a word of the set stands in the view indexed.
    #[inline]
    pub(super) fn holds(&self, set: SetId) -> bool {
        self.sets[set as usize].0 == self.indexed
    }

    /// Where in the view indexed, if it is short, words of the set stand.
    #[inline]
    pub(super) fn places(&self, set: SetId) -> Positions {
        let (seen, places) = self.sets[set as usize];
        if seen == self.indexed { places } else { 0 }
    }

    /// Puts a step on the agenda, whose part from `base` on is in order.
    pub(super) fn plan(&mut self, base: usize, step: u32, at: Positions) {
        if at == 0 {
            return;
        }
        let later = self.agenda[base..].partition_point(|&(known, _)| known > step) + base;
        match self.agenda.get_mut(later) {
            Some((known, places)) if *known == step => *places |= at,
            _ => self.agenda.insert(later, (step, at)),
        }
    }

    /// The earliest step of the agenda from `base` on.
    pub(super) fn next(&mut self, base: usize) -> Option<(u32, Positions)> {
        (self.agenda.len() > base).then(|| self.agenda.pop())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Position 2^20 of one term and position 0 of the next once had the same key; now a slot says whose ends it holds.
    #[test]
    fn places_that_share_a_slot_are_told_apart() {
        let mut memory = Memory::default();
        let (far, near): (Place, Place) = ((1, 2, (1 << 20) + 5), (1, 3, 5));
        assert_eq!(memory.slot((1, 2, 1 << 20)), memory.slot((1, 3, 0)));
        let slot = memory.slot(far);
        memory.terms[slot] = (far, 7);
        assert!(memory.terms[slot].0 != near);
    }
}
