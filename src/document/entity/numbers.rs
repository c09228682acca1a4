//! Numbers in digits and in words, and what is counted with them: time and money.

use super::words::Words;
use super::{Duration, Unit};
use crate::document::{Break, TokenKind};

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Words between a number and its unit that do not change the unit.
const MORE: &[&str] = &[
    "calendar",
    "consecutive",
    "additional",
    "further",
    "full",
    "more",
    "extra",
    "whole",
    "complete",
];
/// Words that make working days of days.
const WORKING: &[&str] = &["business", "working", "banking"];
const UNITS: &[(&str, f64, Unit)] = &[
    ("hour", 1.0, Unit::Hours),
    ("day", 1.0, Unit::Days),
    ("week", 1.0, Unit::Weeks),
    ("fortnight", 2.0, Unit::Weeks),
    ("month", 1.0, Unit::Months),
    ("year", 1.0, Unit::Years),
];

const SIGNS: &[&str] = &["$", "€", "£", "¥", "₹", "₽", "₩", "₺"];
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "cad", "aud", "nzd", "sgd", "hkd", "jpy", "cny", "inr", "brl",
    "zar", "sek", "nok", "dkk", "pln", "czk", "huf", "ron",
];
const CURRENCIES: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "cent", "cents", "yen", "rupees",
    "francs", "kronor", "kroner", "reais",
];

/// A number, and its repetition in brackets.
pub(super) fn number(words: Words, at: usize) -> Option<(usize, f64)> {
    let (len, value) = bare(words, at)?;
    match bare(words, at + len) {
        // The digits win where the two differ: they are what was filled in last.
        Some((more, again)) if words.before(at + len) == Break::Bracket => {
            let digits = words.kind(at) == Some(TokenKind::Number);
            let differ = again.to_bits() != value.to_bits();
            match (digits, differ) {
                (true, true) => Some((len, value)),
                _ => Some((len + more, again)),
            }
        }
        _ => Some((len, value)),
    }
}

fn bare(words: Words, at: usize) -> Option<(usize, f64)> {
    match words.kind(at)? {
        TokenKind::Number => Some((1, digits(words.word(at))?)),
        TokenKind::Word => spelt(words, at),
        _ => None,
    }
}

/// `1,000` and `2.5`; two full stops make a date or a section.
fn digits(word: &str) -> Option<f64> {
    let mut groups = word.split(',').skip(1);
    let grouped = groups.all(|group| {
        group
            .split('.')
            .next()
            .is_some_and(|group| group.len() == 3)
    });
    if !grouped {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// `one hundred and twenty`. A word goes on with the number as long as it is smaller than what stands before it.
fn spelt(words: Words, at: usize) -> Option<(usize, f64)> {
    let article = words.word(at) == "a" && matches!(words.word(at + 1), "hundred" | "thousand");
    let (mut total, mut part) = (0_u32, 0_u32);
    let mut len = 0;
    if article {
        (part, len) = (1, 1);
    }
    // The smallest place still open.
    let mut open = 1000;
    loop {
        let next = at + len;
        let follows = len == 0 || words.before(next) == Break::None;
        let and = len > 0 && words.word(next) == "and" && part >= 100 && part.is_multiple_of(100);
        let skip = usize::from(and);
        match value(words.word(next + skip)) {
            Some(small @ 0..20) if follows && open > small && (small < 10 || open > 10) => {
                (part, open) = (part + small, 0);
            }
            Some(tens @ 20..100) if follows && open >= 100 => (part, open) = (part + tens, 10),
            Some(100) if follows && !and && (1..10).contains(&part) => {
                (part, open) = (part * 100, 100);
            }
            Some(1000) if follows && !and && total == 0 && part > 0 => {
                (total, part, open) = (part * 1000, 0, 1000);
            }
            _ => break,
        }
        len += 1 + skip;
    }
    (len > usize::from(article)).then(|| (len, f64::from(total + part)))
}

fn value(word: &str) -> Option<u32> {
    let place = |list: &[&str]| {
        list.iter()
            .position(|number| *number == word)
            .map(|at| at as u32)
    };
    place(SMALL)
        .or_else(|| place(TENS).map(|at| (at + 2) * 10))
        .or(match word {
            "hundred" => Some(100),
            "thousand" => Some(1000),
            _ => None,
        })
}

/// A number, or `a`, and a unit.
pub(super) fn duration(words: Words, at: usize) -> Option<(usize, Duration)> {
    let (mut len, count) = match words.word(at) {
        "a" | "an" if number(words, at).is_none() => (1, one(words, at)?),
        _ => number(words, at)?,
    };
    let mut working = false;
    while MORE.contains(&words.word(at + len)) || WORKING.contains(&words.word(at + len)) {
        working |= WORKING.contains(&words.word(at + len));
        len += 1;
    }
    if words.before(at + len) > Break::Bracket {
        return None;
    }
    let (factor, unit) = unit(words.word(at + len))?;
    let unit = if working && unit == Unit::Days {
        Unit::BusinessDays
    } else {
        unit
    };
    let plural = usize::from(
        words.word(at + len + 1) == "s" && words.before(at + len + 1) == Break::Bracket,
    );
    Some((
        len + 1 + plural,
        Duration {
            count: count * factor,
            unit,
        },
    ))
}

/// `a month`; but in `once a year` and `24 hours a day` it says how often.
fn one(words: Words, at: usize) -> Option<f64> {
    const RATES: [&str; 9] = [
        "once", "twice", "times", "time", "hours", "days", "weeks", "times", "thrice",
    ];
    let last = at.checked_sub(1).map_or("", |last| words.word(last));
    (!RATES.contains(&last)).then_some(1.0)
}

fn unit(word: &str) -> Option<(f64, Unit)> {
    if matches!(word, "workdays" | "workday") {
        return Some((1.0, Unit::BusinessDays));
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    let (_, factor, unit) = UNITS.iter().find(|(name, ..)| *name == singular)?;
    Some((*factor, *unit))
}

/// A sign or code with a number, on either side.
pub(super) fn money(words: Words, at: usize) -> Option<usize> {
    let sign = |at| SIGNS.contains(&words.word(at)) || CODES.contains(&words.word(at));
    let country = usize::from(
        matches!(words.word(at), "us" | "a" | "c" | "ca" | "au") && words.gap(at + 1).is_empty(),
    );
    if sign(at + country) {
        let marks = country + 1 + usize::from(sign(at + country + 1));
        let (len, _) = bare(words, at + marks)?;
        let close = words.before(at + marks) <= Break::Bracket
            && words.kind(at + marks) == Some(TokenKind::Number);
        return close.then(|| marks + len + scale(words, at + marks + len));
    }
    let (len, _) = number(words, at)?;
    let end = len + scale(words, at + len);
    let country = usize::from(matches!(
        words.word(at + end),
        "us" | "canadian" | "australian"
    ));
    let unit = at + end + country;
    let named = sign(unit) || CURRENCIES.contains(&words.word(unit));
    (named && words.before(unit) <= Break::Bracket).then_some(end + country + 1)
}

fn scale(words: Words, at: usize) -> usize {
    usize::from(matches!(
        words.word(at),
        "thousand" | "million" | "billion" | "m" | "k"
    ))
}
