#![no_main]
//! Rule files: a rulebook that can be used, or problems that can be shown.

use lacuna::{
    document::Document,
    rulebook::{RuleFile, compile},
    scan::scan,
    source::Source,
};
use std::sync::LazyLock;

static POLICY: LazyLock<Document> = LazyLock::new(|| {
    let text = include_str!("../../tests/hostile/policy.md");
    Document::parse(&Source::from_text("policy.md", text))
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let file = RuleFile {
        name: "rules.toml".to_owned(),
        text: text.into(),
    };
    match compile(&[file]) {
        Ok((rulebook, warnings)) => {
            assert!(warnings.iter().all(|problem| !problem.is_error()));
            let hits = scan(&rulebook, &POLICY);
            assert!(hits.hits.iter().all(|hit| (hit.signal as usize) < rulebook.signals.len()));
        }
        Err(problems) => {
            assert!(problems.iter().any(|problem| problem.is_error()));
            for problem in problems {
                assert!(problem.span.as_ref().is_none_or(|span| text.get(span.clone()).is_some()));
                assert!(!problem.to_plain().is_empty());
            }
        }
    }
});
