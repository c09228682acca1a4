//! All patterns, compiled against one vocabulary: what [`crate::scan`] runs.
//!
//! Every word that a pattern names is a *symbol*, a number; so is a stem, a form of address, a capital. A phrase is a small program
//! over the symbols of a statement's words. The scan reads the text once, turns each word into its symbols, and looks up which
//! patterns hang on them: a pattern is listed under one set of symbols that it cannot do without, the rarest (`usage`, `posts`), and
//! is tried only where the others it needs (`need`) are in the same statement, near enough to each other.
//! **Invariant: cost depends on the text, hardly on the number of rules: a pattern whose words are not in a statement is never run.**

mod build;
mod need;
mod needs;
mod ops;
mod packed;
mod phrase;
mod raw;
mod usage;
mod vocabulary;

use super::pattern::{Capture, Case};
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use build::Builder;
pub use need::{Need, Needs};
pub use ops::Ops;
pub use raw::Raw;
pub use usage::Usage;
pub use vocabulary::Vocabulary;

/// Index of a set of symbols in [`Matcher::sets`].
pub type SetId = u32;

/// All patterns of all signals, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Matcher {
    /// What words are symbols.
    pub vocabulary: Vocabulary,
    /// Sets of symbols, each sorted.
    pub sets: Lists,
    /// Programs of all phrases and terms, one after the other.
    pub ops: Ops,
    /// Places that [`Op::Split`] and [`Op::Fork`] go on at.
    pub targets: Lists,
    /// Groups of many phrases, by the symbols that these begin with.
    pub forks: Vec<Fork>,
    /// Terms, in order of definition; a term uses earlier ones only.
    pub terms: Vec<Term>,
    /// What headings are asked for.
    pub headings: Vec<PhraseProgram>,
    /// Patterns, by signal, in the order of the rule files.
    pub patterns: Vec<Compiled>,
    /// Clauses of patterns, pattern by pattern.
    pub clauses: Vec<ClauseProgram>,
    /// What each pattern needs.
    pub needs: Needs,
    /// Patterns by symbol they hang on.
    pub posts: Lists,
    /// Patterns that can be searched for by nothing; they are tried on every statement.
    pub unposted: Vec<u32>,
    /// Per signal: its patterns that say what it looks for, then those that refuse (`not`), as a range of `patterns`.
    pub signals: Vec<Ranges>,
    /// Regular expressions.
    pub raw: Raw,
    /// Parts of addresses.
    pub addresses: Vec<String>,
    /// Terms that the engine itself uses.
    pub own: OwnTerms,
}

impl Matcher {
    /// The clauses of a range.
    #[inline]
    pub fn clauses(&self, range: &Range<u32>) -> &[ClauseProgram] {
        &self.clauses[range.start as usize..range.end as usize]
    }
}

/// Terms that the engine itself uses, where the rule files define them.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct OwnTerms {
    /// Words that negate: `not`, `never`, `without`.
    pub negation: Option<u32>,
    /// Phrases that hold such a word and negate nothing: `not only`.
    pub not_negation: Option<u32>,
    /// Words after which a negation no longer holds: `but`, `unless`.
    pub clause: Option<u32>,
    /// Words that begin a new clause after a comma: `we`, `you`, `please`.
    pub subject: Option<u32>,
    /// Phrases that take back what stands before them: `is not accepted`.
    pub refusal: Option<u32>,
    /// Words that hedge: `may`, `from time to time`.
    pub hedge: Option<u32>,
    /// Phrases that hold such a word and hedge nothing: `you may`.
    pub not_hedge: Option<u32>,
    /// What the rules are about: a long text that hardly names it is not read as a policy.
    pub subject_matter: Option<u32>,
}

impl OwnTerms {
    /// Names of the terms that the engine looks for.
    pub const NAMES: [&str; 8] = [
        "negation",
        "not-negation",
        "clause",
        "subject",
        "refusal",
        "hedge",
        "not-hedge",
        "subject-matter",
    ];
}

/// Patterns of one signal, as ranges of [`Matcher::patterns`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Ranges {
    /// First of those that say what it looks for.
    pub any: u32,
    /// First of those that refuse.
    pub not: u32,
    /// One past the last.
    pub end: u32,
}

/// A step of a phrase's program. Where nothing else is said, the next step follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// One word with a symbol of the set.
    Set(SetId),
    /// Goes on at one of the places (list of [`Matcher::targets`]), tried in order.
    Split(u32),
    /// Goes on at one of the places that begin with the word that follows ([`Matcher::forks`]), or at one that any word may begin.
    Fork(u32),
    /// Goes on there.
    Jump(u32),
    /// Up to so many words.
    Gap(u8),
    /// One of a term's phrases.
    Term(u32),
    /// An address that holds this text (index into [`Matcher::addresses`]).
    Address(u32),
    /// Something recognised by its form.
    Capture(Capture),
    /// Nothing, at a beginning.
    Start,
    /// Nothing, at an end.
    End,
    /// The phrase is complete.
    Accept,
}

/// A group of many phrases, sorted by what they begin with.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Fork {
    /// Symbols that phrases begin with.
    pub symbols: SetId,
    /// List of [`Matcher::targets`] for the first of these; the lists of the others follow.
    pub first: u32,
    /// List of places to try whatever follows.
    pub always: u32,
}

/// A term: a program of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// Where its program begins.
    pub start: u32,
    /// Symbols it can begin with; none: it can begin with anything.
    pub first: Option<SetId>,
    /// How many words it takes, at least.
    pub least: u8,
    /// At most; [`Need::FAR`]: as many as may be.
    pub most: u8,
    /// Whether it captures something.
    pub captures: bool,
}

/// A pattern, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Compiled {
    /// The signal it belongs to.
    pub signal: u32,
    /// What must hold for one statement (range of [`Matcher::clauses`]).
    pub clauses: Range<u32>,
    /// What must hold for one of the statements that follow.
    pub then: Range<u32>,
    /// A regular expression instead of clauses (index into [`Matcher::raw`]).
    pub raw: Option<u32>,
    /// Whether it names a negation itself and so says what it wants.
    pub negation: Polarity,
    /// Whether it captures something.
    pub captures: bool,
}

/// Whether a pattern names a negation itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Polarity {
    /// A negation around it refuses it.
    #[default]
    Plain,
    /// It says what it wants.
    Own,
}

/// A clause, compiled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClauseProgram {
    /// What a heading over the statement must say (index into [`Matcher::headings`]).
    pub heading: Option<u32>,
    /// Whether the phrase must be absent.
    pub absent: bool,
    /// Where the phrase's program begins.
    pub start: u32,
    /// Symbols it can begin with; none: it can begin with anything.
    pub first: Option<SetId>,
}

/// A phrase, compiled.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct PhraseProgram {
    /// Where its program begins.
    pub start: u32,
    /// Symbols it can begin with; none: it can begin with anything.
    pub first: Option<SetId>,
}

/// A symbol that is no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of `TokenKind` and `Shape`
pub enum Special {
    Email,
    Url,
    Phone,
    Link,
    Number,
    Capital,
}

impl Special {
    /// How many there are; their symbols are the first ones.
    pub const COUNT: u32 = 6;

    /// Its symbol.
    pub fn symbol(self) -> u32 {
        self as u32
    }
}

/// Lists of numbers, one after the other in one vector.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lists {
    #[serde(with = "packed")]
    ends: Vec<u32>,
    #[serde(with = "packed")]
    items: Vec<u32>,
}

impl Lists {
    /// Adds a list and gives its number.
    pub fn push(&mut self, list: impl IntoIterator<Item = u32>) -> u32 {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The list of that number; empty if there is none.
    #[inline]
    pub fn get(&self, list: u32) -> &[u32] {
        let list = list as usize;
        let Some(&end) = self.ends.get(list) else {
            return &[];
        };
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.items[start as usize..end as usize]
    }

    /// For each number below `count`, the lists it is in, in order.
    fn turned(&self, count: usize) -> Lists {
        let mut ends = vec![0u32; count + 1];
        for &item in &self.items {
            ends[item as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut items = vec![0; self.items.len()];
        for list in 0..self.ends.len() as u32 {
            for &item in self.get(list) {
                let place = &mut ends[item as usize];
                items[*place as usize] = list;
                *place += 1;
            }
        }
        ends.pop();
        Lists { ends, items }
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Case {
    pub(crate) const fn index(self) -> usize {
        match self {
            Case::Capital => 0,
            Case::Capitals => 1,
        }
    }
}

#[cfg(test)]
mod tests;
