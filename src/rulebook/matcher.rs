//! All patterns, compiled against one vocabulary: what [`crate::scan`] runs.

use serde::{Deserialize, Serialize};

/// All patterns of all signals, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Matcher {}

/// Takes terms and signals, gives a matcher.
#[derive(Debug, Default)]
pub struct Builder {}

impl Builder {
    /// An empty one.
    pub fn new() -> Self {
        Builder::default()
    }

    /// Adds a term; those it uses come before.
    pub fn term(&mut self, name: &str, patterns: &[super::pattern::Pattern]) {
        let _ = (name, patterns);
    }

    /// Adds a signal, in order of index.
    pub fn signal(
        &mut self,
        index: u32,
        any: &[super::pattern::Pattern],
        not: &[super::pattern::Pattern],
    ) {
        let _ = (index, any, not);
    }

    /// The matcher.
    pub fn finish(self) -> Matcher {
        Matcher {}
    }
}
