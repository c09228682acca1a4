//! Steps of a program that look at a word's form instead of its symbols, and the quantities they find.

use super::{
    Value,
    run::{Match, Run},
};
use crate::{
    document::{Link, TokenKind, entity},
    rulebook::{matcher::Op, pattern::Capture},
};
use std::ops::Range;

impl Run<'_> {
    /// Steps that take a known number of words.
    pub(super) fn step(&mut self, op: Op, at: usize) -> Option<usize> {
        let Op::Capture(capture) = op else {
            return self.look(op, at);
        };
        // Many patterns ask for the same: what was found is remembered with the ends of terms, under numbers that no term has.
        let place = (self.view.number, u32::MAX - capture as u32, at as u32);
        let slot = self.memory.slot(place);
        if self.memory.terms[slot].0 == place {
            let length = self.memory.terms[slot].1;
            return (length > 0).then(|| length as usize - 1);
        }
        let within = |length: &usize| at + length <= self.view.len();
        let length = self.capture(capture, at).filter(within);
        self.memory.terms[slot] = (place, length.map_or(0, |length| length as u64 + 1));
        length
    }

    fn look(&self, op: Op, at: usize) -> Option<usize> {
        let document = self.words.document;
        match op {
            Op::Start => self.view.begins(document, at).then_some(0),
            Op::End => self.view.ends(document, at).then_some(0),
            Op::Address(address) => {
                let &token = self.view.tokens.get(at)?;
                let kind = document.tokens[token as usize].kind;
                let address = &self.words.matcher.addresses[address as usize];
                let fits = matches!(kind, TokenKind::Url | TokenKind::Email)
                    && document.word(token).contains(address.as_str());
                fits.then_some(1)
            }
            _ => None,
        }
    }

    fn capture(&self, capture: Capture, at: usize) -> Option<usize> {
        let (document, tokens) = (self.words.document, self.view.tokens.as_slice());
        let token = document.tokens[*tokens.get(at)? as usize];
        let one = |fits: bool| fits.then_some(1);
        match capture {
            Capture::Duration => entity::duration(document, tokens, at).map(|found| found.0),
            Capture::Date => entity::date(document, tokens, at).map(|found| found.0),
            Capture::Number => entity::number(document, tokens, at).map(|found| found.0),
            Capture::Money => entity::money(document, tokens, at),
            Capture::PostalAddress => entity::postal_address(document, tokens, at),
            Capture::Organisation => entity::organisation(document, tokens, at),
            Capture::Name => entity::name(document, tokens, at),
            Capture::Email => one(token.kind == TokenKind::Email || token.link == Link::Mail),
            Capture::Url => one(token.kind == TokenKind::Url),
            Capture::Phone => one(token.kind == TokenKind::Phone || token.link == Link::Tel),
            Capture::Link => {
                one(token.link != Link::None
                    || matches!(token.kind, TokenKind::Url | TokenKind::Email))
            }
        }
    }

    /// The quantities and dates that a match captured, each with its words.
    pub(super) fn values(&self, found: &Match) -> Vec<(Value, Range<usize>)> {
        let (document, tokens) = (self.words.document, self.view.tokens.as_slice());
        let mut values = Vec::new();
        for capture in &found.captures {
            let mut at = capture.start;
            while at < capture.end {
                let value = entity::duration(document, tokens, at)
                    .map(|(length, duration)| (length, Value::Duration(duration)))
                    .or_else(|| {
                        entity::date(document, tokens, at)
                            .map(|(length, date)| (length, Value::Date(date)))
                    })
                    .or_else(|| {
                        entity::number(document, tokens, at)
                            .map(|(length, number)| (length, Value::Number(number)))
                    });
                let length = value.map_or(1, |(length, _)| length.max(1));
                if let Some((_, value)) = value {
                    values.push((value, at..at + length));
                }
                at += length;
            }
        }
        values
    }
}
