//! An alert in words: the same in every format for machines.

use super::words;
use crate::report::{Alert, Finding, Report, Standing, Stands};

/// `missing: Right to complain`
pub(super) fn title(finding: &Finding) -> String {
    format!("{}: {}", words::outcome(finding.outcome), finding.title)
}

/// Why, what stands at the place shown, what was decided on it, and what to do.
pub(super) fn message(alert: &Alert, report: &Report) -> String {
    let finding = &report.findings[alert.finding];
    let parts = [
        sentence(&title(finding)),
        sentence(&finding.reason),
        stands(alert.stands).to_owned(),
        sentence(&standing(&finding.standing)),
        sentence(&finding.help),
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// What stands at the place of an alert, where it is not what decides it.
fn stands(stands: Stands) -> &'static str {
    match stands {
        Stands::Evidence => "",
        Stands::NearMiss => "The words shown come closest, and do not suffice.",
        Stands::Section => "It would belong in the section shown.",
        Stands::Title => "It has no place of its own: the beginning of the policy is shown.",
    }
}

/// What was decided on a finding; nothing for a new one.
pub(super) fn standing(standing: &Standing) -> String {
    match standing {
        Standing::New => String::new(),
        Standing::Known => "known: in the baseline".to_owned(),
        Standing::Waived { .. } => format!("waived: {}", words::waiver(standing)),
    }
}

/// With a full stop, if it has none.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!']) {
        return text.to_owned();
    }
    format!("{text}.")
}
