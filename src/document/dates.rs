//! The dates of the policy itself: when it took effect, when it was last changed, when an archive took it.
//!
//! A policy names many dates; its own is known by the words around it ("last updated", "effective") or by standing alone
//! right under the title. **Invariant: a date of something else (a law, a founding, a copyright) is never the policy's.**

mod label;
#[cfg(test)]
mod tests;

use super::entity::calendar::{Form, Written, written};
use super::entity::words::Words;
use super::{Break, Document, StatedDate, TokenKind};
use jiff::civil::Date;
use label::Label;

/// The policy's own date: the latest of its updates, else the day it takes effect.
pub(crate) fn find(document: &Document) -> Option<StatedDate> {
    let tokens: Vec<u32> = (0..document.tokens.len() as u32).collect();
    let words = Words {
        document,
        tokens: &tokens,
    };
    let all = all(words);
    let order = order(&all);
    let labelled: Vec<(Label, StatedDate)> = all
        .iter()
        .filter_map(|&(at, date)| {
            Some((
                label::label(words, at, date.len)?,
                stated(words, at, date, &order),
            ))
        })
        .collect();
    [
        Label::Updated,
        Label::Effective,
        Label::Reviewed,
        Label::Alone,
        Label::Future,
    ]
    .into_iter()
    .find_map(|wanted| {
        let of_this = labelled
            .iter()
            .filter(|(label, _)| *label == wanted)
            .map(|(_, date)| *date);
        // The first of equals: it is the one a reader sees.
        of_this.reduce(|best, date| if date.date > best.date { date } else { best })
    })
}

/// All dates of the text, none within another.
fn all(words: Words) -> Vec<(usize, Written)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        let kind = words.document.tokens[at].kind;
        let date = matches!(kind, TokenKind::Number | TokenKind::Word | TokenKind::Phone)
            .then(|| written(words, at).or_else(|| year(words, at)))
            .flatten();
        at += match date {
            Some(date) => {
                found.push((at, date));
                date.len
            }
            None => 1,
        };
    }
    found
}

/// `Effective 2019.`, `Last updated 2021`: a year that ends its sentence, after a word that makes it the policy's.
fn year(words: Words, at: usize) -> Option<Written> {
    const LABELS: [&str; 6] = [
        "effective",
        "updated",
        "revised",
        "modified",
        "version",
        "dated",
    ];
    let year: i16 = words
        .word(at)
        .parse()
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    let labelled = at > 0 && LABELS.contains(&words.word(at - 1));
    let ends = at + 1 == words.tokens.len() || words.before(at + 1) >= Break::Stop;
    let date = Date::new(year, 1, 1).ok().filter(|_| labelled && ends)?;
    Some(Written {
        len: 1,
        date,
        // No date has a blank between its figures, so that no other one settles which day is meant.
        form: Form::Open(' ', Date::new(year, 12, 31).ok()?),
    })
}

/// The signs with which the text puts the day first, and those with which it puts the month first.
type Order = (Vec<char>, Vec<char>);

fn order(all: &[(usize, Written)]) -> Order {
    let day = |date: &Written| {
        if let Form::DayFirst(sign) = date.form {
            Some(sign)
        } else {
            None
        }
    };
    let month = |date: &Written| {
        if let Form::MonthFirst(sign) = date.form {
            Some(sign)
        } else {
            None
        }
    };
    (
        all.iter().filter_map(|(_, date)| day(date)).collect(),
        all.iter().filter_map(|(_, date)| month(date)).collect(),
    )
}

/// An open date is read as the clear ones of its kind are, if they agree.
fn stated(words: Words, at: usize, written: Written, (day, month): &Order) -> StatedDate {
    let (date, ambiguous) = match written.form {
        Form::Open(sign, other) => match (day.contains(&sign), month.contains(&sign)) {
            (true, false) => (written.date, None),
            (false, true) => (other, None),
            _ => (written.date, Some(other)),
        },
        _ => (written.date, None),
    };
    let tokens = &words.document.tokens;
    let span = tokens[at].span.cover(tokens[at + written.len - 1].span);
    StatedDate {
        date,
        ambiguous,
        span,
    }
}

/// The day in an archive's line about the page: `… archived on 2014-04-16`, `web.archive.org/web/20140416120214/…`.
pub(crate) fn archive_line(line: &str) -> Option<Date> {
    let line = line.to_ascii_lowercase();
    let archived = line.find("archived").map(|at| &line[at..])?;
    let stamp = || line.split("web.archive.org/web/").nth(1).and_then(compact);
    let stated = ["archived on ", "archived at ", "archived: ", "archived "]
        .iter()
        .find_map(|words| iso(archived.strip_prefix(words)?));
    stated.or_else(stamp)
}

/// `2014-04-16` at the beginning of the text.
fn iso(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// `20140416` at the beginning of the text.
fn compact(text: &str) -> Option<Date> {
    let digits = text
        .get(..8)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Date::new(
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    )
    .ok()
}
