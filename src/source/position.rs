//! Lines and columns, found in a step or two in any file, also in one that is a single line of megabytes.

/// How far apart the places are at which characters are counted beforehand.
const APART: usize = 512;

/// What columns count.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit {
    /// Characters.
    Character,
    /// UTF-16 code units.
    Utf16,
}

/// Where the lines of a text begin, and how many characters and units begin before every so many bytes.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// Before the byte `APART * n`.
    counts: Vec<Count>,
}

/// How many characters, and UTF-16 units beyond one each.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    characters: u32,
    pairs: u32,
}

impl Count {
    /// What begins in a stretch of bytes.
    fn of(bytes: &[u8]) -> Count {
        Count {
            characters: bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32,
            pairs: bytes.iter().filter(|&&byte| byte >= 0xf0).count() as u32,
        }
    }

    fn and(self, other: Count) -> Count {
        Count {
            characters: self.characters + other.characters,
            pairs: self.pairs + other.pairs,
        }
    }

    fn columns(self, unit: Unit) -> u32 {
        match unit {
            Unit::Character => self.characters,
            Unit::Utf16 => self.characters + self.pairs,
        }
    }
}

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let mut count = Count::default();
        let counted = text.as_bytes().chunks(APART).map(|chunk| {
            count = count.and(Count::of(chunk));
            count
        });
        Lines {
            starts: line_starts(text),
            counts: std::iter::once(Count::default()).chain(counted).collect(),
        }
    }

    /// Line and column, both from 1, of a byte between two characters.
    pub(super) fn position(&self, text: &str, byte: usize, unit: Unit) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start as usize <= byte);
        let start = self.starts[line - 1] as usize;
        let between = if byte - start <= APART {
            Count::of(&text.as_bytes()[start..byte]).columns(unit)
        } else {
            let before = |byte: usize| self.before(text, byte).columns(unit);
            before(byte) - before(start)
        };
        (line, between as usize + 1)
    }

    fn before(&self, text: &str, byte: usize) -> Count {
        let chunk = byte / APART;
        self.counts[chunk].and(Count::of(&text.as_bytes()[chunk * APART..byte]))
    }
}

/// Where each line begins. Lines end in `\n`, `\r\n` or a lone `\r`.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0)
        .chain(ends.map(|at| at as u32 + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_the_same_as_if_counted_from_the_start_of_the_line() {
        let text = format!("é\r\n{}\nend", "añ漢\u{1F468} ".repeat(3 * APART));
        let lines = Lines::of(&text);
        for (byte, _) in text.char_indices().step_by(97).chain([(text.len(), ' ')]) {
            let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
            let line = text[..byte].matches('\n').count() + 1;
            let before = &text[start..byte];
            let columns = [
                (Unit::Character, before.chars().count()),
                (Unit::Utf16, before.encode_utf16().count()),
            ];
            for (unit, count) in columns {
                let expected = (line, count + 1);
                assert_eq!(lines.position(&text, byte, unit), expected, "at {byte}");
            }
        }
    }
}
