//! SARIF 2.1.0, as GitHub and editors read it: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.
//!
//! **Invariant: every result has a place, a rule and a fingerprint.**

mod rules;

use super::{plain, region::region, told, words};
use crate::{
    report::{Alert, Finding, Report, Standing, Words},
    source::Format,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rules::Rules;
use serde_json::{Value, json};
use std::{
    io::{self, Write},
    path::Path,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that relative paths start from.
const ROOT: &str = "%SRCROOT%";

/// What a path may hold as it is.
const PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Other places a message points to; more make it hard to read.
const POINTED_TO: usize = 5;

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run(reports)] });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn run(reports: &[Report]) -> Value {
    let rules = Rules::of(reports);
    let compared = reports.iter().any(|report| report.known > 0);
    let results: Vec<Value> = reports
        .iter()
        .enumerate()
        .flat_map(|(index, report)| {
            let results = Results {
                report,
                index,
                rules: &rules,
                compared,
            };
            let alerts = report.alerts.iter();
            alerts
                .map(|alert| results.result(alert))
                .collect::<Vec<_>>()
        })
        .collect();
    json!({
        "tool": { "driver": {
            "name": "Lacuna",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.values(),
        } },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": { ROOT: { "description": { "text": "The repository, or the folder Lacuna ran in" } } },
        "artifacts": reports.iter().map(artifact).collect::<Vec<_>>(),
        "results": results,
    })
}

/// The policy, and what its report stands on.
fn artifact(report: &Report) -> Value {
    json!({
        "location": location(report),
        "hashes": { "sha-256": report.hash },
        "mimeType": match report.format {
            Format::Markdown => "text/markdown",
            Format::Html => "text/html",
            Format::Text => "text/plain",
        },
        "properties": {
            "rulesVersion": report.rules_version,
            "asOf": report.as_of,
            "asOfWhy": report.as_of_why,
            "regimes": report.regimes,
            "remarks": report.remarks,
        },
    })
}

fn location(report: &Report) -> Value {
    let encoded = utf8_percent_encode(&report.file, &PATH);
    if Path::new(&report.file).is_absolute() {
        // Windows has no slash before the drive.
        let path = encoded.to_string();
        return json!({ "uri": format!("file:///{}", path.trim_start_matches('/')) });
    }
    json!({ "uri": encoded.to_string(), "uriBaseId": ROOT })
}

/// The results of one policy.
struct Results<'a> {
    report: &'a Report,
    /// Index of its artifact.
    index: usize,
    rules: &'a Rules<'a>,
    /// Whether a baseline knows any gap of this run. Without one, nothing may be called new.
    compared: bool,
}

impl Results<'_> {
    fn result(&self, alert: &Alert) -> Value {
        let finding = &self.report.findings[alert.finding];
        let others = others(alert, finding);
        let mut result = json!({
            "ruleId": finding.id,
            "ruleIndex": self.rules.index(&finding.id),
            "level": words::severity(alert.severity),
            "message": { "text": message(alert, self.report, &others) },
            "locations": [self.place(&alert.place)],
            // GitHub's upload adds one of its own, and would complain of each that is called the same and is not its own.
            "partialFingerprints": { "lacunaFinding/v1": finding.fingerprint },
            "suppressions": suppressions(&finding.standing),
            "properties": {
                "outcome": words::outcome_key(finding.outcome),
                "standing": words::standing_key(&finding.standing),
                "placed": alert.stands.key(),
            },
        });
        if !others.is_empty() {
            result["relatedLocations"] = self.related(&others);
        }
        if self.compared {
            result["baselineState"] = json!(baseline_state(&finding.standing));
        }
        result
    }

    fn related(&self, others: &[&Words]) -> Value {
        let related = others.iter().enumerate().map(|(at, words)| {
            let mut place = self.place(words);
            place["id"] = json!(at + 1);
            if !words.note.is_empty() {
                place["message"] = json!({ "text": plain::line(&words.note) });
            }
            place
        });
        related.collect()
    }

    fn place(&self, words: &Words) -> Value {
        let region = region(words, &self.report.source);
        let mut artifact = location(self.report);
        artifact["index"] = json!(self.index);
        json!({ "physicalLocation": {
            "artifactLocation": artifact,
            "region": {
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
                "snippet": { "text": words.text },
            },
        } })
    }
}

/// The words that belong to a finding, besides those shown.
fn others<'f>(alert: &Alert, finding: &'f Finding) -> Vec<&'f Words> {
    let all = finding.evidence.iter().chain(&finding.near_misses);
    all.filter(|words| words.span != alert.place.span).collect()
}

/// What is wrong, with links to the other places: those that no message links to are not shown.
fn message(alert: &Alert, report: &Report, others: &[&Words]) -> String {
    let told = told::message(alert, report).replace("](", "] (");
    let links: Vec<String> = others
        .iter()
        .enumerate()
        .take(POINTED_TO)
        .map(|(at, words)| format!("[line {}]({})", words.line, at + 1))
        .collect();
    if links.is_empty() {
        return plain::line(&told);
    }
    format!("{} See also {}.", plain::line(&told), links.join(", "))
}

/// Who decided that this does not count. If one result of a run has the list, all must.
fn suppressions(standing: &Standing) -> Value {
    if standing.counts() {
        return json!([]);
    }
    let why = plain::line(&told::standing(standing));
    json!([{ "kind": "external", "status": "accepted", "justification": why }])
}

fn baseline_state(standing: &Standing) -> &'static str {
    match standing {
        Standing::Known => "unchanged",
        Standing::New | Standing::Waived { .. } => "new",
    }
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, sample};
    use serde_json::Value;

    fn log() -> Value {
        serde_json::from_str(&sample::render_all(Format::Sarif)).expect("JSON")
    }

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("sarif", sample::render_all(Format::Sarif));
    }

    #[test]
    fn follows_the_official_schema() {
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
        // A bracket too many in the pattern of a language's name: some readers of regular expressions shrug, ours refuses.
        let schema = schema.replace("{2}]?$", "{2}?$");
        sample::assert_valid(&schema, &log());
    }

    #[test]
    fn every_result_has_a_place_a_rule_and_a_fingerprint_of_its_own() {
        let log = log();
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        let alerts: usize = sample::all().iter().map(|report| report.alerts.len()).sum();
        assert_eq!(results.len(), alerts);
        let rules = &run["tool"]["driver"]["rules"];
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("a rule") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["region"]["startLine"].as_u64() >= Some(1));
            let index = place["artifactLocation"]["index"].as_u64().expect("a file") as usize;
            assert_eq!(
                run["artifacts"][index]["location"]["uri"],
                place["artifactLocation"]["uri"]
            );
            let fingerprint = &result["partialFingerprints"]["lacunaFinding/v1"];
            assert!(
                fingerprint
                    .as_str()
                    .is_some_and(|digits| digits.len() == 16)
            );
        }
    }

    #[test]
    fn what_is_decided_on_is_suppressed_and_told_all_the_same() {
        let log = log();
        let results = log["runs"][0]["results"].as_array().expect("results");
        for result in results {
            let suppressed = result["suppressions"].as_array().map(Vec::len);
            let state = result["baselineState"].as_str();
            let expected = match result["properties"]["standing"].as_str() {
                Some("new") => (Some(0), Some("new")),
                Some("known") => (Some(1), Some("unchanged")),
                Some("waived") => (Some(1), Some("new")),
                other => panic!("{other:?}"),
            };
            assert_eq!((suppressed, state), expected);
        }
        let justified = |words: &str| {
            let whys = results
                .iter()
                .map(|result| &result["suppressions"][0]["justification"]);
            whys.filter(|why| why.as_str().is_some_and(|why| why.contains(words)))
                .count()
        };
        assert_eq!((justified("known"), justified("until 2027-01-01")), (2, 2));
    }

    #[test]
    fn columns_count_utf_16_and_paths_are_encoded() {
        let log = log();
        let results = log["runs"][0]["results"].as_array().expect("results");
        let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
        let nasty = |place: &Value| place["region"]["snippet"]["text"] == "for ever";
        let place = results.iter().map(place).find(nasty).expect("the words");
        // Three letters of two units each stand before them.
        assert_eq!(place["region"]["startColumn"], sample::NASTY_COLUMN + 3);
        let uri = place["artifactLocation"]["uri"].as_str().expect("text");
        assert!(uri.starts_with("docs/%C3%BCber%2C%20100%25/a%7Cb"), "{uri}");
    }
}
