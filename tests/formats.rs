//! Formats for machines on real policies: every fixture under every law is valid by the official schemas, and complete.

mod common;

use common::RULEBOOK;
use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::Outcome,
    render::{Form, Format, Look, render},
    report::{Finding, Report, Signals, Standing},
    scan::scan,
    source::Source,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path, path::PathBuf, sync::LazyLock};

/// Every fixture under every law.
static REPORTS: LazyLock<Vec<Report>> =
    LazyLock::new(|| fixtures().iter().map(|path| report(path)).collect());

/// The same, with gaps that are waived, gaps that the baseline has, and a policy that was read in part.
static DECIDED: LazyLock<Vec<Report>> = LazyLock::new(|| {
    let mut reports = REPORTS.clone();
    reports.push(report_on(in_part()));
    let mut gaps = 0;
    for report in &mut reports {
        report.stand(|finding| {
            gaps += usize::from(finding.outcome.needs_work());
            decision(finding, gaps)
        });
    }
    reports
});

/// Of gaps one after the other: it counts, it is known, it is waived, briefly and at length.
fn decision(finding: &Finding, gaps: usize) -> Standing {
    match gaps % 4 {
        _ if !finding.outcome.needs_work() => Standing::New,
        0 => Standing::New,
        1 => Standing::Known,
        2 => Standing::Waived {
            reason: "It stands in the annex.".to_owned(),
            owner: None,
            expires: None,
        },
        _ => Standing::Waived {
            reason: "Counsel & co. say: <wait>, \"it\u{2019}s\" | ::coming%\n\u{1b}[31m".to_owned(),
            owner: Some("legal@acme.example".to_owned()),
            expires: Some(date(2027, 1, 31)),
        },
    }
}

/// A policy with more in it than is read.
fn in_part() -> Source {
    let deep: Vec<String> = (0..200)
        .map(|depth| format!("{}- item\n", "  ".repeat(depth)))
        .collect();
    let deep = deep.concat();
    let long = "You have the right to access your personal data. ".repeat(300);
    let words = "and ".repeat(3_000);
    Source::from_text("privacy.md", &format!("{deep}\n{words}\n\n{long}"))
}

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir("fixtures/policies").expect("fixtures");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 10);
    paths
}

fn report(path: &Path) -> Report {
    report_on(Source::read(path).expect("a fixture"))
}

fn report_on(source: Source) -> Report {
    common::report(source, (0..RULEBOOK.regimes.len()).collect())
}

fn written(format: Format) -> String {
    written_of(&REPORTS, format)
}

fn written_of(reports: &[Report], format: Format) -> String {
    let mut out = Vec::new();
    render(reports, format, &Look::default(), &mut out).expect("written to memory");
    String::from_utf8(out).expect("text")
}

fn written_json(format: Format) -> Value {
    serde_json::from_str(&written(format)).expect("JSON")
}

/// Fails where a value breaks a schema, and says where.
fn assert_valid(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(value)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Findings that need work.
fn gaps() -> usize {
    let findings = REPORTS.iter().flat_map(|report| &report.findings);
    findings
        .filter(|finding| finding.outcome.needs_work())
        .count()
}

#[test]
fn sarif_follows_the_official_schema_and_every_result_has_a_place_in_its_file() {
    let log = written_json(Format::Sarif);
    assert_valid(&sarif_schema(), &log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), gaps());
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        let report =
            &REPORTS[place["artifactLocation"]["index"].as_u64().expect("a file") as usize];
        let text = cut(&report.source.text, region);
        assert_eq!(text, region["snippet"]["text"], "{}: {region}", report.path);
        for key in ["id", "shortDescription", "fullDescription", "help"] {
            let rule = result["ruleIndex"].as_u64().expect("a rule") as usize;
            assert!(!log["runs"][0]["tool"]["driver"]["rules"][rule][key].is_null());
        }
    }
}

fn sarif_schema() -> Value {
    let schema = include_str!("schemas/sarif-2.1.0.json");
    // A bracket too many in a pattern, which a strict reader of regular expressions refuses.
    serde_json::from_str(&schema.replace("{2}]?$", "{2}?$")).expect("JSON")
}

fn gitlab_schema() -> Value {
    serde_json::from_str(include_str!("schemas/gitlab-code-quality.json")).expect("JSON")
}

/// What stands in a region, read as an editor reads it: lines, and UTF-16 units in them.
fn cut(text: &str, region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut starts = vec![0];
    for (at, &unit) in units.iter().enumerate() {
        let next = units.get(at + 1).copied();
        if unit == 10 || (unit == 13 && next != Some(10)) {
            starts.push(at + 1);
        }
    }
    let place = |line: &str, column: &str| starts[number(line) - 1] + number(column) - 1;
    let (start, end) = (
        place("startLine", "startColumn"),
        place("endLine", "endColumn"),
    );
    String::from_utf16(&units[start..end]).expect("whole characters")
}

#[test]
fn gitlab_follows_its_schema_and_no_issue_hides_another() {
    let issues = written_json(Format::Gitlab);
    assert_valid(&gitlab_schema(), &issues);
    let issues = issues.as_array().expect("a list");
    let distinct: BTreeSet<&str> = issues
        .iter()
        .filter_map(|issue| issue["fingerprint"].as_str())
        .collect();
    assert_eq!((issues.len(), distinct.len()), (gaps(), gaps()));
}

#[test]
fn junit_counts_what_it_holds() {
    let text = written(Format::Junit);
    let findings = REPORTS.iter().flat_map(|report| &report.findings);
    let skipped = |outcome| matches!(outcome, Outcome::Undetermined | Outcome::NotApplicable);
    let count = |of: &dyn Fn(Outcome) -> bool| {
        findings
            .clone()
            .filter(|finding| of(finding.outcome))
            .count()
    };
    let (all, skipped) = (count(&|_| true), count(&skipped));
    let failures = count(&|outcome| outcome.needs_work() && outcome != Outcome::Undetermined);
    let head =
        format!("tests=\"{all}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    assert!(text.contains(&head), "{head}");
    assert_eq!(text.matches("<testcase ").count(), all);
    assert_eq!(text.matches("<failure ").count(), failures);
    assert_eq!(text.matches("<skipped ").count(), skipped);
    assert_xml(&text);
    assert_junit(&text);
}

/// An element: its name, what it may stand in, the attributes it must have and those it may have.
type Element = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// The format as <https://github.com/testmoapp/junitxml> describes
/// what viewers have in common. (There is no official schema.)
const JUNIT: [Element; 9] = [
    ("testsuites", &[""], &COUNTS, &["time", "timestamp"]),
    (
        "testsuite",
        &["testsuites"],
        &COUNTS,
        &["time", "timestamp", "file"],
    ),
    ("properties", &["testsuite", "testcase"], &[], &[]),
    ("property", &["properties"], &["name", "value"], &[]),
    (
        "testcase",
        &["testsuite"],
        &["name", "classname"],
        &["time", "file", "line"],
    ),
    ("skipped", &["testcase"], &[], &["message"]),
    ("failure", &["testcase"], &["message", "type"], &[]),
    ("system-out", &["testcase", "testsuite"], &[], &[]),
    ("system-err", &["testcase", "testsuite"], &[], &[]),
];
const COUNTS: [&str; 5] = ["name", "tests", "failures", "errors", "skipped"];

/// Every element and attribute is one of the grammar, where the grammar has it.
fn assert_junit(text: &str) {
    use quick_xml::events::{BytesStart, Event};
    fn element(tag: &BytesStart<'_>, parent: &str) -> String {
        let name = tag.name().as_ref().to_owned();
        let known = JUNIT.iter().find(|(known, ..)| *known == name);
        let (_, parents, must, may) = known.unwrap_or_else(|| panic!("{name} is no element"));
        assert!(parents.contains(&parent), "{name} in {parent}");
        let key = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            attribute.key.as_ref().to_owned()
        };
        let has: BTreeSet<String> = tag
            .attributes()
            .map(|attribute| key(attribute.expect("an attribute")))
            .collect();
        assert!(must.iter().all(|key| has.contains(*key)), "{name}: {has:?}");
        let known = |key: &String| must.contains(&key.as_str()) || may.contains(&key.as_str());
        assert!(has.iter().all(known), "{name}: {has:?}");
        name
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut within: Vec<String> = vec![String::new()];
    loop {
        let parent = within.last().cloned().unwrap_or_default();
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => within.push(element(&tag, &parent)),
            Event::Empty(tag) => drop(element(&tag, &parent)),
            Event::End(_) => drop(within.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(within.len(), 1, "all elements end");
}

#[test]
fn what_was_decided_and_what_was_not_read_is_told_as_the_schemas_say() {
    let reports = &*DECIDED;
    let count = |of: fn(&Standing) -> bool| {
        let findings = reports.iter().flat_map(|report| &report.findings);
        findings.filter(|finding| of(&finding.standing)).count()
    };
    let known = count(|standing| *standing == Standing::Known);
    let waived = count(|standing| matches!(standing, Standing::Waived { .. }));
    let unread = reports.iter().any(|report| !report.limits.is_empty());
    assert!(known > 100 && waived > 100 && unread);
    let json = |format| serde_json::from_str::<Value>(&written_of(reports, format)).expect("JSON");

    let log = json(Format::Sarif);
    assert_valid(&sarif_schema(), &log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let suppressed = |result: &&Value| {
        !result["suppressions"]
            .as_array()
            .expect("a list")
            .is_empty()
    };
    assert_eq!(results.iter().filter(suppressed).count(), known + waived);
    let unchanged = |result: &&Value| result["baselineState"] == "unchanged";
    assert_eq!(results.iter().filter(unchanged).count(), known);

    assert_valid(&gitlab_schema(), &json(Format::Gitlab));
    assert_valid(&strict(Form::Report.schema()), &json(Format::Json));
    let policy = strict(Form::Policy.schema());
    for line in written_of(reports, Format::Jsonl).lines() {
        assert_valid(&policy, &serde_json::from_str(line).expect("JSON"));
    }
    let junit = written_of(reports, Format::Junit);
    assert_xml(&junit);
    assert_junit(&junit);
    let lines = written_of(reports, Format::Github);
    let mut lines = lines.split_terminator(['\r', '\n']);
    assert!(lines.all(|line| line.starts_with("::")));
}

fn assert_xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    while reader.read_event().expect("well-formed") != quick_xml::events::Event::Eof {}
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    assert!(text.chars().all(allowed));
}

#[test]
fn csv_has_a_row_for_each_finding() {
    let text = written(Format::Csv);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<Vec<csv::StringRecord>, _> = rows.records().collect();
    let findings: usize = REPORTS.iter().map(|report| report.findings.len()).sum();
    assert_eq!(rows.expect("rows of one length").len(), findings);
}

#[test]
fn github_writes_a_line_for_each_gap_and_remark() {
    let remarks: usize = REPORTS.iter().map(|report| report.remarks.len()).sum();
    let text = written(Format::Github);
    assert_eq!(
        text.split_terminator(['\r', '\n']).count(),
        gaps() + remarks
    );
    assert!(text.lines().all(|line| line.starts_with("::")));
}

/// The schema, refusing keys that it does not describe.
fn strict(schema: &str) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                if map.contains_key("properties") && map.contains_key("type") {
                    map.insert("additionalProperties".to_owned(), json!(false));
                }
                map.values_mut().for_each(close);
            }
            Value::Array(list) => list.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema = serde_json::from_str(schema).expect("JSON");
    close(&mut schema);
    schema
}

/// A key that a report has and `schema/report.json` and `schema/policy.json` do not describe fails here.
#[test]
fn json_follows_the_published_schemas_which_describe_every_key() {
    assert_valid(&strict(Form::Report.schema()), &written_json(Format::Json));
    let policy = strict(Form::Policy.schema());
    for line in written(Format::Jsonl).lines() {
        assert_valid(&policy, &serde_json::from_str(line).expect("JSON"));
    }
}

#[test]
fn signals_follow_the_published_schema() {
    let schema = strict(Form::Signals.schema());
    for path in fixtures() {
        let source = Source::read(&path).expect("a fixture");
        let document = Document::parse(&source);
        let hits = scan(&RULEBOOK, &document);
        let signals = Signals::new(source, &document, &RULEBOOK, &hits);
        assert_valid(&schema, &serde_json::to_value(&signals).expect("JSON"));
    }
}

#[test]
fn the_schemas_describe_what_is_told_of_a_policy_read_in_part() {
    let source = in_part();
    let document = Document::parse(&source);
    let signals = Signals::new(
        source.clone(),
        &document,
        &RULEBOOK,
        &scan(&RULEBOOK, &document),
    );
    let report = report_on(source);
    assert!(!report.limits.is_empty() && report.findings.iter().any(|finding| finding.more > 0));
    let reports = written_of(&[report], Format::Json);
    assert_valid(
        &strict(Form::Report.schema()),
        &serde_json::from_str(&reports).expect("JSON"),
    );
    assert_valid(
        &strict(Form::Signals.schema()),
        &serde_json::to_value(&signals).expect("JSON"),
    );
}

/// Words that rules find something in, between what other formats take for their own.
fn policy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string()),
        prop::sample::select(vec![
            "You have the right to access your data. ",
            "We answer requests within 90 days.\r\n",
            "=cmd|' /C calc'!A0 we share data with the following:\n\n",
            "::error::%0A]]>\u{0}\u{b}\u{1b}[31m&amp;<b>|`@all #1 ",
            "# Your \u{1d11e} rights\r",
            "\u{feff}\u{2028}\u{85}\u{ffff}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    "[a-z.:,|`<>&@%= \n\u{e9}/-]{1,12}".prop_map(|name| format!("{name}.md"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_policy_and_no_name_breaks_a_format(name in name(), text in policy()) {
        let reports = [report_on(Source::from_text(&name, &text))];
        let (alerts, report) = (reports[0].alerts.len(), &reports[0]);
        let log: Value = serde_json::from_str(&written_of(&reports, Format::Sarif)).expect("JSON");
        for result in log["runs"][0]["results"].as_array().expect("results") {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            prop_assert_eq!(&json!(cut(&report.source.text, region)), &region["snippet"]["text"]);
        }
        assert_xml(&written_of(&reports, Format::Junit));
        let lines = written_of(&reports, Format::Github);
        let lines: Vec<&str> = lines.split_terminator(['\r', '\n']).collect();
        prop_assert_eq!(lines.len(), alerts + report.remarks.len());
        prop_assert!(lines.iter().all(|line| line.starts_with("::")));
        let rows = written_of(&reports, Format::Csv);
        for row in csv::Reader::from_reader(rows.as_bytes()).records() {
            let row = row.expect("rows of one length");
            prop_assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])));
        }
        let gitlab: Value = serde_json::from_str(&written_of(&reports, Format::Gitlab)).expect("JSON");
        prop_assert_eq!(gitlab.as_array().map(Vec::len), Some(alerts));
    }
}
