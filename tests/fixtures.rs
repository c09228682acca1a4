//! Every rule on every fixture: the snapshot shows all verdicts, so another rule's false positive is a visible diff.

use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{Facts, Outcome, Verdicts, as_of, judge},
    rulebook::{Check, Rulebook},
    rules::Selection,
    scan::{scan, scan_for},
    source::Source,
};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    Rulebook::load(&Selection::default())
        .expect("valid rules")
        .0
});

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 6, "the fixtures were found");
    paths
}

/// All regimes, as of the day the page was archived, or a day on which the fixtures were read.
fn judged(path: &Path) -> Verdicts {
    let source = Source::read(path).expect("reads");
    let document = Document::parse(&source);
    let hits = scan(&RULEBOOK, &document);
    let facts = Facts {
        as_of: Some(as_of::settle(
            as_of::Asked::Default,
            &document,
            date(2026, 11, 24),
        )),
        regimes: Some((0..RULEBOOK.regimes.len()).collect()),
        ..Facts::default()
    };
    judge(&RULEBOOK, &document, &hits, &facts)
}

/// One line for each regime and outcome: the obligations decided so.
fn matrix(verdicts: &Verdicts) -> String {
    let mut text = String::new();
    for &regime in &verdicts.regimes {
        let mut by: BTreeMap<Outcome, Vec<&str>> = BTreeMap::new();
        for verdict in verdicts
            .verdicts
            .iter()
            .filter(|verdict| verdict.regime == regime)
        {
            let obligation = &RULEBOOK.regimes[regime].obligations[verdict.obligation];
            by.entry(verdict.outcome).or_default().push(&obligation.id);
        }
        for (outcome, ids) in by {
            let _ = writeln!(
                text,
                "{} {outcome:?}: {}",
                RULEBOOK.regimes[regime].id,
                ids.join(" ")
            );
        }
    }
    text
}

#[test]
fn every_rule_on_every_policy() {
    for path in fixtures("fixtures/policies") {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        insta::with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            insta::assert_snapshot!("matrix", matrix(&judged(&path)));
        });
    }
}

/// Looking only for what a regime asks for changes none of its verdicts.
#[test]
fn one_regime_is_judged_alone_as_among_all() {
    for path in fixtures("fixtures/policies") {
        let source = Source::read(&path).expect("reads");
        let document = Document::parse(&source);
        let all = scan(&RULEBOOK, &document);
        for regime in 0..RULEBOOK.regimes.len() {
            let facts = Facts {
                as_of: Some(as_of::settle(
                    as_of::Asked::Default,
                    &document,
                    date(2026, 11, 24),
                )),
                regimes: Some(vec![regime]),
                ..Facts::default()
            };
            let told = |hits| format!("{:?}", judge(&RULEBOOK, &document, hits, &facts).verdicts);
            let alone = scan_for(&RULEBOOK, &document, &[regime]);
            let id = &RULEBOOK.regimes[regime].id;
            assert_eq!(told(&all), told(&alone), "{}: {id}", path.display());
        }
    }
}

/// What asks for words must find none where nobody speaks of privacy, however many of its keywords stand there.
#[test]
fn unrelated_texts_and_the_joke_satisfy_nothing() {
    let joke = PathBuf::from("fixtures/policies/joke-keywords.txt");
    let mut found = Vec::new();
    for path in fixtures("fixtures/unrelated").into_iter().chain([joke]) {
        for verdict in judged(&path).verdicts {
            let regime = &RULEBOOK.regimes[verdict.regime];
            let obligation = &regime.obligations[verdict.obligation];
            let said = matches!(verdict.outcome, Outcome::Met | Outcome::Weak)
                && !verdict.evidence.is_empty();
            if said && matches!(obligation.check, Check::Needs(_)) {
                found.push(format!(
                    "{}: {}/{}",
                    path.display(),
                    regime.id,
                    obligation.id
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
