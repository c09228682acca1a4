//! The bundled rules: every example does what its rule says, and little is known to go wrong.

use jiff::civil::date;
use lacuna::{
    examples,
    rulebook::Rulebook,
    rules::{Docs, Selection},
};

fn load() -> (Rulebook, Docs) {
    let selection = Selection::default();
    let (rulebook, _) = Rulebook::load(&selection).expect("valid rules");
    (rulebook, Docs::load(&selection).expect("readable rules"))
}

#[test]
fn examples_hold() {
    let (rulebook, docs) = load();
    assert!(
        examples::count(&rulebook, &docs) > 5000,
        "the examples were found"
    );
    let failures = examples::run(&rulebook, &docs, date(2026, 11, 24));
    let told: Vec<String> = failures
        .iter()
        .map(|failure| {
            let (rule, key) = (&failure.rule, failure.list.key());
            format!("{rule} {key}: {:?} → {}", failure.text, failure.got)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn little_is_known_to_go_wrong_and_limits_say_why() {
    let (_, docs) = load();
    let (mut all, mut wrong) = (0, 0);
    for regime in docs.regimes.values() {
        for obligation in &regime.obligations {
            let known = obligation.missed.len() + obligation.mistaken.len();
            all += known + obligation.met.len() + obligation.unmet.len();
            wrong += known;
            let told = known == 0 || !obligation.limits.is_empty();
            assert!(told, "{}: {} has no `limits`", regime.file, obligation.id);
        }
    }
    assert!(
        wrong * 100 <= all * 3,
        "{wrong} of {all} examples are known to go wrong"
    );
}

/// 60 regimes and 1,385 obligations, each with its citation: the catalogue the rules are written after.
#[test]
fn the_catalogue_is_complete() {
    let (rulebook, _) = load();
    let obligations = || {
        rulebook
            .regimes
            .iter()
            .flat_map(|regime| &regime.obligations)
    };
    assert_eq!((rulebook.regimes.len(), obligations().count()), (60, 1385));
    assert!(obligations().all(|obligation| !obligation.cite.trim().is_empty()));
}
