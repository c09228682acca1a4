//! What formats for machines are told of: every gap, with how grave it is and a place to show it at.
//!
//! Editors and code hosts cannot show a thing without a place. **Invariant: every alert has one that exists in the file**, and says what
//! kind of place it is, so that nobody takes the title of a policy for the words that are at fault.

use super::{FailRule, Finding, Words};
use crate::{judge::Outcome, rulebook::Level};

/// A finding to be shown by machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Index into [`super::Report::findings`].
    pub finding: usize,
    /// How grave it is.
    pub severity: Severity,
    /// Where to show it.
    pub place: Words,
    /// What stands there.
    pub stands: Stands,
}

/// How grave an alert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It makes the run fail, or would if nobody had decided on it.
    Error,
    /// Demanded, and a gap, though the run does not fail by it.
    Warning,
    /// Recommended only, or open.
    Note,
}

/// What stands at the place of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// The words that decide it.
    Evidence,
    /// The closest words.
    NearMiss,
    /// The section where it would belong.
    Section,
    /// The title of the policy, or its first line.
    Title,
}

impl Stands {
    /// Its name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Stands::Evidence => "evidence",
            Stands::NearMiss => "near-miss",
            Stands::Section => "section",
            Stands::Title => "title",
        }
    }
}

/// All gaps: those that nobody has decided on first, the gravest first, then in the order of findings.
pub(super) fn of(findings: &[Finding], title: &Words, rule: &FailRule) -> Vec<Alert> {
    let mut alerts: Vec<Alert> = findings
        .iter()
        .enumerate()
        .filter_map(|(index, finding)| alert(index, finding, title, rule))
        .collect();
    alerts.sort_by_key(|alert| {
        let decided = !findings[alert.finding].standing.counts();
        (decided, alert.severity)
    });
    alerts
}

fn alert(index: usize, finding: &Finding, title: &Words, rule: &FailRule) -> Option<Alert> {
    let severity = severity(finding, rule)?;
    let (place, stands) = place(finding, title);
    Some(Alert {
        finding: index,
        severity,
        place: place.clone(),
        stands,
    })
}

fn severity(finding: &Finding, rule: &FailRule) -> Option<Severity> {
    match finding.outcome {
        Outcome::Met | Outcome::NotApplicable => None,
        _ if rule.concerns(finding) => Some(Severity::Error),
        Outcome::Undetermined => Some(Severity::Note),
        _ if finding.level == Level::Recommended => Some(Severity::Note),
        _ => Some(Severity::Warning),
    }
}

fn place<'a>(finding: &'a Finding, title: &'a Words) -> (&'a Words, Stands) {
    let evidence = finding.evidence.first();
    let near_miss = finding.near_misses.first();
    let anchor = finding.anchor.as_ref();
    evidence
        .map(|words| (words, Stands::Evidence))
        .or(near_miss.map(|words| (words, Stands::NearMiss)))
        .or(anchor.map(|words| (words, Stands::Section)))
        .unwrap_or((title, Stands::Title))
}
