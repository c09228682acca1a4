#![no_main]
//! Policies in one format.

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let page = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => return, // encodings have a target of their own
    };
    // A page is known by its beginning.
    common::read("policy.html", format!("<html>{page}").as_bytes());
});
