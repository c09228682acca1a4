//! Where the programs of phrases and terms lead in a short statement, from many places at once.
//!
//! A set of positions is one number, bit `n` for position `n`; a step of a program turns the set of where it may begin into the set of
//! where it may end. Most patterns tried on a statement are not in it, and here that costs a few shifts.
//! **Invariant: programs only lead forward, so each step is taken once, in order. What cannot fit here cannot fit at all; what can,
//! [`Run`] still has to find, with its gaps and captures.**

use super::{
    memory::{INDEXED, Stand},
    run::Run,
};
use crate::rulebook::matcher::{ClauseProgram, Need, Op, SetId};

/// Positions, bit `n` for position `n`.
pub(super) type Positions = u128;

/// Steps of programs still to be taken, each with where it may begin, the earliest last.
pub(super) type Agenda = Vec<(u32, Positions)>;

impl Run<'_> {
    /// Whether the clause's phrase may be in the statement.
    pub(super) fn may_find(&mut self, clause: &ClauseProgram) -> bool {
        if self.view.len() > INDEXED {
            return true;
        }
        let starts = self.starts(clause.first);
        starts != 0 && self.reach(clause.start, starts) != 0
    }

    /// Positions where a phrase can begin that begins with the set; none: with anything.
    pub(super) fn starts(&mut self, first: Option<SetId>) -> Positions {
        match first {
            Some(set) => self.memory.places(self.words, set),
            None => (1 << self.view.len()) - 1,
        }
    }

    /// Where the program's phrases may end that begin at one of the positions. For statements of at most [`INDEXED`] words.
    pub(super) fn reach(&mut self, program: u32, from: Positions) -> Positions {
        let base = self.memory.agenda.len();
        let (mut pc, mut at) = (program, from);
        let mut ends = 0;
        loop {
            if at == 0 {
                match self.memory.next(base) {
                    Some(next) => (pc, at) = next,
                    None => return ends,
                }
            }
            if self.spent() {
                self.memory.agenda.truncate(base);
                return (2 << self.view.len()) - 1; // nothing is ruled out
            }
            (pc, at) = match self.words.matcher.ops.at(pc) {
                Op::Accept => {
                    ends |= at;
                    (pc, 0)
                }
                Op::Set(set) => (pc + 1, (at & self.memory.places(self.words, set)) << 1),
                Op::Jump(to) => (to, at),
                Op::Split(targets) => {
                    for &target in self.words.matcher.targets.get(targets) {
                        self.memory.plan(base, target, at);
                    }
                    (pc, 0)
                }
                Op::Fork(fork) => {
                    self.plan_fork(base, fork, at);
                    (pc, 0)
                }
                Op::Gap(most) => (pc + 1, self.within(smear(at, most))),
                Op::Term(term) => (pc + 1, self.after(term, at)),
                Op::Start => (pc + 1, at & self.memory.begins),
                op => (pc + 1, self.after_step(op, at)),
            };
            // What leads to the same step is taken together.
            if at != 0 && self.memory.agenda.len() > base {
                self.memory.plan(base, pc, at);
                at = 0;
            }
        }
    }

    /// Positions of the statement, its end included.
    fn within(&self, at: Positions) -> Positions {
        at & ((2 << self.view.len()) - 1)
    }

    /// Where a term may end that begins at one of the positions.
    fn after(&mut self, term: u32, at: Positions) -> Positions {
        let stand = self.stand(term);
        let at = at & stand.starts;
        if at == 0 {
            return 0;
        }
        let known = &self.words.matcher.terms[term as usize];
        stand.ends & window(at, known.least, known.most)
    }

    /// Where the term stands in the statement, from all places at once. Most terms asked for do not.
    pub(super) fn stand(&mut self, term: u32) -> Stand {
        if let Some(known) = self.memory.stand(term) {
            return known;
        }
        let known = &self.words.matcher.terms[term as usize];
        let starts = self.starts(known.first);
        let ends = match starts {
            0 => 0,
            starts => self.reach(known.start, starts),
        };
        self.memory.note(term, starts, ends)
    }

    fn after_step(&mut self, op: Op, at: Positions) -> Positions {
        let ends = each(at).filter_map(|at| self.step(op, at).map(|length| at + length));
        ends.fold(0, |ends, end| ends | 1 << end)
    }

    fn plan_fork(&mut self, base: usize, fork: u32, at: Positions) {
        let matcher = self.words.matcher;
        let fork = matcher.forks[fork as usize];
        let known = matcher.sets.get(fork.symbols);
        for position in each(at & self.memory.places(self.words, fork.symbols)) {
            for symbol in self.symbols(position) {
                if let Ok(found) = known.binary_search(symbol) {
                    for &target in matcher.targets.get(fork.first + found as u32) {
                        self.memory.plan(base, target, 1 << position);
                    }
                }
            }
        }
        for &target in matcher.targets.get(fork.always) {
            self.memory.plan(base, target, at);
        }
    }
}

/// The positions and up to `most` after each.
fn smear(at: Positions, most: u8) -> Positions {
    let (mut at, mut width, mut left) = (at, 1, u32::from(most).min(Positions::BITS - 1));
    while left > 0 {
        let shift = left.min(width);
        at |= at << shift;
        width += shift;
        left -= shift;
    }
    at
}

/// The positions from `least` to `most` words after one of these.
#[inline]
pub(super) fn window(at: Positions, least: u8, most: u8) -> Positions {
    if most >= Need::FAR {
        let first = at.trailing_zeros() + u32::from(least);
        return Positions::MAX.checked_shl(first).unwrap_or(0);
    }
    smear(at << least, most - least)
}

/// Each position of a set, in order.
pub(super) fn each(mut set: Positions) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let at = set.trailing_zeros() as usize;
            set &= set - 1;
            at
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_leads_to_every_place_it_can_end() {
        assert_eq!(smear(0b1, 0), 0b1);
        assert_eq!(smear(0b1, 3), 0b1111);
        assert_eq!(smear(0b10_0001, 2), 0b1110_0111);
        for most in 0..=127 {
            let naive = (0..=most).fold(0, |all, shift| all | 1 << shift);
            assert_eq!(smear(1, most), naive, "{most}");
        }
        assert_eq!(smear(1, 200), Positions::MAX);
    }

    #[test]
    fn a_window_holds_what_is_near_enough() {
        assert_eq!(window(0b1_0010, 1, 2), 0b110_1100);
        assert_eq!(window(0b100, 0, 0), 0b100);
        assert_eq!(window(0b10, 2, Need::FAR), Positions::MAX << 3);
        assert_eq!(window(1 << 127, 2, Need::FAR), 0);
    }

    #[test]
    fn positions_come_in_order() {
        assert_eq!(each(0b1010_0001).collect::<Vec<_>>(), [0, 5, 7]);
        assert_eq!(each(0).count(), 0);
    }
}
