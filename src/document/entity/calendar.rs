//! Dates as they are written.
//!
//! **Invariant: a day that does not exist (31/02/2020) is no date, however well it is written.**

use super::words::Words;
use crate::document::Break;
use jiff::civil::Date;

/// Full names; abbreviations are their first three or four letters.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) struct Written {
    /// How many words.
    pub(in crate::document) len: usize,
    /// The day; the day of the month first, where both orders are possible.
    pub(in crate::document) date: Date,
    /// How it is written.
    pub(in crate::document) form: Form,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Form {
    /// With the name of the month, or beginning with the year.
    Clear,
    /// `25/5/2018`, with this sign.
    DayFirst(char),
    /// `5/25/2018`, with this sign.
    MonthFirst(char),
    /// `3/11/2011`, with this sign: the other day that it can mean.
    Open(char, Date),
}

/// The date that begins at `at`.
pub(in crate::document) fn written(words: Words, at: usize) -> Option<Written> {
    let first = words.word(at).as_bytes().first()?;
    let clear = |(len, date)| Written {
        len,
        date,
        form: Form::Clear,
    };
    if first.is_ascii_digit() {
        return day_month_year(words, at)
            .map(clear)
            .or_else(|| numeric(words, at))
            .or_else(|| month_of_year(words, at).map(clear));
    }
    month_day_year(words, at)
        .or_else(|| month_year(words, at))
        .map(clear)
}

fn month(word: &str) -> Option<i8> {
    let short = word.get(..3)?; // most words are no month: one look at their beginning says so
    let at = MONTHS.iter().position(|name| name.starts_with(short))?;
    let fits = word.len() == 3 || word == MONTHS[at] || word == "sept";
    fits.then_some(at as i8 + 1)
}

fn year(words: Words, at: usize) -> Option<i16> {
    let year = words.is_digits(at, 4).then(|| words.digits(at)).flatten()?;
    (1900..=2100).contains(&year).then_some(year as i16)
}

/// `1`, `01` or `1st`.
fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let day: i8 = (digits.len() <= 2).then(|| digits.parse().ok()).flatten()?;
    (1..=31).contains(&day).then_some(day)
}

fn close(words: Words, at: usize) -> bool {
    matches!(
        words.before(at),
        Break::None | Break::Bracket | Break::Comma | Break::Dash
    )
}

/// The full stop after `Jul.` is none.
fn after_month(words: Words, at: usize) -> bool {
    close(words, at) || words.before(at) == Break::Stop && words.word(at - 1).len() <= 4
}

/// `1st of July, 2026`
fn day_month_year(words: Words, at: usize) -> Option<(usize, Date)> {
    let day = day(words.word(at))?;
    let mut next = at + 1;
    next += usize::from(words.word(next) == "day");
    next += usize::from(words.word(next) == "of");
    let month = month(words.word(next))?;
    // A full stop after the number is the German ordinal.
    let near = close(words, next) || words.before(next) == Break::Stop && next == at + 1;
    let date = Date::new(year(words, next + 1)?, month, day).ok()?;
    (near && after_month(words, next + 1)).then_some((next + 2 - at, date))
}

/// `July 1, 2026`
fn month_day_year(words: Words, at: usize) -> Option<(usize, Date)> {
    let month = month(words.word(at))?;
    if !after_month(words, at + 1) {
        return None;
    }
    // Without the space, day and year are one number.
    if let Some((left, right)) = words.word(at + 1).split_once(',') {
        let year: i16 = (right.len() == 4).then(|| right.parse().ok()).flatten()?;
        let date = Date::new(year, month, day(left)?).ok()?;
        return (1900..=2100).contains(&year).then_some((2, date));
    }
    let day = day(words.word(at + 1))?;
    let date = Date::new(year(words, at + 2)?, month, day).ok()?;
    let near = close(words, at + 2) || words.before(at + 2) == Break::Stop;
    near.then_some((3, date))
}

/// `May 2018`
fn month_year(words: Words, at: usize) -> Option<(usize, Date)> {
    let month = month(words.word(at))?;
    let next = at + 1 + usize::from(words.word(at + 1) == "of");
    let date = Date::new(year(words, next)?, month, 1).ok()?;
    after_month(words, next).then_some((next + 1 - at, date))
}

/// `11/2020`, not within `31/11/2020`
fn month_of_year(words: Words, at: usize) -> Option<(usize, Date)> {
    if at > 0 && words.gap(at) == "/" {
        return None;
    }
    let (len, month, year) = match words.word(at).split_once('/') {
        Some((month, year)) => (1, month, year),
        None if words.gap(at + 1) == "/" && words.gap(at + 2) != "/" => {
            (2, words.word(at), words.word(at + 1))
        }
        None => return None,
    };
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = figures(month) && figures(year) && year.len() == 4;
    Some((len, valid(year, month, "1")?)).filter(|_| fits)
}

/// `2026-07-01`, `01.07.2026`, `3/11/2011`
fn numeric(words: Words, at: usize) -> Option<Written> {
    let (len, parts, sign) = one_word(words.word(at)).or_else(|| three_words(words, at))?;
    let [a, b, c] = parts;
    if a.len() == 4 {
        let date = valid(a, b, c)?;
        return Some(Written {
            len,
            date,
            form: Form::Clear,
        });
    }
    let long = match c.len() {
        4 => c.to_owned(),
        2 if sign != '-' || a.len() == 2 => format!("20{c}"),
        _ => return None,
    };
    let (date, form) = match (valid(&long, b, a), valid(&long, a, b)) {
        (Some(day), Some(month)) if day != month && !(sign == '.' && c.len() == 4) => {
            (day, Form::Open(sign, month))
        }
        (Some(day), Some(_)) => (day, Form::Clear),
        (Some(day), None) => (day, Form::DayFirst(sign)),
        (None, Some(month)) => (month, Form::MonthFirst(sign)),
        (None, None) => return None,
    };
    Some(Written { len, date, form })
}

fn valid(year: &str, month: &str, day: &str) -> Option<Date> {
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..=2100).contains(&year).then_some(date)
}

type Parts<'d> = (usize, [&'d str; 3], char);

fn one_word(word: &str) -> Option<Parts<'_>> {
    let sign = word.chars().find(|sign| !sign.is_ascii_digit())?;
    let parts: Vec<&str> = word.split(sign).take(4).collect();
    let plain = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = matches!(sign, '.' | '-' | '/') && parts.iter().all(plain);
    Some((1, <[&str; 3]>::try_from(parts).ok()?, sign)).filter(|_| fits)
}

fn three_words(words: Words<'_>, at: usize) -> Option<Parts<'_>> {
    let sign = words.gap(at + 1).trim();
    let fits = matches!(sign, "." | "-" | "/") && words.gap(at + 2).trim() == sign;
    let plain = (at..at + 3).all(|at| words.digits(at).is_some());
    let goes_on = words.gap(at + 3) == sign && words.digits(at + 3).is_some();
    let parts = [words.word(at), words.word(at + 1), words.word(at + 2)];
    (fits && plain && !goes_on).then(|| (3, parts, sign.chars().next().unwrap_or('-')))
}
