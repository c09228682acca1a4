//! One made-up report that every format is tested on.

use super::{Format, Look, render as write};
use crate::{
    document::{Document, Run},
    judge::{
        Answer, AsOf, Because, Facts, Outcome, Remark, Settled, Verdict, Verdicts, Why, Witness,
    },
    report::{Finding, Report, Standing},
    rulebook::{
        Check, Condition, Fact, InForce, Level, Obligation, Regime, Rulebook, Signal, Silent,
    },
    source::Source,
    span::Span,
};
use jiff::civil::date;

const POLICY: &str = "# Privacy\n\nThe controller is Acme GmbH, Lindenallee 14, 10115 Berlin.\n\nWe collect personal data that you give us, and many other things happen in this long paragraph that stands on one line as it does in real policies. We keep your data for as long as necessary for our purposes. We answer every request within 60 days of receiving it, and we tell you if we cannot, and so on and on.\n";

pub(super) fn render(format: Format) -> String {
    write_to_string(&[policy(), empty()], format, &Look::default())
}

#[cfg(feature = "cli")]
pub(super) fn render_so(format: Format, look: &Look) -> String {
    write_to_string(&[policy(), empty()], format, look)
}

#[cfg(feature = "cli")]
pub(super) fn render_one(format: Format, look: &Look) -> String {
    write_to_string(&[policy()], format, look)
}

/// With a policy that does its worst, for formats that machines read.
pub(super) fn render_all(format: Format) -> String {
    write_to_string(&all(), format, &Look::default())
}

/// All the reports.
pub(super) fn all() -> Vec<Report> {
    vec![policy(), empty(), nasty()]
}

/// Fails where a value breaks a JSON Schema, and says where.
pub(super) fn assert_valid(schema: &str, value: &serde_json::Value) {
    let schema = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn write_to_string(reports: &[Report], format: Format, look: &Look) -> String {
    let mut out = Vec::new();
    write(reports, format, look, &mut out).expect("writing to memory");
    String::from_utf8(out).expect("renderers write text")
}

/// A policy in which every outcome occurs.
fn policy() -> Report {
    let source = Source::from_text("privacy.md", POLICY);
    let document = document();
    let verdicts = Verdicts {
        regimes: vec![0, 1],
        verdicts: verdicts(),
        remarks: vec![Remark::ClaimOutOfForce(2, Some(words("Acme", 0, "")))],
        questions: vec![(0, 1)],
        facts: vec![
            settled(0, Answer::Unknown, Because::Silence),
            Settled {
                evidence: vec![words("you give us", 0, "")],
                ..settled(1, Answer::Yes, Because::Text)
            },
        ],
    };
    let mut report = Report::new(source, &document, &rulebook(), &facts(), &verdicts);
    report.stand(standing);
    report
}

/// One gap of each standing that is not held against the policy; the others are new.
fn standing(finding: &Finding) -> Standing {
    match finding.id.as_str() {
        "beta-act/response-time" => Standing::Known,
        "beta-act/sale" => Standing::Waived {
            reason: "The annex to the contract says it".to_owned(),
            owner: Some("legal@acme.example".to_owned()),
            expires: Some(date(2027, 1, 1)),
        },
        _ => Standing::New,
    }
}

/// A policy that claims nothing.
fn empty() -> Report {
    let source = Source::from_text("folder/empty.md", "");
    let verdicts = Verdicts {
        remarks: vec![Remark::NoClaim],
        ..Verdicts::default()
    };
    Report::new(
        source,
        &Document::default(),
        &rulebook(),
        &facts(),
        &verdicts,
    )
}

const NASTY: &str = "@ceo ::error::100%, \"so\" ]]> &amp; <script>alert(1)</script>\r\n=HYPERLINK(\"http://x\") | `code` \u{1b}[31m 𝄞𝄞𝄞 kept for ever\r\n[link](http://x) ![x](y)\r\n";

/// Where its words `for ever` begin, in characters.
pub(super) const NASTY_COLUMN: usize = 48;

/// A policy that tries to break out of every format, with every kind of place and of standing.
fn nasty() -> Report {
    let source = Source::from_text("./docs/über, 100%/a|b `c` <d> @e.md", NASTY);
    let said = |text: &str| words_of(NASTY, text, 1, "a *note* with | and <b>");
    let verdicts = vec![
        verdict((0, 0), Outcome::OutOfBounds, vec![said("for ever")]),
        verdict(
            (0, 1),
            Outcome::Weak,
            vec![said("=HYPERLINK"), said("[link](http://x)")],
        ),
        Verdict {
            near_misses: vec![said("kept")],
            reason: "::error::a reason\r\n::warning::of two lines, 100% \u{0}\u{7} @ceo".to_owned(),
            ..verdict((0, 2), Outcome::Missing, Vec::new())
        },
        Verdict {
            anchor: Some(Span::new(0, 4)),
            ..verdict((1, 2), Outcome::Missing, Vec::new())
        },
        verdict((1, 3), Outcome::Missing, Vec::new()),
        verdict(
            (1, 4),
            Outcome::Contradicted,
            vec![said("`code`"), said("<script>")],
        ),
    ];
    let verdicts = Verdicts {
        regimes: vec![0, 1],
        verdicts,
        ..Verdicts::default()
    };
    let mut report = Report::new(
        source,
        &document_of(NASTY),
        &rulebook(),
        &facts(),
        &verdicts,
    );
    report.stand(|finding| match finding.id.as_str() {
        "beta-act/response-time" => Standing::Known,
        "beta-act/sale" => Standing::Waived {
            reason: "the <b>board</b> | decided\n@ceo".to_owned(),
            owner: Some("legal@example.org".to_owned()),
            expires: Some(date(2027, 1, 1)),
        },
        _ => Standing::New,
    });
    report
}

fn document() -> Document {
    document_of(POLICY)
}

/// A document that is the same as its file.
fn document_of(policy: &str) -> Document {
    let whole = Span::new(0, policy.len());
    Document {
        text: policy.to_lowercase(),
        runs: vec![Run {
            text: whole,
            source: whole,
        }],
        ..Document::default()
    }
}

fn facts() -> Facts {
    Facts {
        as_of: Some(AsOf {
            date: date(2026, 11, 24),
            why: Why::Today,
        }),
        ..Facts::default()
    }
}

fn verdicts() -> Vec<Verdict> {
    let period = || words("for as long as necessary", 1, "names no period");
    let days = || words("within 60 days", 2, "60 days; at most 45 days");
    vec![
        verdict(
            (0, 0),
            Outcome::Met,
            vec![words("The controller is Acme GmbH", 0, "")],
        ),
        verdict((0, 1), Outcome::Weak, vec![period()]),
        verdict((0, 2), Outcome::Missing, Vec::new()),
        verdict((0, 3), Outcome::OutOfBounds, vec![days()]),
        verdict((0, 4), Outcome::Undetermined, Vec::new()),
        verdict((1, 0), Outcome::NotApplicable, Vec::new()),
        verdict((1, 1), Outcome::Contradicted, vec![period(), days()]),
        verdict((1, 2), Outcome::Missing, Vec::new()),
        verdict((1, 3), Outcome::Missing, Vec::new()),
        verdict((1, 4), Outcome::Missing, Vec::new()),
        verdict((1, 5), Outcome::Missing, Vec::new()),
    ]
}

fn settled(regime: usize, answer: Answer, because: Because) -> Settled {
    Settled {
        fact: 0,
        regime,
        answer,
        because,
        evidence: Vec::new(),
    }
}

fn verdict((regime, obligation): (usize, usize), outcome: Outcome, said: Vec<Witness>) -> Verdict {
    Verdict {
        regime,
        obligation,
        outcome,
        evidence: said,
        more: 0,
        words: Vec::new(),
        near_misses: Vec::new(),
        reason: format!(
            "a reason why this is {outcome:?}, which is as long as reasons are, so that it must be wrapped"
        ),
        fact: (outcome == Outcome::Undetermined).then_some(0),
        anchor: None,
    }
}

fn words(text: &str, signal: usize, note: &str) -> Witness {
    words_of(POLICY, text, signal, note)
}

fn words_of(policy: &str, text: &str, signal: usize, note: &str) -> Witness {
    let start = policy.find(text).expect("the policy says so");
    Witness {
        spans: vec![Span::new(start, start + text.len())],
        signal: Some(signal),
        note: note.to_owned(),
    }
}

pub(super) fn rulebook() -> Rulebook {
    Rulebook {
        version: "0123abcd".to_owned(),
        signals: ["controller", "period", "response"].map(signal).to_vec(),
        facts: vec![Fact {
            id: "sells".to_owned(),
            question: "Do you sell personal data?".to_owned(),
            yes: None,
            no: None,
            silent: Silent::Unknown,
        }],
        regimes: ["alpha", "beta-act", "gone"].map(regime).to_vec(),
        ..Rulebook::default()
    }
}

fn signal(id: &str) -> Signal {
    Signal {
        id: id.to_owned(),
        says: format!("Says {id}."),
        hedged: crate::rulebook::Hedged::Counts,
        negated: crate::rulebook::Negated::Refused,
        scope: crate::rulebook::Scope::Everywhere,
        headings: crate::rulebook::Headings::Context,
    }
}

fn regime(id: &str) -> Regime {
    Regime {
        id: id.to_owned(),
        title: format!("The {id} law"),
        jurisdiction: "XX".to_owned(),
        group: "x".to_owned(),
        citation: "Law 1".to_owned(),
        in_force: InForce {
            from: Some(date(2000, 1, 1)),
            until: (id == "gone").then(|| date(2015, 10, 6)),
        },
        territory: None,
        applies_to: String::new(),
        notes: String::new(),
        claims: None,
        always: false,
        obligations: [
            "controller-identity",
            "retention-period",
            "right-of-access",
            "response-time",
            "sale",
            "advice",
        ]
        .map(obligation)
        .to_vec(),
    }
}

fn obligation(id: &str) -> Obligation {
    let level = match id {
        "advice" => Level::Recommended,
        "sale" => Level::Conditional,
        _ => Level::Required,
    };
    Obligation {
        id: id.to_owned(),
        cite: "Art. 13(1)(a), Art. 14(1)(a)".to_owned(),
        title: format!("Title of {id}"),
        level,
        in_force: InForce::default(),
        check: Check::Needs(Condition::Name(0)),
        weak: None,
        bounds: Vec::new(),
        places: Vec::new(),
        opposed: None,
        when: None,
        or_dated: None,
        unless: None,
        near: None,
        help: format!("Write something about {id}, in plain words that a reader understands."),
    }
}
