//! Regular expressions, compiled when first asked for.

use regex::Regex;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The regular expressions of the patterns that need one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Raw {
    written: Vec<String>,
    #[serde(skip)]
    compiled: OnceLock<Vec<OnceLock<Option<Regex>>>>,
}

impl Raw {
    pub(super) fn push(&mut self, written: String) -> u32 {
        self.written.push(written);
        self.written.len() as u32 - 1
    }

    /// The regular expression of that number. `None` cannot be for one that the pattern parser let through.
    pub fn get(&self, number: u32) -> Option<&Regex> {
        let cells = self
            .compiled
            .get_or_init(|| self.written.iter().map(|_| OnceLock::new()).collect());
        cells[number as usize]
            .get_or_init(|| Regex::new(&self.written[number as usize]).ok())
            .as_ref()
    }
}
