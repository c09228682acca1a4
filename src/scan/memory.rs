//! What a run remembers: what failed where, where terms end, where symbols stand.
//!
//! One memory serves all statements of a document; nothing is allocated for a run.

use super::{
    sieve::{Agenda, Positions},
    view::View,
    words::Words,
};
use crate::rulebook::matcher::{Matcher, SetId};
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
    /// Per symbol, the view it was last seen in, and where in it: bit `n` for position `n`.
    symbols: Vec<(u32, Positions)>,
    /// The same per set of symbols, filled when first asked.
    sets: Vec<(u32, Positions)>,
}

/// Views of at most so many words have an index of their symbols.
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
            symbols: Vec::new(),
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

    /// Notes where the symbols of a view stand, if it is short and was not indexed last.
    pub(super) fn index(&mut self, words: &Words<'_>, view: &View) {
        if self.indexed == view.number || view.len() > INDEXED {
            return;
        }
        self.indexed = view.number;
        self.symbols
            .resize(words.matcher.vocabulary.len(), (u32::MAX, 0));
        self.sets.resize(words.matcher.sets.len(), (u32::MAX, 0));
        self.begins = (0..=view.len())
            .filter(|&at| view.begins(words.document, at))
            .fold(0, |all, at| all | 1 << at);
        for (at, &token) in view.tokens.iter().enumerate() {
            for &symbol in words.of(token) {
                let (seen, places) = &mut self.symbols[symbol as usize];
                if *seen != view.number {
                    (*seen, *places) = (view.number, 0);
                }
                *places |= 1 << at;
            }
        }
    }

    /// Where in the view indexed a symbol of the set stands.
    pub(super) fn places(&mut self, matcher: &Matcher, set: SetId) -> u64 {
        let (seen, places) = self.sets[set as usize];
        if seen == self.indexed {
            return places;
        }
        let of = |symbol: &u32| {
            let (seen, places) = self.symbols[*symbol as usize];
            if seen == self.indexed { places } else { 0 }
        };
        let places = matcher
            .sets
            .get(set)
            .iter()
            .map(of)
            .fold(0, |all, one| all | one);
        self.sets[set as usize] = (self.indexed, places);
        places
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
