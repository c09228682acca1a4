#![no_main]
//! Patterns: a tree, or an error in its place; and what a signal of such a pattern finds.

use lacuna::{
    document::Document,
    rulebook::{RuleFile, compile, pattern},
    scan::scan,
    source::Source,
};
use std::sync::LazyLock;

static POLICY: LazyLock<Document> = LazyLock::new(|| {
    let text = include_str!("../../tests/hostile/policy.md");
    Document::parse(&Source::from_text("policy.md", text))
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    match pattern::parse(text) {
        Err(error) => assert!(error.span.start <= error.span.end && error.span.end <= text.len().max(1)),
        Ok(parsed) => {
            for (name, place) in &parsed.terms {
                assert_eq!(text.get(place.clone()), Some(name.as_str()));
            }
            let quoted = serde_json::Value::from(text).to_string();
            let rule = format!("[[signal]]\nid = \"s\"\nsays = \"S.\"\nany = [{quoted}]\nnot = [{quoted}, \"data\"]\n");
            let rule = rule.replace("\"s\"\nsays", "\"s\"\nheadings = \"count\"\nsays");
            for text in [rule.clone(), rule.replacen("not = ", "match = ", 1)] {
                let file = RuleFile {
                    name: "rules.toml".to_owned(),
                    text: text.into(),
                };
                if let Ok((rulebook, _)) = compile(&[file]) {
                    scan(&rulebook, &POLICY);
                }
            }
        }
    }
});
