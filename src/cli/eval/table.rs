//! For people at a terminal.

use comfy_table::{CellAlignment, Table, presets};
use lacuna::eval::score::{Class, Scores};
use std::io::{self, Write};

pub(super) fn write(scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
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
    if let Some(undisputed) = &scores.undisputed {
        for corpus in &undisputed.corpora {
            let weight = corpus.missing.support + corpus.present.support;
            let name = format!("{}, undisputed", corpus.corpus);
            table.add_row(row(&name, weight, &corpus.missing, &corpus.present));
        }
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
