//! Taking over obligations from another regime.

use lacuna::rulebook::{RuleFile, Rulebook, compile};

const VIRGINIA: &str = r#"
[[signal]]
id = "access"
says = "A right of access."
any = ["right of access"]
match = ["You have a right of access."]
differ = ["You have access."]

[regime]
id = "virginia"
title = "VCDPA"
jurisdiction = "US-VA"
citation = "Va. Code"
in_force = { from = 2023-01-01 }

[regime.names]
official = ["virginia attorney general"]

[[obligation]]
id = "first"
cite = "§ 1"
title = "Write to the {official}"
level = "required"
needs = "access"
where = { access = "{official}" }
help = "Say so."
in_force = { from = 2024-01-01 }

[[obligation]]
id = "second"
cite = "§ 2"
title = "Second"
level = "required"
needs = "access"
help = "Say so."
"#;

const TEXAS: &str = r#"
[regime]
id = "texas"
title = "TDPSA"
jurisdiction = "US-TX"
citation = "Tex. Code"
in_force = { from = 2024-07-01 }
like = "virginia"

[regime.names]
official = ["texas attorney general"]

[regime.words]
official = "Texas Attorney General"

[regime.cites]
first = "§ 11"

[[obligation]]
id = "third"
cite = "§ 13"
like = "virginia/second"
title = "Third"
"#;

fn book(texas: &str) -> Result<Rulebook, Vec<String>> {
    let file = |name: &str, text: &str| RuleFile {
        name: name.to_owned(),
        text: text.into(),
    };
    match compile(&[file("virginia.toml", VIRGINIA), file("texas.toml", texas)]) {
        Ok((book, _)) => Ok(book),
        Err(problems) => Err(problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()),
    }
}

#[test]
fn a_citation_is_never_taken_over() {
    let problems = book(TEXAS).expect_err("`second` has no citation");
    assert_eq!(problems, ["the obligation `second` has no citation"]);
}

#[test]
fn all_else_is() {
    let texas = TEXAS.replace(
        "like = \"virginia\"\n",
        "like = \"virginia\"\ndrop = [\"second\"]\n",
    );
    let book = book(&texas).expect("valid rules");
    let regime = &book.regimes[0];
    let ids: Vec<&str> = regime
        .obligations
        .iter()
        .map(|obligation| obligation.id.as_str())
        .collect();
    assert_eq!(ids, ["first", "third"]);
    assert_eq!(regime.obligations[0].cite, "§ 11");
    assert_eq!(
        regime.obligations[0].title,
        "Write to the Texas Attorney General"
    );
    assert_eq!(regime.obligations[0].in_force, regime.in_force);
    assert_eq!(regime.obligations[1].title, "Third");
    let place = |regime: usize| book.regimes[regime].obligations[0].places[0].1;
    assert_ne!(place(0), place(1));
}
