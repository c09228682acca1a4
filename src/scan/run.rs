//! Runs the program of a phrase on the words of a statement.
//!
//! Depth first, with a memory of what failed where, so that time is at most (steps of the program × words × longest gap).

use super::{
    memory::{INDEXED, Memory},
    view::View,
    words::Words,
};
use crate::rulebook::matcher::{ClauseProgram, Fork, Matcher, Op, SetId};
use std::ops::Range;

/// Steps that one phrase may take on one statement: far beyond what a rule needs, so that a hostile one ends.
const BUDGET: u32 = 2_000_000;
/// Words that a term may cover.
const TERM_WORDS: usize = 64;

/// Where a phrase was found, as positions in the view.
#[derive(Debug, Clone, Default)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Words passed over.
    pub(super) gaps: Vec<Range<usize>>,
    /// What was captured.
    pub(super) captures: Vec<Range<usize>>,
}

/// A run on one statement.
pub(super) struct Run<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) view: &'a View,
    pub(super) memory: &'a mut Memory,
    /// Positions that no gap may pass over and after which (second) no phrase may begin: negations and their scope.
    pub(super) closed: Option<(&'a [bool], &'a [Option<u32>])>,
    /// Whose words a phrase must touch.
    pub(super) touches: Touches,
    program: u32,
    start: usize,
    budget: u32,
}

/// Whose words a phrase must touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touches {
    /// The statement's own.
    Own,
    /// Its own or those it borrows.
    Any,
}

impl<'a> Run<'a> {
    pub(super) fn new(words: &'a Words<'a>, view: &'a View, memory: &'a mut Memory) -> Self {
        memory.index(words, view);
        Run {
            words,
            view,
            memory,
            closed: None,
            touches: Touches::Own,
            program: 0,
            start: 0,
            budget: BUDGET,
        }
    }

    /// The first place where the clause's phrase is found.
    pub(super) fn find(&mut self, clause: &ClauseProgram) -> Option<Match> {
        self.search(clause.start, clause.first)
    }

    /// The first place where the program fits.
    pub(super) fn search(&mut self, program: u32, first: Option<SetId>) -> Option<Match> {
        if first.is_some_and(|set| !self.memory.holds(self.words, set)) {
            return None;
        }
        self.program = program;
        self.clear();
        let short = (self.view.len() <= INDEXED).then(|| self.starts(first));
        for start in 0..self.view.len() {
            let begins = match short {
                Some(starts) => starts >> start & 1 == 1,
                None => first.is_none_or(|set| self.fits(start, set)),
            };
            if !begins || self.closed.is_some_and(|(_, scope)| scope[start].is_some()) {
                continue;
            }
            if self.view.row && start > 0 {
                self.clear(); // whether own words are touched depends on the start
            }
            self.start = start;
            if let Some(end) = self.go(program, start) {
                let (gaps, captures) = (self.memory.gaps.clone(), self.memory.captures.clone());
                return Some(Match {
                    start,
                    end,
                    gaps,
                    captures,
                });
            }
        }
        None
    }

    /// Where a term's phrases end that begin at `at`: bit `n` for `n` words.
    pub(super) fn term(&mut self, term: u32, at: usize) -> u64 {
        let known = &self.words.matcher.terms[term as usize];
        if at >= self.view.len() || known.first.is_some_and(|set| !self.fits(at, set)) {
            return 0;
        }
        if self.view.len() <= INDEXED && self.stand(term).ends == 0 {
            return 0;
        }
        let place = (self.view.number, term, at as u32);
        let slot = self.memory.slot(place);
        if self.memory.terms[slot].0 == place {
            return self.memory.terms[slot].1;
        }
        let mut ends = 0;
        self.ends(known.start, at, at, &mut ends);
        self.memory.terms[slot] = (place, ends);
        ends
    }

    /// Takes one step off the budget; whether none is left.
    pub(super) fn spent(&mut self) -> bool {
        self.budget = self.budget.saturating_sub(1);
        self.budget == 0
    }

    fn clear(&mut self) {
        let ops = &self.words.matcher.ops;
        let length = ops.length(self.program);
        let bits = length * (self.view.len() + 1);
        self.memory.failed.clear();
        self.memory.failed.resize(bits.div_ceil(64), 0);
        self.memory.gaps.clear();
        self.memory.captures.clear();
    }

    /// Notes that the program is tried there; whether that was new.
    fn first_time(&mut self, pc: u32, at: usize) -> bool {
        let bit = (pc - self.program) as usize * (self.view.len() + 1) + at;
        let word = &mut self.memory.failed[bit / 64];
        let new = *word & (1 << (bit % 64)) == 0;
        *word |= 1 << (bit % 64);
        self.budget = self.budget.saturating_sub(1);
        new && self.budget > 0
    }

    fn go(&mut self, mut pc: u32, mut at: usize) -> Option<usize> {
        let words = self.words;
        loop {
            match words.matcher.ops.at(pc) {
                Op::Accept => {
                    let touched = self.touches == Touches::Any || self.view.owns(self.start, at);
                    return touched.then_some(at);
                }
                Op::Set(set) => {
                    if at >= self.view.len() || !self.fits(at, set) {
                        return None;
                    }
                    at += 1;
                    pc += 1;
                }
                Op::Jump(to) => pc = to,
                Op::Split(targets) => {
                    if !self.first_time(pc, at) {
                        return None;
                    }
                    return words
                        .matcher
                        .targets
                        .get(targets)
                        .iter()
                        .find_map(|&target| self.go(target, at));
                }
                Op::Fork(fork) => {
                    if !self.first_time(pc, at) {
                        return None;
                    }
                    return self.fork(fork, at);
                }
                Op::Gap(most) => return self.gap(pc, at, most),
                Op::Term(term) => return self.after_term(pc, at, term),
                op => {
                    let length = self.step(op, at)?;
                    if matches!(op, Op::Capture(_)) {
                        self.memory.captures.push(at..at + length);
                    }
                    at += length;
                    pc += 1;
                }
            }
        }
    }

    /// Goes on where the phrases begin that the word at `at` can begin, then where any can.
    fn fork(&mut self, fork: u32, at: usize) -> Option<usize> {
        let matcher = self.words.matcher;
        let fork = matcher.forks[fork as usize];
        for &symbol in self.symbols(at) {
            if let Some(targets) = branch(matcher, fork, symbol)
                && let Some(found) = targets.iter().find_map(|&target| self.go(target, at))
            {
                return Some(found);
            }
        }
        matcher
            .targets
            .get(fork.always)
            .iter()
            .find_map(|&target| self.go(target, at))
    }

    fn gap(&mut self, pc: u32, at: usize, most: u8) -> Option<usize> {
        if !self.first_time(pc, at) {
            return None;
        }
        let kept = (self.memory.gaps.len(), self.memory.captures.len());
        for end in at..=(at + usize::from(most)).min(self.view.len()) {
            if end > at && self.closed.is_some_and(|(closed, _)| closed[end - 1]) {
                break;
            }
            if end > at {
                self.memory.gaps.push(at..end);
            }
            if let Some(found) = self.go(pc + 1, end) {
                return Some(found);
            }
            self.memory.gaps.truncate(kept.0);
            self.memory.captures.truncate(kept.1);
        }
        None
    }

    fn after_term(&mut self, pc: u32, at: usize, term: u32) -> Option<usize> {
        if !self.first_time(pc, at) {
            return None;
        }
        let mut ends = self.term(term, at);
        let kept = (self.memory.gaps.len(), self.memory.captures.len());
        while ends != 0 {
            let length = ends.ilog2();
            ends &= !(1 << length);
            let end = at + length as usize;
            if self.words.matcher.terms[term as usize].captures {
                self.memory.captures.push(at..end);
            }
            if let Some(found) = self.go(pc + 1, end) {
                return Some(found);
            }
            self.memory.gaps.truncate(kept.0);
            self.memory.captures.truncate(kept.1);
        }
        None
    }

    /// All ends of the phrases of a fork that the word at `at` can begin, and of those that any can.
    fn ends_of_fork(&mut self, fork: u32, at: usize, base: usize, ends: &mut u64) {
        self.budget = self.budget.saturating_sub(1);
        let matcher = self.words.matcher;
        let fork = matcher.forks[fork as usize];
        for &symbol in self.symbols(at) {
            for &target in branch(matcher, fork, symbol).unwrap_or_default() {
                self.ends(target, at, base, ends);
            }
        }
        for &target in matcher.targets.get(fork.always) {
            self.ends(target, at, base, ends);
        }
    }

    /// All ends of a term's program.
    fn ends(&mut self, mut pc: u32, mut at: usize, base: usize, ends: &mut u64) {
        let words = self.words;
        loop {
            if at - base >= TERM_WORDS || self.budget == 0 {
                return;
            }
            match words.matcher.ops.at(pc) {
                Op::Accept => {
                    *ends |= 1 << (at - base);
                    return;
                }
                Op::Set(set) => {
                    if at >= self.view.len() || !self.fits(at, set) {
                        return;
                    }
                    at += 1;
                    pc += 1;
                }
                Op::Jump(to) => pc = to,
                Op::Split(targets) => {
                    self.budget = self.budget.saturating_sub(1);
                    for &target in words.matcher.targets.get(targets) {
                        self.ends(target, at, base, ends);
                    }
                    return;
                }
                Op::Fork(fork) => return self.ends_of_fork(fork, at, base, ends),
                Op::Gap(most) => {
                    for end in at..=(at + usize::from(most)).min(self.view.len()) {
                        self.budget = self.budget.saturating_sub(1);
                        self.ends(pc + 1, end, base, ends);
                    }
                    return;
                }
                Op::Term(term) => {
                    let mut inner = self.term(term, at);
                    while inner != 0 {
                        let length = inner.trailing_zeros() as usize;
                        inner &= inner - 1;
                        self.ends(pc + 1, at + length, base, ends);
                    }
                    return;
                }
                op => match self.step(op, at) {
                    Some(length) => {
                        at += length;
                        pc += 1;
                    }
                    None => return,
                },
            }
        }
    }

    /// The symbols of the word at `at`; none behind the end.
    pub(super) fn symbols(&self, at: usize) -> &'a [u32] {
        self.view
            .tokens
            .get(at)
            .map_or(&[], |&token| self.words.of(token))
    }

    /// Whether the word at `at` has a symbol of the set.
    #[inline]
    fn fits(&mut self, at: usize, set: SetId) -> bool {
        if self.view.len() <= INDEXED {
            return self.memory.places(self.words, set) >> at & 1 == 1;
        }
        let set = self.words.matcher.sets.get(set);
        let mut symbols = self.symbols(at).iter();
        symbols.any(|symbol| set.binary_search(symbol).is_ok())
    }
}

/// The places of a fork whose phrases begin with the symbol.
fn branch(matcher: &Matcher, fork: Fork, symbol: u32) -> Option<&[u32]> {
    let at = matcher.sets.get(fork.symbols).binary_search(&symbol).ok()?;
    Some(matcher.targets.get(fork.first + at as u32))
}
