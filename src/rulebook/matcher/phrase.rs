//! From the tree of a phrase to its program.

use super::super::pattern::{Node, Node as N};
use super::{
    Op, Special,
    build::{Builder, Symbols},
    vocabulary::Kind,
};

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
    fn single(&mut self, node: &Node) -> Option<Symbols> {
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
            _ => None,
        }
    }

    /// A group: single words as one set, then the longer phrases in order; the empty phrase last, so that what is there is taken.
    fn group(&mut self, phrases: &[Vec<Node>]) {
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
        let split = self.matcher.ops.len();
        self.matcher.ops.push(Op::Accept); // replaced below
        let mut targets = Vec::new();
        let mut jumps = Vec::new();
        for phrase in longer {
            targets.push(self.matcher.ops.len() as u32);
            self.phrase(phrase);
            jumps.push(self.matcher.ops.len());
            self.matcher.ops.push(Op::Accept); // replaced below
        }
        if !singles.is_empty() {
            targets.push(self.matcher.ops.len() as u32);
            let set = self.set(singles);
            self.matcher.ops.push(Op::Set(set));
        } else if jumps.pop().is_some() {
            self.matcher.ops.pop(); // the last phrase falls through
        }
        let end = self.matcher.ops.len() as u32;
        if optional {
            targets.push(end);
        }
        for jump in jumps {
            self.matcher.ops[jump] = Op::Jump(end);
        }
        self.matcher.ops[split] = Op::Split(self.matcher.targets.push(targets));
    }
}

/// The symbols an address may have.
pub(super) fn address_symbols() -> Symbols {
    [Special::Url.symbol(), Special::Email.symbol()].into()
}
