//! What the policy says, law aside.

use super::{Words, place::Places};
use crate::{
    document::Document,
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
}

impl Signals {
    /// What the hits say. Refused hits say nothing, and nameless signals are nobody's business.
    pub fn new(source: Source, document: &Document, rulebook: &Rulebook, hits: &Hits) -> Signals {
        let places = Places::new(&source, document);
        let seen = |(index, signal): (usize, &crate::rulebook::Signal)| SignalSeen {
            id: signal.id.clone(),
            says: signal.says.clone(),
            evidence: words(&places, hits.of(index as u32)),
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
            source,
        }
    }
}

fn words(places: &Places<'_>, hits: &[Hit]) -> Vec<Words> {
    let mut all: Vec<Words> = Vec::new();
    for hit in hits {
        let note = match hit.force {
            Force::Plain => "",
            Force::Hedged(_) => "hedged",
            Force::Negated(_) | Force::Refused(_) | Force::Announced | Force::OffTopic => continue,
        };
        for &span in &hit.spans {
            let words = Words {
                note: note.to_owned(),
                ..places.words(span)
            };
            if all.last() != Some(&words) {
                all.push(words);
            }
        }
    }
    all
}
