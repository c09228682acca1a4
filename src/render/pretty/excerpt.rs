//! Words in their place, in one line.
//!
//! A policy often has a whole section on one line, and miette prints whole lines; so each snippet is a small text of its own:
//! the words, with as much around them as fits.

use crate::{
    render::{Colour, Look},
    report::{Report, Words},
    source::Format,
};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;

/// Columns that miette's frame takes, with a line number of five digits.
const FRAME: usize = 10;

/// Words with what stands around them.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    /// Of `text`: the words.
    label: (usize, usize),
    note: Option<String>,
    name: String,
    line: usize,
    column: usize,
}

impl Excerpt {
    pub(super) fn new(words: &Words, report: &Report, width: usize) -> Self {
        let room = width.saturating_sub(FRAME).max(20);
        let format = report.source.format;
        let said = shorten(&visible(&words.text, format), room * 4 / 5);
        let left = room - said.chars().count();
        let (before, after) = around(words, report);
        let before = last(&visible(before, format), left / 3);
        let after = first(&visible(after, format), left - before.chars().count());
        Excerpt {
            label: (before.len(), said.len()),
            text: format!("{before}{said}{after}"),
            note: (!words.note.is_empty()).then(|| words.note.clone()),
            name: report.path.clone(),
            line: words.line,
            column: words.column,
        }
    }

    /// As miette draws it, without a message.
    pub(super) fn render(&self, look: &Look) -> String {
        let theme = match look.colour {
            Colour::Plain => GraphicalTheme::unicode_nocolor(),
            Colour::Ansi => GraphicalTheme::unicode(),
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(look.width)
            .with_context_lines(0)
            .with_links(false);
        let mut drawn = String::new();
        // Drawing into a string fails only if `read_span` does, and ours does not.
        let _ = handler.render_report(&mut drawn, self);
        framed(&drawn)
    }
}

/// The drawing without the empty message above and below it.
fn framed(drawn: &str) -> String {
    let lines = drawn.lines().map(str::trim_end);
    let mut framed = String::new();
    for line in lines.filter(|line| !matches!(line.trim(), "" | "×" | "⚠" | "☞")) {
        framed.push_str(line);
        framed.push('\n');
    }
    framed
}

impl fmt::Display for Excerpt {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Excerpt {}

impl Diagnostic for Excerpt {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (start, length) = self.label;
        let label = LabeledSpan::new_primary_with_span(self.note.clone(), (start, length));
        Some(Box::new(std::iter::once(label)))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line - 1,
            self.column - 1,
            1,
        )))
    }
}

/// The words alone, in quotation marks, in so many columns.
pub(super) fn quote(words: &Words, format: Format, width: usize) -> String {
    let text = shorten(visible(&words.text, format).trim(), width.saturating_sub(2));
    format!("“{text}”")
}

/// The rest of the line (or of the first and last) that the words stand on.
fn around<'a>(words: &Words, report: &'a Report) -> (&'a str, &'a str) {
    let text = &report.source.text;
    let range = words.span.range();
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
        return ("", "");
    };
    let before = &before[ceiling(before, before.len().saturating_sub(LOOK))..];
    let after = &after[..ceiling(after, LOOK)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').unwrap_or(after.len());
    (tail(&before[start..], report.source.format), &after[..end])
}

/// Nothing further away than this many bytes is looked at.
const LOOK: usize = 2000;

/// The text, not beginning inside a tag.
fn tail(near: &str, format: Format) -> &str {
    match (format, near.find('<'), near.find('>')) {
        (Format::Html, open, Some(close)) if open.is_none_or(|open| close < open) => {
            &near[close + 1..]
        }
        _ => near,
    }
}

/// The highest character boundary of `text` up to `at`.
fn ceiling(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What can be read of it: no tags, no line breaks, no control characters, single spaces.
fn visible(text: &str, format: Format) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut in_tag = false;
    for letter in text.chars() {
        match letter {
            '<' if format == Format::Html => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                space(&mut seen);
            }
            _ if in_tag => {}
            _ if letter.is_whitespace() => space(&mut seen),
            // Escapes of a hostile policy must not reach the terminal.
            _ if letter.is_control() => {}
            _ => seen.push(letter),
        }
    }
    seen
}

fn space(text: &mut String) {
    if !text.ends_with(' ') {
        text.push(' ');
    }
}

/// At most so many characters, the middle left out.
fn shorten(text: &str, most: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= most {
        return text.to_owned();
    }
    let kept = most.saturating_sub(3);
    let head: String = letters[..kept - kept / 3].iter().collect();
    let rest: String = letters[letters.len() - kept / 3..].iter().collect();
    format!("{} … {}", head.trim_end(), rest.trim_start())
}

/// The first so many characters.
fn first(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    let cut = kept.rfind(' ').unwrap_or(0);
    format!("{}…", &kept[..cut])
}

/// The last so many characters.
fn last(text: &str, most: usize) -> String {
    let letters = text.chars().count();
    if letters <= most {
        return text.trim_start().to_owned();
    }
    let kept: String = text
        .chars()
        .skip(letters - most.saturating_sub(1))
        .collect();
    let cut = kept.find(' ').map_or(kept.len(), |at| at + 1);
    format!("…{}", &kept[cut..])
}
