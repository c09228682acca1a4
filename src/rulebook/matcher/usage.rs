//! How often words stand in policies, told from the examples that the rules carry.
//!
//! It decides only where a pattern is hung up, so that it is rarely taken down in vain; what is found does not depend on it.

use super::{Special, vocabulary::Kind};
use std::collections::{BTreeMap, BTreeSet};

/// In how many examples each word stands.
#[derive(Debug, Clone, Default)]
pub struct Usage {
    words: BTreeMap<String, u64>,
    examples: u64,
}

/// Of so many examples one has a word of that form: what is neither counted here nor known to be in a policy is guessed.
const ONE_IN: [(Special, u64); Special::COUNT as usize] = [
    (Special::Email, 30),
    (Special::Url, 30),
    (Special::Phone, 60),
    (Special::Link, 15),
    (Special::Number, 8),
    (Special::Capital, 1),
];

impl Usage {
    /// Counts the words of an example.
    pub fn count(&mut self, example: &str) {
        let sign = |letter: char| !letter.is_alphanumeric();
        let chunks = example
            .split_whitespace()
            .map(|chunk| chunk.trim_matches(sign));
        // `opt-out` may be one word of the text or two.
        let words = chunks.flat_map(|chunk| chunk.split(sign).chain([chunk]));
        let words: BTreeSet<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        for word in words {
            *self.words.entry(word).or_default() += 1;
        }
        self.examples += 1;
    }

    /// In about how many examples a word stands that has the symbol; never none.
    pub(super) fn of(&self, kind: Kind, text: &str) -> u64 {
        let counted: u64 = match kind {
            Kind::Word => self.words.get(text).copied().unwrap_or(0),
            // Most words written with a capital are so at the beginning of a sentence only.
            Kind::Cased(_) => self.words.get(text).copied().unwrap_or(0) / 2,
            Kind::Stem => self
                .words
                .range(text.to_owned()..)
                .take_while(|(word, _)| word.starts_with(text))
                .map(|(_, count)| count)
                .sum(),
        };
        counted + 1
    }

    /// As [`Usage::of`], for a symbol that is no word.
    pub(super) fn of_special(&self, symbol: u32) -> u64 {
        let known = ONE_IN
            .iter()
            .find(|(special, _)| special.symbol() == symbol);
        known.map_or(1, |(_, one_in)| self.examples / one_in + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_counts_for_all_its_words_and_a_word_once_in_an_example() {
        let mut usage = Usage::default();
        usage.count("You may opt out. Opting out: you may.");
        usage.count("We opt for it.");
        assert_eq!(usage.of(Kind::Word, "you"), 2);
        assert_eq!(usage.of(Kind::Word, "opt"), 3);
        assert_eq!(usage.of(Kind::Stem, "opt"), 4);
        assert_eq!(usage.of(Kind::Word, "nowhere"), 1);
        usage.count("opt-out");
        assert_eq!(usage.of(Kind::Word, "opt-out"), 2);
        assert_eq!(usage.of(Kind::Word, "opt"), 4);
        assert_eq!(usage.of_special(Special::Capital.symbol()), 4);
    }
}
