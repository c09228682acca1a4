//! TOML to a [`Config`], with every problem of the file and not only its first.

use super::{Config, FAIL_LEVELS, FAIL_ON, Placed, Terms, Waiver};
use crate::rulebook::{
    Problem, RuleFile, closest, hand_in,
    read::{LARGEST_FILE, Reader},
    schema::{Text, Words, day, keys},
};
use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use std::{collections::BTreeMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
    value::Datetime,
};

/// The file but for its waivers.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawConfig {
    policies: Option<Words>,
    regimes: Option<Words>,
    fail_on: Option<Spanned<Words>>,
    fail_level: Option<Text>,
    rules: Option<Words>,
    bundled_rules: Option<Spanned<bool>>,
    baseline: Option<Text>,
    facts: BTreeMap<Text, Spanned<bool>>,
}

/// `[[waiver]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawWaiver {
    id: Option<Words>,
    reason: Option<Text>,
    owner: Option<Text>,
    expires: Option<Spanned<Datetime>>,
    policy: Option<Text>,
    words: Option<Text>,
}

/// The key of waivers, which are read one by one.
pub(super) const WAIVER: &str = "waiver";

impl Config {
    /// What the file says.
    ///
    /// # Errors
    /// Everything that is wrong in its form, at once.
    pub fn parse(file: RuleFile) -> Result<Config, Vec<Problem>> {
        if file.text.len() > LARGEST_FILE {
            let problem = Problem::error(&file, Some(0..0), "this file is too large");
            return Err(vec![
                problem.help(format!("the limit is {LARGEST_FILE} bytes")),
            ]);
        }
        let mut problems = Vec::new();
        let mut desk = Desk {
            file: &file,
            problems: &mut problems,
        };
        let config = desk.config();
        if problems.is_empty() {
            Ok(Config { file, ..config })
        } else {
            problems.sort_by_key(Problem::place);
            Err(problems)
        }
    }
}

/// Where problems are handed in.
struct Desk<'a> {
    file: &'a RuleFile,
    problems: &'a mut Vec<Problem>,
}

impl Desk<'_> {
    fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let problem = Problem::error(self.file, Some(span), message);
        hand_in(self.problems, problem.help(help));
    }

    fn config(&mut self) -> Config {
        let (raw, waivers) = self.raw();
        Config {
            file: self.file.clone(),
            policies: self.globs(raw.policies),
            regimes: self.filled(raw.regimes),
            facts: raw
                .facts
                .into_iter()
                .map(|(name, holds)| (placed(name), holds.into_inner()))
                .collect(),
            fail_on: raw.fail_on.map(|words| self.fail_on(words)),
            fail_level: raw.fail_level.map(|level| {
                self.one_of(&level, &FAIL_LEVELS);
                placed(level)
            }),
            rules: self.filled(raw.rules),
            bundled_rules: raw.bundled_rules.map(placed),
            baseline: raw.baseline.map(placed),
            waivers: waivers
                .into_iter()
                .filter_map(|raw| self.waiver(raw))
                .collect(),
        }
    }

    fn raw(&mut self) -> (RawConfig, Vec<Spanned<RawWaiver>>) {
        let (root, errors) = DeTable::parse_recoverable(&self.file.text);
        let mut reader = Reader {
            file: self.file,
            problems: self.problems,
        };
        // Only the first one: what follows it mostly follows from it.
        if let Some(error) = errors.first() {
            reader.fault(error, None);
            return (RawConfig::default(), Vec::new());
        }
        let mut root = root.into_inner();
        reader.texts(&root);
        let known = [keys::<RawConfig>(), &[WAIVER]].concat();
        reader.strip_unknown(&mut root, &known);
        let waivers = match root.remove_entry(WAIVER) {
            Some((key, value)) => reader.list(&key.span(), value),
            None => Vec::new(),
        };
        let whole = Spanned::new(0..self.file.text.len(), DeValue::Table(root));
        let raw = reader.entry(whole).map(Spanned::into_inner);
        (raw.unwrap_or_default(), waivers)
    }

    /// Strings that say something.
    fn filled(&mut self, words: Option<Words>) -> Vec<Placed<String>> {
        let words = words.unwrap_or_default().0;
        for word in &words {
            if word.get_ref().trim().is_empty() {
                self.error(
                    word.span(),
                    "this is empty",
                    "write something, or leave it out",
                );
            }
        }
        words.into_iter().map(placed).collect()
    }

    fn globs(&mut self, words: Option<Words>) -> Vec<Placed<String>> {
        let globs = self.filled(words);
        for glob in &globs {
            let pattern = glob.value.strip_prefix('!').unwrap_or(&glob.value);
            if let Err(cause) = matcher(pattern) {
                self.error(glob.span.clone(), cause, GLOB_HELP);
            }
        }
        globs
    }

    fn fail_on(&mut self, words: Spanned<Words>) -> Placed<Vec<String>> {
        let span = words.span();
        let words = words.into_inner();
        for word in &words.0 {
            self.one_of(word, &FAIL_ON);
        }
        if words.0.is_empty() {
            self.error(
                span.clone(),
                "this list is empty",
                "write [\"never\"] if nothing is to make a run fail",
            );
        }
        Placed {
            value: words.texts(),
            span,
        }
    }

    fn one_of(&mut self, word: &Text, known: &[&str]) {
        let name = word.get_ref().as_str();
        if known.contains(&name) {
            return;
        }
        let help = match closest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of: {}", known.join(", ")),
        };
        self.error(word.span(), format!("`{name}` is not known here"), help);
    }

    fn waiver(&mut self, raw: Spanned<RawWaiver>) -> Option<Waiver> {
        let span = raw.span();
        let raw = raw.into_inner();
        let ids = self.filled(raw.id);
        if ids.is_empty() {
            let help = "add `id = \"regime/obligation\"`, as a report names it";
            self.error(
                span.clone(),
                "the waiver does not say which obligation",
                help,
            );
        }
        let reason = raw.reason.as_ref().map(|text| text.get_ref().trim());
        if reason.unwrap_or_default().is_empty() {
            let place = raw.reason.as_ref().map_or(span, |text: &Text| text.span());
            let help = "add `reason = \"…\"`: why this may stay as it is";
            self.error(place, "the waiver has no reason", help);
        }
        let expires = raw.expires.and_then(|written| {
            let date = day(written.get_ref());
            if date.is_none() {
                let help = "write year, month and day: `2027-01-01`";
                self.error(written.span(), "this is no day", help);
            }
            date
        });
        let policy = raw.policy.and_then(|glob| self.glob(&glob));
        if ids.is_empty() {
            return None;
        }
        Some(Waiver {
            file: self.file.clone(),
            ids,
            terms: Terms {
                reason: raw.reason?.into_inner().trim().to_owned(),
                owner: raw.owner.map(Spanned::into_inner),
                expires,
            },
            policy,
            words: raw.words.map(Spanned::into_inner),
        })
    }

    fn glob(&mut self, text: &Text) -> Option<GlobMatcher> {
        match matcher(text.get_ref()) {
            Ok(glob) => Some(glob),
            Err(cause) => {
                self.error(text.span(), cause, GLOB_HELP);
                None
            }
        }
    }
}

const GLOB_HELP: &str = "`*` stands for any name, `**` for any folders: `legal/**/privacy*.md`; from this file's folder";

/// What a glob matches; `*` does not match a `/`.
pub(super) fn matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|cause| format!("this is no glob: {}", cause.kind()))
}

fn placed<T>(spanned: Spanned<T>) -> Placed<T> {
    Placed {
        span: spanned.span(),
        value: spanned.into_inner(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = super::super::schema();
        let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
        let listed = |of: &serde_json::Value| -> Vec<String> {
            let keys = of["properties"].as_object().expect("properties").keys();
            keys.cloned().collect()
        };
        let mut read = [keys::<RawConfig>(), &[WAIVER]].concat();
        read.sort_unstable();
        assert_eq!(listed(&schema), read);
        let mut read = keys::<RawWaiver>().to_vec();
        read.sort_unstable();
        assert_eq!(listed(&schema["properties"][WAIVER]["items"]), read);
        let names = |of: &serde_json::Value| serde_json::from_value::<Vec<String>>(of.clone());
        let fail_on = &schema["properties"]["fail-on"]["anyOf"][0]["enum"];
        assert_eq!(names(fail_on).expect("names"), FAIL_ON);
        let level = &schema["properties"]["fail-level"]["enum"];
        assert_eq!(names(level).expect("names"), FAIL_LEVELS);
    }
}
