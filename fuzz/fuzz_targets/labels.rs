#![no_main]
//! Label files and mappings of `lacuna eval`: read, or refused with a place and in words. They are parted by a NUL.

#[path = "common.rs"]
mod common;

use lacuna::eval::{labels, mapping::Mapping};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (lines, meaning) = text.split_once('\0').unwrap_or((text, ""));
    if let Err((line, message)) = labels::parse(lines) {
        assert!(line >= 1 && !message.is_empty());
    }
    if let Err(problems) = Mapping::parse(meaning, &common::invariants::RULEBOOK) {
        assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.is_empty()));
    }
});
