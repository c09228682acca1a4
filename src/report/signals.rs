//! What the policy says, law aside.

use super::{Reached, Words, is_zero, joined, place::Places, unread};
use crate::{
    document::Document,
    limits::SIGNAL_PLACES,
    rulebook::Rulebook,
    scan::{Force, Hit, Hits},
    source::Source,
};
use serde::Serialize;

/// All signals seen in a policy.
#[derive(Debug, Clone, Serialize)]
pub struct Signals {
    /// Version of this form.
    pub version: u32,
    /// What the user called the file.
    pub path: String,
    /// Those seen, in the order of the rules.
    pub signals: Vec<SignalSeen>,
    /// Limits of reading that were reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Reached>,
    /// The file, for showing words in their place.
    #[serde(skip)]
    pub source: Source,
}

/// A signal and where it was seen.
#[derive(Debug, Clone, Serialize)]
pub struct SignalSeen {
    /// Its id.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Where, in order of place.
    pub evidence: Vec<Words>,
    /// How many places more are not listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub more: usize,
}

impl Signals {
    /// What the hits say. Refused hits say nothing, and nameless signals are nobody's business.
    pub fn new(source: Source, document: &Document, rulebook: &Rulebook, hits: &Hits) -> Signals {
        let places = Places::new(&source, document);
        let seen = |(index, signal): (usize, &crate::rulebook::Signal)| {
            let (evidence, more) = words(&places, hits.of(index as u32));
            SignalSeen {
                id: signal.id.clone(),
                says: signal.says.clone(),
                evidence,
                more,
            }
        };
        let signals = rulebook
            .signals
            .iter()
            .enumerate()
            .filter(|(_, signal)| !signal.id.starts_with('_'))
            .map(seen)
            .filter(|seen| !seen.evidence.is_empty())
            .collect();
        Signals {
            version: 1,
            path: source.name.clone(),
            signals,
            limits: unread::reached(&places, &source, document),
            source,
        }
    }
}

/// The words of the hits that count, and how many are not listed.
fn words(places: &Places<'_>, hits: &[Hit]) -> (Vec<Words>, usize) {
    let (mut all, mut more): (Vec<Words>, usize) = (Vec::new(), 0);
    for hit in hits {
        let note = match hit.force {
            Force::Plain => "",
            Force::Hedged(_) => "hedged",
            Force::Negated(_) | Force::Refused(_) | Force::Announced | Force::OffTopic => continue,
        };
        for &span in &hit.spans {
            if all.len() >= SIGNAL_PLACES {
                more += 1;
                continue;
            }
            let words = places.words(span);
            let words = Words {
                note: joined(&[note, &words.note]),
                ..words
            };
            if all.last() != Some(&words) {
                all.push(words);
            }
        }
    }
    (all, more)
}
