//! What a run remembers: what failed where, where terms end, where words of a set stand.
//!
//! One memory serves all statements of a document; nothing is allocated for a run.

use super::{
    places::Places,
    sieve::{Agenda, Positions, window},
    view::View,
    words::Words,
};
use crate::rulebook::matcher::{Need, SetId};
use std::ops::Range;

/// Two to this power are the terms whose ends are remembered.
const MEMO_BITS: u32 = 11;

/// A view, a term, and a position in the view.
pub(super) type Place = (u32, u32, u32);

/// Where a term stands in a view, as far as all its places together say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stand {
    /// Which index.
    index: u32,
    /// Where it can begin, by its first word.
    pub(super) starts: Positions,
    /// Where it ends.
    pub(super) ends: Positions,
}

/// The reusable part of a run.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) failed: Vec<u64>,
    pub(super) gaps: Vec<Range<usize>>,
    pub(super) captures: Vec<Range<usize>>,
    /// Ends of terms by place, the latest of each slot: many patterns ask for the same.
    pub(super) terms: Vec<(Place, u64)>,
    /// Per term, where it stands in a short view, if asked.
    stands: Vec<Stand>,
    /// Steps still to be taken.
    pub(super) agenda: Agenda,
    /// Which view those below are of.
    indexed: u32,
    /// How many words it has.
    length: usize,
    /// The how manieth index that is.
    index: u32,
    /// Where a sentence, an item's own words, a cell, or what follows a colon begins, the end included.
    pub(super) begins: Positions,
    /// Where words stand that have a symbol; of a long view, in its first [`INDEXED`] words.
    symbols: Places,
    /// The same, for what patterns need.
    needs: Places,
    /// The same, for sets of symbols, once asked.
    sets: Places,
}

/// Views of at most so many words have an index of where the words of a set stand.
pub(super) const INDEXED: usize = 126;

impl Default for Memory {
    fn default() -> Self {
        Memory {
            failed: Vec::new(),
            gaps: Vec::new(),
            captures: Vec::new(),
            terms: vec![((u32::MAX, 0, 0), 0); 1 << MEMO_BITS],
            stands: Vec::new(),
            agenda: Agenda::new(),
            indexed: u32::MAX,
            length: 0,
            index: 0,
            begins: 0,
            symbols: Places::default(),
            needs: Places::default(),
            sets: Places::default(),
        }
    }
}

impl Memory {
    /// The slot for a term at a place of a view. What stands there may be of another place: compare.
    pub(super) fn slot(&self, (view, term, at): Place) -> usize {
        let mixed = u64::from(view) << 36 ^ u64::from(term) << 20 ^ u64::from(at);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - MEMO_BITS)) as usize % self.terms.len()
    }

    /// Notes where words with each symbol stand in a view, if it was not the last one.
    pub(super) fn index(&mut self, words: &Words<'_>, view: &View) {
        if self.indexed == view.number {
            return;
        }
        self.indexed = view.number;
        self.index += 1;
        self.length = view.len();
        self.symbols.clear(words.matcher.vocabulary.len());
        self.needs.clear(words.matcher.needs.count());
        self.sets.clear(words.matcher.sets.len());
        self.begins = 0;
        for (at, &token) in view.tokens.iter().enumerate() {
            let bit = if at < INDEXED { 1 << at } else { 0 };
            for &symbol in words.of(token) {
                self.symbols.add(symbol, bit);
            }
            for &need in words.needs_of(token) {
                self.needs.add(need, bit);
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
    pub(super) fn holds(&self, words: &Words<'_>, set: SetId) -> bool {
        let mut symbols = words.matcher.sets.get(set).iter();
        symbols.any(|&symbol| self.symbols.has(symbol))
    }

    /// Whether words that are needed stand in the view indexed, near enough to each other.
    #[inline]
    pub(super) fn may_hold(&self, mut needs: impl Iterator<Item = Need>) -> bool {
        if self.length > INDEXED {
            return needs.all(|need| self.needs.has(need.id));
        }
        let mut at = 0;
        needs.all(|need| {
            let places = self.needs.get(need.id).unwrap_or(0);
            at = if need.begins {
                places
            } else {
                places & window(at, need.least, need.most)
            };
            at != 0
        })
    }

    /// Where in the view indexed, if it is short, words of the set stand.
    #[inline]
    pub(super) fn places(&mut self, words: &Words<'_>, set: SetId) -> Positions {
        if let Some(known) = self.sets.get(set) {
            return known;
        }
        let symbols = words.matcher.sets.get(set).iter();
        let places = symbols.fold(0, |all, &symbol| {
            all | self.symbols.get(symbol).unwrap_or(0)
        });
        self.sets.add(set, places);
        places
    }

    /// Where the term stands in the view indexed, if that is known.
    #[inline]
    pub(super) fn stand(&self, term: u32) -> Option<Stand> {
        let known = self.stands.get(term as usize).copied();
        known.filter(|stand| stand.index == self.index)
    }

    /// Notes where the term stands in the view indexed: where it can begin, and where it ends.
    pub(super) fn note(&mut self, term: u32, starts: Positions, ends: Positions) -> Stand {
        if self.stands.len() <= term as usize {
            self.stands.resize(term as usize + 1, Stand::default());
        }
        let stand = Stand {
            index: self.index,
            starts,
            ends,
        };
        self.stands[term as usize] = stand;
        stand
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
