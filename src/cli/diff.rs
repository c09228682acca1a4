//! `lacuna diff`: which verdicts changed between two versions of a policy, and by which words.

use super::{
    args::{DiffArgs, DiffFormat},
    decisions,
    exit::Exit,
    failure::Failure,
    files, git, output,
    plan::{self, Question},
    settled::Settled,
    terminal::Terminal,
};
use lacuna::{
    config::{self, Config},
    document::Document,
    judge::{Facts, as_of, judge},
    render::{compare_json, compare_pretty},
    report::{Comparison, Report, compare},
    scan::{Hits, scan},
    source::Source,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// One side of a comparison.
#[derive(Debug, Clone)]
enum Side {
    /// A file as it is.
    File(PathBuf),
    /// A file as a revision has it.
    Revision(String, PathBuf),
}

pub(super) fn run(args: &DiffArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut comparisons = Vec::new();
    let mut failures = Vec::new();
    for (old, new) in pairs(args)? {
        let question = question(args, &new)?;
        let (comparison, wrong) = compared(&question, &old, &new)?;
        comparisons.push(comparison);
        failures.extend(wrong);
    }
    output::to(args.output.as_deref(), terminal, |look, out| {
        match args.format {
            DiffFormat::Pretty => compare_pretty(&comparisons, look, out),
            DiffFormat::Json => compare_json(&comparisons, out),
        }
    })?;
    for failure in &failures {
        terminal.complain(failure);
    }
    if !failures.is_empty() {
        return Ok(Exit::Failed);
    }
    Ok(if comparisons.iter().any(Comparison::is_worse) {
        Exit::Gaps
    } else {
        Exit::Clean
    })
}

/// What is compared with what.
fn pairs(args: &DiffArgs) -> Result<Vec<(Side, Side)>, Failure> {
    let (old, new) = match (&args.what[..], args.files.is_empty()) {
        ([old, new], true) => {
            let pair = (Side::File(old.into()), Side::File(new.into()));
            return Ok(vec![pair]);
        }
        ([file], true) if Path::new(file).exists() => {
            return Err(Failure::usage(
                format!("{file} is compared with nothing"),
                "name two files, or a revision and a file: `lacuna diff main -- privacy.md`",
            ));
        }
        ([], _) => ("HEAD", None),
        ([revision], _) => match revision.split_once("..") {
            Some((old, new)) => (old, Some(new)),
            None => (revision.as_str(), None),
        },
        (more, _) => (more[0].as_str(), more.get(1).map(String::as_str)),
    };
    let files = if args.files.is_empty() {
        plan::policies(&args.judge)?
    } else {
        args.files.clone()
    };
    let side = |file: &PathBuf, revision: Option<&str>| match revision {
        Some(revision) => Side::Revision(revision.to_owned(), file.clone()),
        None => Side::File(file.clone()),
    };
    let pairs = files
        .iter()
        .map(|file| (side(file, Some(old)), side(file, new)));
    Ok(pairs.collect())
}

impl Side {
    fn path(&self) -> &Path {
        match self {
            Side::File(path) | Side::Revision(_, path) => path,
        }
    }

    fn read(&self) -> Result<Source, Failure> {
        match self {
            Side::File(path) => files::read(path),
            Side::Revision(revision, path) => {
                let bytes = git::show(revision, path)?;
                let name = format!("{revision}:{}", path.display());
                Ok(Source::from_bytes(&name, &bytes))
            }
        }
    }
}

/// The new version's `lacuna.toml` counts for both.
fn question(args: &DiffArgs, new: &Side) -> Result<Question, Failure> {
    let folder = new.path().parent().unwrap_or(Path::new(""));
    let config = args.judge.config.clone().or_else(|| config::find(folder));
    let config: Option<Config> = plan::read(config.as_deref())?;
    let settled = Settled::new(&args.judge, None, config.as_ref());
    plan::question(&args.judge, settled, config)
}

/// A version of a policy, read and searched.
struct Read {
    source: Source,
    document: Document,
    hits: Hits,
}

impl Read {
    fn new(source: Source, question: &Question) -> Read {
        let document = Document::parse(&source);
        let hits = scan(&question.rulebook, &document);
        Read {
            source,
            document,
            hits,
        }
    }

    /// The regimes it is judged by if it is judged alone.
    fn regimes(&self, question: &Question, facts: &Facts) -> BTreeSet<usize> {
        let verdicts = judge(&question.rulebook, &self.document, &self.hits, facts);
        verdicts.regimes.into_iter().collect()
    }

    fn report(self, question: &Question, facts: &Facts) -> Report {
        let rulebook = &question.rulebook;
        let verdicts = judge(rulebook, &self.document, &self.hits, facts);
        Report::new(self.source, &self.document, rulebook, facts, &verdicts)
    }
}

/// Both versions judged alike: as of the new one's day, by the regimes that either is judged by, so that only words make a difference.
fn compared(
    question: &Question,
    old: &Side,
    new: &Side,
) -> Result<(Comparison, Option<Failure>), Failure> {
    let (old, new) = (
        Read::new(old.read()?, question),
        Read::new(new.read()?, question),
    );
    let day = as_of::settle(question.as_of, &new.document, question.today);
    let facts = Facts {
        as_of: Some(day),
        ..question.facts.clone()
    };
    let (before, after) = (old.regimes(question, &facts), new.regimes(question, &facts));
    let facts = Facts {
        regimes: Some(before.union(&after).copied().collect()),
        ..facts
    };
    let mut remarks = claims(question, "the new version claims", &after, &before);
    remarks.extend(claims(
        question,
        "the new version no longer claims",
        &before,
        &after,
    ));
    let old = old.report(question, &facts);
    let written = lacuna::ledger::waivers(&new.source);
    let mut new = decisions::Judged {
        report: new.report(question, &facts),
        question: 0,
        written,
    };
    let failure = decisions::waive(&mut new, question);
    let mut comparison = compare(&old, &new.report);
    comparison.remarks = remarks;
    Ok((comparison, failure))
}

/// `the new version claims X`, of each regime in one and not in the other.
fn claims(
    question: &Question,
    told: &str,
    these: &BTreeSet<usize>,
    others: &BTreeSet<usize>,
) -> Vec<String> {
    let titles = these.difference(others);
    titles
        .map(|&regime| format!("{told} {}", question.rulebook.regimes[regime].title))
        .collect()
}
