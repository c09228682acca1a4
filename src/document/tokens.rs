//! Writes a stretch of visible text into the document: lowered, folded, cut into tokens, with its way back.
//!
//! One pass over the bytes; letters of ASCII are copied in stretches, and only what needs a second look is looked at twice.
//!
//! **Invariant: every token's span holds its word and nothing else, and leads back to exactly the characters it was written with.**

use super::{Break, Document, Link, Shape, Token, TokenKind, map};
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

mod signs;
mod words;

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
