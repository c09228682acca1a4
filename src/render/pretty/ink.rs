//! Colours, wrapping and bars.

use crate::render::{Colour, Look};
use clap::builder::styling::{AnsiColor, Style};
use std::io::{self, Write};

/// Cells of a coverage bar.
const BAR: usize = 10;

/// What to write with.
#[derive(Clone, Copy)]
pub(in crate::render) struct Ink {
    pub(in crate::render) width: usize,
    colour: Colour,
}

impl Ink {
    pub(in crate::render) fn new(look: &Look) -> Self {
        Ink {
            width: look.width.max(40),
            colour: look.colour,
        }
    }

    pub(in crate::render) fn bold(self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    pub(in crate::render) fn dim(self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    pub(in crate::render) fn good(self, text: &str) -> String {
        self.paint(text, AnsiColor::Green.on_default())
    }

    pub(in crate::render) fn poor(self, text: &str) -> String {
        self.paint(text, AnsiColor::Yellow.on_default())
    }

    pub(in crate::render) fn bad(self, text: &str) -> String {
        self.paint(text, AnsiColor::Red.on_default())
    }

    fn paint(self, text: &str, style: Style) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("{style}{text}{style:#}"),
        }
    }

    /// A bar that is full only where all is there, and empty only where nothing is.
    pub(in crate::render) fn bar(self, part: usize, whole: usize) -> String {
        let full = match (part, whole) {
            (_, 0) | (0, _) => 0,
            _ if part >= whole => BAR,
            _ => (part * BAR / whole).max(1),
        };
        let filled = "█".repeat(full);
        let open = "░".repeat(BAR - full);
        format!("{}{}", self.good(&filled), self.dim(&open))
    }

    /// Text broken between words, every line after the first indented two further.
    pub(in crate::render) fn wrapped(
        self,
        text: &str,
        indent: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut line = indent.to_owned();
        let mut length = indent.len();
        let mut fresh = true;
        for word in text.split_whitespace() {
            let letters = word.chars().count();
            if !fresh && length + 1 + letters > self.width {
                writeln!(out, "{line}")?;
                line = format!("{indent}  ");
                length = indent.len() + 2;
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
            fresh = false;
        }
        writeln!(out, "{line}")
    }
}
