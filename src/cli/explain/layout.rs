//! Text in columns: a lead, and words that hang from a column beside it, however narrow the terminal is.

use clap::builder::styling::Style;
use lacuna::render::{Colour, Look};
use std::io::{self, Write};

/// Narrower than this, nothing can be read.
const NARROWEST: usize = 40;

/// Where it is written, and how.
pub(super) struct Paper<'a> {
    width: usize,
    colour: Colour,
    out: &'a mut dyn Write,
}

impl<'a> Paper<'a> {
    pub(super) fn new(look: &Look, out: &'a mut dyn Write) -> Self {
        Paper {
            width: look.width.max(NARROWEST),
            colour: look.colour,
            out,
        }
    }

    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        let text = self.paint(text, Style::new().bold());
        writeln!(self.out, "{text}")
    }

    /// A heading, after an empty line.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = self.paint(text, Style::new().dimmed());
        writeln!(self.out, "\n{text}")
    }

    /// `lead`, then `text` from `column` on.
    pub(super) fn hang(&mut self, lead: &str, column: usize, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", hung(lead, column, text, self.width))
    }

    fn paint(&self, text: &str, style: Style) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("{style}{text}{style:#}"),
        }
    }
}

/// A lead that leaves no gap before the column has its line for itself; a word too long for a line is never broken, since ids
/// are typed again.
fn hung(lead: &str, column: usize, text: &str, width: usize) -> String {
    let mut lines = lead.to_owned();
    let mut taken = lead.chars().count();
    if taken >= column && !text.is_empty() {
        lines.push('\n');
        taken = 0;
    }
    let mut fresh = true;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if !fresh && taken + 1 + letters > width {
            lines.push('\n');
            taken = 0;
            fresh = true;
        }
        let gap = if fresh { column - taken } else { 1 };
        lines.extend(std::iter::repeat_n(' ', gap));
        lines.push_str(word);
        taken += gap + letters;
        fresh = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::hung;

    #[test]
    fn words_hang_from_their_column() {
        assert_eq!(
            hung("  level", 10, "one two three", 17),
            "  level   one two\n          three"
        );
        assert_eq!(
            hung("  a-long-lead", 4, "one", 40),
            "  a-long-lead\n    one"
        );
        assert_eq!(hung("alone", 4, "", 40), "alone");
    }
}
