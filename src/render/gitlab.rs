//! The code quality report that GitLab shows in merge requests: <https://docs.gitlab.com/ci/testing/code_quality/>.

use super::{plain, told, words};
use crate::report::{Alert, Finding, Report, Severity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let mut issues = Vec::new();
    for report in reports {
        for alert in &report.alerts {
            let fingerprint = fingerprints.of(&report.file, &report.findings[alert.finding]);
            issues.push(issue(alert, report, &fingerprint));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(alert: &Alert, report: &Report, fingerprint: &str) -> Value {
    let finding = &report.findings[alert.finding];
    json!({
        "description": plain::line(&told::message(alert, report)),
        "check_name": finding.id,
        "fingerprint": fingerprint,
        "severity": severity(alert, finding),
        "location": {
            "path": report.file,
            "lines": { "begin": alert.place.line },
        },
        "categories": ["Compatibility"],
        "standing": words::standing_key(&finding.standing),
    })
}

fn severity(alert: &Alert, finding: &Finding) -> &'static str {
    match alert.severity {
        _ if !finding.standing.counts() => "info",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

/// GitLab takes two issues with one fingerprint for one issue: the same gap in two policies needs two.
#[derive(Default)]
struct Fingerprints {
    seen: BTreeMap<(String, String), usize>,
}

impl Fingerprints {
    fn of(&mut self, file: &str, finding: &Finding) -> String {
        let key = (file.to_owned(), finding.fingerprint.clone());
        let seen = self.seen.entry(key).or_default();
        *seen += 1;
        let text = format!("{file}\0{}\0{seen}", finding.fingerprint);
        let mut digits = format!("{:x}", Sha256::digest(text));
        digits.truncate(32);
        digits
    }
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, sample};
    use serde_json::Value;
    use std::collections::BTreeSet;

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("gitlab", sample::render_all(Format::Gitlab));
    }

    #[test]
    fn follows_the_schema_and_no_fingerprint_occurs_twice() {
        let text = sample::render_all(Format::Gitlab);
        let issues: Value = serde_json::from_str(&text).expect("JSON");
        let schema = include_str!("../../tests/schemas/gitlab-code-quality.json");
        sample::assert_valid(schema, &issues);
        let issues = issues.as_array().expect("a list");
        let alerts: usize = sample::all().iter().map(|report| report.alerts.len()).sum();
        assert_eq!(issues.len(), alerts);
        let distinct: BTreeSet<_> = issues
            .iter()
            .map(|issue| issue["fingerprint"].as_str())
            .collect();
        assert_eq!(distinct.len(), alerts);
    }
}
