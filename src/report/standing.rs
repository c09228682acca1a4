//! How a finding stands towards what the people in charge have already decided: waivers and a baseline.

use super::Words;
use jiff::civil::Date;
use serde::Serialize;

/// Whether a finding is held against the policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Standing {
    /// Nobody has decided on it: it counts.
    #[default]
    New,
    /// The baseline has it: it is shown and does not fail the run.
    Known,
    /// Somebody took responsibility for it: it is shown apart and does not fail the run.
    Waived {
        /// Why.
        reason: String,
        /// Who answers for it.
        #[serde(skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
        /// The last day it holds.
        #[serde(skip_serializing_if = "Option::is_none")]
        expires: Option<Date>,
    },
}

impl Standing {
    /// Whether a finding that stands so can fail a run.
    pub fn counts(&self) -> bool {
        *self == Standing::New
    }
}

/// The start and the factor of the 64-bit hash FNV-1a: the same on every machine and in every version.
const FNV: (u64, u64) = (0xcbf2_9ce4_8422_2325, 0x0100_0000_01b3);

/// The words themselves, where they are told apart from the passage around them.
pub(super) fn decisive<'w>(words: &'w [Words], evidence: &'w [Words]) -> &'w [Words] {
    if words.is_empty() { evidence } else { words }
}

/// What a finding is recognised by in a later version of the policy: the obligation and the words that decide it, not their place.
/// Near misses are left out: a disclosure that is missing stays the same gap whatever else the policy says.
pub(super) fn fingerprint(id: &str, words: &[Words]) -> String {
    let mut hash = FNV.0;
    let mut add = |part: u32| hash = (hash ^ u64::from(part)).wrapping_mul(FNV.1);
    id.chars().for_each(|sign| add(sign.into()));
    for words in words {
        add(0);
        for word in words.text.split_whitespace() {
            add(' '.into());
            for sign in word.chars() {
                if sign.is_ascii() {
                    add(sign.to_ascii_lowercase().into()); // nearly all are, and this is many times faster
                } else {
                    sign.to_lowercase().for_each(|sign| add(sign.into()));
                }
            }
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn words(text: &str, start: u32) -> Words {
        Words {
            start,
            end: start + text.len() as u32,
            line: start as usize,
            column: 1,
            text: text.to_owned(),
            signal: None,
            note: String::new(),
            span: Span::new(0, 0),
        }
    }

    #[test]
    fn words_count_and_not_their_place_or_line_breaks() {
        let here = [words("within 60\ndays", 3)];
        let there = [words("Within 60 days", 900)];
        let other = [words("within 90 days", 3)];
        assert_eq!(fingerprint("x/y", &here), fingerprint("x/y", &there));
        assert_ne!(fingerprint("x/y", &here), fingerprint("x/y", &other));
        assert_ne!(fingerprint("x/y", &here), fingerprint("x/z", &here));
    }
}
