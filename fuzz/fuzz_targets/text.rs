#![no_main]
//! Policies in one format.

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let page = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => return, // encodings have a target of their own
    };
    common::read("policy.txt", page.as_bytes());
});
