//! Which passage is shown for what is said.

use super::World;

fn needing(needs: &str, more: &str) -> String {
    format!(
        "[[obligation]]\nid = \"it\"\ncite = \"1\"\ntitle = \"It\"\nlevel = \"required\"\nhelp = \"Say it.\"\nneeds = \"{needs}\"\n{more}\n"
    )
}

/// The passages shown, with ` / ` for line breaks, and how many statements more say so.
fn shown(rules: &str, policy: &str) -> (Vec<String>, usize) {
    let world = World::new(rules, policy);
    let verdict = world.first();
    let passages = world.words(&verdict.evidence).into_iter();
    let passages = passages.map(|passage| passage.replace('\n', " / "));
    (passages.collect(), verdict.more)
}

#[test]
fn the_passage_that_says_it_most_is_shown_whole() {
    let policy = "In passing. {a}\n# Rights\nFirst. {a}\nBetween.\nSecond. {a}\n# Else\nAgain. {a}";
    let passage = "First. / Between. / Second.".to_owned();
    assert_eq!(shown(&needing("a", ""), policy), (vec![passage], 2));
}

#[test]
fn of_passages_as_good_the_first_is_shown() {
    let policy = "# One\nHere. {a}\n# Two\nThere. {a}";
    assert_eq!(
        shown(&needing("a", ""), policy),
        (vec!["Here.".to_owned()], 1)
    );
}

#[test]
fn a_passage_ends_with_its_section_and_where_long_nothing_is_said() {
    let policy = "# One\nHere. {a}\n# Two\nThere. {a}\n0\n1\n2\n3\n4\n5\n6\nFar. {a}\nNear. {a}";
    assert_eq!(
        shown(&needing("a", ""), policy),
        (vec!["Far. / Near.".to_owned()], 2)
    );
}

#[test]
fn of_what_must_come_together_each_is_shown_near_the_other() {
    let apart = "# One\nHere. {a}\n# Two\nThere. {b}";
    let both = vec!["Here.".to_owned(), "There.".to_owned()];
    assert_eq!(shown(&needing("a and b", ""), apart), (both, 0));
    let together = "# One\nHere. {a}\n# Two\nThere. {b}\nAnd so. {a}";
    let near = vec!["There.".to_owned(), "And so.".to_owned()];
    assert_eq!(shown(&needing("b and a", ""), together), (near, 1));
}

#[test]
fn a_passage_near_the_other_condition_is_better_than_an_early_one() {
    let policy = "Early. {a}\n# Two {b}\nUnder it. {a}";
    let passages = vec!["Under it.".to_owned(), "# Two".to_owned()];
    assert_eq!(shown(&needing("a and b", ""), policy), (passages, 1));
}

#[test]
fn of_alternatives_one_passage_is_enough() {
    let policy = "# One\nHere. {a}\n# Two\nThere. {b}\nThere too. {b}";
    let one = vec!["There. / There too.".to_owned()];
    assert_eq!(shown(&needing("a or b", ""), policy), (one, 1));
}

#[test]
fn the_length_that_keeps_a_limit_is_shown_with_what_was_read() {
    let bound = "bound = { a = \"<= 45 days\" }";
    let policy = "# One\nSoon. {a}\nVery soon. {a}\n# Two\nWithin 30 days. {a=30days}";
    let world = World::new(&needing("a", bound), policy);
    let verdict = world.first();
    assert_eq!(world.words(&verdict.evidence), ["Within 30 days."]);
    assert_eq!(verdict.evidence[0].note, "30 days, and 45 days is the most");
    assert_eq!(verdict.more, 2);
}
