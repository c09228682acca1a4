//! Where the page goes.
//!
//! **Invariant: what templates made is written without control characters, and signs that would turn the order of words around are
//! shown as what they are.**

use maud::Markup;
use std::io::{self, Write};

/// The page, as far as it is written.
pub(super) struct Sheet<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Sheet { out }
    }

    /// A tag of ours whose end comes later.
    pub(super) fn open(&mut self, tag: &'static str) -> io::Result<()> {
        self.out.write_all(tag.as_bytes())
    }

    /// What a template made.
    pub(super) fn put(&mut self, made: &Markup) -> io::Result<()> {
        let mut rest = made.0.as_str();
        while let Some(at) = rest.find(is_unsafe) {
            self.out.write_all(&rest.as_bytes()[..at])?;
            let mut signs = rest[at..].chars();
            if let Some(sign) = signs.next() {
                self.replace(sign)?;
            }
            rest = signs.as_str();
        }
        self.out.write_all(rest.as_bytes())
    }

    fn replace(&mut self, sign: char) -> io::Result<()> {
        if sign.is_control() {
            return self.out.write_all("\u{fffd}".as_bytes());
        }
        write!(self.out, "[U+{:04X}]", sign as u32)
    }
}

/// Control characters, and overrides of the direction of writing.
fn is_unsafe(sign: char) -> bool {
    let plain = matches!(sign, '\t' | '\n' | '\r');
    !plain && sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
