//! Editing one sentence of a fixture shows exactly that change: in the comparison, in the check against a baseline, and in the annotations.

mod common;

use common::RULEBOOK;
use jiff::civil::date;
use lacuna::{
    judge::Outcome,
    ledger::{Decisions, baseline::Baseline, decide},
    render::{Form, Format, Look, compare_json, render},
    report::{Change, FailRule, Report, Standing, compare},
    rulebook::Level,
    source::Source,
};
use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

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

/// A sentence written otherwise, or put elsewhere, and the one verdict that this changes.
struct Edit {
    fixture: &'static str,
    law: &'static str,
    /// What is replaced, and by what, one after the other.
    pairs: &'static [(&'static str, &'static str)],
    id: &'static str,
    change: Change,
    outcome: Outcome,
    /// How the annotation of it begins, and the line of the policy that it stands at; none where there is nothing to mend.
    annotation: Option<(&'static str, &'static str)>,
}

const AGENT: &str = " You may use an authorized agent, who must give us your written permission.";
const ANSWER: &str = "We respond to verifiable consumer requests within 45 days.";

const EDITS: [Edit; 5] = [
    // Removed.
    Edit {
        fixture: "saas-startup.md",
        law: "ccpa",
        pairs: &[(AGENT, "")],
        id: "ccpa/authorized-agent",
        change: Change::Opened,
        outcome: Outcome::Missing,
        annotation: Some(("error", "5. Notice to California residents")),
    },
    // Weakened.
    Edit {
        fixture: "utf16.txt",
        law: "gdpr",
        pairs: &[(
            "Orders are stored for six years after the end of the year. Other data are deleted after 18 months.",
            "We keep your data as long as necessary.",
        )],
        id: "gdpr/retention-period",
        change: Change::Weakened,
        outcome: Outcome::Weak,
        annotation: Some(("warning", "We keep your data as long as necessary.")),
    },
    // Contradicted.
    Edit {
        fixture: "exemplary.md",
        law: "gdpr",
        pairs: &[(
            "Where a request is complex we",
            "We charge a fee of 10 pounds for each request. Where a request is complex we",
        )],
        id: "gdpr/rights-free-of-charge",
        change: Change::Opened,
        outcome: Outcome::Contradicted,
        annotation: Some(("notice", "We answer free of charge")),
    },
    // A number changed.
    Edit {
        fixture: "saas-startup.md",
        law: "ccpa",
        pairs: &[(
            ANSWER,
            "We respond to verifiable consumer requests within 60 days.",
        )],
        id: "ccpa/response-time",
        change: Change::Opened,
        outcome: Outcome::OutOfBounds,
        annotation: Some(("notice", "within 60 days")),
    },
    // Moved.
    Edit {
        fixture: "saas-startup.md",
        law: "ccpa",
        pairs: &[
            (AGENT, ""),
            (
                ANSWER,
                "We respond to verifiable consumer requests within 45 days. You may use an authorized agent, who must give us your written permission.",
            ),
        ],
        id: "ccpa/authorized-agent",
        change: Change::Moved,
        outcome: Outcome::Met,
        annotation: None,
    },
];

impl Edit {
    fn before(&self) -> String {
        let path = Path::new("fixtures/policies").join(self.fixture);
        Source::read(&path).expect("the fixture").text
    }

    fn after(&self) -> String {
        self.pairs
            .iter()
            .fold(self.before(), |text, (before, after)| {
                assert_eq!(text.matches(before).count(), 1, "{before}");
                text.replace(before, after)
            })
    }

    /// The report on a version, by the rule that whatever needs work fails.
    fn report(&self, text: &str) -> Report {
        let regimes = RULEBOOK.regimes_called(self.law).expect("known");
        let mut report = common::report(Source::from_text(self.fixture, text), regimes);
        report.weigh(&Self::rule());
        report
    }

    fn rule() -> FailRule {
        FailRule {
            on: vec![
                Outcome::Missing,
                Outcome::Weak,
                Outcome::OutOfBounds,
                Outcome::Contradicted,
            ],
            level: Level::Recommended,
        }
    }

    fn annotations(&self, text: &str) -> BTreeSet<String> {
        let regimes = RULEBOOK.regimes_called(self.law).expect("known");
        let mut report = common::report(Source::from_text(self.fixture, text), regimes);
        report.weigh(&FailRule::default());
        let mut out = Vec::new();
        render(&[report], Format::Github, &Look::default(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        text.lines().map(str::to_owned).collect()
    }
}

#[test]
fn each_kind_of_edit_changes_one_verdict() {
    for edit in &EDITS {
        let comparison = compare(&edit.report(&edit.before()), &edit.report(&edit.after()));
        let changes: Vec<(&str, Change, Outcome)> = comparison
            .changes
            .iter()
            .map(|of| (of.id.as_str(), of.change, of.after.outcome))
            .collect();
        assert_eq!(changes, [(edit.id, edit.change, edit.outcome)]);
        assert_eq!(comparison.is_worse(), edit.change != Change::Moved);
        assert_eq!(comparison.changes[0].edits.len(), edit.pairs.len());
    }
}

#[test]
fn each_kind_of_edit_fails_the_check_against_the_baseline_of_before() {
    for edit in &EDITS {
        let (old, mut new) = (edit.report(&edit.before()), edit.report(&edit.after()));
        let mut baseline = Baseline::default();
        baseline.record(edit.fixture, &old, &Edit::rule());
        assert!(baseline.count() > 0, "{}: gaps that are known", edit.id);
        let decisions = Decisions {
            waivers: &[],
            known: baseline.of(edit.fixture),
            policy: edit.fixture,
            day: date(2026, 11, 24),
        };
        let effect = decide(&mut new, &decisions);
        assert!(effect.closed.is_empty(), "{}: {effect:?}", edit.id);
        let failing = new
            .findings
            .iter()
            .filter(|finding| Edit::rule().fails(finding))
            .map(|finding| finding.id.as_str());
        let expected = (edit.change != Change::Moved).then_some(edit.id);
        assert!(failing.eq(expected), "{}", edit.id);
    }
}

#[test]
fn each_kind_of_edit_is_annotated_once_where_it_stands() {
    for edit in &EDITS {
        let (before, after) = (
            edit.annotations(&edit.before()),
            edit.annotations(&edit.after()),
        );
        let gone: Vec<&String> = before.difference(&after).collect();
        assert!(gone.is_empty(), "{}: {gone:#?}", edit.id);
        let new: Vec<&String> = after.difference(&before).collect();
        assert_eq!(
            new.len(),
            usize::from(edit.annotation.is_some()),
            "{new:#?}"
        );
        if let (Some((kind, words)), [annotation]) = (edit.annotation, &new[..]) {
            let text = edit.after();
            let line = text.lines().position(|line| line.contains(words));
            let line = line.expect("the line") + 1;
            let start = format!("::{kind} file={},line={line},", edit.fixture);
            assert!(annotation.starts_with(&start), "{start}: {annotation}");
            assert!(annotation.contains(edit.id), "{annotation}");
        }
    }
}
