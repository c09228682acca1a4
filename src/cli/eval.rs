//! `lacuna eval`: measured against policies that people have labelled.

mod markdown;
mod table;

use super::{
    args::{EvalArgs, EvalFormat},
    exit::Exit,
    failure::Failure,
    files, output, select,
    terminal::Terminal,
};
use lacuna::eval::{
    self, Decision,
    disputed::Disputed,
    labels::{self, Labelled},
    mapping::Mapping,
    score::score,
};
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

pub(super) fn run(args: &EvalArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let labelled = labelled(&args.labels)?;
    let mapping = Mapping::parse(&text(&args.mapping)?, &rulebook)
        .map_err(|problems| unreadable(&args.mapping, &problems.join("\n")))?;
    let folder = args.labels.parent().unwrap_or(Path::new(""));
    let bar = terminal.progress(labelled.len());
    let read = |policy: &Labelled| {
        bar.inc(1);
        files::read(&folder.join(&policy.path))
    };
    let decisions = eval::decide(&rulebook, &mapping, &labelled, read)?;
    bar.finish_and_clear();
    if let Some(path) = &args.errors {
        output::file(path, |out| errors(&decisions, out))?;
    }
    if let Some(path) = &args.decisions {
        output::file(path, |out| lines(&decisions, out))?;
    }
    let mut scores = score(&decisions, &labelled);
    if let Some(path) = &args.disputed {
        let disputed =
            Disputed::parse(&text(path)?).map_err(|problem| unreadable(path, &problem))?;
        scores.beside(&decisions, &disputed.without(&decisions), &labelled);
    }
    output::print(|out| match args.format {
        EvalFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &scores)?;
            writeln!(out)
        }
        EvalFormat::Table => table::write(&scores, out),
        EvalFormat::Markdown => markdown::write(&scores, out),
    })?;
    Ok(Exit::Clean)
}

fn labelled(path: &Path) -> Result<Vec<Labelled>, Failure> {
    labels::parse(&text(path)?)
        .map_err(|(line, problem)| unreadable(path, &format!("line {line}: {problem}")))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| unreadable(path, &cause.to_string()))
}

fn unreadable(path: &Path, problem: &str) -> Failure {
    Failure::usage(
        format!("cannot use {}: {problem}", path.display()),
        "docs/accuracy.md shows both files",
    )
}

fn errors(decisions: &[Decision], out: &mut dyn Write) -> io::Result<()> {
    for decision in decisions
        .iter()
        .filter(|decision| decision.expected != decision.decided)
    {
        let error = serde_json::json!({
            "id": decision.id, "label": decision.label, "expected": decision.expected,
            "decided": decision.decided, "evidence": decision.evidence,
        });
        writeln!(out, "{error}")?;
    }
    Ok(())
}

fn lines(decisions: &[Decision], out: &mut dyn Write) -> io::Result<()> {
    for decision in decisions {
        serde_json::to_writer(&mut *out, decision)?;
        writeln!(out)?;
    }
    Ok(())
}
