//! Checks of the text itself: flaws that must not be there, and demands on the policy's own date.

use super::{
    Outcome, Ruling, Witness, bound,
    decide::{Hearing, inapplicable, unanswered, weak},
    evidence::{Alike, Shown},
    near,
    reading::{Reading, Strength},
    reason::quoted,
};
use crate::{
    document::StatedDate,
    quantity::{Duration, Unit},
    rulebook::{Dated, Flaw, FlawIs},
};
use jiff::{Span, civil::Date};

/// How many places of a flaw are shown.
const PLACES: usize = 10;

/// Flaws: their places are the evidence; a text without them has nothing to show. The first that is there decides what it means,
/// and others that mean the same are shown with it.
pub(super) fn flaw(hearing: &Hearing, flaws: &[Flaw]) -> Ruling {
    let reading = &hearing.reading;
    let case = reading.case;
    let own = case.document.effective;
    let dated = own.map_or(case.day, |own| own.date);
    // Doubt about the date is no flaw: both readings must fall into its time.
    let other = own.and_then(|own| own.ambiguous).unwrap_or(dated);
    let looked_for: Vec<&Flaw> = flaws
        .iter()
        .filter(|flaw| flaw.dated.holds(dated) && flaw.dated.holds(other))
        .collect();
    if looked_for.is_empty() {
        let reason = format!("Not looked for in a policy dated {dated}.");
        return Ruling::new(Outcome::Met, Vec::new(), reason);
    }
    let of = |strength: Strength| -> Vec<&Flaw> {
        let holds = |flaw: &&Flaw| reading.holds(&flaw.condition) == strength;
        looked_for.iter().copied().filter(holds).collect()
    };
    let (said, hedged) = (of(Strength::Said), of(Strength::Hedged));
    excused(hearing).unwrap_or_else(|| match (said.first(), hedged.first()) {
        (Some(first), _) => {
            unanswered(hearing).unwrap_or_else(|| found(reading, &said, first.outcome))
        }
        (None, Some(_)) => found(reading, &hedged, FlawIs::Weak),
        (None, None) => weak(hearing).unwrap_or_else(clean),
    })
}

fn found(reading: &Reading, flaws: &[&Flaw], is: FlawIs) -> Ruling {
    let alike = flaws
        .iter()
        .filter(|flaw| is == FlawIs::Weak || flaw.outcome == is);
    let mut support: Vec<u32> = alike
        .flat_map(|flaw| reading.support(&flaw.condition))
        .collect();
    support.dedup();
    let mut shown = Shown::new(Alike::Words, PLACES);
    shown.add_support(reading, &support);
    let says = quoted(reading.case.rulebook, &support);
    let reason = if support.is_empty() {
        "Something that should be there is not.".to_owned()
    } else {
        format!("Found: {says}.")
    };
    Ruling::new(outcome(is), shown, reason)
}

/// Where nothing is asked for, because of a fact; or because of words (`unless`), and then the text is in order.
fn excused(hearing: &Hearing) -> Option<Ruling> {
    let ruling = inapplicable(hearing)?;
    let outcome = match ruling.fact {
        Some(_) => ruling.outcome,
        None => Outcome::Met,
    };
    Some(Ruling { outcome, ..ruling })
}

fn clean() -> Ruling {
    let reason = "Nothing of the kind was found.".to_owned();
    Ruling::new(Outcome::Met, Vec::new(), reason)
}

fn outcome(flaw: FlawIs) -> Outcome {
    match flaw {
        FlawIs::Missing => Outcome::Missing,
        FlawIs::Weak => Outcome::Weak,
        FlawIs::Contradicted => Outcome::Contradicted,
        FlawIs::OutOfBounds => Outcome::OutOfBounds,
    }
}

/// A demand on the policy's own date. Without a date only [`Dated::Known`] can fail.
pub(super) fn dated(hearing: &Hearing, demand: Dated) -> Ruling {
    let day = hearing.reading.case.day;
    excused(hearing).unwrap_or_else(|| match hearing.reading.case.document.effective {
        Some(own) => stated(own, demand, day),
        None if demand == Dated::Known => undated(hearing),
        None => Ruling::new(
            Outcome::Met,
            Vec::new(),
            "The policy states no date of its own.".to_owned(),
        ),
    })
}

/// What the policy's own date says where the words needed are not there, if a date does as well and there is one.
pub(super) fn dated_instead(hearing: &Hearing) -> Option<Ruling> {
    let own = hearing.reading.case.document.effective?;
    Some(stated(
        own,
        hearing.obligation.or_dated?,
        hearing.reading.case.day,
    ))
}

fn undated(hearing: &Hearing) -> Ruling {
    let none = "Not found: a date of the policy itself.".to_owned();
    weak(hearing)
        .or_else(|| unanswered(hearing))
        .unwrap_or_else(|| near::with_reason(hearing, none))
}

fn stated(own: StatedDate, demand: Dated, day: Date) -> Ruling {
    // Doubt about the reading is no breach: the demand fails only if both readings fail it.
    let first = own.ambiguous.map_or(own.date, |other| other.min(own.date));
    let last = own.ambiguous.map_or(own.date, |other| other.max(own.date));
    let date = own.date;
    let (outcome, reason) = match demand {
        Dated::Past if first > day => (
            Outcome::OutOfBounds,
            format!("Dated {date}, which is after {day}."),
        ),
        Dated::Within(age) if after(last, age) < day => (
            Outcome::OutOfBounds,
            format!(
                "Dated {date}, more than {} before {day}.",
                bound::in_words(age)
            ),
        ),
        Dated::Unambiguous if own.ambiguous.is_some() && !is_year(own) => (
            Outcome::Weak,
            format!("The date can be read as {first} and as {last}."),
        ),
        Dated::Known | Dated::Past | Dated::Within(_) | Dated::Unambiguous => {
            (Outcome::Met, format!("Dated {date}."))
        }
    };
    Ruling::new(outcome, vec![witness(own)], reason)
}

/// A year alone: it says little, but nothing that can be misread.
fn is_year(own: StatedDate) -> bool {
    let last = own.date.last_of_year();
    own.date == own.date.first_of_year() && own.ambiguous == Some(last)
}

fn witness(own: StatedDate) -> Witness {
    Witness {
        spans: vec![own.span],
        signal: None,
        note: match own.ambiguous {
            Some(other) => format!("read as {}, or as {other}", own.date),
            None => own.date.to_string(),
        },
    }
}

/// The day so long after `date`, by the calendar.
fn after(date: Date, length: Duration) -> Date {
    // Rules state ages of months and years; anything longer than ten thousand years is as good as that.
    let count = length.count.clamp(0.0, 10_000.0) as i64;
    let span = match length.unit {
        Unit::Hours => Span::new().days(count / 24),
        Unit::Days => Span::new().days(count),
        Unit::BusinessDays => Span::new().days(count * 7 / 5),
        Unit::Weeks => Span::new().weeks(count),
        Unit::Months => Span::new().months(count),
        Unit::Years => Span::new().years(count.min(9_000)),
    };
    date.checked_add(span).unwrap_or(Date::MAX)
}
