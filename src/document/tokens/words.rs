//! Words, numbers, addresses, initials and contractions.

use super::super::normalise::{Fold, fold};
use super::super::{TokenKind, address};
use super::{Break, CONTRACTED, STARTERS, Span, Writer, shape};

impl Writer<'_> {
    pub(super) fn word(&mut self) {
        let bytes = self.bytes();
        let mut end = self.at + 1;
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        match bytes.get(end) {
            None | Some(b' ' | b',' | b';' | b')' | b'\n') => self.plain(end),
            Some(b'.' | b'@' | b'_' | b'-' | b'%' | b'+' | b':') if self.address(end) => {}
            Some(b'\'') => self.apostrophe(end, 1),
            Some(0x80..) => self.wide_word(),
            _ => self.plain(end),
        }
    }

    /// A word of ASCII letters.
    pub(super) fn plain(&mut self, end: usize) {
        if (self.bytes().get(end) == Some(&b' ') || self.bytes().get(end) == Some(&b'['))
            && let Some(email) = address::hidden_email(self.bytes(), end)
        {
            return self.whole(email, TokenKind::Email);
        }
        if self.raw.text[self.at..end].eq_ignore_ascii_case("cannot") {
            self.whole(self.at + 3, TokenKind::Word);
            let gap = self.push(" ");
            debug_assert!(!gap.is_empty());
        }
        self.whole(end, TokenKind::Word);
    }

    /// Takes an address or initials that begin here; the first word ends at `end`.
    pub(super) fn address(&mut self, end: usize) -> bool {
        if let Some(url) = address::url(self.bytes(), self.at) {
            self.whole(url, TokenKind::Url);
            return true;
        }
        if end == self.at + 1
            && let Some(end) = address::initials(self.bytes(), self.at)
        {
            self.initials(end);
            return true;
        }
        if self.at < self.words_until {
            return false;
        }
        match address::chunk(self.bytes(), self.at) {
            address::Chunk::Email(end) => self.whole(end, TokenKind::Email),
            address::Chunk::Domain(end) => self.whole(end, TokenKind::Url),
            address::Chunk::Words(end) => {
                self.words_until = end;
                return false;
            }
        }
        true
    }

    /// `U.S.` is the word `us` in capitals, as `US` is.
    pub(super) fn initials(&mut self, end: usize) {
        self.settle();
        let (at, first) = (self.at, self.document.text.len());
        for letter in (at..end).step_by(2) {
            self.copy(letter, letter + 1);
        }
        let shape = shape(&self.raw.text[at..end]);
        self.token(
            Span::new(first, self.document.text.len()),
            TokenKind::Word,
            shape,
            at,
        );
        self.at = end;
        let rest = self.raw.text[end..self.end].trim_start();
        if self.raw.text[..end].ends_with('.') && STARTERS.iter().any(|word| rest.starts_with(word))
        {
            self.copy(end - 1, end);
            self.before = Break::Stop;
        }
    }

    /// A word with an apostrophe of `len` bytes after it.
    pub(super) fn apostrophe(&mut self, end: usize, len: usize) {
        let after = end + len;
        let bytes = self.bytes();
        let mut last = after;
        while bytes.get(last).is_some_and(u8::is_ascii_alphabetic) {
            last += 1;
        }
        let raw = self.raw;
        let (word, suffix) = (&raw.text[self.at..end], &raw.text[after..last]);
        let suffix = suffix.to_ascii_lowercase();
        let contracted = CONTRACTED.iter().find(|(short, _)| *short == suffix);
        if suffix == "s" || suffix.is_empty() && word.ends_with(['s', 'S']) {
            self.whole(end, TokenKind::Word);
            self.at = last;
        } else if suffix == "t" && word.ends_with(['n', 'N']) {
            self.negated(end, last);
        } else if let Some((_, long)) = contracted {
            self.whole(end, TokenKind::Word);
            self.expanded(long, end, last);
        } else if suffix.is_empty() {
            self.whole(end, TokenKind::Word);
        } else {
            self.joined(end, after, last);
        }
    }

    /// `don't`: `do not`.
    pub(super) fn negated(&mut self, end: usize, last: usize) {
        let at = self.at;
        let word = self.raw.text[at..end].to_ascii_lowercase();
        match word.as_str() {
            "can" => {
                self.whole(end, TokenKind::Word);
                self.expanded("not", end, last);
            }
            "won" | "shan" => {
                self.expanded(if word == "won" { "will" } else { "shall" }, at, end - 1);
                self.expanded("not", end - 1, last);
            }
            _ if word.len() > 1 => {
                self.whole(end - 1, TokenKind::Word);
                self.expanded("not", end - 1, last);
            }
            _ => self.whole(end, TokenKind::Word),
        }
    }

    /// A word that stands for a stretch of raw text.
    pub(super) fn expanded(&mut self, word: &str, start: usize, end: usize) {
        if self.space.is_some() || self.fresh {
            self.settle();
        } else if self
            .document
            .text
            .ends_with(|sign: char| sign.is_alphanumeric())
        {
            self.push(" ");
        }
        let shape = shape(&self.raw.text[start..end]);
        let text = self.push(word);
        self.replaced(text, start, end);
        self.token(text, TokenKind::Word, shape, start);
        self.at = end;
    }

    /// `O'Brien`: one word.
    pub(super) fn joined(&mut self, end: usize, after: usize, last: usize) {
        self.settle();
        let at = self.at;
        let shape = shape(&self.raw.text[at..last]);
        let first = self.copy(at, end);
        let second = self.copy(after, last);
        self.token(first.cover(second), TokenKind::Word, shape, at);
        self.at = last;
    }

    pub(super) fn digits(&mut self) {
        if let Some(end) = address::phone(self.bytes(), self.at) {
            return self.whole(end, TokenKind::Phone);
        }
        let end = address::number(self.bytes(), self.at);
        match self.bytes().get(end) {
            Some(byte)
                if byte.is_ascii_alphabetic() || matches!(byte, b'@' | b'_' | b'-' | b'.') =>
            {
                if !self.address(end) {
                    self.digits_and_letters(end);
                }
            }
            _ => self.whole(end, TokenKind::Number),
        }
    }

    pub(super) fn digits_and_letters(&mut self, end: usize) {
        let bytes = self.bytes();
        let mut last = end;
        while bytes.get(last).is_some_and(u8::is_ascii_alphanumeric) {
            last += 1;
        }
        self.whole(
            last,
            if last == end {
                TokenKind::Number
            } else {
                TokenKind::Word
            },
        );
    }

    /// A word with letters outside ASCII, or with something invisible in it.
    pub(super) fn wide_word(&mut self) {
        let (at, raw) = (self.at, self.raw);
        let mut end = at;
        while end < self.end {
            let (found, len) = fold(&raw.text[end..self.end]);
            match found {
                Fold::Letter(_) | Fold::Letters(_) | Fold::Nothing => end += len,
                Fold::Apostrophe if self.is_ascii_word(at, end) => {
                    return self.apostrophe(end, len);
                }
                Fold::Sign(sign) if sign.is_ascii_alphanumeric() => end += len,
                _ => break,
            }
        }
        self.settle();
        let first = self.document.text.len();
        let mut from = at;
        while from < end {
            from = self.letter(from);
        }
        let span = Span::new(first, self.document.text.len());
        self.at = end;
        if !span.is_empty() {
            self.token(span, TokenKind::Word, shape(&raw.text[at..end]), at);
        }
    }

    pub(super) fn is_ascii_word(&self, start: usize, end: usize) -> bool {
        end > start
            && self.raw.text.as_bytes()[start..end]
                .iter()
                .all(u8::is_ascii_alphanumeric)
    }

    /// Writes one letter of a word; gives where the next begins.
    pub(super) fn letter(&mut self, from: usize) -> usize {
        let raw = self.raw;
        let (found, len) = fold(&raw.text[from..self.end]);
        match found {
            Fold::Letters(letters) => {
                let text = self.push(letters);
                self.replaced(text, from, from + len);
            }
            Fold::Letter(letter) => {
                let start = self.document.text.len();
                self.document.text.extend(letter.to_lowercase());
                let text = Span::new(start, self.document.text.len());
                if text.len() == len {
                    self.copied(text, from, from + len);
                } else {
                    self.replaced(text, from, from + len);
                }
            }
            Fold::Sign(_) => {
                self.copy(from, from + len);
            }
            _ => {}
        }
        from + len
    }
}
