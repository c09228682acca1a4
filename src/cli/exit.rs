//! What the exit status says: 0 clean, 1 gaps at or above the fail level, 2 the run failed.

use super::args::{FailLevel, FailOn};
use lacuna::{
    judge::Outcome,
    report::{Finding, Report},
    rulebook::Level,
};
use std::process::ExitCode;

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to complain about.
    Clean,
    /// Gaps at or above the fail level.
    Gaps,
    /// The run failed, at least in part.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Gaps => 1,
            Exit::Failed => 2,
        })
    }
}

/// Which findings make a run fail.
pub(super) struct FailRule<'a> {
    pub(super) on: &'a [FailOn],
    pub(super) level: FailLevel,
}

/// The exit of a check whose files could all be read.
pub(super) fn of_reports(reports: &[Report], rule: &FailRule<'_>) -> Exit {
    let findings = reports.iter().flat_map(|report| &report.findings);
    let mut failing = findings.filter(|finding| rule.fails(finding));
    match failing.next() {
        Some(_) => Exit::Gaps,
        None => Exit::Clean,
    }
}

impl FailRule<'_> {
    fn fails(&self, finding: &Finding) -> bool {
        let counts = finding.level != Level::Recommended || self.level == FailLevel::Recommended;
        let outcome = match finding.outcome {
            Outcome::Missing => FailOn::Missing,
            Outcome::Weak => FailOn::Weak,
            Outcome::OutOfBounds => FailOn::OutOfBounds,
            Outcome::Contradicted => FailOn::Contradicted,
            Outcome::Undetermined => FailOn::Undetermined,
            Outcome::Met | Outcome::NotApplicable => return false,
        };
        counts
            && finding.standing.counts()
            && !self.on.contains(&FailOn::Never)
            && self.on.contains(&outcome)
    }
}
