//! The programs of all phrases and terms, four bytes a step: they are read from many places, and whole at each start of the program.

use super::super::pattern::Capture;
use super::{Op, packed};
use serde::{Deserialize, Serialize};

/// Steps, one after the other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ops(#[serde(with = "packed")] Vec<u32>);

/// Bits of a step's number; what kind of step it is stands above them.
const BITS: u32 = 28;

impl Ops {
    /// The step at `at`.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    pub fn at(&self, at: u32) -> Op {
        unpack(self.0[at as usize])
    }

    /// How many steps the program has that begins at `start`.
    pub fn length(&self, start: u32) -> usize {
        let steps = &self.0[start as usize..];
        let accept = pack(Op::Accept);
        steps.iter().position(|&step| step == accept).unwrap_or(0) + 1
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, op: Op) {
        self.0.push(pack(op));
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    pub(super) fn replace(&mut self, at: usize, op: Op) {
        self.0[at] = pack(op);
    }
}

fn pack(op: Op) -> u32 {
    let (kind, number) = match op {
        Op::Accept => (0, 0),
        Op::Set(set) => (1, set),
        Op::Split(targets) => (2, targets),
        Op::Fork(fork) => (3, fork),
        Op::Jump(to) => (4, to),
        Op::Gap(most) => (5, u32::from(most)),
        Op::Term(term) => (6, term),
        Op::Address(address) => (7, address),
        Op::Capture(capture) => (8, capture as u32),
        Op::Start => (9, 0),
        Op::End => (10, 0),
    };
    // The limits on patterns keep far away from that.
    assert!(number < 1 << BITS, "the rules have too many steps");
    kind << BITS | number
}

#[inline]
fn unpack(packed: u32) -> Op {
    let number = packed & ((1 << BITS) - 1);
    match packed >> BITS {
        1 => Op::Set(number),
        2 => Op::Split(number),
        3 => Op::Fork(number),
        4 => Op::Jump(number),
        5 => Op::Gap(number as u8),
        6 => Op::Term(number),
        7 => Op::Address(number),
        8 => Op::Capture(Capture::ALL[number as usize].1),
        9 => Op::Start,
        10 => Op::End,
        _ => Op::Accept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let last = (1 << BITS) - 1;
        let mut all = vec![
            Op::Accept,
            Op::Set(last),
            Op::Split(0),
            Op::Fork(7),
            Op::Jump(last),
            Op::Gap(u8::MAX),
            Op::Term(3),
            Op::Address(1),
            Op::Start,
            Op::End,
        ];
        all.extend(Capture::ALL.map(|(_, capture)| Op::Capture(capture)));
        for op in all {
            assert_eq!(unpack(pack(op)), op);
        }
    }
}
