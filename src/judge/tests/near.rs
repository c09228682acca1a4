//! Near misses, reasons and anchors of what is missing.

use super::{Verdict, World};

const RULES: &str = r#"
[[obligation]]
id = "it"
cite = "1"
title = "It"
level = "required"
help = "Say it."
needs = "a and b"
near = "c"
[[obligation]]
id = "next"
cite = "2"
title = "Next"
level = "required"
help = "Say it."
needs = "d"
"#;

fn first(policy: &str) -> (World, Verdict) {
    let world = World::new(RULES, policy);
    let verdict = world.first();
    (world, verdict)
}

#[test]
fn refused_hits_come_first_then_parts_then_what_is_near_three_at_most() {
    let (world, verdict) = first("Near. {c}\nA part. {a}\nNo. {b!}\nNear too. {c}");
    assert_eq!(
        world.words(&verdict.near_misses),
        ["No.", "A part.", "Near."]
    );
    let notes: Vec<_> = verdict
        .near_misses
        .iter()
        .map(|miss| miss.note.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "negated by “No”",
            "says only a part",
            "does not suffice by itself"
        ]
    );
}

#[test]
fn the_reason_says_what_is_not_there() {
    let reasons = [
        ("Nothing.", "Not found: “Says a”, “Says b”."),
        ("A part. {a}", "Only a part is said. Not found: “Says b”."),
        (
            "You can: {a…}",
            "Only announced: the list that should say it never comes. Not found: “Says a”, “Says b”.",
        ),
        (
            "No. {a!}",
            "Not found: “Says a”, “Says b”. The closest words do not count: negated by “No”.",
        ),
    ];
    for (policy, reason) in reasons {
        assert_eq!(first(policy).1.reason, reason, "{policy}");
    }
}

#[test]
fn the_anchor_is_the_section_where_most_is_said_about_it() {
    let anchor = |policy: &str| {
        let (world, verdict) = first(policy);
        let span = verdict.anchor?;
        Some(world.document.text[span.range()].to_owned())
    };
    let two = "# One\nNo. {a!}\n# Two\nNo. {b!}\nNear. {c}";
    assert_eq!(anchor(two).as_deref(), Some("# Two"));
    let neighbour = "# One\nx\n# Two\nWe say. {d}";
    assert_eq!(anchor(neighbour).as_deref(), Some("# Two"));
    assert_eq!(anchor("No. {a!}"), None);
    assert_eq!(anchor("# One\nNothing."), None);
}
