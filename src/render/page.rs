//! A page of explanation: a title and what belongs to it.

use super::{Look, pretty::Ink};
use std::io::{self, Write};

/// A page, made part by part; empty parts are left out.
#[derive(Debug, Clone, Default)]
pub struct Page {
    id: String,
    title: String,
    parts: Vec<(&'static str, Vec<String>)>,
}

impl Page {
    /// A page about something.
    pub fn new(id: &str, title: &str) -> Self {
        Page {
            id: id.to_owned(),
            title: title.to_owned(),
            parts: Vec::new(),
        }
    }

    /// Adds a line or a paragraph.
    #[must_use]
    pub fn text(self, name: &'static str, text: &str) -> Self {
        self.list(name, &[text.trim().to_owned()])
    }

    /// Adds a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, lines: &[String]) -> Self {
        let lines: Vec<String> = lines
            .iter()
            .filter(|line| !line.is_empty())
            .cloned()
            .collect();
        if !lines.is_empty() {
            self.parts.push((name, lines));
        }
        self
    }

    /// Writes it for people.
    pub fn write(&self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let ink = Ink::new(look);
        writeln!(out, "{}  {}", ink.bold(&self.id), self.title)?;
        for (name, lines) in &self.parts {
            writeln!(out, "\n{}", ink.dim(name))?;
            for line in lines {
                ink.wrapped(line, "  ", out)?;
            }
        }
        Ok(())
    }
}
