//! Flaws and dates.

use super::{Outcome, World};
use jiff::civil::date;

fn world(check: &str, policy: &str) -> World {
    let obligation = "[[obligation]]\nid = \"it\"\ncite = \"1\"\ntitle = \"It\"\nlevel = \"required\"\nhelp = \"Mend it.\"\n";
    World::new(&format!("{obligation}{check}"), policy)
}

#[test]
fn a_flaw_shows_all_its_places() {
    let world = world("flaw = \"a\"\nweak = \"b\"", "One. {a}\nTwo. {a}");
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::Missing);
    assert_eq!(world.words(&verdict.evidence), ["One.", "Two."]);
}

#[test]
fn a_flaw_is_what_the_rule_says_it_is() {
    let cases = [
        (
            "flaw = \"a\"\nflaw_is = \"contradicted\"",
            "One. {a}",
            Outcome::Contradicted,
        ),
        (
            "flaw = \"a\"\nflaw_is = \"weak\"",
            "One. {a}",
            Outcome::Weak,
        ),
        ("flaw = \"a\"", "May. {a?}", Outcome::Weak),
        ("flaw = \"a\"\nweak = \"b\"", "One. {b}", Outcome::Weak),
        ("flaw = \"a\"\nweak = \"b\"", "Not. {a!}", Outcome::Met),
    ];
    for (check, policy, expected) in cases {
        assert_eq!(
            world(check, policy).outcome(),
            expected,
            "{check}: {policy}"
        );
    }
}

#[test]
fn a_flaw_of_a_time_is_looked_for_in_policies_of_that_time() {
    let check = "flaw = \"a\"\nflaw_from = 2015-10-06";
    assert_eq!(world(check, "One. {a}").outcome(), Outcome::Missing);
    let old = world(check, "One. {a}").dated(date(2014, 1, 1), None);
    assert_eq!(old.outcome(), Outcome::Met);
    let judged_then = world(check, "One. {a}").on(date(2014, 1, 1));
    assert_eq!(judged_then.outcome(), Outcome::Met);
}

#[test]
fn flaws_of_several_times_mean_what_they_mean_then() {
    let check = "flaws = [{ flaw = \"a\", from = 2017-10-31 }, { flaw = \"a\", is = \"weak\", from = 2015-10-07 }, { flaw = \"b\" }]";
    let cases = [
        (date(2014, 1, 1), "One. {a}", Outcome::Met),
        (date(2016, 1, 1), "One. {a}", Outcome::Weak),
        (date(2018, 1, 1), "One. {a}", Outcome::Missing),
        (date(2014, 1, 1), "One. {b}", Outcome::Missing),
    ];
    for (day, policy, expected) in cases {
        let world = world(check, policy).on(day);
        assert_eq!(world.outcome(), expected, "{day}: {policy}");
    }
}

#[test]
fn demands_on_the_date() {
    // Judged as of 2024-06-01.
    let (old, new, future) = (date(2020, 1, 1), date(2024, 1, 1), date(2025, 1, 1));
    let cases = [
        ("known", None, None, Outcome::Missing),
        ("known", Some(old), None, Outcome::Met),
        ("past", None, None, Outcome::Met),
        ("past", Some(new), None, Outcome::Met),
        ("past", Some(future), None, Outcome::OutOfBounds),
        ("past", Some(future), Some(new), Outcome::Met),
        ("unambiguous", Some(new), None, Outcome::Met),
        ("unambiguous", Some(new), Some(old), Outcome::Weak),
        ("<= 12 months", None, None, Outcome::Met),
        ("<= 12 months", Some(new), None, Outcome::Met),
        ("<= 12 months", Some(old), None, Outcome::OutOfBounds),
        ("<= 12 months", Some(date(2023, 6, 1)), None, Outcome::Met),
        (
            "<= 12 months",
            Some(date(2023, 5, 31)),
            None,
            Outcome::OutOfBounds,
        ),
    ];
    for (demand, day, other, expected) in cases {
        let mut world = world(&format!("dated = \"{demand}\""), "Date.");
        if let Some(day) = day {
            world = world.dated(day, other);
        }
        assert_eq!(world.outcome(), expected, "{demand} {day:?} {other:?}");
    }
}

#[test]
fn a_doubtful_date_is_noted() {
    let world =
        world("dated = \"known\"", "Date.").dated(date(2011, 11, 3), Some(date(2011, 3, 11)));
    let verdict = world.first();
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(verdict.evidence[0].signal, None);
    assert_eq!(
        verdict.evidence[0].note,
        "read as 2011-11-03, or as 2011-03-11"
    );
}
