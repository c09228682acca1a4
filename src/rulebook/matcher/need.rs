//! Words that a pattern cannot do without, and how far they may stand from each other.

use super::Lists;
use serde::{Deserialize, Serialize};

/// A word that a clause needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Which words would do: a number of its own ([`Needs::met_by`]).
    pub id: u32,
    /// Whether it is the first word that its clause needs: it may stand anywhere.
    pub begins: bool,
    /// How many words from the one before to this one, at least.
    pub least: u8,
    /// At most; [`Need::FAR`]: as far as may be.
    pub most: u8,
}

impl Need {
    /// As far as may be.
    pub const FAR: u8 = 127;
}

/// Of each pattern, the words that its clauses need, in order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Needs {
    of: Lists,
    met_by: Lists,
    count: u32,
}

impl Needs {
    /// Adds those of the next pattern.
    pub(super) fn push(&mut self, needs: &[Need]) {
        let packed = needs.iter().flat_map(|need| {
            let form = u32::from(need.begins) << 16 | u32::from(need.most) << 8;
            [need.id, form | u32::from(need.least)]
        });
        self.of.push(packed);
    }

    /// Says which symbols meet each need, of `symbols` that there are.
    pub(super) fn meet(&mut self, sets: &Lists, symbols: usize) {
        self.count = sets.len() as u32;
        self.met_by = sets.turned(symbols);
    }

    /// Those of a pattern.
    #[inline]
    pub fn of(&self, pattern: u32) -> impl Iterator<Item = Need> {
        let (packed, _) = self.of.get(pattern).as_chunks::<2>();
        packed.iter().map(|&[id, form]| Need {
            id,
            begins: form >> 16 != 0,
            least: form as u8,
            most: (form >> 8) as u8,
        })
    }

    /// Needs that a word with the symbol meets.
    #[inline]
    pub fn met_by(&self, symbol: u32) -> &[u32] {
        self.met_by.get(symbol)
    }

    /// How many different needs there are.
    pub fn count(&self) -> usize {
        self.count as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let need = |id, begins, least, most| Need {
            id,
            begins,
            least,
            most,
        };
        let all = [need(70_000, true, 0, 0), need(3, false, 2, Need::FAR)];
        let mut needs = Needs::default();
        needs.push(&[]);
        needs.push(&all);
        assert_eq!(needs.of(0).count(), 0);
        assert_eq!(needs.of(1).collect::<Vec<_>>(), all);
        let mut sets = Lists::default();
        sets.push([0, 2]);
        sets.push([2]);
        needs.meet(&sets, 3);
        assert_eq!(
            (needs.met_by(1), needs.met_by(2)),
            ([].as_slice(), [0, 1].as_slice())
        );
    }
}
