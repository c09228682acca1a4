//! The shape of lines: where they begin, whether they were wrapped, whether they are rows of a table.

use crate::document::headings;
use std::ops::Range;

/// A line without the space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    /// Where it begins in the source.
    pub(super) start: usize,
    /// How far it is set in; a tab counts four.
    pub(super) indent: usize,
}

impl Line<'_> {
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The lines of a text.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    let mut offset = 0;
    let mut lines = Vec::new();
    for raw in source.split_inclusive(['\n', '\r']) {
        let head = raw.len() - raw.trim_start().len();
        let indent = raw[..head]
            .chars()
            .map(|sign| if sign == '\t' { 4 } else { 1 })
            .sum();
        let text = raw.trim();
        // The line feed of a `\r\n` is no line of its own.
        if !(raw == "\n" && source[..offset].ends_with('\r')) {
            lines.push(Line {
                text,
                start: offset + if text.is_empty() { 0 } else { head },
                indent,
            });
        }
        offset += raw.len();
    }
    lines
}

/// Whether the text was wrapped by hand, and how wide.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    /// None if a line is a paragraph.
    width: Option<usize>,
}

impl Wrap {
    pub(super) fn of(lines: &[Line<'_>]) -> Wrap {
        let filled = || lines.iter().filter(|line| !line.text.is_empty());
        let (mut all, mut small) = (0, 0);
        for pair in lines.windows(2) {
            if pair[0].text.len() > 40 && !pair[1].text.is_empty() {
                all += 1;
                small += usize::from(pair[1].text.starts_with(char::is_lowercase));
            }
        }
        let widest = filled()
            .map(|line| line.text.chars().count())
            .max()
            .unwrap_or(0);
        let wrapped = widest <= 140 && all >= 2 && small * 3 >= all;
        Wrap {
            width: wrapped.then_some(widest),
        }
    }

    /// Whether a line goes on with the one before it.
    pub(super) fn joins(self, before: &Line<'_>, line: &Line<'_>) -> bool {
        let small = line.text.starts_with(|sign: char| sign.is_lowercase());
        let ended = before.text.ends_with(['.', ':', ';', '!', '?']);
        match self.width {
            Some(width) => {
                before.text.len() * 10 >= width * 6
                    && !(ended && before.text.len() * 10 < width * 8 && !small)
                    || small && !ended
            }
            None => small && !ended && before.text.len() > 60,
        }
    }

    /// Whether a line that looks like a heading is the rest of a wrapped one.
    pub(super) fn is_continued(self, before: &Line<'_>, line: &Line<'_>) -> bool {
        self.width.is_some()
            && !before.text.is_empty()
            && !headings::is_capitals(line.text)
            && self.joins(before, line)
    }
}

/// How many lines from `at` on are rows of one table; 0 if there is none.
pub(super) fn table(lines: &[Line<'_>], at: usize) -> usize {
    let by = |sign: char| {
        lines[at..]
            .iter()
            .take_while(|line| is_row(line.text, sign) || sign == '|' && is_rule(line.text))
            .count()
    };
    match (is_row(lines[at].text, '|'), is_row(lines[at].text, '\t')) {
        (true, _) => by('|'),
        (false, true) => match by('\t') {
            1 => 0,
            rows => rows,
        },
        _ => 0,
    }
}

fn is_row(line: &str, sign: char) -> bool {
    // A sentence may hold a bar; a row has it between spaces or at its ends.
    let parts = line.matches(sign).count();
    let spaced =
        sign == '\t' || line.contains(" | ") || line.starts_with("| ") && line.ends_with('|');
    parts > 0 && spaced && line.contains(char::is_alphanumeric)
}

/// `---|---|---`
pub(super) fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line
            .chars()
            .all(|sign| matches!(sign, '-' | '|' | ':' | '+' | ' '))
}

/// Where the cells of a row stand.
pub(super) fn cells(line: &Line<'_>) -> Vec<Range<usize>> {
    let sign = if line.text.contains('|') { '|' } else { '\t' };
    let inner = line.text.strip_prefix('|').unwrap_or(line.text);
    let lead = line.text.len() - inner.len();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut at = line.start + lead;
    let mut cells = Vec::new();
    for cell in inner.split(sign) {
        cells.push(at..at + cell.len());
        at += cell.len() + 1;
    }
    cells
}
