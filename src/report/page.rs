//! The policy as a reader sees it: its passages in order, in spans of the source's text, for those who show it whole.
//!
//! **Invariant: pieces are in the order of the source and do not overlap, so whoever shows them shows each word once.**

use crate::{
    document::{BlockKind, Document, Role, decoded},
    source::{Format, Source},
    span::Span,
};
use std::{borrow::Cow, ops::Range};

/// The visible text of a policy, passage by passage.
#[derive(Debug, Clone, Default)]
pub struct Page {
    passages: Vec<Passage>,
    /// Where each cell's pieces end.
    cells: Vec<u32>,
    pieces: Vec<Span>,
    /// What each sentence, item or row covers, in order.
    clauses: Vec<Span>,
    format: Option<Format>,
}

/// A heading, paragraph, item or row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: BlockKind,
    /// Its line in the file, from 1.
    pub line: usize,
    /// Whether its cells name the columns of a table.
    pub heads: bool,
    /// The number or letter of an item: `2.`, `(a)`.
    pub label: Option<Span>,
    first_cell: u32,
    cells: u32,
}

impl Page {
    /// The page that a document shows of its source.
    pub(super) fn new(source: &Source, document: &Document) -> Page {
        let mut page = Page {
            format: Some(source.format),
            clauses: clauses(document),
            ..Page::default()
        };
        let mut run = 0;
        for block in &document.blocks {
            let first_cell = page.cells.len() as u32;
            let whole = [block.tokens.clone()];
            let cells: &[Range<u32>] = if block.cells.is_empty() {
                &whole
            } else {
                &block.cells
            };
            for (at, _) in cells.iter().enumerate() {
                let next = cells.get(at + 1);
                let end = next.and_then(|next| cell_start(document, block.span, next));
                page.cell(document, source, end.unwrap_or(block.span.end), &mut run);
            }
            let start = page.pieces.get(page.piece_range(first_cell).start);
            page.passages.push(Passage {
                kind: block.kind,
                line: start.map_or(1, |span| source.line(span.start as usize)),
                heads: false,
                label: start.and_then(|first| label(source, block.kind, first.start)),
                first_cell,
                cells: page.cells.len() as u32 - first_cell,
            });
        }
        for head in document.blocks.iter().filter_map(|block| block.head) {
            if let Some(passage) = page.passages.get_mut(head as usize) {
                passage.heads = true;
            }
        }
        page
    }

    /// Adds a cell: what the runs up to a place of the text came from.
    fn cell(&mut self, document: &Document, source: &Source, end: u32, run: &mut usize) {
        let first = self.pieces.len();
        while let Some(next) = document.runs.get(*run).filter(|next| next.text.start < end) {
            *run += 1;
            let shown = self.pieces.last().map_or(0, |last| last.end);
            let span = Span {
                start: next.source.start.max(shown),
                end: next.source.end,
            };
            if span.start >= span.end {
                continue;
            }
            match self.pieces[first..].last_mut() {
                Some(last) if joins(source, *last, span) => last.end = span.end,
                _ => self.pieces.push(span),
            }
        }
        self.cells.push(self.pieces.len() as u32);
    }

    /// The passages, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The pieces of each cell of a passage; what is no row has one cell.
    pub fn cells(&self, passage: &Passage) -> impl Iterator<Item = &[Span]> {
        let cells = passage.first_cell..passage.first_cell + passage.cells;
        cells.map(|cell| &self.pieces[self.piece_range(cell)])
    }

    fn piece_range(&self, cell: u32) -> Range<usize> {
        let end = |cell: u32| {
            self.cells
                .get(cell as usize)
                .map_or(self.pieces.len(), |end| *end as usize)
        };
        let start = cell.checked_sub(1).map_or(0, end);
        start..end(cell).max(start)
    }

    /// The sentence, item or row that a place stands in.
    pub fn clause_at(&self, place: u32) -> Option<Span> {
        let at = self.clauses.partition_point(|clause| clause.start <= place);
        let clause = *self.clauses.get(at.checked_sub(1)?)?;
        (place < clause.end).then_some(clause)
    }

    /// How a stretch of the source reads.
    pub fn shown<'s>(&self, source: &'s Source, span: Span) -> Cow<'s, str> {
        let text = source.text.get(span.range()).unwrap_or_default();
        if self.format == Some(Format::Text) || !text.starts_with('&') {
            return Cow::Borrowed(text);
        }
        decoded(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// The visible words of a stretch of the source, in one line, cut where they are longer than so many characters.
    pub fn quote(&self, source: &Source, span: Span, most: usize) -> String {
        let first = self.pieces.partition_point(|piece| piece.end <= span.start);
        let pieces = self.pieces.iter().enumerate().skip(first);
        let inside = pieces.take_while(|(_, piece)| piece.start < span.end);
        let mut quote = Quote::new(most);
        for (index, piece) in inside {
            // Words of two cells, or of two passages, are no phrase.
            let begins = self.cells.binary_search(&(index as u32)).is_ok();
            if begins && !quote.text.is_empty() && !quote.push(BORDER) {
                break;
            }
            let clipped = Span {
                start: piece.start.max(span.start),
                end: piece.end.min(span.end),
            };
            if !quote.push(&self.shown(source, clipped)) {
                break;
            }
        }
        quote.text
    }
}

/// What stands between the words of two cells.
const BORDER: &str = " | ";

/// Words in one line, up to a number of characters.
struct Quote {
    text: String,
    left: usize,
}

impl Quote {
    fn new(most: usize) -> Self {
        Quote {
            text: String::new(),
            left: most,
        }
    }

    /// Adds words, white space folded; says whether there is room for more.
    fn push(&mut self, words: &str) -> bool {
        for sign in words.chars() {
            let blank = sign.is_whitespace();
            if blank && (self.text.is_empty() || self.text.ends_with(' ')) {
                continue;
            }
            if self.left == 0 {
                self.text.push('…');
                return false;
            }
            self.text.push(if blank { ' ' } else { sign });
            self.left -= 1;
        }
        true
    }
}

/// Whether nothing, or nothing but white space, stands between two pieces.
fn joins(source: &Source, last: Span, next: Span) -> bool {
    let plain = |span: Span| !source.text[span.range()].starts_with('&');
    let between = source.text.get(last.end as usize..next.start as usize);
    between.is_some_and(|between| between.trim().is_empty()) && plain(last) && plain(next)
}

/// No label of an item is longer.
const LONGEST_LABEL: usize = 6;

/// The number or letter that stands before an item's first word, and is no part of its text.
fn label(source: &Source, kind: BlockKind, first: u32) -> Option<Span> {
    let listed = matches!(kind, BlockKind::Item(_)) && source.format != Format::Html;
    let before = source
        .text
        .get(..first as usize)?
        .trim_end_matches([' ', '\t', '[', '*', '_']);
    let tail = before.bytes().rev().take(LONGEST_LABEL + 1);
    let len = tail.take_while(u8::is_ascii_graphic).count();
    let label = before.get(before.len() - len..)?;
    let inner = label.strip_prefix('(').unwrap_or(label);
    let inner = inner.strip_suffix([')', '.'])?;
    let plain = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (listed && plain && len <= LONGEST_LABEL).then(|| Span::new(before.len() - len, before.len()))
}

/// Where the text of a cell begins: behind the newline that parts cells.
fn cell_start(document: &Document, row: Span, cell: &Range<u32>) -> Option<u32> {
    let word = document.tokens.get(cell.start as usize)?.span.start;
    let before = document.text.get(row.start as usize..word as usize)?;
    let newline = before.rfind('\n');
    Some(newline.map_or(word, |at| row.start + at as u32 + 1))
}

/// What the own words of each statement cover, in order, each place in one.
fn clauses(document: &Document) -> Vec<Span> {
    let own = document.statements.iter().filter_map(|statement| {
        let mut own = statement
            .segments
            .iter()
            .filter(|segment| segment.role == Role::Own);
        let first = own.next()?;
        let last = own.next_back().unwrap_or(first);
        let start = document.tokens.get(first.tokens.start as usize)?.span;
        let end = document
            .tokens
            .get((last.tokens.end as usize).checked_sub(1)?)?
            .span;
        Some(document.to_source(start.cover(end)))
    });
    let mut clauses: Vec<Span> = own.collect();
    clauses.sort_by_key(|clause| (clause.start, std::cmp::Reverse(clause.end)));
    let mut shown = 0;
    clauses.retain_mut(|clause| {
        clause.start = clause.start.max(shown);
        shown = shown.max(clause.end);
        clause.start < clause.end
    });
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, text: &str) -> (Source, Page) {
        let source = Source::from_text(name, text);
        let document = Document::parse(&source);
        let page = Page::new(&source, &document);
        (source, page)
    }

    /// Passages as they are shown, cells parted by bars.
    fn shown(name: &str, text: &str) -> Vec<String> {
        let (source, page) = page(name, text);
        let passages = page.passages().iter().map(|passage| {
            let cell = |cell: &[Span]| -> String {
                cell.iter()
                    .map(|&piece| page.shown(&source, piece))
                    .collect()
            };
            let label = passage
                .label
                .map_or("", |label| &source.text[label.range()]);
            let cells: Vec<String> = page.cells(passage).map(cell).collect();
            format!(
                "{}{}: {label}{}",
                passage.line,
                if passage.heads { "h" } else { "" },
                cells.join("|")
            )
        });
        passages.collect()
    }

    #[test]
    fn what_a_reader_sees_is_shown_and_no_more() {
        let text = "# Our *Privacy*\n\nWe’ll keep **AT&amp;T** data [for\n45 days](x.html).\n\n1. [One](#a)\n2. Two\n\n| A | B |\n|---|---|\n| (x) | Yes, y |\n";
        let expected = [
            "1: Our Privacy",
            "3: We’ll keep AT&T data for\n45 days.",
            "6: 1.One",
            "7: 2.Two",
            "9h: A|B",
            "11: (x)|Yes, y",
        ];
        assert_eq!(shown("a.md", text), expected);
        let text =
            "<h1>Privacy</h1><script>x</script><p>A &lt;b&gt; &mdash; <i>c</i></p><ul><li>d</ul>";
        assert_eq!(
            shown("a.html", text),
            ["1: Privacy", "1: A <b> — c", "1: d"]
        );
    }

    #[test]
    fn quotations_are_in_one_line_and_cut() {
        let (source, page) = page("a.md", "| Wide  *words* | other |\n|---|---|\n| a | b |\n");
        let whole = Span::new(0, source.text.len());
        assert_eq!(page.quote(&source, whole, 99), "Wide words | other | a | b");
        assert_eq!(page.quote(&source, whole, 6), "Wide w…");
        assert_eq!(page.quote(&source, Span::new(0, 0), 6), "");
    }

    #[test]
    fn a_place_is_in_one_clause() {
        let (source, page) = page("a.md", "We sell. We keep it.\n\n- One\n");
        let clause = |place: u32| page.clause_at(place).map(|span| &source.text[span.range()]);
        assert_eq!(clause(0), Some("We sell"));
        assert_eq!(clause(10), Some("We keep it"));
        assert_eq!(clause(25), Some("One"));
        assert_eq!(clause(21), None);
    }
}
