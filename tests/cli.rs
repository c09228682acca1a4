//! What the user types and sees: each file in `tests/cmd` is a command with its output and exit status.
#![cfg(feature = "cli")]

#[test]
fn commands() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd")
        .case("README.md");
}
