//! Signs between words, and characters beyond ASCII.

use super::super::normalise::{Fold, fold};
use super::super::{TokenKind, address};
use super::{Break, Shape, Writer};

impl Writer<'_> {
    /// A sign of ASCII.
    pub(super) fn sign(&mut self, byte: u8) {
        match byte {
            b'(' | b'+' => {
                if let Some(end) = address::phone(self.bytes(), self.at) {
                    return self.whole(end, TokenKind::Phone);
                }
                self.separator(Break::Bracket);
            }
            b'$' | b'%' => self.whole(self.at + 1, TokenKind::Mark),
            b'&' => self.expanded("and", self.at, self.at + 1),
            b'-' => {
                let strength = self.dash();
                self.separator(strength);
            }
            b'.' | b'!' | b'?' => self.separator(Break::Stop),
            b':' => self.separator(Break::Colon),
            b';' => self.separator(Break::Semicolon),
            b',' => self.separator(Break::Comma),
            b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' => self.separator(Break::Bracket),
            0..=0x1f | 0x7f => self.blank(1),
            _ => self.separator(Break::None),
        }
    }

    /// A hyphen set off by spaces, or doubled, is a dash.
    pub(super) fn dash(&self) -> Break {
        let bytes = self.bytes();
        let next = bytes.get(self.at + 1).copied().unwrap_or(b' ');
        let set_off = self.space.is_some() && next == b' ';
        if set_off || next == b'-' {
            Break::Dash
        } else {
            Break::None
        }
    }

    pub(super) fn separator(&mut self, strength: Break) {
        self.settle();
        self.copy(self.at, self.at + 1);
        self.at += 1;
        self.before = self.before.max(strength);
    }

    pub(super) fn folded(&mut self, text: &str, len: usize, strength: Break) {
        self.settle();
        let text = self.push(text);
        self.replaced(text, self.at, self.at + len);
        self.at += len;
        self.before = self.before.max(strength);
    }

    /// A character outside ASCII, not within a word of ASCII.
    pub(super) fn wide(&mut self) {
        let (found, len) = fold(&self.raw.text[self.at..self.end]);
        match found {
            Fold::Space => self.blank(len),
            Fold::Nothing => self.at += len,
            Fold::Apostrophe => self.folded("'", len, Break::Bracket),
            Fold::Quote => self.folded("\"", len, Break::Bracket),
            Fold::Hyphen => self.folded("-", len, Break::None),
            Fold::Dash => {
                let before = self
                    .document
                    .text
                    .as_bytes()
                    .last()
                    .copied()
                    .unwrap_or(b' ');
                let tight = self.space.is_none() && before.is_ascii_digit();
                self.folded("-", len, if tight { Break::None } else { Break::Dash });
            }
            Fold::Ellipsis => self.folded("...", len, Break::Stop),
            Fold::Bullet => self.folded("*", len, Break::Semicolon),
            Fold::Mark(word) => self.mark(word, len),
            Fold::Symbol(_) => self.whole(self.at + len, TokenKind::Mark),
            Fold::Letters(_) | Fold::Letter(_) => self.wide_word(),
            Fold::Sign(_) => {
                self.settle();
                self.copy(self.at, self.at + len);
                self.at += len;
            }
        }
    }

    pub(super) fn mark(&mut self, word: &str, len: usize) {
        self.expanded(word, self.at, self.at + len);
        if let Some(token) = self.document.tokens.last_mut() {
            (token.kind, token.shape) = (TokenKind::Mark, Shape::Lower);
        }
    }
}
