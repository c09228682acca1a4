//! Editing one sentence of a fixture shows exactly that change: in the comparison, in the check against a baseline, and in the annotations.

mod common;

use common::RULEBOOK;
use jiff::civil::date;
use lacuna::{
    judge::Outcome,
    ledger::{Decisions, baseline::Baseline, decide},
    render::{Form, Format, Look, compare_json, render},
    report::{Change, FailRule, Report, Standing, compare},
    source::Source,
};
use std::{collections::BTreeSet, fs, sync::LazyLock};

static OLD: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string("fixtures/policies/exemplary.md").expect("the fixture"));

const BEFORE: &str =
    "You can obtain a copy of the clauses by writing to privacy@tidewater.example.";
const AFTER: &str = "Our lawyers keep the clauses in a drawer.";
/// The obligation that this sentence meets.
const ID: &str = "gdpr/transfer-safeguards-copy";

fn report(text: &str) -> Report {
    let source = Source::from_text("exemplary.md", text);
    let regimes = RULEBOOK.regimes_called("gdpr").expect("known");
    let mut report = common::report(source, regimes);
    report.weigh(&FailRule::default());
    report
}

fn edited() -> String {
    assert_eq!(
        OLD.matches(BEFORE).count(),
        1,
        "the sentence is in the fixture once"
    );
    OLD.replace(BEFORE, AFTER)
}

#[test]
fn in_the_comparison() {
    let comparison = compare(&report(&OLD), &report(&edited()));
    let [opened] = &comparison.changes[..] else {
        let all: Vec<_> = comparison
            .changes
            .iter()
            .map(|of| (&of.id, of.change))
            .collect();
        panic!("one change, not {all:?}");
    };
    assert_eq!((opened.id.as_str(), opened.change), (ID, Change::Opened));
    assert_eq!(opened.after.outcome, Outcome::Missing);
    let [edit] = &opened.edits[..] else {
        panic!("one passage, not {:?}", opened.edits);
    };
    let without_stop = |text: &str| text.trim_end_matches('.').to_owned();
    assert_eq!(edit.removed, without_stop(BEFORE));
    assert_eq!(edit.added, without_stop(AFTER));
    assert_eq!(
        edit.new.as_ref().map(|words| words.text.as_str()),
        Some(AFTER)
    );
    assert!(comparison.is_worse());
}

#[test]
fn as_its_schema_says() {
    let mut out = Vec::new();
    let comparison = compare(&report(&OLD), &report(&edited()));
    compare_json(&[comparison], &mut out).expect("memory");
    let json = serde_json::from_slice(&out).expect("JSON");
    let schema = serde_json::from_str(Form::Diff.schema()).expect("JSON");
    jsonschema::validate(&schema, &json).expect("valid");
}

#[test]
fn in_the_check_against_a_baseline() {
    let (old, mut new) = (report(&OLD), report(&edited()));
    let mut baseline = Baseline::default();
    baseline.record("exemplary.md", &old, &FailRule::default());
    let decisions = Decisions {
        waivers: &[],
        known: baseline.of("exemplary.md"),
        policy: "exemplary.md",
        day: date(2026, 11, 24),
    };
    let effect = decide(&mut new, &decisions);
    assert!(effect.closed.is_empty());
    let failing = new
        .findings
        .iter()
        .filter(|finding| FailRule::default().fails(finding));
    let failing: Vec<&str> = failing.map(|finding| finding.id.as_str()).collect();
    assert_eq!(failing, [ID]);
    let known = new
        .findings
        .iter()
        .filter(|finding| finding.standing == Standing::Known);
    assert_eq!(known.count(), baseline.count());
}

#[test]
fn in_the_annotations() {
    let annotations = |text: &str| -> BTreeSet<String> {
        let mut out = Vec::new();
        render(&[report(text)], Format::Github, &Look::default(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        text.lines().map(str::to_owned).collect()
    };
    let (before, after) = (annotations(&OLD), annotations(&edited()));
    let gone: Vec<&String> = before.difference(&after).collect();
    let new: Vec<&String> = after.difference(&before).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let [annotation] = &new[..] else {
        panic!("one annotation, not {new:?}");
    };
    // What is missing has no place of its own: it is shown at the section where it belongs.
    let heading = |line: &&str| line.starts_with("## 4. Transfers");
    let line = OLD.lines().take_while(|line| !heading(line)).count() + 1;
    let place = format!("::error file=exemplary.md,line={line},");
    assert!(annotation.starts_with(&place), "{annotation}");
    assert!(annotation.contains(ID), "{annotation}");
}
