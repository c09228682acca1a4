//! The words of a statement, as the recognisers read them: one that is not there is empty, and fits nothing.

use crate::document::{Break, Document, Shape, TokenKind};

/// A statement's words.
#[derive(Clone, Copy)]
pub(in crate::document) struct Words<'d> {
    pub(in crate::document) document: &'d Document,
    pub(in crate::document) tokens: &'d [u32],
}

impl<'d> Words<'d> {
    #[inline]
    pub(in crate::document) fn word(self, at: usize) -> &'d str {
        self.tokens
            .get(at)
            .map_or("", |token| self.document.word(*token))
    }

    pub(in crate::document) fn kind(self, at: usize) -> Option<TokenKind> {
        let token = *self.tokens.get(at)?;
        Some(self.document.tokens[token as usize].kind)
    }

    /// The sign before the word. Words that do not follow one another in the text (a lead-in and its item) are blocks apart.
    pub(in crate::document) fn before(self, at: usize) -> Break {
        let Some(&token) = self.tokens.get(at) else {
            return Break::Block;
        };
        match at.checked_sub(1).map(|last| self.tokens[last]) {
            Some(last) if last + 1 != token => Break::Block,
            _ => self.document.tokens[token as usize].before,
        }
    }

    /// What stands between the word before and this one.
    pub(in crate::document) fn gap(self, at: usize) -> &'d str {
        let (Some(last), Some(&token)) = (at.checked_sub(1), self.tokens.get(at)) else {
            return "\n";
        };
        let end = self.document.tokens[self.tokens[last] as usize].span.end;
        let start = self.document.tokens[token as usize].span.start;
        self.document
            .text
            .get(end as usize..start as usize)
            .unwrap_or("\n")
    }

    /// A word, or initials, written with a capital.
    pub(in crate::document) fn is_capital(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let token = &self.document.tokens[*token as usize];
            token.kind == TokenKind::Word && token.shape != Shape::Lower
        })
    }

    pub(in crate::document) fn shape(self, at: usize) -> Option<Shape> {
        let token = *self.tokens.get(at)?;
        Some(self.document.tokens[token as usize].shape)
    }

    pub(in crate::document) fn is_upper(self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Upper)
    }

    /// Whether the word is of so many digits and nothing else.
    pub(in crate::document) fn is_digits(self, at: usize, len: usize) -> bool {
        let word = self.word(at);
        word.len() == len && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The word as a whole number without separators.
    pub(in crate::document) fn digits(self, at: usize) -> Option<u32> {
        let word = self.word(at);
        let plain = (1..=9).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| word.parse().ok()).flatten()
    }
}
