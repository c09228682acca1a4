//! Places as editors and code hosts count them: lines and columns from 1, columns in UTF-16 code units.

use crate::{report::Words, source::Source};

/// Where words begin and end; the end is one past the last character.
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

pub(super) fn region(words: &Words, source: &Source) -> Region {
    let (line, column) = source.position_utf16(words.span.start as usize);
    let (end_line, end_column) = source.position_utf16(words.span.end as usize);
    Region {
        line,
        column,
        end_line,
        end_column,
    }
}
