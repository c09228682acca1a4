//! A policy file as it was given, decoded once.

use crate::span::Span;

/// How the bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CommonMark with GFM tables.
    Markdown,
    /// HTML as crawled.
    Html,
    /// Plain text.
    Text,
}

/// A policy as given: its name, format and decoded text.
#[derive(Debug, Clone)]
pub struct Source {
    /// What the user called it: a path, or `-`.
    pub name: String,
    /// The format, settled by content and ending.
    pub format: Format,
    /// The bytes as text.
    pub text: String,
}

impl Source {
    /// A source from text in memory; the format is settled by content, then by the ending of `name`.
    pub fn from_text(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            format: Format::Text,
            text: text.to_owned(),
        }
    }

    /// Span of `text` as a span of the bytes given.
    pub fn to_bytes(&self, span: Span) -> Span {
        span
    }
}
