//! The text of a first `lacuna.toml`.

use crate::{
    report::Question,
    rulebook::{Regime, Rulebook},
};
use std::fmt::Write;

/// What a repository starts with.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Paths of the policies.
    pub policies: Vec<String>,
    /// Regimes, by id or group.
    pub regimes: Vec<String>,
    /// Facts that were stated.
    pub facts: Vec<(String, bool)>,
    /// Questions that nobody has answered.
    pub open: Vec<Question>,
    /// Folders with further rules.
    pub rules: Vec<String>,
}

/// Open questions beyond these are left to the report.
const MOST_QUESTIONS: usize = 8;

/// The file, with comments that say what else it could say.
pub fn text(start: &Start, rulebook: &Rulebook) -> String {
    let mut out = String::from(
        "# What `lacuna check` does here. `lacuna check --show-config` prints what is in effect, and from where.\n",
    );
    section(
        &mut out,
        "Which files are policies: paths or globs from this file's folder; \"!…\" takes out again.",
    );
    let _ = writeln!(out, "policies = {}", list(&start.policies));
    regimes(&mut out, start, rulebook);
    if !start.rules.is_empty() {
        section(&mut out, "Folders with rules of your own.");
        let _ = writeln!(out, "rules = {}", list(&start.rules));
    }
    section(&mut out, "What makes a run fail (exit status 1).");
    out.push_str(
        "fail-on = [\"missing\", \"out-of-bounds\", \"contradicted\"] # also: \"weak\", \"undetermined\"; or \"never\"\n\
         fail-level = \"required\" # or \"recommended\"\n",
    );
    section(
        &mut out,
        "Gaps of today, so that only new ones fail: `lacuna check --write-baseline lacuna-baseline.json`, then",
    );
    out.push_str("# baseline = \"lacuna-baseline.json\"\n");
    facts(&mut out, start);
    out.push_str(WAIVER);
    out
}

const WAIVER: &str = "
# A gap that somebody answers for. It is shown, and does not fail; after its last day it counts again.
# [[waiver]]
# id = \"regime/obligation\"
# reason = \"why this may stay as it is\"
# owner = \"legal@example.com\"
# expires = 2027-01-01
";

fn section(out: &mut String, comment: &str) {
    let _ = writeln!(out, "\n# {comment}");
}

fn regimes(out: &mut String, start: &Start, rulebook: &Rulebook) {
    section(
        out,
        "Laws to check by, ids or groups (`lacuna regimes` lists them); [\"auto\"] takes those that each policy claims.",
    );
    let _ = writeln!(out, "regimes = [");
    let widest = start.regimes.iter().map(|id| quoted(id).len()).max();
    for id in &start.regimes {
        let called = |regime: &&Regime| regime.id == *id;
        let title = rulebook.regimes.iter().find(called);
        let title = title.map_or(String::new(), |regime| {
            format!(" # {}", line(&regime.title))
        });
        let entry = format!("{},", quoted(id));
        let width = widest.unwrap_or(0) + 1;
        let row = format!("  {entry:width$}{title}");
        let _ = writeln!(out, "{}", row.trim_end());
    }
    let _ = writeln!(out, "]");
}

fn facts(out: &mut String, start: &Start) {
    section(
        out,
        "Facts about the business: each settles what the policies leave open.",
    );
    let _ = writeln!(out, "[facts]");
    for (name, holds) in &start.facts {
        let _ = writeln!(out, "{name} = {holds}");
    }
    let stated = |question: &&Question| !start.facts.iter().any(|(name, _)| *name == question.fact);
    for question in start.open.iter().filter(stated).take(MOST_QUESTIONS) {
        let (fact, asked) = (&question.fact, line(&question.question));
        let _ = writeln!(
            out,
            "# {fact} = false # {asked} (settles {})",
            question.settles
        );
    }
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// On one line, as a comment must be.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, rulebook::RuleFile, rules::Selection};

    #[test]
    fn what_is_written_can_be_read() {
        let (rulebook, _) = Rulebook::load(&Selection::default()).expect("bundled rules");
        let (fact, other) = (&rulebook.facts[0], &rulebook.facts[1]);
        let start = Start {
            policies: vec!["pri\"vacy\\.md".to_owned(), "legal/a.html".to_owned()],
            regimes: vec![rulebook.regimes[0].id.clone(), "all".to_owned()],
            facts: vec![(fact.id.clone(), true)],
            open: vec![Question {
                fact: other.id.clone(),
                question: "Really?\nYes?".to_owned(),
                settles: 2,
            }],
            rules: vec!["rules".to_owned()],
        };
        let file = RuleFile {
            name: "lacuna.toml".to_owned(),
            text: text(&start, &rulebook).into(),
        };
        let config = Config::parse(file.clone()).expect("right");
        assert!(config.check(&rulebook).is_empty());
        let policies: Vec<&str> = config.policies.iter().map(|of| of.value.as_str()).collect();
        assert_eq!(policies, start.policies);
        // The comments, taken for what they offer, are right as well.
        let offered = file.text.replace("# baseline =", "baseline =").replace(
            &format!("# {} = false #", other.id),
            &format!("{} = false #", other.id),
        );
        let offered = RuleFile {
            text: offered.into(),
            ..file
        };
        let config = Config::parse(offered).expect("right");
        assert!(config.baseline.is_some());
        assert_eq!(config.facts.len(), 2);
    }
}
