//! The pattern language: text to tree, with every error placed.
//!
//! A pattern reads like the sentence it looks for (`docs/rules.md` lists the signs). This module knows the signs only; what the
//! tree means for a text is the matcher's. **Invariant: a parsed pattern never begins or ends with a gap, and never is empty.**

mod lexer;
mod parser;

use std::ops::Range;

/// A pattern as a tree. Terms are still names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Names of the terms it uses, each with its place (bytes of the pattern's text).
    pub terms: Vec<(String, Range<usize>)>,
    /// What it looks for.
    pub form: Form,
}

/// The two kinds of pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Clauses that must all hold for one statement, then those for one of the statements that follow (may be empty).
    Clauses(Vec<Clause>, Vec<Clause>),
    /// A regular expression on the statement's text.
    Raw(String),
}

/// One phrase asked for, or asked to be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// A phrase that a heading over the statement must say.
    pub heading: Option<Vec<Node>>,
    /// Whether it must be there or not.
    pub wanted: Wanted,
    /// The phrase.
    pub phrase: Vec<Node>,
}

/// Whether a phrase must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It must be there.
    Present,
    /// It must not be there.
    Absent,
}

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// A word, in small letters.
    Word(String),
    /// A word that is written with a capital, in small letters.
    Cased(String, Case),
    /// The beginning of a word.
    Stem(String),
    /// Part of a web or mail address, such as `export.gov`.
    Address(String),
    /// Up to so many words.
    Gap(u8),
    /// One of several phrases; an empty one makes the group optional.
    Group(Vec<Vec<Node>>),
    /// A term, by name.
    Term(String),
    /// Something recognised by its form.
    Capture(Capture),
    /// The beginning of a sentence, an item's own words, a table cell, or what follows a colon.
    Start,
    /// The end of one.
    End,
}

/// How a word must be written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Case {
    /// With a capital at least: `Data`, `DATA`.
    Capital,
    /// In capitals: `USA`.
    Capitals,
}

/// Something recognised by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)] // the names are those of the rule language
pub enum Capture {
    Duration,
    Date,
    Number,
    Money,
    Email,
    Url,
    Phone,
    Link,
    PostalAddress,
    Organisation,
    Name,
}

impl Capture {
    /// All of them, with the names rule files use.
    pub const ALL: [(&'static str, Capture); 11] = [
        ("duration", Capture::Duration),
        ("date", Capture::Date),
        ("number", Capture::Number),
        ("money", Capture::Money),
        ("email", Capture::Email),
        ("url", Capture::Url),
        ("phone", Capture::Phone),
        ("link", Capture::Link),
        ("postal-address", Capture::PostalAddress),
        ("organisation", Capture::Organisation),
        ("name", Capture::Name),
    ];
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
    parser::parse(text)
}

impl Pattern {
    /// Whether there is a word, or the form of an address, to search for. Without one a pattern would be tried on every statement.
    pub fn yields_literal(&self) -> bool {
        match &self.form {
            Form::Raw(_) => true,
            Form::Clauses(clauses, _) => clauses.iter().any(|clause| {
                clause.wanted == Wanted::Present && clause.phrase.iter().any(Node::is_literal)
            }),
        }
    }

    /// Whether it may stand in a term: one phrase of words, groups, short gaps, captures and terms.
    pub fn is_simple(&self) -> bool {
        match &self.form {
            Form::Raw(_) => false,
            Form::Clauses(clauses, then) => {
                then.is_empty()
                    && clauses.len() == 1
                    && clauses[0].heading.is_none()
                    && clauses[0].wanted == Wanted::Present
                    && clauses[0].phrase.iter().all(Node::is_simple)
            }
        }
    }
}

impl Node {
    fn is_literal(&self) -> bool {
        match self {
            Node::Word(_) | Node::Cased(..) | Node::Stem(_) | Node::Address(_) | Node::Term(_) => {
                true
            }
            Node::Capture(capture) => !matches!(
                capture,
                Capture::Number | Capture::Organisation | Capture::Name | Capture::PostalAddress
            ),
            Node::Group(phrases) => phrases
                .iter()
                .all(|phrase| phrase.iter().any(Node::is_literal)),
            Node::Gap(_) | Node::Start | Node::End => false,
        }
    }

    fn is_simple(&self) -> bool {
        match self {
            Node::Gap(most) => *most <= lexer::SHORT_GAP,
            Node::Group(phrases) => phrases.iter().flatten().all(Node::is_simple),
            Node::Start | Node::End => false,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
