//! A repository's first `lacuna.toml`: which files look like policies, which laws they claim, and the file itself, with comments.
//!
//! **Invariant: what is written can be read: [`crate::config`] takes it as it stands.**

mod search;
mod write;

pub use search::{Candidate, Named, candidates};
pub use write::{Start, text};
