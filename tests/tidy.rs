//! The structure of the house, tested: modules look upstream only, files stay small, and the engine knows no law.

use lacuna::rulebook::pattern::Capture;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Modules in order: each may use those before it. `document` and `rulebook` never see each other.
const ORDER: [&str; 18] = [
    "span", "quantity", "limits", "safe", "source", "document", "rulebook", "scan", "judge",
    "report", "audit", "config", "ledger", "init", "render", "examples", "eval", "cli",
];
/// Longest file, in lines, without its tests.
const LONGEST: usize = 400;

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)
            .expect("folder")
            .map(|entry| entry.expect("entry").path())
        {
            match entry.is_dir() {
                true => folders.push(entry),
                false if entry.extension().is_some_and(|e| e == ending) => found.push(entry),
                false => {}
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let sources: Vec<_> = files(Path::new("src"), "rs")
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).expect("text")))
        .collect();
    assert!(sources.len() > 30, "the sources were found");
    sources
}

/// The text without what stands behind the first `#[cfg(test)] mod tests {`.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text)
}

/// The text without its tests and its comments.
fn code(text: &str) -> String {
    uncommented(without_tests(text))
}

fn uncommented(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The module at the root that a file belongs to.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("in src");
    let first = inside
        .components()
        .next()
        .expect("a name")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules named after `crate::`, in paths and in `use crate::{a, b::c}`.
fn used(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => {
                names.insert(word(after));
            }
            Some(list) => {
                let mut depth = 0;
                let mut name = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            {
                                names.insert(word(std::mem::take(&mut name).trim()));
                            };
                        }
                        _ if depth == 0 => name.push(c),
                        _ => {}
                    }
                }
                names.insert(word(name.trim()));
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn modules_look_upstream_only() {
    let rank = |module: &str| ORDER.iter().position(|known| *known == module);
    for (path, text) in sources() {
        let Some(own) = rank(&room(&path)) else {
            continue;
        };
        for module in used(&code(&text)) {
            let Some(other) = rank(&module) else { continue };
            assert!(
                other <= own,
                "{} uses {module}, which is downstream of it",
                path.display()
            );
            let pair = (room(&path), module);
            assert!(
                pair != ("document".into(), "rulebook".into())
                    && pair != ("rulebook".into(), "document".into()),
                "{}: document and rulebook must not see each other",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_small() {
    for (path, text) in sources() {
        let lines = without_tests(&text).lines().count();
        let tests = path.file_stem().is_some_and(|stem| stem == "tests")
            || path.components().any(|part| part.as_os_str() == "tests");
        assert!(
            tests || lines <= LONGEST,
            "{}: {lines} lines, {LONGEST} are the most",
            path.display()
        );
    }
}

/// Ids of all regimes, and of the signals whose id is no plain word (`purposes` is one).
fn ids() -> BTreeSet<String> {
    let id = |entry: &toml::Value| Some(entry.get("id")?.as_str()?.to_owned());
    let mut ids = BTreeSet::new();
    for path in files(Path::new("rules"), "toml") {
        let text = fs::read_to_string(path).expect("text");
        let table: toml::Table = text.parse().expect("TOML");
        ids.extend(table.get("regime").and_then(id));
        let signals = table.get("signal").and_then(toml::Value::as_array);
        let signals = signals.into_iter().flatten().filter_map(id);
        // What the engine recognises by its form (`postal-address`) is a word of the rule language.
        let of_language = |id: &String| Capture::ALL.iter().any(|(name, _)| name == id);
        ids.extend(signals.filter(|id| id.contains('-') && !of_language(id)));
    }
    assert!(ids.len() > 100, "the rules were found");
    ids
}

#[test]
fn the_engine_knows_no_law() {
    let ids = ids();
    // Samples and tests are compiled for tests only and speak of the rules they try.
    let shipped = |path: &Path| {
        path.file_stem()
            .is_some_and(|stem| stem != "sample" && stem != "tests")
    };
    for (path, text) in sources().into_iter().filter(|(path, _)| shipped(path)) {
        for literal in code(&text).split('"').skip(1).step_by(2) {
            assert!(
                !ids.contains(literal),
                "{} names `{literal}`, which is the rules' business",
                path.display()
            );
        }
    }
}

/// The words of a text, hyphens within them.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    words.map(str::to_lowercase).collect()
}

#[test]
fn no_regime_is_named_in_any_word_of_the_code() {
    let mut regimes = BTreeSet::new();
    for path in files(Path::new("rules/regimes"), "toml") {
        let table: toml::Table = fs::read_to_string(path)
            .expect("text")
            .parse()
            .expect("TOML");
        regimes.extend(table["regime"]["id"].as_str().map(str::to_owned));
    }
    assert!(regimes.len() >= 60, "the regimes were found");
    // Tests too: what the engine does must be tried without a law.
    for (path, text) in sources() {
        let named: Vec<_> = words(&uncommented(&text))
            .intersection(&regimes)
            .cloned()
            .collect();
        assert!(named.is_empty(), "{} names {named:?}", path.display());
    }
}
