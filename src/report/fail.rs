//! What makes a run fail: the one rule that exit status and formats for machines share.

use super::Finding;
use crate::{judge::Outcome, rulebook::Level};

/// Which findings make a run fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailRule {
    /// These outcomes do.
    pub on: Vec<Outcome>,
    /// Of obligations that bind at least so much.
    pub level: Level,
}

impl Default for FailRule {
    fn default() -> Self {
        FailRule {
            on: vec![
                Outcome::Missing,
                Outcome::OutOfBounds,
                Outcome::Contradicted,
            ],
            level: Level::Conditional,
        }
    }
}

impl FailRule {
    /// Whether a finding makes a run fail, unless somebody has already decided on it.
    pub fn concerns(&self, finding: &Finding) -> bool {
        finding.level <= self.level && self.on.contains(&finding.outcome)
    }

    /// Whether a finding makes this run fail.
    pub fn fails(&self, finding: &Finding) -> bool {
        self.concerns(finding) && finding.standing.counts()
    }
}
