//! Where things stand in a view: symbols, what patterns need, sets of symbols.

use super::sieve::Positions;

/// Positions by number of the thing, of those noted since it was last cleared.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// A bit for each thing: whether it was noted. Most are not, and these bits are near at hand.
    noted: Vec<u64>,
    /// Per thing noted, which of `known` is its own.
    slots: Vec<u32>,
    known: Vec<Positions>,
}

impl Places {
    /// Forgets all; from now on there are `count` things.
    pub(super) fn clear(&mut self, count: usize) {
        self.noted.clear();
        self.noted.resize(count.div_ceil(64), 0);
        self.slots.resize(count, 0);
        self.known.clear();
    }

    /// Whether the thing was noted.
    #[inline]
    pub(super) fn has(&self, thing: u32) -> bool {
        self.noted[thing as usize / 64] >> (thing % 64) & 1 == 1
    }

    /// Where the thing stands, if that was noted.
    #[inline]
    pub(super) fn get(&self, thing: u32) -> Option<Positions> {
        let slot = |thing: u32| self.slots[thing as usize] as usize;
        self.has(thing).then(|| self.known[slot(thing)])
    }

    /// Notes that the thing stands there too.
    #[inline]
    pub(super) fn add(&mut self, thing: u32, at: Positions) {
        let slot = &mut self.slots[thing as usize];
        let noted = &mut self.noted[thing as usize / 64];
        let bit = 1 << (thing % 64);
        if *noted & bit == 0 {
            *noted |= bit;
            *slot = self.known.len() as u32;
            self.known.push(at);
        } else {
            self.known[*slot as usize] |= at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_known_until_it_is_cleared() {
        let mut places = Places::default();
        places.clear(3);
        places.add(2, 0b100);
        places.add(0, 0);
        places.add(2, 0b001);
        assert_eq!(
            (places.get(0), places.get(1), places.get(2)),
            (Some(0), None, Some(0b101))
        );
        places.clear(3);
        places.add(1, 0b10);
        assert_eq!(
            (places.get(0), places.get(1), places.get(2)),
            (None, Some(0b10), None)
        );
    }
}
