//! Postal addresses of the countries policies come from.
//!
//! Precise before complete: a town alone is none, nor is a street alone; what makes an address is a number in the right place.

mod lists;
mod postcode;

use super::calendar::written;
use super::words::Words;
use crate::document::{Break, Shape, TokenKind};
use lists::{AFTER, COUNTRIES, INSIDE, SHORT, STREETS, STREETS_BEFORE};
use postcode::postcode;

/// No address has more words.
const LONGEST: usize = 26;

/// How many words from `at` on are an address.
pub(super) fn postal_address(words: Words, at: usize) -> Option<usize> {
    // Most words cannot begin one; and `May 15, 2019` before a capital looks like a street in a town.
    if !begins(words, at) || written(words, at).is_some() {
        return None;
    }
    let window = Window {
        words,
        at,
        end: reach(words, at),
    };
    window
        .postbox()
        .or_else(|| window.number_street())
        .or_else(|| window.street_number())
        .or_else(|| window.town_postcode())
        .or_else(|| window.postcode_town())
        .map(|proven| window.extend(proven) - at)
}

fn begins(words: Words, at: usize) -> bool {
    words.is_capital(at) || house(words, at) || is_number(words, at)
}

fn is_number(words: Words, at: usize) -> bool {
    words.kind(at) == Some(TokenKind::Number)
}

/// `12`, `221B`
fn house(words: Words, at: usize) -> bool {
    let word = words.word(at);
    let digits = word.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    (1..=5).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && word.len() - digits.len() <= 1
}

/// A word with digits in it: `5th`, `sw1a`, `24702`.
fn has_digit(words: Words, at: usize) -> bool {
    words
        .kind(at)
        .is_some_and(|kind| matches!(kind, TokenKind::Number | TokenKind::Word))
        && words.word(at).bytes().any(|byte| byte.is_ascii_digit())
}

fn is_part(words: Words, at: usize) -> bool {
    let word = words.word(at);
    words.is_capital(at)
        || has_digit(words, at)
        || INSIDE.contains(&word)
        || STREETS_BEFORE.contains(&word)
}

/// Whether the sign before a word keeps the address together.
fn holds(words: Words, at: usize) -> bool {
    match words.before(at) {
        Break::Stop => SHORT.contains(&words.word(at - 1)),
        Break::Colon | Break::Semicolon => false,
        _ => true,
    }
}

/// Where the words end that can be parts of one address.
fn reach(words: Words, at: usize) -> usize {
    let limit = (at + LONGEST).min(words.tokens.len());
    let mut end = at + 1;
    while end < limit && holds(words, end) && is_part(words, end) {
        end += 1;
    }
    end
}

/// The words that can belong to the address that begins at `at`.
#[derive(Clone, Copy)]
struct Window<'d> {
    words: Words<'d>,
    at: usize,
    end: usize,
}

impl Window<'_> {
    /// `P.O. Box 123`; `Box 1187, 111 81 Stockholm`
    fn postbox(self) -> Option<usize> {
        let Window { words, at, .. } = self;
        let word = |skip| words.word(at + skip);
        let (len, certain) = match word(0) {
            "po" | "gpo" if word(1) == "box" => (2, true),
            "p" if word(1) == "o" && word(2) == "box" => (3, true),
            "post" if word(1) == "office" && word(2) == "box" => (3, true),
            "postbox" | "postfach" | "postbus" | "postboks" | "pobox" => (1, true),
            "caixa" if word(1) == "postal" => (2, true),
            "box" | "bp" | "cs" => (1, false),
            _ => return None,
        };
        let end = at + len + 1;
        let numbered = has_digit(words, at + len) && words.before(at + len) <= Break::Bracket;
        (numbered && (certain || self.finds_postcode(end).is_some())).then_some(end)
    }

    /// `12 Fitzwilliam Place, Dublin 2`; `10 rue de la Paix, 75002 Paris`
    fn number_street(self) -> Option<usize> {
        let Window { words, at, end } = self;
        let joined = matches!(words.before(at + 1), Break::None | Break::Comma);
        if !house(words, at) || !is_part(words, at + 1) || !joined {
            return None;
        }
        let first = at + 1;
        let stop = (first + 1..end)
            .find(|next| words.before(*next) >= Break::Comma)
            .unwrap_or(end)
            .min(first + 7);
        let named = (first..stop).any(|next| words.is_capital(next));
        let before = STREETS_BEFORE.contains(&words.word(first)) && stop > first + 1;
        let after = (first + 1..stop)
            .rfind(|next| STREETS.contains(&words.word(*next)) && words.is_capital(*next));
        if !named {
            return None;
        }
        if before || after.is_some() {
            return self
                .finds_postcode(first + 1)
                .or_else(|| self.finds_town(after.map_or(stop, |after| after + 1)));
        }
        // Nothing says that it is a street, so no number in doubt may say so.
        (first + 1..end).find_map(|next| Some(next + postcode(words, next)?))
    }

    /// `Lindenallee 14, 10115 Berlin`; `Av. Paulista, 1000, São Paulo`
    fn street_number(self) -> Option<usize> {
        let Window { words, at, end } = self;
        if !words.is_capital(at) {
            return None;
        }
        let romance = STREETS_BEFORE.contains(&words.word(at));
        let most = if romance { 8 } else { 5 };
        let number = (at + 1..end.min(at + most))
            .find(|next| house(words, *next) && words.word(*next).len() <= 5)?;
        let together = (at + 1..=number).all(|next| {
            words.before(next) < Break::Comma || SHORT.contains(&words.word(next - 1)) || romance
        });
        let dated = (at..=number).any(|next| written(words, next).is_some());
        if !together || dated || words.is_digits(number, 5) {
            return None;
        }
        let next = number + 1;
        let town = if romance { self.finds_town(next) } else { None };
        self.town_behind(next)
            .or(town)
            .or_else(|| self.finds_postcode(next))
    }

    /// A postcode of any kind and its town within the next words: after a street with its number even four digits are one.
    fn town_behind(self, from: usize) -> Option<usize> {
        let Window { words, end, .. } = self;
        (from..end.min(from + 6)).find_map(|next| {
            let digits = words.is_digits(next, 4) || words.is_digits(next, 5);
            (digits && words.is_capital(next + 1) && next + 1 < end).then_some(next + 2)
        })
    }

    /// `Minneapolis, MN 55424`; `London EC1A 1BB`; `Menlo Park, California 94025`
    fn town_postcode(self) -> Option<usize> {
        let Window { words, at, end } = self;
        if !words.is_capital(at) {
            return None;
        }
        let code = (at + 1..end.min(at + 6))
            .find(|next| postcode(words, *next).is_some() || words.is_digits(*next, 5))?;
        let capitals = (at..code).all(|next| words.is_capital(next));
        let apart = (at + 1..code).any(|next| words.before(next) == Break::Comma);
        let near = words.before(code) <= Break::Comma;
        match postcode(words, code) {
            Some(len) if capitals && near => Some(code + len),
            None if capitals && near && apart => Some(code + 1),
            _ => None,
        }
    }

    /// `10115 Berlin`; `1012 AB Amsterdam`; `111 81 Stockholm`; `CH-8001 Zürich`
    fn postcode_town(self) -> Option<usize> {
        let Window { words, at, end } = self;
        let prefix = usize::from(
            words.word(at).len() <= 2 && words.is_capital(at) && words.gap(at + 1) == "-",
        );
        let code = at + prefix;
        let sure = postcode(words, code).filter(|_| has_digit(words, code));
        let digits = words.is_digits(code, 5)
            || words.is_digits(code, 4) && (prefix == 1 || !is_year(words, code));
        let len = sure.or(digits.then_some(1))?;
        let town = code + len;
        // A number before a capital in running text is seldom a postcode: it begins a line or follows a comma.
        let set_off =
            at == 0 || words.before(at) >= Break::Comma || words.is_capital(at - 1) || prefix == 1;
        let fits = town < end
            && words.is_capital(town)
            && words.before(town) <= Break::Bracket
            && words.word(town).len() > 2;
        (fits && set_off && !is_unit(words, town)).then_some(town + 1)
    }

    fn finds_postcode(self, from: usize) -> Option<usize> {
        let Window { words, end, .. } = self;
        (from..end).find_map(|next| {
            let five = words.is_digits(next, 5)
                && (words.is_capital(next + 1) || words.is_capital(next - 1));
            postcode(words, next)
                .or(five.then_some(1))
                .map(|len| next + len)
        })
    }

    /// A capital set off from the street.
    fn finds_town(self, from: usize) -> Option<usize> {
        let Window { words, end, .. } = self;
        let apart = |next: &usize| {
            words.is_capital(*next)
                && !AFTER.contains(&words.word(*next))
                && matches!(
                    words.before(*next),
                    Break::Comma | Break::Block | Break::Cell | Break::Dash
                )
        };
        (from..end.min(from + 8)).find(apart).map(|town| town + 1)
    }

    /// From what proves the address on, what else belongs to it: town, state, country. A new line may begin anything else.
    fn extend(self, proven: usize) -> usize {
        let Window { words, end, .. } = self;
        let mut last = proven;
        for next in proven..end.min(proven + 8) {
            let line = words.before(next) >= Break::Stop;
            let lower = words.shape(next) == Some(Shape::Lower) && !has_digit(words, next);
            let country = COUNTRIES.contains(&words.word(next)) || postcode(words, next).is_some();
            if line && !country || AFTER.contains(&words.word(next)) {
                break;
            }
            if !lower {
                last = next + 1;
            }
        }
        last
    }
}

fn is_year(words: Words, at: usize) -> bool {
    words
        .digits(at)
        .is_some_and(|year| (1900..=2100).contains(&year))
}

/// Capitals that follow numbers in laws and contracts.
fn is_unit(words: Words, at: usize) -> bool {
    const UNITS: [&str; 10] = [
        "act",
        "days",
        "day",
        "users",
        "usd",
        "eur",
        "section",
        "article",
        "code",
        "regulation",
    ];
    UNITS.contains(&words.word(at))
}
