//! Whether an obligation applies.

use super::{Outcome, World};

const RULES: &str = r#"
[[fact]]
id = "sells"
question = "Do you sell data?"
yes = "c"
no = "d"
[[fact]]
id = "public"
question = "Are you a public body?"
yes = "b"
silent = "no"
"#;

fn world(conditions: &str, policy: &str) -> World {
    let obligation = "[[obligation]]\nid = \"it\"\ncite = \"1\"\ntitle = \"It\"\nlevel = \"required\"\nhelp = \"Say it.\"\nneeds = \"a\"\n";
    World::new(&format!("{RULES}{obligation}{conditions}"), policy)
}

#[test]
fn a_fact_is_shown_denied_or_unknown() {
    let cases = [
        ("Yes. {c}", Outcome::Missing),
        ("No. {d}", Outcome::NotApplicable),
        ("Both. {c} {d}", Outcome::NotApplicable),
        ("Maybe. {c?}", Outcome::Undetermined),
        ("Nothing.", Outcome::Undetermined),
        ("No. {d}\nWe say. {a}", Outcome::Met),
        ("No. {d}\nWe may. {a?}", Outcome::NotApplicable),
        ("We may. {a?}", Outcome::Weak),
    ];
    for (policy, expected) in cases {
        let world = world("when = \"sells\"", policy);
        assert_eq!(world.outcome(), expected, "{policy}");
    }
}

#[test]
fn what_is_declared_wins() {
    let denied = world("when = \"sells\"", "No. {d}").declaring("sells", true);
    assert_eq!(denied.outcome(), Outcome::Missing);
    let shown = world("when = \"sells\"", "Yes. {c}").declaring("sells", false);
    let verdict = shown.first();
    assert_eq!(verdict.outcome, Outcome::NotApplicable);
    assert_eq!(
        verdict.reason,
        "Does not apply: Do you sell data? You stated: no."
    );
    assert!(verdict.evidence.is_empty());
}

#[test]
fn a_fact_of_the_text_shows_its_words() {
    let world = world("when = \"sells\"", "Never ever. {d}");
    let verdict = world.first();
    assert_eq!(verdict.fact, Some(0));
    assert_eq!(world.words(&verdict.evidence), ["Never ever."]);
    assert_eq!(
        verdict.reason,
        "Does not apply: Do you sell data? The policy says: no."
    );
}

#[test]
fn silence_can_mean_no() {
    let verdict = world("when = \"public\"", "Nothing.").first();
    assert_eq!(verdict.outcome, Outcome::NotApplicable);
    assert_eq!(verdict.fact, Some(1));
    assert_eq!(
        world("when = \"not public\"", "Nothing.").outcome(),
        Outcome::Missing
    );
    assert_eq!(
        world("when = \"sells and public\"", "Nothing.").outcome(),
        Outcome::NotApplicable
    );
}

#[test]
fn assumed_applicable_believes_only_what_was_declared() {
    let assumed = |when: &str, policy: &str| world(when, policy).assuming_applicable();
    assert_eq!(
        assumed("when = \"sells\"", "No. {d}").outcome(),
        Outcome::Missing
    );
    assert_eq!(
        assumed("when = \"not public\"", "Nothing.").outcome(),
        Outcome::Missing
    );
    let declared = assumed("when = \"sells\"", "Nothing.").declaring("sells", false);
    assert_eq!(declared.outcome(), Outcome::NotApplicable);
    assert_eq!(
        assumed("unless = \"b\"", "We said. {b}").outcome(),
        Outcome::NotApplicable
    );
}

#[test]
fn words_can_make_it_not_apply() {
    let verdict = world("unless = \"b\"", "We said. {b}").first();
    assert_eq!(verdict.outcome, Outcome::NotApplicable);
    assert_eq!(verdict.evidence.len(), 1);
    assert_eq!(verdict.fact, None);
    assert_eq!(
        world("unless = \"b\"", "We may. {b?}").outcome(),
        Outcome::Missing
    );
}

#[test]
fn questions_are_counted() {
    let more = "when = \"sells\"\n[[obligation]]\nid = \"other\"\ncite = \"2\"\ntitle = \"Other\"\nlevel = \"required\"\nhelp = \"Say it.\"\nneeds = \"a\"\nwhen = \"public or sells\"";
    let verdicts = world(more, "Nothing.").judged();
    assert_eq!(verdicts.questions, [(0, 2)]);
    assert_eq!(
        verdicts.verdicts[0].reason,
        "Depends on what the policy does not tell: Do you sell data?"
    );
}
