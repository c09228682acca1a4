//! `lacuna check`: policies against rules.

use super::{
    args::CheckArgs,
    decisions::{self, Judged},
    exit::{self, Exit},
    failure::Failure,
    files,
    ground::ground,
    output,
    plan::{Plan, plan},
    results::{self, Results},
    settled::{self, Failing},
    terminal::Terminal,
    watch,
};
use indicatif::ParallelProgressIterator;
use lacuna::{
    document::Document,
    judge::{Facts, as_of, judge},
    ledger::{self, baseline::Baseline},
    report::{FailRule, Report},
    rulebook::Problem,
    scan::{scan, scan_for},
};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// All policies checked once.
pub(super) struct Round {
    pub(super) plan: Plan,
    pub(super) reports: Vec<Report>,
    /// The rule that each report fails by.
    asked: Vec<FailRule>,
    warnings: Vec<Problem>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let outputs = results::settle(&args.format, &args.output)?;
    if args.show_config {
        let (plan, _) = plan(args)?;
        return show(&plan, &failing(args, &plan));
    }
    if args.watch {
        return watch::run(args, &outputs, terminal);
    }
    let round = round(args, terminal)?;
    tell(&round, &outputs, terminal)?;
    let exit = round.exit();
    // Taking rulebooks apart would cost more than leaving them to the system.
    std::mem::forget(round);
    Ok(exit)
}

/// Checks all policies, and keeps the books where that was asked for.
pub(super) fn round(args: &CheckArgs, terminal: &Terminal) -> Result<Round, Failure> {
    let (plan, unlisted) = plan(args)?;
    let baselines = decisions::baselines(&plan)?;
    let (mut judged, mut failures) = part(
        plan.jobs
            .par_iter()
            .progress_with(terminal.progress(plan.jobs.len()))
            .map(|(path, question)| check(path, *question, &plan))
            .collect(),
    );
    let rules: Vec<FailRule> = failing(args, &plan).iter().map(Failing::rule).collect();
    let told = decisions::settle(&mut judged, &plan, &baselines);
    failures.extend(told.failures);
    failures.extend(unlisted);
    if failures.is_empty() {
        keep_books(args, &mut judged, &plan, (&rules, baselines), terminal)?;
    }
    let asked: Vec<FailRule> = judged
        .iter()
        .map(|one| rules[one.question].clone())
        .collect();
    let mut reports: Vec<Report> = judged.into_iter().map(|one| one.report).collect();
    let ground = ground();
    for (report, rule) in reports.iter_mut().zip(&asked) {
        report.name_from(&ground);
        report.weigh(rule);
    }
    Ok(Round {
        plan,
        reports,
        asked,
        warnings: told.warnings,
        failures,
    })
}

/// Writes the reports, and says what went wrong.
pub(super) fn tell(round: &Round, outputs: &Results, terminal: &Terminal) -> Result<(), Failure> {
    outputs.write(&round.reports, terminal)?;
    // Who reads the report has read its remarks.
    if !outputs.show_remarks() {
        for warning in &round.warnings {
            terminal.complain(warning);
        }
    }
    for failure in &round.failures {
        terminal.complain(failure);
    }
    Ok(())
}

impl Round {
    fn exit(&self) -> Exit {
        if self.failures.is_empty() {
            exit::of_reports(self.reports.iter().zip(&self.asked))
        } else {
            Exit::Failed
        }
    }
}

fn failing(args: &CheckArgs, plan: &Plan) -> Vec<Failing> {
    let questions = plan.questions.iter();
    questions
        .map(|question| Failing::new(args, question.config.as_ref()))
        .collect()
}

/// Writes the baseline, or takes out of it what is closed, where that was asked for.
fn keep_books(
    args: &CheckArgs,
    judged: &mut [Judged],
    plan: &Plan,
    (rules, baselines): (&[FailRule], Vec<Option<Baseline>>),
    terminal: &Terminal,
) -> Result<(), Failure> {
    if let Some(path) = &args.write_baseline {
        let count = decisions::write(judged, plan, rules, path)?;
        terminal.say(&format!(
            "{}: {count} gaps are known from now on",
            path.display()
        ));
    }
    if args.prune_baseline {
        decisions::prune(judged, plan, baselines, terminal)?;
    }
    Ok(())
}

/// What is in effect, for each `lacuna.toml` of the policies.
fn show(plan: &Plan, failing: &[Failing]) -> Result<Exit, Failure> {
    output::print(|out| {
        for (index, (question, failing)) in plan.questions.iter().zip(failing).enumerate() {
            let policies = plan.jobs.iter().filter(|(_, of)| *of == index);
            let policies: Vec<PathBuf> = policies.map(|(path, _)| path.clone()).collect();
            match &question.config {
                Some(config) => writeln!(out, "# {}", config.file.name)?,
                None => writeln!(out, "# no lacuna.toml")?,
            }
            settled::show(&question.settled, failing, &policies, out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Clean)
}

/// The whole way of one policy.
fn check(path: &Path, index: usize, plan: &Plan) -> Result<Judged, Failure> {
    let question = &plan.questions[index];
    let rulebook = &question.rulebook;
    let source = files::read(path)?;
    let document = Document::parse(&source);
    let hits = match &question.facts.regimes {
        Some(regimes) => scan_for(rulebook, &document, regimes),
        None => scan(rulebook, &document),
    };
    let facts = Facts {
        as_of: Some(as_of::settle(question.as_of, &document, question.today)),
        ..question.facts.clone()
    };
    let verdicts = judge(rulebook, &document, &hits, &facts);
    let written = ledger::waivers(&source);
    Ok(Judged {
        report: Report::new(source, &document, rulebook, &facts, &verdicts),
        question: index,
        written,
    })
}

fn part<T>(results: Vec<Result<T, Failure>>) -> (Vec<T>, Vec<Failure>) {
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => done.push(one),
            Err(failure) => failures.push(failure),
        }
    }
    (done, failures)
}
