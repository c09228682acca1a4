//! From the tree of a phrase to its program.

use super::super::pattern::{Node, Node as N};
use super::{
    Fork, Op, Special,
    build::{Builder, Symbols},
    needs,
    vocabulary::Kind,
};
use std::collections::BTreeMap;

/// Fewer branches are tried one after the other.
const FEW: usize = 4;

impl Builder {
    /// Appends the program of a phrase, without [`Op::Accept`].
    pub(super) fn phrase(&mut self, phrase: &[Node]) {
        for node in phrase {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        if let Some(symbols) = self.single(node) {
            let set = self.set(symbols);
            self.matcher.ops.push(Op::Set(set));
            return;
        }
        let op = match node {
            N::Group(phrases) => return self.group(phrases),
            N::Gap(most) => Op::Gap(*most),
            N::Term(name) => match self.term_id(name) {
                Some(term) => Op::Term(term),
                None => Op::Split(self.matcher.targets.push([])), // unknown terms are refused before; this fits nothing
            },
            N::Address(text) => Op::Address(self.address(text)),
            N::Capture(capture) => Op::Capture(*capture),
            N::Start => Op::Start,
            N::End => Op::End,
            N::Word(_) | N::Cased(..) | N::Stem(_) => return, // single words are sets
        };
        self.matcher.ops.push(op);
    }

    /// The symbols of a node that is always one word: a word, a stem, or a group of such.
    pub(super) fn single(&mut self, node: &Node) -> Option<Symbols> {
        match node {
            N::Word(word) => Some([self.symbol(Kind::Word, word)].into()),
            N::Cased(word, case) => Some([self.symbol(Kind::Cased(*case), word)].into()),
            N::Stem(stem) => Some([self.symbol(Kind::Stem, stem)].into()),
            N::Group(phrases) => {
                let mut symbols = Symbols::new();
                for phrase in phrases {
                    let [node] = phrase.as_slice() else {
                        return None;
                    };
                    symbols.extend(self.single(node)?);
                }
                Some(symbols)
            }
            N::Term(name) => {
                let term = self.term_id(name)?;
                let captures = self.matcher.terms[term as usize].captures;
                self.term_words[term as usize].clone().filter(|_| !captures)
            }
            _ => None,
        }
    }

    /// A group: single words as one set, then the longer phrases in order; the empty phrase last, so that what is there is taken.
    fn group(&mut self, phrases: &[Vec<Node>]) {
        let (singles, longer, optional) = self.sorted(phrases);
        let split = self.matcher.ops.len();
        self.matcher.ops.push(Op::Accept); // replaced below
        let mut branches: Vec<(u32, Option<Symbols>)> = Vec::new();
        let mut jumps = Vec::new();
        for phrase in longer {
            let start = self.matcher.ops.len() as u32;
            self.phrase(phrase);
            branches.push((start, needs::first(self, phrase)));
            jumps.push(self.matcher.ops.len());
            self.matcher.ops.push(Op::Accept); // replaced below
        }
        if !singles.is_empty() {
            branches.push((self.matcher.ops.len() as u32, Some(singles.clone())));
            let set = self.set(singles);
            self.matcher.ops.push(Op::Set(set));
        } else if jumps.pop().is_some() {
            self.matcher.ops.pop(); // the last phrase falls through
        }
        let end = self.matcher.ops.len() as u32;
        if optional {
            branches.push((end, None));
        }
        for jump in jumps {
            self.matcher.ops.replace(jump, Op::Jump(end));
        }
        let branch = self.branch(branches);
        self.matcher.ops.replace(split, branch);
    }

    /// Single words together, longer phrases, and whether there is an empty one.
    fn sorted<'p>(&mut self, phrases: &'p [Vec<Node>]) -> (Symbols, Vec<&'p [Node]>, bool) {
        let mut singles = Symbols::new();
        let mut longer: Vec<&[Node]> = Vec::new();
        let mut optional = false;
        for phrase in phrases {
            match phrase.as_slice() {
                [] => optional = true,
                [node] => match self.single(node) {
                    Some(symbols) => singles.extend(symbols),
                    None => longer.push(phrase),
                },
                _ => longer.push(phrase),
            }
        }
        (singles, longer, optional)
    }

    /// A split for few branches; for many, one that looks at the next word first.
    fn branch(&mut self, branches: Vec<(u32, Option<Symbols>)>) -> Op {
        if branches.len() < FEW {
            let targets = branches.into_iter().map(|(target, _)| target);
            return Op::Split(self.matcher.targets.push(targets));
        }
        let mut by_symbol: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut always = Vec::new();
        for (target, first) in branches {
            match first {
                Some(first) => first
                    .into_iter()
                    .for_each(|symbol| by_symbol.entry(symbol).or_default().push(target)),
                None => always.push(target),
            }
        }
        let symbols = self.set(by_symbol.keys().copied().collect());
        let first = self.matcher.targets.len() as u32;
        for targets in by_symbol.into_values() {
            self.matcher.targets.push(targets);
        }
        let always = self.matcher.targets.push(always);
        self.matcher.forks.push(Fork {
            symbols,
            first,
            always,
        });
        Op::Fork(self.matcher.forks.len() as u32 - 1)
    }
}

/// The symbols an address may have.
pub(super) fn address_symbols() -> Symbols {
    [Special::Url.symbol(), Special::Email.symbol()].into()
}
