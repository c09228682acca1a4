//! What comes from elsewhere is known: every dependency has its reason in the docs, every version its line in the lockfile.

use std::{collections::BTreeSet, fs};
use toml::{Table, Value};

fn read(path: &str) -> Table {
    fs::read_to_string(path).expect(path).parse().expect("TOML")
}

fn names(table: Option<&Value>) -> impl Iterator<Item = String> {
    let table = table.and_then(Value::as_table);
    table.into_iter().flat_map(|table| table.keys().cloned())
}

/// Names in the first column of the tables under a heading.
fn listed(page: &str, heading: &str) -> BTreeSet<String> {
    let (_, after) = page
        .split_once(&format!("\n## {heading}\n"))
        .expect("the heading");
    let part = after.split("\n## ").next().unwrap_or(after);
    let rows = part.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned()))
        .collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let page = fs::read_to_string("docs/dependencies.md").expect("the page");
    let targets = manifest.get("target").and_then(Value::as_table);
    let of_targets = targets.into_iter().flat_map(|targets| targets.values());
    let program: BTreeSet<String> = names(manifest.get("dependencies"))
        .chain(of_targets.flat_map(|target| names(target.get("dependencies"))))
        .collect();
    let build: BTreeSet<String> = names(manifest.get("build-dependencies")).collect();
    let tests: BTreeSet<String> = names(manifest.get("dev-dependencies")).collect();
    assert_eq!(listed(&page, "In the program"), program);
    assert!(
        build.is_subset(&program),
        "the build script needs what the program has"
    );
    assert_eq!(listed(&page, "In the tests"), &tests - &program);
}

#[test]
fn every_crate_comes_from_the_registry_with_its_hash() {
    let lock = read("Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    assert!(packages.len() > 50, "the lockfile was read");
    for package in packages
        .iter()
        .filter(|package| package["name"].as_str() != Some("lacuna"))
    {
        let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        assert_eq!(
            text("source"),
            "registry+https://github.com/rust-lang/crates.io-index",
            "{package}"
        );
        assert_eq!(text("checksum").len(), 64, "{package}");
    }
}

#[test]
fn our_code_is_safe_and_every_exception_has_a_reason() {
    let manifest = read("Cargo.toml");
    assert_eq!(
        manifest["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
    let deny = read("deny.toml");
    for ban in deny["bans"]["deny"].as_array().expect("bans") {
        assert!(ban.get("reason").is_some(), "{ban}");
    }
    let ignored = deny["advisories"]["ignore"].as_array().expect("a list");
    assert!(
        ignored
            .iter()
            .all(|ignored| ignored.get("reason").is_some())
    );
}
