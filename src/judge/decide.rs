//! One obligation decided: the order of decision, first that fits.

use super::{
    Outcome, Ruling, bound, condition,
    evidence::{self, Alike, SHOWN, Shown},
    fact::{Answer, Answers},
    near,
    reading::{Reading, Strength},
    reason::{self, quoted},
    text,
};
use crate::{
    rulebook::{Bound, Check, Condition, Obligation},
    scan::{Hit, Value},
};
use std::fmt::Write;

/// An obligation, the hits as it reads them, and the facts.
pub(super) struct Hearing<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) obligation: &'a Obligation,
    pub(super) answers: &'a Answers<'a>,
}

/// How the obligation is decided.
pub(super) fn decide(hearing: &Hearing) -> Ruling {
    match &hearing.obligation.check {
        Check::Needs(needs) => disclosure(hearing, needs),
        Check::Flaw(flaw) => text::flaw(hearing, flaw),
        Check::Dated(demand) => text::dated(hearing, *demand),
    }
}

fn disclosure(hearing: &Hearing, needs: &Condition) -> Ruling {
    if hearing.reading.holds(needs) == Strength::Said {
        return said(hearing, needs);
    }
    inapplicable(hearing)
        .or_else(|| text::dated_instead(hearing))
        .or_else(|| hedged(hearing, needs))
        .or_else(|| weak(hearing))
        .or_else(|| unanswered(hearing))
        .unwrap_or_else(|| near::missing(hearing, needs))
}

fn said(hearing: &Hearing, needs: &Condition) -> Ruling {
    let quantities = quantities(hearing);
    if quantities.broken.is_empty() {
        contradicted(hearing, needs).unwrap_or_else(|| met(hearing, needs, &quantities.kept))
    } else {
        out_of_bounds(&quantities.broken)
    }
}

fn met(hearing: &Hearing, needs: &Condition, kept: &[(&Hit, String)]) -> Ruling {
    let reading = &hearing.reading;
    let support = reading.support(needs);
    let shown = evidence::passages(reading, kept, &reading.groups(needs));
    let mut words = Shown::new(Alike::Statement, SHOWN);
    for (hit, note) in kept {
        words.add(hit, note.clone());
    }
    words.add_support(reading, &support);
    let says = quoted(reading.case.rulebook, &support);
    let reason = match kept.first() {
        Some((_, note)) => format!("Said: {says}; {note}."),
        None if support.is_empty() => "Nothing that speaks against it was found.".to_owned(),
        None => format!("Said: {says}."),
    };
    Ruling {
        words: words.witnesses,
        ..Ruling::new(Outcome::Met, shown, reason)
    }
}

fn out_of_bounds(broken: &[(&Hit, String)]) -> Ruling {
    let mut shown = Shown::new(Alike::Statement, SHOWN);
    for (hit, note) in broken {
        shown.add(hit, note.clone());
    }
    let note = broken.first().map_or("", |(_, note)| note.as_str());
    let reason = format!("Breaks the limit: {note}.");
    Ruling::new(Outcome::OutOfBounds, shown, reason)
}

/// Both places are shown, what is needed first.
fn contradicted(hearing: &Hearing, needs: &Condition) -> Option<Ruling> {
    let reading = &hearing.reading;
    let opposed = hearing.obligation.opposed.as_ref()?;
    if reading.holds(opposed) != Strength::Said {
        return None;
    }
    let (support, opposite) = (reading.support(needs), reading.support(opposed));
    let mut places = evidence::of(reading, &support);
    places.keep(SHOWN - 2);
    let mut against = evidence::of(reading, &opposite);
    against.keep(SHOWN - places.witnesses.len());
    for witness in &mut against.witnesses {
        "says the opposite".clone_into(&mut witness.note);
    }
    places.witnesses.extend(against.witnesses);
    places.more += against.more;
    let rulebook = reading.case.rulebook;
    let reason = format!(
        "Said: {}; and the opposite too: {}.",
        quoted(rulebook, &support),
        quoted(rulebook, &opposite)
    );
    Some(Ruling::new(Outcome::Contradicted, places, reason))
}

/// `not-applicable`, because a fact is not there, or because words say so.
pub(super) fn inapplicable(hearing: &Hearing) -> Option<Ruling> {
    let reading = &hearing.reading;
    let when = hearing.obligation.when.as_ref();
    if hearing.answers.applies(when) == Answer::No {
        return Some(by_fact(hearing, Answer::No, Outcome::NotApplicable));
    }
    let unless = hearing.obligation.unless.as_ref()?;
    if reading.holds(unless) != Strength::Said {
        return None;
    }
    let support = reading.support(unless);
    let says = quoted(reading.case.rulebook, &support);
    Some(Ruling::new(
        Outcome::NotApplicable,
        evidence::of(reading, &support),
        format!("Does not apply, for it is said: {says}."),
    ))
}

/// `undetermined`, because nobody answered the question it hangs on.
pub(super) fn unanswered(hearing: &Hearing) -> Option<Ruling> {
    let when = hearing.obligation.when.as_ref();
    (hearing.answers.applies(when) == Answer::Unknown)
        .then(|| by_fact(hearing, Answer::Unknown, Outcome::Undetermined))
}

fn by_fact(hearing: &Hearing, answer: Answer, outcome: Outcome) -> Ruling {
    let answers = hearing.answers;
    let when = hearing.obligation.when.as_ref();
    let Some(fact) = when.and_then(|when| answers.decisive(when, answer)) else {
        return Ruling::new(outcome, Vec::new(), "Does not apply.".to_owned());
    };
    let rule = hearing.reading.case.rulebook.facts.get(fact as usize);
    let question = rule.map_or("", |rule| rule.question.as_str());
    Ruling {
        fact: Some(fact as usize),
        ..Ruling::new(
            outcome,
            answers.evidence(fact),
            reason::fact(question, answers.settled(fact)),
        )
    }
}

/// `weak`, because what is needed is said only with a hedge.
fn hedged(hearing: &Hearing, needs: &Condition) -> Option<Ruling> {
    let reading = &hearing.reading;
    (reading.holds(needs) == Strength::Hedged).then(|| {
        let support = reading.support(needs);
        let says = quoted(reading.case.rulebook, &support);
        let reason = format!("Said, but only with a hedge: {says}.");
        let words = evidence::words(reading, &reading.groups(needs));
        Ruling::new(Outcome::Weak, words, reason)
    })
}

/// `weak`, because only the lesser words are there.
pub(super) fn weak(hearing: &Hearing) -> Option<Ruling> {
    let reading = &hearing.reading;
    let weak = hearing.obligation.weak.as_ref()?;
    (reading.holds(weak) != Strength::Unsaid).then(|| {
        let support = reading.support(weak);
        let says = quoted(reading.case.rulebook, &support);
        let mut reason = if support.is_empty() {
            "Said, but not well enough.".to_owned()
        } else {
            format!("Said, but not well enough: {says}.")
        };
        if let Some(lacking) = lacking(hearing, &support) {
            let _ = write!(reason, " Not found: {lacking}.");
        }
        let words = evidence::words(reading, &reading.groups(weak));
        Ruling::new(Outcome::Weak, words, reason)
    })
}

/// What would have to be said besides the words that are weak.
fn lacking(hearing: &Hearing, said: &[u32]) -> Option<String> {
    let Check::Needs(needs) = &hearing.obligation.check else {
        return None;
    };
    let reading = &hearing.reading;
    let mut lacking = condition::lacking(needs, &|signal| reading.strength(signal));
    lacking.retain(|signal| !said.contains(signal));
    (!lacking.is_empty()).then(|| quoted(reading.case.rulebook, &lacking))
}

/// The hits of bounded signals that state a quantity.
#[derive(Default)]
struct Quantities<'a> {
    /// Those that keep to their bound.
    kept: Vec<(&'a Hit, String)>,
    /// Those of signals no quantity of which keeps to its bound.
    broken: Vec<(&'a Hit, String)>,
}

fn quantities<'a>(hearing: &Hearing<'a>) -> Quantities<'a> {
    let mut quantities = Quantities::default();
    for &(signal, bound) in &hearing.obligation.bounds {
        let (kept, broken) = measured(&hearing.reading, signal, bound);
        if kept.is_empty() {
            quantities.broken.extend(broken);
        }
        quantities.kept.extend(kept);
    }
    quantities
}

type Measured<'a> = Vec<(&'a Hit, String)>;

/// Hits of a signal that keep to a bound, and hits that state only what breaks it.
fn measured<'a>(reading: &Reading<'a>, signal: u32, bound: Bound) -> (Measured<'a>, Measured<'a>) {
    let (mut kept, mut broken) = (Vec::new(), Vec::new());
    let limit = bound::limit_in_words(bound);
    for hit in reading.hits(signal, Strength::Said) {
        let mut lengths = hit.values.iter().filter_map(|(value, _)| match value {
            Value::Duration(length) => Some(*length),
            Value::Date(_) | Value::Number(_) => None,
        });
        let Some(first) = lengths.clone().next() else {
            continue;
        };
        match lengths.find(|&length| bound::keeps(bound, length)) {
            Some(length) => kept.push((hit, format!("{}, and {limit}", bound::in_words(length)))),
            None => broken.push((hit, format!("{}, where {limit}", bound::in_words(first)))),
        }
    }
    (kept, broken)
}
