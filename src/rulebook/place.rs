//! Where a piece of a TOML string stands in the file.
//!
//! A string's value and its spelling differ by quotes and escapes; a label must lie under the spelling.

use std::ops::Range;

/// `inner`, a range of the value of the string literal at `literal`, as a range of `text`.
pub(super) fn within(text: &str, literal: Range<usize>, inner: &Range<usize>) -> Range<usize> {
    let Some(raw) = text.get(literal.clone()) else {
        return literal;
    };
    let open = opening(raw);
    let escapes = raw.starts_with('"');
    let at = |offset: usize| literal.start + open + spelled(&raw[open..], offset, escapes);
    let start = at(inner.start);
    start..at(inner.end).max(start)
}

/// Length of the opening quotes, with the line break that follows triple ones.
fn opening(raw: &str) -> usize {
    let triple = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    if !triple {
        return usize::from(raw.starts_with(['"', '\'']));
    }
    let rest = &raw[3..];
    3 + if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(rest.starts_with('\n'))
    }
}

/// How many bytes of spelling make the first `value` bytes of the value.
fn spelled(raw: &str, value: usize, escapes: bool) -> usize {
    if !escapes || !raw.contains('\\') {
        return value.min(raw.len());
    }
    let (mut read, mut made) = (0, 0);
    while made < value && read < raw.len() {
        let (spelling, meaning) = piece(&raw[read..]);
        read += spelling;
        made += meaning;
    }
    read.min(raw.len())
}

/// Bytes of spelling and of value of the first character or escape.
fn piece(raw: &str) -> (usize, usize) {
    let mut letters = raw.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), Some('x')) => unicode(raw, 2),
        (Some('\\'), Some('u')) => unicode(raw, 4),
        (Some('\\'), Some('U')) => unicode(raw, 8),
        (Some('\\'), Some('\n' | '\r' | ' ' | '\t')) => {
            let rest = raw[1..].trim_start();
            (raw.len() - rest.len(), 0)
        }
        (Some('\\'), Some(other)) => (1 + other.len_utf8(), 1),
        (first, _) => {
            let length = first.map_or(1, char::len_utf8);
            (length, length)
        }
    }
}

/// An escape of so many hexadecimal digits.
fn unicode(raw: &str, digits: usize) -> (usize, usize) {
    let code = raw
        .get(2..2 + digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let length = code.and_then(char::from_u32).map_or(1, char::len_utf8);
    (2 + digits, length)
}
