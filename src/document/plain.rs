//! The blocks of a plain text: everything is read off the shape of its lines.
//!
//! **Invariant: every line is read once and belongs to one block; only the address in the first line and an archive's line about
//! the page are left out.**

mod shape;

use super::build::Builder;
use super::{BlockKind, Document, dates, headings, lines};
use shape::{Line, Wrap};
use std::ops::Range;

/// What an archive's line about itself says.
const PROVENANCE: &str = "extracted and transformed from";

/// The document of a plain text, without statements.
pub(super) fn parse(source: &str) -> Document {
    let all = shape::lines(source);
    let wrap = Wrap::of(&all);
    let mut reader = Reader {
        lines: &all,
        wrap,
        builder: Builder::new(source),
        indents: Vec::new(),
        level: 1,
    };
    let mut at = first(&all);
    while at < all.len() {
        at = reader.read(at);
    }
    reader.builder.finished()
}

/// The first line of the policy itself: before it may stand the page's address.
fn first(lines: &[Line<'_>]) -> usize {
    let at = lines
        .iter()
        .position(|line| !line.text.is_empty())
        .unwrap_or(lines.len());
    let is_address = lines.get(at).is_some_and(|line| {
        let has_scheme = line.text.starts_with("http://") || line.text.starts_with("https://");
        has_scheme && !line.text.contains(char::is_whitespace)
    });
    if is_address && at + 1 < lines.len() {
        at + 1
    } else {
        at
    }
}

struct Reader<'s> {
    lines: &'s [Line<'s>],
    wrap: Wrap,
    builder: Builder<'s>,
    /// The indentations of the items that are open.
    indents: Vec<usize>,
    /// The level of the last heading in capitals or with a number.
    level: u8,
}

impl Reader<'_> {
    /// Reads the block that begins with a line; gives the line after it.
    fn read(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.text.is_empty() {
            return at + 1;
        }
        if line.text.len() < 2000 && line.text.contains(PROVENANCE) {
            if let Some(day) = dates::archive_line(line.text) {
                self.builder.archived(day);
            }
            return at + 1;
        }
        let rows = shape::table(self.lines, at);
        if rows > 0 {
            return self.table(at..at + rows);
        }
        if let Some(level) = self.heading(at) {
            self.indents.clear();
            self.builder.open(BlockKind::Heading(level));
            self.builder.text(line.span());
            self.builder.close();
            return at + 1;
        }
        self.paragraph(at)
    }

    fn table(&mut self, rows: Range<usize>) -> usize {
        let mut head = rows.len() > 2;
        for at in rows.clone() {
            let line = &self.lines[at];
            if shape::is_rule(line.text) {
                continue;
            }
            self.builder.open(BlockKind::Row);
            for cell in shape::cells(line) {
                self.builder.cell();
                self.builder.text(cell);
            }
            self.builder.close();
            let ruled = self
                .lines
                .get(at + 1)
                .is_some_and(|next| shape::is_rule(next.text));
            if head || ruled && at == rows.start {
                self.builder.heads();
                head = false;
            }
        }
        self.builder.end_table();
        rows.end
    }

    /// A paragraph or an item, with the lines that go on with it.
    fn paragraph(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let item = item(line.text);
        let kind = match item {
            Some(_) => BlockKind::Item(self.depth(line.indent)),
            None => BlockKind::Paragraph,
        };
        if item.is_none() {
            self.indents.clear();
        }
        let mut end = at + 1;
        while end < self.lines.len() && self.goes_on(end) {
            end += 1;
        }
        self.builder.open(kind);
        let start = line.start + item.unwrap_or(0);
        let last = &self.lines[end - 1];
        self.builder.text(start..last.start + last.text.len());
        self.builder.close();
        end
    }

    /// Whether a line continues the one before it.
    fn goes_on(&self, at: usize) -> bool {
        let (before, line) = (&self.lines[at - 1], &self.lines[at]);
        !line.text.is_empty()
            && item(line.text).is_none()
            && shape::table(self.lines, at) == 0
            && !(headings::is_capitals(line.text) && headings::may_be(line.text))
            && self.wrap.joins(before, line)
    }

    fn depth(&mut self, indent: usize) -> u8 {
        while self.indents.last().is_some_and(|open| *open >= indent) {
            self.indents.pop();
        }
        if self.indents.len() < 200 {
            self.indents.push(indent);
        }
        self.indents.len() as u8
    }

    /// The level of a line that is a heading.
    fn heading(&mut self, at: usize) -> Option<u8> {
        let text = self.lines[at].text;
        if !headings::may_be(text)
            || at > 0 && self.wrap.is_continued(&self.lines[at - 1], &self.lines[at])
        {
            return None;
        }
        if let Some(depth) = headings::numbered(text) {
            self.level = depth + 1;
            return Some(self.level);
        }
        if self.is_numbered_title(at) {
            self.level = 2;
            return Some(2);
        }
        if headings::is_capitals(text) && lines::bullet(text).is_none() {
            self.level = 2;
            return Some(2);
        }
        let is_heading =
            item(text).is_none() && headings::is_short_line(text) && self.heads_text(at);
        is_heading.then(|| (self.level + 1).min(6))
    }

    /// `2. The data we collect` over text: a numbered title, and not one of the items of a numbered list.
    fn is_numbered_title(&self, at: usize) -> bool {
        let Some(title) = numbered(self.lines[at].text) else {
            return false;
        };
        let says = |line: &&Line<'_>| !line.text.is_empty();
        let before = self.lines[..at].iter().rev().find(says);
        let after = self.lines[at + 1..].iter().find(says);
        let listed =
            |line: Option<&Line<'_>>| line.is_some_and(|line| numbered(line.text).is_some());
        title.starts_with(char::is_uppercase)
            && title.split_whitespace().count() <= 10
            && !title.ends_with(['.', ';', ',', ':'])
            && after.is_some()
            && !listed(before)
            && !listed(after)
    }

    /// Whether text stands under a short line, and the line does not stand among others of its sort.
    fn heads_text(&self, at: usize) -> bool {
        let text = self.lines[at].text;
        let Some(next) = self.lines[at + 1..]
            .iter()
            .find(|line| !line.text.is_empty())
        else {
            return text.ends_with(':') && headings::is_title(text);
        };
        let adjacent = &self.lines[at + 1];
        if !adjacent.text.is_empty() && self.wrap.joins(&self.lines[at], adjacent) {
            return false;
        }
        if text.ends_with(['.', ':'])
            || headings::is_short_line(next.text)
                && headings::is_title(text)
                && self.stands_free(at)
        {
            return self.stands_free(at) || text.ends_with('.');
        }
        let says =
            next.text.len() > 60 || next.text.ends_with(['.', ':']) || item(next.text).is_some();
        says && self.stands_free(at)
    }

    /// Whether the line before is empty or complete.
    fn stands_free(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.lines[at].text) else {
            return true;
        };
        before.is_empty()
            || before.ends_with(['.', '?', '!', ':', '"', '”', ')'])
            || before.len() > 60
            || headings::is_title(before) && headings::is_title(self.lines[at].text)
            || headings::is_capitals(before)
    }
}

/// The length of what marks a line as an item.
fn item(text: &str) -> Option<usize> {
    lines::bullet(text).or_else(|| lines::numbering(text))
}

/// What follows the number of a line `12. Title` or `12) Title`.
fn numbered(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| (1..=2).contains(&digits))?;
    let title = rest.strip_prefix(['.', ')'])?;
    title.starts_with(' ').then(|| title.trim())
}
