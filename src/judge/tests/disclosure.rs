//! The order of decision for what must be said.

use super::{Outcome, World};

fn needing(needs: &str, more: &str) -> String {
    format!(
        "[[obligation]]\nid = \"it\"\ncite = \"1\"\ntitle = \"It\"\nlevel = \"required\"\nhelp = \"Say it.\"\nneeds = \"{needs}\"\n{more}\n"
    )
}

fn outcome(needs: &str, more: &str, policy: &str) -> Outcome {
    World::new(&needing(needs, more), policy).outcome()
}

#[test]
fn conditions_over_what_is_said() {
    let cases = [
        ("a", "We say. {a}", Outcome::Met),
        ("a", "We say nothing.", Outcome::Missing),
        ("a", "We may. {a?}", Outcome::Weak),
        ("a", "Not us. {a!}", Outcome::Missing),
        ("a", "Our site. {a~}", Outcome::Missing),
        ("a", "You can: {a…}", Outcome::Missing),
        ("a and b", "We say. {a} {b}", Outcome::Met),
        ("a and b", "We say. {a}\nWe may. {b?}", Outcome::Weak),
        ("a and b", "We say. {a}", Outcome::Missing),
        ("a or b", "We may. {a?}\nWe say. {b}", Outcome::Met),
        ("a and not b", "We say. {a}", Outcome::Met),
        ("a and not b", "We say. {a}\nWe may. {b?}", Outcome::Missing),
        ("a and not b", "We say. {a}\nNot us. {b!}", Outcome::Met),
    ];
    for (needs, policy, expected) in cases {
        assert_eq!(outcome(needs, "", policy), expected, "{needs}: {policy}");
    }
}

#[test]
fn lesser_words_are_weak() {
    assert_eq!(outcome("a", "weak = \"b\"", "So so. {b}"), Outcome::Weak);
    assert_eq!(outcome("a", "weak = \"b\"", "So so. {b?}"), Outcome::Weak);
    assert_eq!(
        outcome("a", "weak = \"b\"", "Not so. {b!}"),
        Outcome::Missing
    );
    assert_eq!(
        outcome("a", "weak = \"b\"", "We say. {a} {b}"),
        Outcome::Met
    );
}

#[test]
fn weak_words_are_shown_best_place_first() {
    let policy = "These are: {a}\n| A row {a}\nA sentence. {a}\nAnother sentence. {b}\nYes. {a}";
    let world = World::new(&needing("c", "weak = \"a or b\""), policy);
    let evidence = world.first().evidence;
    assert_eq!(
        world.words(&evidence),
        [
            "A sentence.",
            "Another sentence.",
            "Yes.",
            "| A row",
            "These are:"
        ]
    );
}

#[test]
fn weak_words_are_shown_once_and_five_at_most() {
    let policy = "One. {a} {b}\nTwo. {a}\nThree. {a}\nFour. {a}\nFive. {a}\nSix. {a}";
    let world = World::new(&needing("c", "weak = \"a and b\""), policy);
    let verdict = world.first();
    assert_eq!(
        world.words(&verdict.evidence),
        ["One.", "Two.", "Three.", "Four.", "Five."]
    );
    assert_eq!(verdict.more, 1);
}

#[test]
fn a_not_has_no_evidence() {
    let verdict = World::new(&needing("not a", ""), "We say. {b}").first();
    assert_eq!(verdict.outcome, Outcome::Met);
    assert!(verdict.evidence.is_empty());
}

#[test]
fn a_limit_is_broken_only_if_every_quantity_breaks_it() {
    let bound = "bound = { a = \"<= 45 days\" }";
    let world = World::new(&needing("a", bound), "We take 60 days. {a=60days}");
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::OutOfBounds);
    assert_eq!(
        verdict.evidence[0].note,
        "60 days, where 45 days is the most"
    );

    let policy = "We take 60 days. {a=60days}\nWe answer soon. {a}\nWe take 30 days. {a=30days}";
    let world = World::new(&needing("a", bound), policy);
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(world.words(&verdict.evidence)[0], "We take 30 days.");

    assert_eq!(outcome("a", bound, "We answer soon. {a}"), Outcome::Met);
    assert_eq!(
        outcome("a", bound, "Not in 60 days. {a!=60days}"),
        Outcome::Missing
    );
}

#[test]
fn said_and_its_opposite_is_contradicted_with_both_places() {
    let world = World::new(
        &needing("a", "opposed = \"b\""),
        "We never. {b}\nWe do. {a}",
    );
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::Contradicted);
    assert_eq!(world.words(&verdict.evidence), ["We do.", "We never."]);
}

#[test]
fn only_the_opposite_is_missing_with_a_near_miss() {
    let world = World::new(&needing("a", "opposed = \"b\""), "We never. {b}");
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::Missing);
    assert!(verdict.evidence.is_empty());
    assert_eq!(world.words(&verdict.near_misses), ["We never."]);
    assert_eq!(verdict.near_misses[0].note, "says the opposite");
}

const TERRITORIES: &str = r#"
[[territory]]
id = "us"
title = "the United States"
any = "word us"
[[territory]]
id = "here"
title = "Here"
any = "word here"
within = "us"
[[territory]]
id = "there"
title = "There"
any = "word there"
within = "us"
"#;

fn local(signal: &str, policy: &str) -> World {
    let regime = super::REGIME.to_owned() + "territory = \"here\"\n";
    let rules = regime + &needing(signal, "") + TERRITORIES;
    World::with_regimes(&[&rules], policy).asking(&[0])
}

#[test]
fn what_is_said_to_one_place_counts_there() {
    let cases = [
        ("We say. {local}", Outcome::Met),
        ("If you are here. {local} {_territory:here}", Outcome::Met),
        ("In the US. {local} {_territory:us}", Outcome::Met),
        (
            "If you are there. {local} {_territory:there}",
            Outcome::Missing,
        ),
        (
            "Here or there. {local} {_territory:here} {_territory:there}",
            Outcome::Met,
        ),
        (
            "# There {_territory:there}\nWe say. {local}",
            Outcome::Missing,
        ),
        (
            "# There {_territory:there}\n## Rights\nWe say. {local}",
            Outcome::Missing,
        ),
        (
            "# There {_territory:there}\n## Here {_territory:here}\nWe say. {local}",
            Outcome::Met,
        ),
        (
            "# There {_territory:there}\nIf you are here. {local} {_territory:here}",
            Outcome::Met,
        ),
        (
            "# There {_territory:there}\nx\n# All\nWe say. {local}",
            Outcome::Met,
        ),
    ];
    for (policy, expected) in cases {
        assert_eq!(local("local", policy).outcome(), expected, "{policy}");
    }
    let everywhere = local("a", "If you are there. {a} {_territory:there}");
    assert_eq!(everywhere.outcome(), Outcome::Met);
    let elsewhere = local("local", "If you are there. {local} {_territory:there}").first();
    assert_eq!(elsewhere.near_misses[0].note, "speaks to There only");
}

#[test]
fn a_signal_counts_only_in_its_place() {
    let rules = needing("a", "where = { a = \"word w\" }");
    let cases = [
        ("We say. {a}", Outcome::Missing),
        ("We say with it. {a} {_where:law/it/a}", Outcome::Met),
        (
            "# With it {_where:law/it/a}\n## Deeper\nWe say. {a}",
            Outcome::Met,
        ),
        ("With it. {_where:law/it/a}\nWe say. {a}", Outcome::Missing),
    ];
    for (policy, expected) in cases {
        assert_eq!(World::new(&rules, policy).outcome(), expected, "{policy}");
    }
}
