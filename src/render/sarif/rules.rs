//! The obligations that a run's results speak of, each once.

use crate::{
    render::{markdown, plain, words},
    report::{Finding, Report},
    rulebook::Level,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Rules in the order in which they first occur.
pub(super) struct Rules<'a> {
    findings: Vec<&'a Finding>,
    index: BTreeMap<&'a str, usize>,
}

impl<'a> Rules<'a> {
    pub(super) fn of(reports: &'a [Report]) -> Self {
        let mut rules = Rules {
            findings: Vec::new(),
            index: BTreeMap::new(),
        };
        for report in reports {
            for alert in &report.alerts {
                rules.add(&report.findings[alert.finding]);
            }
        }
        rules
    }

    fn add(&mut self, finding: &'a Finding) {
        let next = self.findings.len();
        self.index.entry(&finding.id).or_insert_with(|| {
            self.findings.push(finding);
            next
        });
    }

    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub(super) fn values(&self) -> Vec<Value> {
        self.findings.iter().map(|finding| rule(finding)).collect()
    }
}

/// What can be said of a rule from any finding of it.
fn rule(finding: &Finding) -> Value {
    let title = plain::line(&finding.title);
    let cite = plain::line(&finding.cite);
    let help = plain::line(&finding.help);
    let level = words::level(finding.level);
    let id = &finding.id;
    json!({
        "id": id,
        "shortDescription": { "text": title },
        "fullDescription": { "text": format!("{title} ({cite}; {level})") },
        "help": {
            "text": format!("{help}\n\nCitation: {cite}\nMore: lacuna explain {id}"),
            "markdown": format!(
                "{}\n\n**Citation:** {}\n\n**More:** `lacuna explain {id}`",
                markdown::escape(&help),
                markdown::escape(&cite),
            ),
        },
        "defaultConfiguration": { "level": default_level(finding.level) },
        "properties": {
            "tags": ["privacy", finding.regime, level],
            "citation": cite,
            "regime": finding.regime,
            "precision": "high",
            "problem.severity": problem(finding.level),
        },
    })
}

fn default_level(level: Level) -> &'static str {
    match level {
        Level::Required | Level::Conditional => "error",
        Level::Recommended => "note",
    }
}

/// What GitHub calls it.
fn problem(level: Level) -> &'static str {
    match level {
        Level::Required | Level::Conditional => "error",
        Level::Recommended => "recommendation",
    }
}
