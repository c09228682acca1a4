//! Which policies are checked, and how each one: its own `lacuna.toml` decides.

use super::{
    args::{CheckArgs, JudgeArgs},
    clock,
    failure::Failure,
    files, select,
    settled::Settled,
};
use jiff::civil::Date;
use lacuna::{
    config::{self, Config},
    judge::{Facts, as_of::Asked},
    rulebook::Rulebook,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What is asked of a policy.
pub(super) struct Question {
    pub(super) config: Option<Config>,
    pub(super) settled: Settled,
    pub(super) rulebook: Rulebook,
    pub(super) facts: Facts,
    pub(super) as_of: Asked,
    pub(super) today: Date,
}

/// All policies and what is asked of them.
pub(super) struct Plan {
    /// Policies in order, each with the index of its question.
    pub(super) jobs: Vec<(PathBuf, usize)>,
    pub(super) questions: Vec<Question>,
    /// Whether these are all policies of a `lacuna.toml`.
    pub(super) whole: bool,
}

impl Plan {
    /// All files that a check reads, besides rules: policies, settings, baselines, those that may come too.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let policies = self.jobs.iter().map(|(path, _)| path.clone());
        let beside = self
            .jobs
            .iter()
            .map(|(path, _)| folder(path).join(config::FILE_NAME));
        let configs = self
            .questions
            .iter()
            .filter_map(|question| question.config.as_ref());
        let configs = configs.map(|config| PathBuf::from(&config.file.name));
        let baselines = self
            .questions
            .iter()
            .filter_map(|question| question.settled.baseline.as_ref());
        let baselines = baselines.map(|baseline| baseline.value.clone());
        policies
            .chain(beside)
            .chain(configs)
            .chain(baselines)
            .collect()
    }

    /// The folders of further rule files.
    pub(super) fn rule_folders(&self) -> Vec<PathBuf> {
        let rules = self
            .questions
            .iter()
            .flat_map(|question| &question.settled.rules);
        rules.map(|folder| folder.value.clone()).collect()
    }
}

/// What is to be done, and which folders could not be listed; every `lacuna.toml` is read and found good.
pub(super) fn plan(args: &CheckArgs) -> Result<(Plan, Vec<Failure>), Failure> {
    if args.paths.is_empty() {
        return Ok((named(args)?, Vec::new()));
    }
    let (files, unlisted) = files::find(&args.paths)?;
    let mut plan = Plan {
        jobs: Vec::new(),
        questions: Vec::new(),
        whole: false,
    };
    let mut folders = BTreeMap::new();
    let mut asked: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
    for path in files {
        let config = match &args.judge.config {
            Some(config) => Some(config.clone()),
            None => folders
                .entry(folder(&path).to_owned())
                .or_insert_with_key(|folder| config::find(folder))
                .clone(),
        };
        let question = if let Some(&question) = asked.get(&config) {
            question
        } else {
            let question = plan.questions.len();
            plan.questions.push(ask(args, read(config.as_deref())?)?);
            asked.insert(config, question);
            question
        };
        plan.jobs.push((path, question));
    }
    Ok((plan, unlisted))
}

/// The policies that the `lacuna.toml` of this folder names.
fn named(args: &CheckArgs) -> Result<Plan, Failure> {
    let config = nearest(&args.judge)?;
    let policies = of(&config)?;
    Ok(Plan {
        jobs: policies.into_iter().map(|path| (path, 0)).collect(),
        questions: vec![ask(args, Some(config))?],
        whole: true,
    })
}

/// The same without what is asked of them.
pub(super) fn policies(args: &JudgeArgs) -> Result<Vec<PathBuf>, Failure> {
    of(&nearest(args)?)
}

/// The `lacuna.toml` that was typed, or that of this folder.
fn nearest(args: &JudgeArgs) -> Result<Config, Failure> {
    let typed = args.config.clone();
    let Some(path) = typed.or_else(|| config::find(Path::new(""))) else {
        return Err(Failure::usage(
            "no policy was named, and there is no lacuna.toml here or above",
            "name a file or a folder, as in `lacuna check privacy.md`, or `-` to read standard input; or write a lacuna.toml with `lacuna init`",
        ));
    };
    Config::read(&path).map_err(|problems| Failure::Config { path, problems })
}

fn of(config: &Config) -> Result<Vec<PathBuf>, Failure> {
    let path = || PathBuf::from(&config.file.name);
    let policies = config.policies();
    let policies = policies.map_err(|problems| Failure::Config {
        path: path(),
        problems,
    })?;
    if policies.is_empty() {
        return Err(Failure::usage(
            format!("{} names no policy", path().display()),
            "add `policies = [\"privacy.md\"]` to it, or name a file",
        ));
    }
    Ok(policies)
}

/// The folder whose `lacuna.toml` counts for a file; for standard input the current one.
fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// A `lacuna.toml` of the right form.
pub(super) fn read(path: Option<&Path>) -> Result<Option<Config>, Failure> {
    path.map(Config::read).transpose().map_err(|problems| {
        let path = path.unwrap_or(Path::new("")).to_owned();
        Failure::Config { path, problems }
    })
}

/// What was typed and what is written, settled against the rules.
fn ask(args: &CheckArgs, config: Option<Config>) -> Result<Question, Failure> {
    // A baseline that is about to be written anew need not be there.
    let baseline = args.baseline.as_deref();
    let mut settled = Settled::new(&args.judge, baseline, config.as_ref());
    if args.write_baseline.is_some() {
        settled.baseline = None;
    }
    question(&args.judge, settled, config)
}

/// The same with settings at hand.
pub(super) fn question(
    args: &JudgeArgs,
    settled: Settled,
    config: Option<Config>,
) -> Result<Question, Failure> {
    let rulebook = select::rulebook(&settled.rule_args())?;
    if let Some(config) = &config {
        let problems = config.check(&rulebook);
        if !problems.is_empty() {
            let path = PathBuf::from(&config.file.name);
            return Err(Failure::Config { path, problems });
        }
    }
    select::facts(&args.fact, &rulebook)?;
    let facts = Facts {
        declared: settled
            .facts
            .iter()
            .map(|(name, holds)| (name.clone(), holds.value))
            .collect(),
        assume_applicable: settled.assume_applicable.value,
        as_of: None,
        regimes: select::regimes(&settled.regimes.value, &rulebook)?,
    };
    Ok(Question {
        as_of: settled.as_of.value,
        today: clock::today(),
        config,
        settled,
        rulebook,
        facts,
    })
}
