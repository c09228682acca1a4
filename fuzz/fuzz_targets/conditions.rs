#![no_main]
//! Conditions: read or refused in words, whatever is in them.

use lacuna::rulebook::Condition;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut known = |name: &str| (name.len() < 4).then_some(name.len() as u32);
    if let Err(message) = Condition::parse(text, &mut known) {
        assert!(!message.is_empty());
    }
});
