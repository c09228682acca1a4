//! Limits of reading that a policy reached, in words.

use super::place::Places;
use crate::{
    document::Document,
    limits::{FILE_BYTES, Limit, NESTING, READ_BYTES, SENTENCE_WORDS, STATEMENTS, WORDS},
    source::Source,
};
use serde::Serialize;

/// A limit that was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// Which.
    pub limit: Limit,
    /// Whether something was left unread for it.
    pub unread: bool,
    /// The first line it concerns.
    pub line: usize,
    /// What that means, in a sentence.
    pub message: String,
}

/// All limits reached, in the order they were met.
pub(super) fn reached(places: &Places<'_>, source: &Source, document: &Document) -> Vec<Reached> {
    let told = |reached: &crate::limits::Reached| {
        let line = places.words(reached.at).line;
        Reached {
            limit: reached.limit,
            unread: reached.limit.leaves_out(),
            line,
            message: message(reached.limit, line, source),
        }
    };
    document.reached.iter().map(told).collect()
}

fn message(limit: Limit, line: usize, source: &Source) -> String {
    const UNREAD: &str = "what was not found may stand there, and is told as undetermined";
    match limit {
        Limit::ReadBytes => format!(
            "not fully read: the last {} bytes, behind the first {} MiB, were not read; {UNREAD}",
            source.unread,
            READ_BYTES / 1024 / 1024
        ),
        Limit::Words => format!(
            "not fully read: only the first {WORDS} words are searched, so nothing from line {line} on was; {UNREAD}"
        ),
        Limit::Statements => format!(
            "not fully read: only the first {STATEMENTS} statements are searched, so nothing from line {line} on was; {UNREAD}"
        ),
        Limit::SentenceWords => format!(
            "a sentence or row of more than {SENTENCE_WORDS} words (line {line}) was read in pieces"
        ),
        Limit::Nesting => format!(
            "lists more than {NESTING} levels deep (line {line}) were read as lists of {NESTING} levels"
        ),
    }
}

const _: () = assert!(
    READ_BYTES as u64 <= FILE_BYTES,
    "what is read is part of the file"
);
