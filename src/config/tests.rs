use super::{Config, find};
use crate::{
    rulebook::{Problem, RuleFile, Rulebook, compile},
    rules::starter,
};
use jiff::civil::date;
use std::{fs, path::PathBuf};

fn file(text: &str) -> RuleFile {
    RuleFile {
        name: "lacuna.toml".to_owned(),
        text: text.into(),
    }
}

fn told(problems: &[Problem]) -> String {
    let told: Vec<String> = problems.iter().map(Problem::to_plain).collect();
    told.join("\n")
}

/// Rules of one regime, `a-law`, with one obligation, `register`.
fn rulebook() -> Rulebook {
    let file = RuleFile {
        name: "a.toml".to_owned(),
        text: starter("A law").into(),
    };
    compile(&[file]).expect("valid").0
}

const FULL: &str = r#"
policies = ["privacy.md", "legal/**/*.html", "!legal/old/**"]
regimes = "a-law"
fail-on = ["missing", "weak"]
fail-level = "recommended"
rules = "rules"
bundled-rules = false
baseline = "baseline.json"

[[waiver]]
id = "a-law/register"
reason = "  Counsel said so. "
owner = "legal@acme.example"
expires = 2027-01-01
policy = "legal/**"
words = "a register"
"#;

#[test]
fn everything_is_read() {
    let config = Config::parse(file(FULL)).expect("right");
    assert_eq!(config.policies.len(), 3);
    assert_eq!(config.place(&config.regimes[0].span), "lacuna.toml:3");
    assert_eq!(config.fail_on.expect("given").value, ["missing", "weak"]);
    let waiver = &config.waivers[0];
    assert_eq!(waiver.place(), "lacuna.toml:11");
    assert_eq!(waiver.terms.reason, "Counsel said so.");
    assert_eq!(waiver.terms.expires, Some(date(2027, 1, 1)));
    let policy = waiver.policy.as_ref().expect("given");
    assert!(policy.is_match("legal/eu/privacy.html"));
    assert!(!policy.is_match("privacy.html"));
}

#[test]
fn names_are_held_against_the_rules() {
    let config = Config::parse(file(FULL)).expect("right");
    assert!(config.check(&rulebook()).is_empty());
    let wrong = r#"
regimes = ["a-lwa", "all", "auto"]
[facts]
sells = true
[[waiver]]
id = ["a-law/regster", "register", "quite/other"]
reason = "x"
"#;
    let config = Config::parse(file(wrong)).expect("right in its form");
    insta::assert_snapshot!(told(&config.check(&rulebook())));
}

#[test]
fn every_mistake_is_told_at_once_in_its_place() {
    let wrong = r#"
policy = "privacy.md"
policies = ["a[", ""]
fail_on = "missing"
fail-on = ["mising"]
fail-level = "high"
bundled-rules = "no"

[facts]
sells = "yes"

[[waiver]]
id = "a-law/register"
reson = "x"
expires = "2027-01-01"

[[waiver]]
reason = " "
expires = 2027-01-01T10:00:00

[[wavier]]
id = "a-law/register"
"#;
    let problems = Config::parse(file(wrong)).expect_err("wrong");
    insta::assert_snapshot!(told(&problems));
}

#[test]
fn broken_toml_is_told() {
    let problems = Config::parse(file("policies = [\"a\"\nregimes = = 1")).expect_err("broken");
    insta::assert_snapshot!(told(&problems));
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let folder = std::env::temp_dir().join(format!("lacuna-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn policies_are_found_by_name_and_by_glob() {
    let folder = Folder::new(
        "policies",
        &[
            (
                "lacuna.toml",
                "policies = ['p.md', 'legal/**/*.html', 'legal/b.html', '!legal/old/**']",
            ),
            ("p.md", ""),
            ("legal/b.html", ""),
            ("legal/eu/a.html", ""),
            ("legal/old/c.html", ""),
            ("other/d.html", ""),
        ],
    );
    let path = find(&folder.0.join("legal/eu")).expect("above");
    assert_eq!(path, folder.0.join("lacuna.toml"));
    let found = Config::read(&path)
        .expect("right")
        .policies()
        .expect("there");
    let names: Vec<_> = found
        .iter()
        .map(|path| path.strip_prefix(&folder.0).expect("inside").to_owned())
        .collect();
    let expected = ["p.md", "legal/b.html", "legal/eu/a.html"].map(PathBuf::from);
    assert_eq!(names, expected);
}

#[test]
fn a_policy_that_is_not_there_is_a_problem() {
    let folder = Folder::new(
        "absent",
        &[
            ("lacuna.toml", "policies = ['p.md', 'legal/*.html']"),
            ("q.md", ""),
        ],
    );
    let config = Config::read(&folder.0.join("lacuna.toml")).expect("right");
    let problems = config.policies().expect_err("nothing there");
    let messages: Vec<&str> = problems.iter().map(|of| of.message.as_str()).collect();
    assert_eq!(
        messages,
        ["there is no file `p.md`", "no file matches `legal/*.html`"]
    );
}
