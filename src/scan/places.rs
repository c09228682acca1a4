//! Where things stand in a view: symbols, what patterns need, sets of symbols.

use super::sieve::Positions;

/// Positions by number of the thing, of those noted since it was last cleared. Clearing costs nothing, however many there may be.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Per thing, which of `known` may be its own.
    slots: Vec<u32>,
    known: Vec<(u32, Positions)>,
}

impl Places {
    /// Forgets all; from now on there are `count` things.
    pub(super) fn clear(&mut self, count: usize) {
        self.slots.resize(count, 0);
        self.known.clear();
    }

    /// Where the thing stands, if that was noted.
    #[inline]
    pub(super) fn get(&self, thing: u32) -> Option<Positions> {
        let slot = self.slots[thing as usize] as usize;
        let known = self.known.get(slot);
        known.and_then(|&(owner, places)| (owner == thing).then_some(places))
    }

    /// Notes that the thing stands there too.
    #[inline]
    pub(super) fn add(&mut self, thing: u32, at: Positions) {
        let slot = &mut self.slots[thing as usize];
        match self.known.get_mut(*slot as usize) {
            Some((owner, places)) if *owner == thing => *places |= at,
            _ => {
                *slot = self.known.len() as u32;
                self.known.push((thing, at));
            }
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
