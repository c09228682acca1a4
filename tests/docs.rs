//! The documentation, run: the law in `docs/adding-a-law.md` loads, its examples hold, and its policy is judged as the page says.

use jiff::civil::date;
use lacuna::{
    config::Config,
    document::Document,
    examples,
    judge::{
        AsOf, Facts,
        Outcome::{self, Met, NotApplicable, OutOfBounds},
        Why, judge,
    },
    ledger,
    rulebook::{Problem, RuleFile, Rulebook},
    rules::{Docs, Selection},
    scan::scan,
    source::Source,
};
use std::{env, fs, process, sync::LazyLock};

const FILE: &str = "ruritania.toml";

static PAGE: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string("docs/adding-a-law.md").expect("the page"));

/// The bundled rules and the page's law beside them, read from a folder that is gone when the test goes on.
static RULES: LazyLock<(Rulebook, Vec<Problem>, Docs)> = LazyLock::new(|| {
    let folder = env::temp_dir().join(format!("lacuna-docs-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(FILE), block("toml")).expect("a file");
    let selection = Selection {
        directories: vec![folder.clone()],
        ..Selection::default()
    };
    let (rulebook, docs) = (Rulebook::load(&selection), Docs::load(&selection));
    fs::remove_dir_all(&folder).expect("removed");
    let (rulebook, warnings) = rulebook.expect("no errors");
    (rulebook, warnings, docs.expect("readable rules"))
});

/// The page's only code block in this language.
fn block(language: &str) -> &'static str {
    let (_, after) = PAGE
        .split_once(&format!("\n```{language}\n"))
        .expect("a block");
    let (block, rest) = after.split_once("\n```\n").expect("its end");
    let once = !rest.contains(&format!("\n```{language}\n"));
    assert!(once, "one block in {language}");
    block
}

#[test]
fn the_law_is_flawless_and_its_examples_hold() {
    let (rulebook, warnings, docs) = &*RULES;
    let about_it = |problem: &&Problem| problem.to_plain().contains(FILE);
    let warned: Vec<String> = warnings
        .iter()
        .filter(about_it)
        .map(Problem::to_plain)
        .collect();
    assert!(warned.is_empty(), "{warned:?}");
    let mut docs = docs.clone();
    docs.signals.retain(|_, signal| signal.file.ends_with(FILE));
    docs.regimes.retain(|_, regime| regime.file.ends_with(FILE));
    assert_eq!(examples::count(rulebook, &docs), 12);
    let failures = examples::run(rulebook, &docs, date(2026, 11, 24));
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn its_policy_is_judged_as_the_page_says() {
    let verdicts = judged(2026);
    let expected = [
        ("response-time", OutOfBounds),
        ("data-ombudsman", Met),
        ("opt-out-of-sale", NotApplicable),
    ];
    assert_eq!(verdicts, expected);
    assert!(judged(2024).is_empty(), "not in force yet");
}

/// What becomes of the page's policy under the laws it claims, of which the page's law is looked at.
fn judged(year: i16) -> Vec<(&'static str, Outcome)> {
    let (rulebook, ..) = &*RULES;
    let document = Document::parse(&Source::from_text("policy.txt", block("text")));
    let facts = Facts {
        as_of: Some(AsOf {
            date: date(year, 6, 1),
            why: Why::Asked,
        }),
        ..Facts::default()
    };
    let verdicts = judge(rulebook, &document, &scan(rulebook, &document), &facts).verdicts;
    let own = verdicts
        .iter()
        .map(|verdict| (&rulebook.regimes[verdict.regime], verdict))
        .filter(|(regime, _)| regime.id == "ruritania");
    own.map(|(regime, verdict)| {
        (
            regime.obligations[verdict.obligation].id.as_str(),
            verdict.outcome,
        )
    })
    .collect()
}

/// The blocks of a page in this language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("\n```{language}\n");
    let after = page.split(&opening).skip(1);
    after
        .filter_map(|rest| Some(rest.split_once("\n```")?.0))
        .collect()
}

/// The day of the check is another one each time.
fn without_day(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.trim_end().lines() {
        match (line.find("  as of "), line.find(" (today)")) {
            (Some(from), Some(to)) if from < to => {
                lines.push(format!("{}  as of DAY{}", &line[..from], &line[to..]));
            }
            // The test says with a mark what the exit status is; a shell does not.
            _ if line.starts_with("? ") => {}
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

#[test]
fn the_first_day_goes_as_the_readme_says() {
    let readme = fs::read_to_string("README.md").expect("the page");
    let run = fs::read_to_string("tests/cmd/first-day.trycmd").expect("the case");
    let run = without_day(blocks(&run, "console")[0]);
    let told: Vec<String> = blocks(&readme, "text")
        .into_iter()
        .map(without_day)
        .collect();
    assert!(
        told.contains(&run),
        "README.md shows a first day that goes otherwise:\n{run}"
    );
    let policy = fs::read_to_string("tests/cmd/first-day.in/privacy.md").expect("the policy");
    let shown = blocks(&readme, "markdown");
    assert!(
        shown.contains(&policy.trim_end()),
        "README.md shows another policy"
    );
}

#[test]
fn the_config_on_its_page_is_right() {
    let page = fs::read_to_string("docs/config.md").expect("the page");
    let (rulebook, ..) = &*RULES;
    for text in blocks(&page, "toml") {
        let file = RuleFile {
            name: "lacuna.toml".to_owned(),
            text: text.into(),
        };
        let config = Config::parse(file).expect("right");
        assert!(config.check(rulebook).is_empty(), "{text}");
    }
    let waiver = blocks(&page, "markdown")[0];
    let written = ledger::waivers(&Source::from_text("privacy.md", waiver));
    assert!(written.problems.is_empty(), "{:?}", written.problems);
    assert!(written.waivers[0].check(rulebook).is_empty());
}
