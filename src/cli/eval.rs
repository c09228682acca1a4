//! `lacuna eval`: measured against policies that people have labelled.

use super::{
    args::{EvalArgs, RegimesFormat},
    exit::Exit,
    failure::Failure,
    files, output, select,
    terminal::Terminal,
};
use comfy_table::{CellAlignment, Table, presets};
use lacuna::eval::{
    self, Decision,
    labels::{self, Labelled},
    mapping::Mapping,
    score::{Class, Scores, score},
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
    let scores = score(&decisions, &labelled);
    output::print(|out| match args.format {
        RegimesFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &scores)?;
            writeln!(out)
        }
        RegimesFormat::Table => table(&scores, out),
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

fn table(scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header([
        "label",
        "clusters",
        "missing: P",
        "R",
        "F1",
        "95 %",
        "present: F1",
    ]);
    for label in &scores.labels {
        table.add_row(row(
            &label.label,
            label.weight,
            &label.missing,
            &label.present,
        ));
    }
    for corpus in &scores.corpora {
        let weight = corpus.missing.support + corpus.present.support;
        table.add_row(row(
            &corpus.corpus,
            weight,
            &corpus.missing,
            &corpus.present,
        ));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{table}")?;
    for corpus in &scores.corpora {
        if let (Some(right), Some(found)) = (corpus.evidence.right, corpus.evidence.found) {
            let name = &corpus.corpus;
            writeln!(
                out,
                "{name}: {:.1} % of reported spans touch an expert's; {:.1} % of marked policies have a touched span",
                100.0 * right,
                100.0 * found
            )?;
        }
    }
    if !scores.unmapped.is_empty() {
        writeln!(out, "without a mapping: {}", scores.unmapped.join(", "))?;
    }
    Ok(())
}

fn row(name: &str, weight: f64, missing: &Class, present: &Class) -> [String; 7] {
    let [low, high] = missing.f1_interval;
    [
        name.to_owned(),
        format!("{weight:.1}"),
        format!("{:.3}", missing.precision),
        format!("{:.3}", missing.recall),
        format!("{:.3}", missing.f1),
        format!("{low:.2}–{high:.2}"),
        format!("{:.3}", present.f1),
    ]
}
