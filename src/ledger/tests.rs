use super::{
    Decisions, Effect, Use,
    baseline::{Baseline, Entry},
    decide, waivers,
};
use crate::{
    config::{Config, Waiver},
    document::Document,
    judge::{Facts, Outcome, judge},
    limits::WAIVERS,
    report::{FailRule, Finding, Report, Standing},
    rulebook::{Problem, RuleFile, Rulebook, closest, compile},
    scan::scan,
    source::Source,
};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

const RULES: &str = r#"
[regime]
id = "a-law"
title = "A law"
jurisdiction = "XX"
citation = "Law 1"
applies_to = "All."

[[signal]]
id = "register"
says = "A register is kept."
any = ["keep* .. register"]

[[signal]]
id = "answer"
says = "Requests are answered within a time."
any = ["answer* .. within <duration>"]

[[obligation]]
id = "register"
cite = "Section 1"
title = "A register is kept"
level = "required"
needs = "register"
help = "Keep one."

[[obligation]]
id = "answer"
cite = "Section 2"
title = "Requests are answered within 30 days"
level = "required"
needs = "answer"
bound = { answer = "<= 30 days" }
help = "Answer sooner."
"#;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let file = RuleFile {
        name: "a-law.toml".to_owned(),
        text: RULES.into(),
    };
    compile(&[file]).expect("valid rules").0
});

const SLOW: &str = "# Privacy\n\nWe answer you within 60 days of your letter.\n";

fn report(text: &str) -> Report {
    let source = Source::from_text("privacy.md", text);
    let document = Document::parse(&source);
    let facts = Facts {
        regimes: Some(vec![0]),
        ..Facts::default()
    };
    let hits = scan(&RULEBOOK, &document);
    let verdicts = judge(&RULEBOOK, &document, &hits, &facts);
    Report::new(source, &document, &RULEBOOK, &facts, &verdicts)
}

fn finding<'a>(report: &'a Report, obligation: &str) -> &'a Finding {
    let found = report
        .findings
        .iter()
        .find(|of| of.obligation == obligation);
    found.expect("judged")
}

const DAY: Date = date(2026, 11, 24);

fn settled(text: &str, waivers: &[&Waiver], known: &[Entry]) -> (Report, Effect) {
    let mut report = report(text);
    let decisions = Decisions {
        waivers,
        known,
        policy: "privacy.md",
        day: DAY,
    };
    let effect = decide(&mut report, &decisions);
    (report, effect)
}

fn written(more: &str) -> Vec<Waiver> {
    let text = format!("[[waiver]]\nid = 'a-law/answer'\nreason = 'We are few.'\n{more}");
    let file = RuleFile {
        name: "lacuna.toml".to_owned(),
        text: text.into(),
    };
    Config::parse(file).expect("right").waivers
}

/// How the gap in [`SLOW`] stands under one waiver.
fn under(more: &str) -> (Standing, Use) {
    let waivers = written(more);
    let (report, effect) = settled(SLOW, &[&waivers[0]], &[]);
    let standing = finding(&report, "answer").standing.clone();
    (standing, effect.uses[0][0])
}

#[test]
fn a_waiver_waives_until_its_day_its_words_and_its_policies() {
    let holds = |more: &str| {
        let (standing, used) = under(more);
        assert!(matches!(standing, Standing::Waived { .. }), "{more}");
        assert_eq!(used, Use::Waives, "{more}");
    };
    let fails = |more: &str, expected: Use| {
        assert_eq!(under(more), (Standing::New, expected), "{more}");
    };
    holds("");
    holds("expires = 2026-11-24");
    holds("words = 'Within 60\tDays'");
    holds("policy = '*.md'");
    fails("expires = 2026-11-23", Use::Expired);
    fails("words = 'within 90 days'", Use::Idle);
    fails("policy = 'legal/*.md'", Use::Elsewhere);
}

#[test]
fn what_is_waived_is_counted_apart_and_stays() {
    let waivers = written("owner = 'legal'");
    let (report, _) = settled(SLOW, &[&waivers[0]], &[]);
    let count = |outcome| report.summary[&outcome];
    assert_eq!((report.waived, report.known), (1, 0));
    assert_eq!(
        (count(Outcome::OutOfBounds), count(Outcome::Missing)),
        (0, 1)
    );
    assert_eq!(report.findings.len(), 2);
    assert!(!FailRule::default().fails(finding(&report, "answer")));
}

#[test]
fn a_waiver_for_what_is_said_is_idle() {
    let waivers = written("");
    let (_, effect) = settled("We answer you within 10 days.", &[&waivers[0]], &[]);
    assert_eq!(effect.uses, [[Use::Idle]]);
}

/// The baseline of a policy.
fn baseline(text: &str) -> Baseline {
    let mut baseline = Baseline::default();
    baseline.record("privacy.md", &report(text), &FailRule::default());
    baseline
}

fn standings(text: &str, baseline: &Baseline) -> Vec<Standing> {
    let (report, _) = settled(text, &[], baseline.of("privacy.md"));
    let standings = report.findings.iter().map(|of| of.standing.clone());
    standings.collect()
}

#[test]
fn the_baseline_knows_gaps_by_their_words_and_not_by_their_place() {
    use Standing::{Known, New};
    let baseline = baseline(SLOW);
    assert_eq!(baseline.count(), 2);
    assert_eq!(standings(SLOW, &baseline), [Known, Known]);
    let moved =
        "# Privacy\n\nNew words come first.\n\nWe ANSWER you\nwithin 60\ndays of your letter.\n";
    assert_eq!(standings(moved, &baseline), [Known, Known]);
    let slower = SLOW.replace("60", "90");
    assert_eq!(standings(&slower, &baseline), [Known, New]);
}

#[test]
fn a_gap_that_is_closed_is_told_and_taken_out_when_asked() {
    let mut baseline = baseline(SLOW);
    let better = "We keep a register. We answer you within 60 days.";
    let (report, effect) = settled(better, &[], baseline.of("privacy.md"));
    assert_eq!(effect.closed, ["a-law/register"]);
    baseline.prune("privacy.md", &report);
    baseline.prune("other.md", &report);
    let left: Vec<&str> = baseline
        .of("privacy.md")
        .iter()
        .map(|of| of.id.as_str())
        .collect();
    assert_eq!(left, ["a-law/answer"]);
}

#[test]
fn what_is_waived_does_not_enter_the_baseline() {
    let waivers = written("");
    let (report, _) = settled(SLOW, &[&waivers[0]], &[]);
    let mut baseline = Baseline::default();
    baseline.record("privacy.md", &report, &FailRule::default());
    let ids: Vec<&str> = baseline
        .of("privacy.md")
        .iter()
        .map(|of| of.id.as_str())
        .collect();
    assert_eq!(ids, ["a-law/register"]);
}

fn parsed(text: &str) -> Result<Baseline, String> {
    let file = RuleFile {
        name: "baseline.json".to_owned(),
        text: text.into(),
    };
    Baseline::parse(&file).map_err(|problem| problem.to_plain())
}

#[test]
fn a_baseline_is_read_as_it_was_written_or_not_at_all() {
    let baseline = baseline(SLOW);
    let mut bytes = Vec::new();
    baseline.write(&mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("text");
    insta::assert_snapshot!("baseline", text);
    assert_eq!(parsed(&text), Ok(baseline));
    let json = serde_json::from_str(&text).expect("JSON");
    let schema = serde_json::from_str(super::baseline::schema()).expect("JSON");
    assert!(jsonschema::is_valid(&schema, &json));
    let half = &text[..text.len() / 2];
    let newer = text.replacen("\"version\": 1", "\"version\": 7", 1);
    let told: Vec<String> = ["", "[]", "{\"version\": 1}", half, &newer]
        .iter()
        .map(|text| parsed(text).expect_err("refused"))
        .collect();
    insta::assert_snapshot!("broken_baselines", told.join("\n"));
}

#[test]
fn waivers_in_a_policy_are_read() {
    let text = "# A\n\n<!-- lacuna: waive a-law/answer, a-law/register reason=\"We are = few\" expires=2027-01-01 owner=legal -->\n\n[//]: # (lacuna: waive a-law/register reason='x')\n<!-- about lacuna: nothing -->\n";
    let written = waivers(&Source::from_text("privacy.md", text));
    assert!(written.problems.is_empty(), "{:?}", written.problems);
    let first = &written.waivers[0];
    let ids: Vec<&str> = first.ids.iter().map(|id| id.value.as_str()).collect();
    assert_eq!(ids, ["a-law/answer", "a-law/register"]);
    assert_eq!(first.terms.reason, "We are = few");
    assert_eq!(first.terms.expires, Some(date(2027, 1, 1)));
    assert_eq!(first.terms.owner.as_deref(), Some("legal"));
    assert_eq!(written.waivers[1].place(), "privacy.md:5");
}

#[test]
fn what_is_wrong_in_them_is_told_in_its_place() {
    let text = r#"<!-- lacuna: -->
<!-- lacuna: wave a-law/answer reason="x" -->
<!-- lacuna: waive a-law/answer -->
<!-- lacuna: waive reason="" -->
<!-- lacuna: waive a-law/answer reason="x" expire=2027-01-01 -->
<!-- lacuna: waive a-law/answer reason="x" expires="soon" -->
<!-- lacuna: waive a-law/answer reason="x -->
"#;
    let written = waivers(&Source::from_text("privacy.md", text));
    assert!(written.waivers.is_empty());
    let told: Vec<String> = written.problems.iter().map(Problem::to_plain).collect();
    insta::assert_snapshot!("wrong_waivers", told.join("\n"));
}

#[test]
fn a_policy_cannot_drown_us_in_waivers() {
    let told = |text: &str| {
        let written = waivers(&Source::from_text("privacy.html", &format!("<html>{text}")));
        let ids: usize = written.waivers.iter().map(|waiver| waiver.ids.len()).sum();
        let told: Vec<String> = written.problems.iter().map(Problem::to_plain).collect();
        let bytes: usize = told.iter().map(String::len).sum();
        assert!(
            ids <= WAIVERS && bytes < 200_000,
            "{ids} ids, {bytes} bytes of problems"
        );
        told
    };
    let one = |ids: &str| format!("<!-- lacuna: waive {ids} reason=\"x\" -->");
    assert_eq!(told(&one("a-law/answer").repeat(WAIVERS)), [""; 0]);
    let many = told(&one("a-law/answer").repeat(WAIVERS + 1));
    assert_eq!(many.len(), 1);
    assert!(many[0].contains("more than 100 obligations"), "{}", many[0]);
    assert_eq!(told(&one(&"a-law/answer,".repeat(WAIVERS + 1))).len(), 1);
    assert!(told(&"<!-- lacuna: wave -->".repeat(5_000)).len() <= 101);
    assert!(told(&format!("<!-- lacuna: waive {} -->", "a=b ".repeat(5_000))).len() <= 101);
    assert_eq!(
        told(&format!("<!-- lacuna: {}", "\n".repeat(100_000))).len(),
        1
    );
}

#[test]
fn a_name_as_long_as_a_book_is_not_compared_with_any() {
    let names = ["a-law/answer"];
    assert_eq!(closest("a-law/anser", names), Some("a-law/answer"));
    assert_eq!(closest(&"a-law/answer".repeat(100_000), names), None);
}
