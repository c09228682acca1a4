//! Reasons in plain words, the same words for the same thing everywhere.
//!
//! A reason tells what words are there or not, in the rule's own words (`says`, `question`); it never says that a law is kept.

use super::{
    evidence::words_of,
    fact::{Answer, Because},
    reading::{Case, Failure},
};
use crate::{document::Document, rulebook::Rulebook, span::Span};

/// How many signals a reason names before it counts the rest.
const NAMED: usize = 3;

/// What these signals say, in quotes: `“a”, “b” and 2 more`.
pub(super) fn quoted(rulebook: &Rulebook, signals: &[u32]) -> String {
    let mut sayings: Vec<&str> = Vec::new();
    for &signal in signals {
        let Some(signal) = rulebook.signals.get(signal as usize) else {
            continue;
        };
        let says = signal.says.trim().trim_end_matches('.');
        let says = if says.is_empty() { &signal.id } else { says };
        if !sayings.contains(&says) {
            sayings.push(says);
        }
    }
    let named: Vec<String> = sayings
        .iter()
        .take(NAMED)
        .map(|s| format!("“{s}”"))
        .collect();
    match sayings.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Why a hit does not suffice.
pub(super) fn failure(case: &Case, failure: Failure) -> String {
    let document = case.document;
    match failure {
        Failure::Negated(words) => with_words(document, "negated", words),
        Failure::Refused(words) => with_words(document, "ruled out", words),
        Failure::Announced => "stands in a list that is announced and never comes".to_owned(),
        Failure::OffTopic => {
            "stands in a text that hardly speaks of what the rules are about".to_owned()
        }
        Failure::Elsewhere(territory) => format!(
            "speaks to {} only",
            case.rulebook
                .territories
                .get(territory)
                .map_or("another place", |territory| territory.title.as_str())
        ),
        Failure::Misplaced => "stands without the words that must go with it".to_owned(),
    }
}

fn with_words(document: &Document, what: &str, words: Span) -> String {
    match words_of(document, words) {
        "" => what.to_owned(),
        words => format!("{what} by “{words}”"),
    }
}

/// Why an obligation does not apply, or whether it does is unknown: the fact, its answer and where the answer comes from.
pub(super) fn fact(question: &str, (answer, because): (Answer, Because)) -> String {
    let answer = match answer {
        Answer::No => "no",
        Answer::Unknown => return format!("Depends on what the policy does not tell: {question}"),
        Answer::Yes => "yes",
    };
    match because {
        Because::Stated => format!("Does not apply: {question} You stated: {answer}."),
        Because::Text => format!("Does not apply: {question} The policy says: {answer}."),
        Because::Silence | Because::Assumed => {
            format!("Does not apply: {question} Nothing in the policy points to it.")
        }
    }
}
