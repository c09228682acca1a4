//! How much is read: limits far above any policy, so that a hostile file ends in time and memory that can be foretold.
//!
//! The numbers stand here and in `docs/limits.md`, which a test compares. The longest of 1,330 crawled policies has 99,081 words in
//! 4,611 statements, and lists 6 deep.
//!
//! **Invariant: what a limit leaves out is told (`Document::reached`), never dropped in silence.**

use crate::span::Span;

/// Bytes of the largest file that is opened. Larger ones are refused.
pub const FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of a file that are read. The rest is hashed, so that the report stands on the whole file, and told to be unread.
pub const READ_BYTES: usize = 8 * 1024 * 1024;
/// Words that are searched, each as often as a statement borrows it.
pub const WORDS: usize = 200_000;
/// Statements that are searched.
pub const STATEMENTS: usize = 50_000;
/// Words of one sentence or row. A longer one is read in pieces.
pub const SENTENCE_WORDS: usize = 1_000;
/// Levels of lists. Deeper items are read as items of the last level.
pub const NESTING: u8 = 100;
/// Bytes of words shown as evidence, a near miss or an anchor. Longer ones are shown up to there.
pub const SHOWN_BYTES: usize = 2_000;
/// Places of one piece of evidence, such as all the damaged signs of a text.
pub const SHOWN_PLACES: usize = 100;
/// Obligations that a policy can waive in its own comments.
pub const WAIVERS: usize = 100;
/// Places of one signal, where a policy is asked for what it says.
pub const SIGNAL_PLACES: usize = 10_000;

/// What was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// [`READ_BYTES`].
    ReadBytes,
    /// [`WORDS`].
    Words,
    /// [`STATEMENTS`].
    Statements,
    /// [`SENTENCE_WORDS`].
    SentenceWords,
    /// [`NESTING`].
    Nesting,
}

impl Limit {
    /// Whether something was left unread. The other limits only change how it was read.
    pub fn leaves_out(self) -> bool {
        matches!(self, Limit::ReadBytes | Limit::Words | Limit::Statements)
    }
}

/// A limit that a document reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Which.
    pub limit: Limit,
    /// The first words it concerns, in the document's text; empty at its end where they are not in it.
    pub at: Span,
}
