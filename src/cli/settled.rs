//! What is in effect, and from where: what was typed, then what `lacuna.toml` says, then the defaults.

use super::{
    args::{CheckArgs, FailLevel, FailOn, JudgeArgs, RuleArgs},
    exit,
};
use clap::ValueEnum;
use lacuna::{
    config::{Config, Placed},
    judge::as_of::Asked,
    report::FailRule,
};
use std::{
    collections::BTreeMap,
    fmt::Display,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The command line.
    Flag(&'static str),
    /// A line of a `lacuna.toml`.
    File(String),
    /// Nobody said anything.
    Default,
}

/// A setting.
#[derive(Debug, Clone)]
pub(super) struct Of<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// How policies are judged.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) regimes: Of<Vec<String>>,
    pub(super) facts: BTreeMap<String, Of<bool>>,
    pub(super) as_of: Of<Asked>,
    pub(super) assume_applicable: Of<bool>,
    pub(super) rules: Vec<Of<PathBuf>>,
    pub(super) bundled_rules: Of<bool>,
    pub(super) baseline: Option<Of<PathBuf>>,
}

/// What makes a run fail.
#[derive(Debug, Clone)]
pub(super) struct Failing {
    pub(super) on: Of<Vec<FailOn>>,
    pub(super) level: Of<FailLevel>,
}

impl Settled {
    pub(super) fn new(
        args: &JudgeArgs,
        baseline: Option<&Path>,
        config: Option<&Config>,
    ) -> Settled {
        Settled {
            regimes: regimes(args, config),
            facts: facts(args, config),
            as_of: match args.as_of {
                Some(asked) => of(asked, Origin::Flag("--as-of")),
                None => of(Asked::Default, Origin::Default),
            },
            assume_applicable: switch(args.assume_applicable, "--assume-applicable"),
            rules: rules(&args.rules, config),
            bundled_rules: bundled(&args.rules, config),
            baseline: match baseline {
                Some(typed) => Some(of(typed.to_owned(), Origin::Flag("--baseline"))),
                None => config.and_then(|config| {
                    let written = config.baseline.as_ref()?;
                    let path = config.path(&written.value);
                    Some(of(path, file(config, written)))
                }),
            },
        }
    }

    /// The rules in effect, as if they had been typed.
    pub(super) fn rule_args(&self) -> RuleArgs {
        RuleArgs {
            folders: self.rules.iter().map(|of| of.value.clone()).collect(),
            no_bundled_rules: !self.bundled_rules.value,
        }
    }
}

impl Failing {
    pub(super) fn new(args: &CheckArgs, config: Option<&Config>) -> Failing {
        let written = config.and_then(|config| Some((config, config.fail_on.as_ref()?)));
        let on = match written {
            _ if !args.fail_on.is_empty() => of(args.fail_on.clone(), Origin::Flag("--fail-on")),
            Some((config, written)) => {
                let names = written.value.iter();
                of(
                    names.filter_map(|name| known(name)).collect(),
                    file(config, written),
                )
            }
            None => of(FailOn::DEFAULT.to_vec(), Origin::Default),
        };
        let written = config.and_then(|config| Some((config, config.fail_level.as_ref()?)));
        let level = match (args.fail_level, written) {
            (Some(level), _) => of(level, Origin::Flag("--fail-level")),
            (None, Some((config, written))) => of(
                known(&written.value).unwrap_or(FailLevel::Required),
                file(config, written),
            ),
            (None, None) => of(FailLevel::Required, Origin::Default),
        };
        Failing { on, level }
    }

    pub(super) fn rule(&self) -> FailRule {
        exit::rule(&self.on.value, self.level.value)
    }
}

/// The value that a name of `lacuna.toml` stands for; the file was checked when it was read.
fn known<T: ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}

fn of<T>(value: T, origin: Origin) -> Of<T> {
    Of { value, origin }
}

fn file<T>(config: &Config, placed: &Placed<T>) -> Origin {
    Origin::File(config.place(&placed.span))
}

fn switch(on: bool, flag: &'static str) -> Of<bool> {
    of(
        on,
        if on {
            Origin::Flag(flag)
        } else {
            Origin::Default
        },
    )
}

fn regimes(args: &JudgeArgs, config: Option<&Config>) -> Of<Vec<String>> {
    if !args.regime.is_empty() {
        return of(args.regime.clone(), Origin::Flag("--regime"));
    }
    let written = config.and_then(|config| Some((config, config.regimes.first()?)));
    match written {
        Some((config, first)) => {
            let names = config.regimes.iter().map(|name| name.value.clone());
            of(names.collect(), file(config, first))
        }
        None => of(vec!["auto".to_owned()], Origin::Default),
    }
}

/// Those of the file, each one replaced by what was typed.
fn facts(args: &JudgeArgs, config: Option<&Config>) -> BTreeMap<String, Of<bool>> {
    let mut facts = BTreeMap::new();
    for (config, (name, holds)) in config
        .iter()
        .flat_map(|config| config.facts.iter().map(move |fact| (config, fact)))
    {
        facts.insert(name.value.clone(), of(*holds, file(config, name)));
    }
    for (name, holds) in &args.fact {
        facts.insert(name.clone(), of(*holds, Origin::Flag("--fact")));
    }
    facts
}

/// Folders typed come on top of those of the file.
fn rules(args: &RuleArgs, config: Option<&Config>) -> Vec<Of<PathBuf>> {
    let written = config.iter().flat_map(|config| {
        let folders = config.rules.iter();
        folders.map(|written| of(config.path(&written.value), file(config, written)))
    });
    let typed = args.folders.iter();
    let typed = typed.map(|folder| of(folder.clone(), Origin::Flag("--rules")));
    written.chain(typed).collect()
}

fn bundled(args: &RuleArgs, config: Option<&Config>) -> Of<bool> {
    let written = config.and_then(|config| Some((config, config.bundled_rules.as_ref()?)));
    match written {
        _ if args.no_bundled_rules => of(false, Origin::Flag("--no-bundled-rules")),
        Some((config, written)) => of(written.value, file(config, written)),
        None => of(true, Origin::Default),
    }
}

/// Writes what is in effect as a `lacuna.toml` whose comments say where it comes from.
pub(super) fn show(
    settled: &Settled,
    failing: &Failing,
    policies: &[PathBuf],
    out: &mut dyn Write,
) -> io::Result<()> {
    let policies: Vec<String> = policies.iter().map(|path| text(path.display())).collect();
    let mut rows = vec![(format!("policies = {}", list(&policies)), String::new())];
    rows.push(row(
        "regimes",
        &list(settled.regimes.value.iter().map(text)),
        &settled.regimes.origin,
    ));
    rows.extend(judging(settled));
    let on = failing
        .on
        .value
        .iter()
        .filter_map(ValueEnum::to_possible_value);
    let on = list(on.map(|name| text(name.get_name())));
    rows.push(row("fail-on", &on, &failing.on.origin));
    let level = failing.level.value.to_possible_value();
    let level = level.map_or(String::new(), |name| text(name.get_name()));
    rows.push(row("fail-level", &level, &failing.level.origin));
    let widest = rows.iter().map(|(setting, _)| setting.chars().count());
    let widest = widest.filter(|width| *width <= COLUMN).max().unwrap_or(0);
    for (setting, origin) in rows {
        if origin.is_empty() {
            writeln!(out, "{setting}")?;
        } else {
            writeln!(out, "{setting:widest$}  # {origin}")?;
        }
    }
    Ok(())
}

/// Comments stand no further right than this, if they can.
const COLUMN: usize = 60;

fn judging(settled: &Settled) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (name, holds) in &settled.facts {
        let value = holds.value.to_string();
        rows.push(row(&format!("facts.{name}"), &value, &holds.origin));
    }
    for folder in &settled.rules {
        let value = list([text(folder.value.display())]);
        rows.push(row("rules", &value, &folder.origin));
    }
    let bundled = &settled.bundled_rules;
    rows.push(row(
        "bundled-rules",
        &bundled.value.to_string(),
        &bundled.origin,
    ));
    if let Some(baseline) = &settled.baseline {
        let value = text(baseline.value.display());
        rows.push(row("baseline", &value, &baseline.origin));
    }
    rows
}

fn row(key: &str, value: &str, origin: &Origin) -> (String, String) {
    let origin = match origin {
        Origin::Flag(flag) => (*flag).to_owned(),
        Origin::File(place) => place.clone(),
        Origin::Default => "default".to_owned(),
    };
    (format!("{key} = {value}"), origin)
}

/// As a TOML string.
fn text(text: impl Display) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn list(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let items: Vec<String> = items
        .into_iter()
        .map(|item| item.as_ref().to_owned())
        .collect();
    format!("[{}]", items.join(", "))
}
