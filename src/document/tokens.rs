//! Writes a stretch of visible text into the document: lowered, folded, cut into tokens, with its way back.
//!
//! One pass over the bytes; letters of ASCII are copied in stretches, and only what needs a second look is looked at twice.
//!
//! **Invariant: every token's span holds its word and nothing else, and leads back to exactly the characters it was written with.**

use super::normalise::{Fold, fold};
use super::{Break, Document, Link, Shape, Token, TokenKind, address, map};
use crate::span::Span;

/// A stretch of a block's raw text that came from one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where it begins in the raw text; it ends where the next begins.
    pub(super) at: u32,
    /// Where it came from.
    pub(super) source: Span,
    /// What link it is in.
    pub(super) link: Link,
    /// How it was put down.
    pub(super) form: Form,
}

/// How a piece relates to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// Character by character; otherwise it stands for the source as a whole.
    pub(super) exact: bool,
    /// Set in bold.
    pub(super) bold: bool,
}

/// The raw text of a block.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

/// After initials, a full stop ends the sentence only before one of these.
const STARTERS: &[&str] = &[
    "All ", "Any ", "For ", "If ", "In ", "It ", "Our ", "Please ", "The ", "These ", "This ",
    "To ", "We ", "When ", "You ", "Your ",
];

/// Contracted verbs: what is written after the apostrophe, and the word meant.
const CONTRACTED: &[(&str, &str)] = &[
    ("ll", "will"),
    ("re", "are"),
    ("ve", "have"),
    ("m", "am"),
    ("d", "would"),
];

/// Adds the tokens of `raw.text[start..end]` to the document, the first after `before`.
pub(super) fn write(
    document: &mut Document,
    raw: &Raw,
    span: std::ops::Range<usize>,
    before: Break,
) {
    let piece = raw
        .pieces
        .partition_point(|piece| piece.at as usize <= span.start)
        .saturating_sub(1);
    let mut writer = Writer {
        document,
        raw,
        at: span.start,
        end: span.end,
        piece,
        before,
        space: None,
        fresh: true,
        words_until: 0,
    };
    writer.run();
}

struct Writer<'a> {
    document: &'a mut Document,
    raw: &'a Raw,
    at: usize,
    end: usize,
    /// The piece that holds the last place mapped; places are mapped in order.
    piece: usize,
    before: Break,
    /// White space that is owed before the next character.
    space: Option<usize>,
    fresh: bool,
    /// Up to here no address can begin.
    words_until: usize,
}

impl<'a> Writer<'a> {
    fn bytes(&self) -> &'a [u8] {
        &self.raw.text.as_bytes()[..self.end]
    }

    fn run(&mut self) {
        while self.at < self.end {
            let byte = self.raw.text.as_bytes()[self.at];
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.blank(1),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'0'..=b'9' => self.digits(),
                0x80.. => self.wide(),
                _ => self.sign(byte),
            }
        }
    }

    fn blank(&mut self, len: usize) {
        self.space.get_or_insert(self.at);
        self.at += len;
    }

    /// Writes the space owed, if any.
    fn settle(&mut self) {
        if let Some(at) = self.space.take()
            && !self.fresh
        {
            let text = self.push(" ");
            let len = self.raw.text[at..].chars().next().map_or(1, char::len_utf8);
            self.replaced(text, at, at + len);
        }
        self.fresh = false;
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.document.text.len();
        self.document.text.push_str(text);
        Span::new(start, start + text.len())
    }

    /// Copies ASCII or unchanged characters, lowered.
    fn copy(&mut self, start: usize, end: usize) -> Span {
        let raw = self.raw;
        let text = self.push(&raw.text[start..end]);
        self.document.text[text.range()].make_ascii_lowercase();
        self.copied(text, start, end);
        text
    }

    fn find_piece(&mut self, at: usize) {
        while self
            .raw
            .pieces
            .get(self.piece + 1)
            .is_some_and(|next| next.at as usize <= at)
        {
            self.piece += 1;
        }
        while self.piece > 0 && self.raw.pieces[self.piece].at as usize > at {
            self.piece -= 1;
        }
    }

    fn copied(&mut self, text: Span, start: usize, end: usize) {
        let (mut from, mut text_from) = (start, text.start);
        while from < end {
            self.find_piece(from);
            let Some(piece) = self.raw.pieces.get(self.piece).copied() else {
                return;
            };
            let next = self
                .raw
                .pieces
                .get(self.piece + 1)
                .map_or(usize::MAX, |next| next.at as usize);
            let to = end.min(next);
            let text = Span {
                start: text_from,
                end: text_from + (to - from) as u32,
            };
            if piece.form.exact {
                let source = piece.source.start as usize + from - piece.at as usize;
                map::copied(
                    &mut self.document.runs,
                    text,
                    Span::new(source, source + to - from),
                );
            } else {
                map::replaced(&mut self.document.runs, text, piece.source);
            }
            (from, text_from) = (to, text.end);
        }
    }

    fn replaced(&mut self, text: Span, start: usize, end: usize) {
        let source = self.source(start, end);
        map::replaced(&mut self.document.runs, text, source);
    }

    /// Where raw text came from.
    fn source(&mut self, start: usize, end: usize) -> Span {
        let first = self.place(start);
        let last = self.place(end.max(start + 1) - 1);
        Span {
            start: first.start,
            end: last.end.max(first.start),
        }
    }

    /// The source of one byte of raw text.
    fn place(&mut self, at: usize) -> Span {
        self.find_piece(at);
        let Some(piece) = self.raw.pieces.get(self.piece) else {
            return Span::default();
        };
        if piece.form.exact {
            let start = piece.source.start as usize + at - piece.at as usize;
            return Span::new(start, start + 1);
        }
        piece.source
    }

    fn link(&mut self, at: usize) -> Link {
        self.find_piece(at);
        self.raw
            .pieces
            .get(self.piece)
            .map_or(Link::None, |piece| piece.link)
    }

    fn token(&mut self, span: Span, kind: TokenKind, shape: Shape, at: usize) {
        let token = Token {
            span,
            kind,
            shape,
            before: self.before,
            link: self.link(at),
        };
        self.document.tokens.push(token);
        self.before = Break::None;
    }

    /// A token copied as it is.
    fn whole(&mut self, end: usize, kind: TokenKind) {
        self.settle();
        let at = self.at;
        let shape = shape(&self.raw.text[at..end]);
        let text = self.copy(at, end);
        self.token(text, kind, shape, at);
        self.at = end;
    }

    fn word(&mut self) {
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
    fn plain(&mut self, end: usize) {
        if self.bytes().get(end) == Some(&b' ') || self.bytes().get(end) == Some(&b'[') {
            if let Some(email) = address::hidden_email(self.bytes(), end) {
                return self.whole(email, TokenKind::Email);
            }
        }
        if self.raw.text[self.at..end].eq_ignore_ascii_case("cannot") {
            self.whole(self.at + 3, TokenKind::Word);
            let gap = self.push(" ");
            debug_assert!(!gap.is_empty());
        }
        self.whole(end, TokenKind::Word);
    }

    /// Takes an address or initials that begin here; the first word ends at `end`.
    fn address(&mut self, end: usize) -> bool {
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
    fn initials(&mut self, end: usize) {
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
    fn apostrophe(&mut self, end: usize, len: usize) {
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
    fn negated(&mut self, end: usize, last: usize) {
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
    fn expanded(&mut self, word: &str, start: usize, end: usize) {
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
    fn joined(&mut self, end: usize, after: usize, last: usize) {
        self.settle();
        let at = self.at;
        let shape = shape(&self.raw.text[at..last]);
        let first = self.copy(at, end);
        let second = self.copy(after, last);
        self.token(first.cover(second), TokenKind::Word, shape, at);
        self.at = last;
    }

    fn digits(&mut self) {
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

    fn digits_and_letters(&mut self, end: usize) {
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
    fn wide_word(&mut self) {
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

    fn is_ascii_word(&self, start: usize, end: usize) -> bool {
        end > start
            && self.raw.text.as_bytes()[start..end]
                .iter()
                .all(u8::is_ascii_alphanumeric)
    }

    /// Writes one letter of a word; gives where the next begins.
    fn letter(&mut self, from: usize) -> usize {
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
                match text.len() == len {
                    true => self.copied(text, from, from + len),
                    false => self.replaced(text, from, from + len),
                }
            }
            Fold::Sign(_) => {
                self.copy(from, from + len);
            }
            _ => {}
        }
        from + len
    }

    /// A sign of ASCII.
    fn sign(&mut self, byte: u8) {
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
    fn dash(&self) -> Break {
        let bytes = self.bytes();
        let next = bytes.get(self.at + 1).copied().unwrap_or(b' ');
        let set_off = self.space.is_some() && next == b' ';
        if set_off || next == b'-' {
            Break::Dash
        } else {
            Break::None
        }
    }

    fn separator(&mut self, strength: Break) {
        self.settle();
        self.copy(self.at, self.at + 1);
        self.at += 1;
        self.before = self.before.max(strength);
    }

    fn folded(&mut self, text: &str, len: usize, strength: Break) {
        self.settle();
        let text = self.push(text);
        self.replaced(text, self.at, self.at + len);
        self.at += len;
        self.before = self.before.max(strength);
    }

    /// A character outside ASCII, not within a word of ASCII.
    fn wide(&mut self) {
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

    fn mark(&mut self, word: &str, len: usize) {
        self.expanded(word, self.at, self.at + len);
        if let Some(token) = self.document.tokens.last_mut() {
            (token.kind, token.shape) = (TokenKind::Mark, Shape::Lower);
        }
    }
}

/// How a word was written.
fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        let upper = bytes
            .iter()
            .filter(|byte| byte.is_ascii_uppercase())
            .count();
        return judge(
            upper,
            bytes
                .iter()
                .filter(|byte| byte.is_ascii_lowercase())
                .count(),
        );
    }
    let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
    judge(
        upper,
        word.chars().filter(|letter| letter.is_lowercase()).count(),
    )
}

fn judge(upper: usize, lower: usize) -> Shape {
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (2.., 0) => Shape::Upper,
        _ => Shape::Capitalised,
    }
}
