#![no_main]
//! The whole way of a policy, in every format, to every form of report. The first byte chooses the format.

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((format, policy)) = bytes.split_first() else { return };
    let name = ["policy.md", "policy.html", "policy.txt"][usize::from(*format) % 3];
    common::invariants::check(name, policy);
});
