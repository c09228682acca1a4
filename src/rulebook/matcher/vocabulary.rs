//! Which words are symbols.

use super::super::pattern::Case;
use super::Special;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Words, stems and capitalised words that patterns name. Symbols are numbered in this order, after the special ones.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    entries: Vec<(Kind, String)>,
    #[serde(skip)]
    index: OnceLock<Index>,
}

impl Clone for Vocabulary {
    fn clone(&self) -> Self {
        Vocabulary {
            entries: self.entries.clone(),
            index: OnceLock::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Kind {
    Word,
    Stem,
    Cased(Case),
}

/// Made from the entries when first asked.
#[derive(Debug, Default)]
struct Index {
    words: FxHashMap<Box<str>, u32>,
    stems: FxHashMap<Box<str>, u32>,
    /// Bit `n` is set if some stem has `n` bytes.
    stem_lengths: u64,
    cased: FxHashMap<Box<str>, [Option<u32>; 2]>,
}

impl Vocabulary {
    pub(super) fn new(entries: Vec<(Kind, String)>) -> Self {
        Vocabulary {
            entries,
            index: OnceLock::new(),
        }
    }

    /// Number of symbols, special ones included.
    pub fn len(&self) -> usize {
        self.entries.len() + Special::COUNT as usize
    }

    /// Whether no pattern names any word.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds the symbols of a word (in small letters) written with at most this `case` to `symbols`.
    pub fn symbols(&self, word: &str, case: Option<Case>, symbols: &mut Vec<u32>) {
        let index = self.index.get_or_init(|| Index::new(&self.entries));
        symbols.extend(index.words.get(word));
        let mut lengths = index.stem_lengths;
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            match word.get(..length) {
                Some(start) => symbols.extend(index.stems.get(start)),
                None if length > word.len() => break,
                None => {}
            }
        }
        if let Some(case) = case
            && let Some(cased) = index.cased.get(word)
        {
            symbols.extend(cased[..=case.index()].iter().flatten());
        }
    }
}

impl Index {
    fn new(entries: &[(Kind, String)]) -> Index {
        let mut index = Index {
            words: FxHashMap::with_capacity_and_hasher(entries.len(), rustc_hash::FxBuildHasher),
            ..Index::default()
        };
        for (symbol, (kind, text)) in (Special::COUNT..).zip(entries) {
            let key = text.as_str().into();
            match kind {
                Kind::Word => drop(index.words.insert(key, symbol)),
                Kind::Cased(case) => {
                    index.cased.entry(key).or_default()[case.index()] = Some(symbol);
                }
                Kind::Stem => {
                    index.stem_lengths |= 1 << text.len().min(63);
                    index.stems.insert(key, symbol);
                }
            }
        }
        index
    }
}
