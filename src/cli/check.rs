//! `lacuna check`: policies against rules.

use super::{
    args::CheckArgs,
    clock,
    exit::{self, Exit},
    failure::Failure,
    files,
    ground::ground,
    results, select,
    terminal::Terminal,
};
use indicatif::ParallelProgressIterator;
use jiff::civil::Date;
use lacuna::{
    document::Document,
    judge::{Facts, as_of, judge},
    report::Report,
    rulebook::Rulebook,
    scan::{scan, scan_for},
};
use rayon::prelude::*;
use std::path::Path;

/// What is asked of every policy.
struct Question {
    rulebook: Rulebook,
    facts: Facts,
    as_of: as_of::Asked,
    today: Date,
}

pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let outputs = results::settle(&args.format, &args.output)?;
    let (files, unlisted) = files::find(&args.paths)?;
    // Kept to the end: taking the rulebook apart would cost more than leaving it to the system.
    let question: &Question = Box::leak(Box::new(settle(args)?));
    let results: Vec<Result<Report, Failure>> = files
        .par_iter()
        .progress_with(terminal.progress(files.len()))
        .map(|path| check(path, question))
        .collect();
    let (mut reports, mut failures) = part(results);
    failures.extend(unlisted);
    let rule = exit::rule(&args.fail_on, args.fail_level);
    let ground = ground();
    for report in &mut reports {
        report.name_from(&ground);
        report.weigh(&rule);
    }
    outputs.write(&reports, terminal)?;
    for failure in &failures {
        terminal.complain(failure);
    }
    if failures.is_empty() {
        Ok(exit::of_reports(&reports, &rule))
    } else {
        Ok(Exit::Failed)
    }
}

fn settle(args: &CheckArgs) -> Result<Question, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let facts = Facts {
        declared: select::facts(&args.fact, &rulebook)?,
        assume_applicable: args.assume_applicable,
        as_of: None,
        regimes: select::regimes(&args.regime, &rulebook)?,
    };
    Ok(Question {
        rulebook,
        facts,
        as_of: args.as_of.unwrap_or_default(),
        today: clock::today(),
    })
}

/// The whole way of one policy.
fn check(path: &Path, question: &Question) -> Result<Report, Failure> {
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
    Ok(Report::new(source, &document, rulebook, &facts, &verdicts))
}

fn part(results: Vec<Result<Report, Failure>>) -> (Vec<Report>, Vec<Failure>) {
    let (mut reports, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(report) => reports.push(report),
            Err(failure) => failures.push(failure),
        }
    }
    (reports, failures)
}
