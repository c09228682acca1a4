//! What rule authors are told: one file a kind of mistake, its messages beside it.

use lacuna::rulebook::{Problem, RuleFile, compile};

#[test]
fn messages() {
    insta::glob!("rules_errors/*.toml", |path| {
        let text = std::fs::read_to_string(path).expect("a rule file");
        let file = RuleFile {
            name: "rules.toml".to_owned(),
            text: text.into(),
        };
        let problems = match compile(&[file]) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        let told: Vec<String> = problems.iter().map(Problem::to_plain).collect();
        insta::assert_snapshot!(told.join("\n"));
    });
}
