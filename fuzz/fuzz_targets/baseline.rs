#![no_main]
//! Baselines: read and written the same again, or refused in words.

use lacuna::{ledger::baseline::Baseline, rulebook::RuleFile};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let file = |text: &str| RuleFile {
        name: "baseline.json".to_owned(),
        text: text.into(),
    };
    match Baseline::parse(&file(text)) {
        Err(problem) => assert!(!problem.to_plain().is_empty()),
        Ok(baseline) => {
            let mut bytes = Vec::new();
            baseline.write(&mut bytes).expect("writes");
            let written = String::from_utf8(bytes).expect("UTF-8");
            let again = Baseline::parse(&file(&written)).expect("what was written can be read");
            assert_eq!(baseline, again);
        }
    }
});
