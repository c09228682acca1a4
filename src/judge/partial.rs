//! Verdicts on a policy that was not read to its end.
//!
//! **Invariant: of words that were not read nothing is said: neither that something is missing, nor that nothing speaks against it.**

use super::{
    Outcome, Ruling,
    decide::Hearing,
    fact::{Answers, Because},
};

/// The ruling, or doubt about it where it stands on words not found and some were not read.
pub(super) fn doubt(ruling: Ruling, hearing: &Hearing) -> Ruling {
    if hearing.reading.case.document.is_whole() || !stands_on_silence(&ruling, hearing.answers) {
        return ruling;
    }
    let reason = format!(
        "The policy was not read to its end, and of what was read: {}",
        ruling.reason
    );
    Ruling {
        outcome: Outcome::Undetermined,
        reason,
        fact: None,
        ..ruling
    }
}

fn stands_on_silence(ruling: &Ruling, answers: &Answers) -> bool {
    let silent = |fact: usize| answers.settled(fact as u32).1 == Because::Silence;
    match ruling.outcome {
        Outcome::Missing => true,
        Outcome::Met => ruling.evidence.is_empty(),
        Outcome::NotApplicable => ruling.fact.is_some_and(silent),
        Outcome::Weak | Outcome::OutOfBounds | Outcome::Contradicted | Outcome::Undetermined => {
            false
        }
    }
}
