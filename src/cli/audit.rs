//! `lacuna audit`: many policies against rules.
//!
//! Inputs are listed, then fed one by one to all cores; rows are written in the order of the inputs as they come, into a part file that an
//! interrupted audit can be resumed from. Nothing is held longer than its turn takes.

mod feed;
mod inputs;
mod journal;
mod plan;
mod rows;
mod settle;
mod summary;
mod work;

use super::{args::AuditArgs, exit::Exit, failure::Failure, terminal::Terminal};
use feed::Feed;
use lacuna::audit::{Overview, Tally, ordered::ordered, row::Index};
use plan::Plan;
use rayon::ThreadPoolBuilder;
use rows::Rows;
use std::io;
use summary::SummaryFile;
use work::{Done, What, Writer};

pub(super) fn run(args: &AuditArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let plan = Plan::new(args)?;
    let file = args.summary.as_deref().map(SummaryFile::new).transpose()?;
    let inputs = inputs::find(args)?;
    let mut question = settle::question(args)?;
    let mut tally = Tally::new(&question.rulebook);
    let head = settle::head(&question, &inputs, plan.as_ref());
    let index = Index::new(&question.rulebook);
    let mut rows = Rows::open(plan.as_ref(), head, &index, &mut tally)?;
    question.today = rows.today().unwrap_or(question.today);
    let writer = Writer::new(plan.as_ref().map(|plan| plan.detail), &question.rulebook)?;
    let bar = terminal.work(inputs.len());
    let mut feed = Feed::new(inputs, bar.clone());
    feed.skip(tally.policies() + tally.errors());
    let audit = || {
        ordered(
            || feed.next(),
            |job| work::work(job, &question, &writer),
            |done| note(done, &mut tally, &mut rows),
        )
    };
    on_threads(args.threads, audit).map_err(|cause| match &plan {
        Some(plan) => plan.failure(cause),
        None => Failure::Write(cause),
    })?;
    let overview = Overview::new(&tally, &question.rulebook, feed.skipped());
    rows.finish(plan.as_ref(), &overview)?;
    bar.finish_and_clear();
    summary::tell(plan.as_ref(), file.as_ref(), &overview, terminal)?;
    Ok(end(&overview, terminal))
}

/// Runs the audit on so many threads; without a number, on all cores.
fn on_threads(
    threads: Option<u16>,
    audit: impl FnOnce() -> io::Result<()> + Send,
) -> io::Result<()> {
    match threads {
        None => audit(),
        Some(threads) => ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build()
            .map_err(io::Error::other)?
            .install(audit),
    }
}

/// A row, in its turn.
fn note(done: Done, tally: &mut Tally, rows: &mut Rows) -> io::Result<()> {
    rows.write(&done.bytes)?;
    match done.what {
        What::Policy(marks) => tally.add(&marks),
        What::Error { path, message } => tally.add_error(&path, &message),
    }
    Ok(())
}

/// An audit that judged anything has run, whatever it found.
fn end(overview: &Overview, terminal: &Terminal) -> Exit {
    if overview.policies > 0 || overview.errors == 0 {
        return Exit::Clean;
    }
    terminal.complain(&Failure::usage(
        "none of the inputs could be judged",
        "the summary says why, for the first of them",
    ));
    Exit::Failed
}
