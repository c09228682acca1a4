#![no_main]
//! `lacuna.toml`, and waivers written into a policy: read, or refused with a place and in words.

#[path = "common.rs"]
mod common;

use lacuna::{
    config::Config,
    ledger::waivers,
    rulebook::{Problem, RuleFile},
    source::Source,
};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let file = RuleFile {
        name: "lacuna.toml".to_owned(),
        text: text.into(),
    };
    match Config::parse(file) {
        Ok(config) => told(text, &config.check(&common::invariants::RULEBOOK)),
        Err(problems) => {
            assert!(!problems.is_empty());
            told(text, &problems);
        }
    }
    for (name, policy) in [("policy.md", text.to_owned()), ("policy.html", format!("<html>{text}"))] {
        let source = Source::from_text(name, &policy);
        let written = waivers(&source);
        told(&source.text, &written.problems);
        for waiver in &written.waivers {
            assert!(!waiver.ids.is_empty() && !waiver.terms.reason.trim().is_empty());
        }
    }
});

/// Problems stand in the text, and can be shown.
fn told(text: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(problem.span.as_ref().is_none_or(|span| text.get(span.clone()).is_some()));
        assert!(!problem.to_plain().is_empty());
    }
}
