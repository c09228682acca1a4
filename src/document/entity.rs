//! Things that are recognised by their form, not by a word list: lengths of time, dates, amounts, addresses, names.
//!
//! Each function looks at the words of one statement (`at` and what follows) and says how many of them belong to the thing.
//!
//! **Invariant: no function looks further than a fixed number of words, so a statement of any length takes linear time.**

mod address;
pub(super) mod calendar;
mod names;
mod numbers;
#[cfg(test)]
mod tests;
pub(super) mod words;

use super::Document;
use jiff::civil::Date;
use words::Words;

pub use crate::quantity::{Duration, Unit};

/// `45 days`, `forty-five (45) business days`, `one month`, `30 calendar days`, `a year`: how many tokens, and the length.
/// `tokens` are the statement's token indices; recognition starts at `tokens[at]`.
pub fn duration(document: &Document, tokens: &[u32], at: usize) -> Option<(usize, Duration)> {
    numbers::duration(Words { document, tokens }, at)
}

/// A number in digits or in words (`45`, `forty-five`, `forty-five (45)`).
pub fn number(document: &Document, tokens: &[u32], at: usize) -> Option<(usize, f64)> {
    numbers::number(Words { document, tokens }, at)
}

/// `1 July 2026`, `July 1, 2026`, `2026-07-01`, `3/11/2011`, `May 2018`. The day comes first where that is open.
pub fn date(document: &Document, tokens: &[u32], at: usize) -> Option<(usize, Date)> {
    calendar::written(Words { document, tokens }, at).map(|written| (written.len, written.date))
}

/// An amount of money: `$20`, `20 euros`, `EUR 10`.
pub fn money(document: &Document, tokens: &[u32], at: usize) -> Option<usize> {
    numbers::money(Words { document, tokens }, at)
}

/// Street and town, a postbox, or a town with its postcode.
pub fn postal_address(document: &Document, tokens: &[u32], at: usize) -> Option<usize> {
    address::postal_address(Words { document, tokens }, at)
}

/// A name that ends in a legal form: `Acme GmbH`, `Harrow & Pine B.V.`
pub fn organisation(document: &Document, tokens: &[u32], at: usize) -> Option<usize> {
    names::organisation(Words { document, tokens }, at)
}

/// One to six words in a row that begin with capitals; the first word of a sentence alone is none.
pub fn name(document: &Document, tokens: &[u32], at: usize) -> Option<usize> {
    names::name(Words { document, tokens }, at)
}
