//! What the exit status says: 0 clean, 1 gaps at or above the fail level, 2 the run failed.

use super::args::{FailLevel, FailOn};
use lacuna::{
    judge::Outcome,
    report::{FailRule, Report},
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

/// The exit of a check whose files could all be read.
pub(super) fn of_reports<'a>(
    reports: impl IntoIterator<Item = (&'a Report, &'a FailRule)>,
) -> Exit {
    let fails = |(report, rule): (&Report, &FailRule)| {
        // A policy that was not read to its end has not been found clean.
        let in_part = !rule.on.is_empty() && !report.is_whole();
        in_part || report.findings.iter().any(|finding| rule.fails(finding))
    };
    if reports.into_iter().any(fails) {
        Exit::Gaps
    } else {
        Exit::Clean
    }
}

/// What was typed, as a rule. `never` beats all else.
pub(super) fn rule(on: &[FailOn], level: FailLevel) -> FailRule {
    let on = if on.contains(&FailOn::Never) {
        Vec::new()
    } else {
        on.iter().filter_map(|&on| outcome(on)).collect()
    };
    FailRule {
        on,
        level: match level {
            FailLevel::Required => Level::Conditional,
            FailLevel::Recommended => Level::Recommended,
        },
    }
}

fn outcome(on: FailOn) -> Option<Outcome> {
    match on {
        FailOn::Missing => Some(Outcome::Missing),
        FailOn::Weak => Some(Outcome::Weak),
        FailOn::OutOfBounds => Some(Outcome::OutOfBounds),
        FailOn::Contradicted => Some(Outcome::Contradicted),
        FailOn::Undetermined => Some(Outcome::Undetermined),
        FailOn::Never => None,
    }
}
