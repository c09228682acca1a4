//! For a page: the tables of `docs/accuracy.md`.

use lacuna::eval::score::{Class, CorpusScore, LabelScore, Scores};
use std::io::{self, Write};

pub(super) fn write(scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    let undisputed = scores.undisputed.as_ref();
    let beside = |found: Option<&Class>| found.map_or("–".to_owned(), |class| figure(class.f1));
    writeln!(
        out,
        "| corpus | P | R | F1 | 95 % | F1 without disputed labels |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for corpus in &scores.corpora {
        let left = undisputed.and_then(|all| of_corpus(&all.corpora, &corpus.corpus));
        let [precision, recall, f1, range] = measures(&corpus.missing);
        let name = &corpus.corpus;
        let without = beside(left.map(|left| &left.missing));
        writeln!(
            out,
            "| {name} | {precision} | {recall} | **{f1}** | {range} | {without} |"
        )?;
    }
    evidence(&scores.corpora, out)?;
    writeln!(
        out,
        "\n| label | clusters | missing (weight) | P | R | F1 | 95 % | F1 without disputed | present F1 | spans that touch | policies touched |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|---|---|")?;
    for label in &scores.labels {
        let left = undisputed.and_then(|all| of_label(&all.labels, &label.label));
        let [precision, recall, f1, range] = measures(&label.missing);
        let (name, clusters, missing) = (&label.label, label.weight, label.missing.support);
        let without = beside(left.map(|left| &left.missing));
        let present = figure(label.present.f1);
        let (right, found) = (share(label.evidence.right), share(label.evidence.found));
        writeln!(
            out,
            "| {name} | {clusters:.0} | {missing:.1} | {precision} | {recall} | {f1} | {range} | {without} | {present} | {right} | {found} |"
        )?;
    }
    if let Some(undisputed) = undisputed {
        writeln!(
            out,
            "\nDecisions on disputed labels: {}.",
            undisputed.left_out
        )?;
    }
    Ok(())
}

fn evidence(corpora: &[CorpusScore], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| corpus | reported passages that touch an expert's | marked policies with a touched passage |"
    )?;
    writeln!(out, "|---|---|---|")?;
    let marked = corpora
        .iter()
        .filter(|corpus| corpus.evidence.found.is_some());
    for corpus in marked {
        let (right, found) = (share(corpus.evidence.right), share(corpus.evidence.found));
        writeln!(out, "| {} | {right} | {found} |", corpus.corpus)?;
    }
    Ok(())
}

fn of_corpus<'a>(all: &'a [CorpusScore], corpus: &str) -> Option<&'a CorpusScore> {
    all.iter().find(|of| of.corpus == corpus)
}

fn of_label<'a>(all: &'a [LabelScore], label: &str) -> Option<&'a LabelScore> {
    all.iter().find(|of| of.label == label)
}

/// Precision, recall, F1 and its interval.
fn measures(class: &Class) -> [String; 4] {
    let [low, high] = class.f1_interval;
    [
        figure(class.precision),
        figure(class.recall),
        figure(class.f1),
        format!("{low:.2}–{high:.2}"),
    ]
}

fn figure(value: f64) -> String {
    format!("{value:.3}")
}

fn share(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{:.1} %", 100.0 * value))
}
