//! The pattern language: text to tree, with every error placed.

use std::ops::Range;

/// A pattern as a tree. Terms are still names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Names of the terms it uses, each with its place (bytes of the pattern's text).
    pub terms: Vec<(String, Range<usize>)>,
}

/// What is wrong in a pattern, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Bytes of the pattern's text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The tree of a pattern.
///
/// # Errors
/// What is wrong, with its place in `text`.
pub fn parse(text: &str) -> Result<Pattern, PatternError> {
    let _ = text;
    Ok(Pattern { terms: Vec::new() })
}
