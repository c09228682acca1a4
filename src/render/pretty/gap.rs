//! One gap: what is asked, why it is not met, the words, what to write.

use super::{excerpt::Excerpt, ink::Ink};
use crate::{
    judge::Outcome,
    render::{Look, words},
    report::{Finding, Gap, Report, Words},
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// More snippets than this are named by their lines only.
const MOST_SNIPPETS: usize = 2;

/// Words already printed, by place, and the gap they were printed with.
#[derive(Default)]
pub(super) struct Shown(BTreeMap<(u32, u32), String>);

/// A gap at length.
pub(super) fn full(
    gap: &Gap,
    report: &Report,
    look: &Look,
    shown: &mut Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ink = Ink::new(look);
    let finding = &report.findings[gap.findings[0]];
    head(gap, report, ink, out)?;
    for &index in &gap.findings {
        ink.wrapped(&cited(&report.findings[index], gap), "    ", out)?;
    }
    if !finding.reason.is_empty() {
        ink.wrapped(&finding.reason, "    ", out)?;
    }
    let all: Vec<&Words> = finding
        .evidence
        .iter()
        .chain(&finding.near_misses)
        .collect();
    snippets(&all, finding, report, (look, shown), out)?;
    if !finding.help.is_empty() {
        ink.wrapped(&format!("help: {}", finding.help), "    ", out)?;
    }
    Ok(())
}

/// A gap in two lines.
pub(super) fn line(gap: &Gap, report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    head(gap, report, ink, out)?;
    let finding = &report.findings[gap.findings[0]];
    if let Some(words) = finding.evidence.first() {
        let reason = format!("line {}: {}", words.line, finding.reason);
        ink.wrapped(&reason, "    ", out)?;
    }
    Ok(())
}

/// A gap that somebody answers for, and what they say.
pub(super) fn waived(gap: &Gap, report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    head(gap, report, ink, out)?;
    let standing = &report.findings[gap.findings[0]].standing;
    ink.wrapped(&format!("waived: {}", words::waiver(standing)), "    ", out)
}

/// `✗ missing  right-to-object (gdpr, uk-gdpr) · Right to object`
fn head(gap: &Gap, report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let finding = &report.findings[gap.findings[0]];
    let id = match gap.findings.len() {
        1 => finding.id.clone(),
        _ => finding.obligation.clone(),
    };
    let sign = match finding.outcome {
        _ if !finding.standing.counts() => ink.dim("-"),
        Outcome::Weak => ink.poor("~"),
        _ => ink.bad("✗"),
    };
    let outcome = words::outcome(finding.outcome);
    let taken = 2 + outcome.len() + 2 + id.chars().count();
    write!(out, "{sign} {outcome}  {}", ink.bold(&id))?;
    if taken + 3 + finding.title.chars().count() <= ink.width {
        return writeln!(out, " · {}", finding.title);
    }
    writeln!(out)?;
    ink.wrapped(&finding.title, "    ", out)
}

/// Where the law asks for it; with the regime, where several do.
fn cited(finding: &Finding, gap: &Gap) -> String {
    match gap.findings.len() {
        1 => finding.cite.clone(),
        _ => format!("{}: {}", finding.regime, finding.cite),
    }
}

fn snippets(
    all: &[&Words],
    finding: &Finding,
    report: &Report,
    (look, shown): (&Look, &mut Shown),
    out: &mut dyn Write,
) -> io::Result<()> {
    let ink = Ink::new(look);
    let (first, rest) = all.split_at(all.len().min(MOST_SNIPPETS));
    for words in first {
        let place = (words.start, words.end);
        if let Some(id) = shown.0.get(&place) {
            let again = format!("line {}: the words shown at {id}", words.line);
            ink.wrapped(&again, "    ", out)?;
        } else {
            let excerpt = Excerpt::new(words, report, look.width);
            out.write_all(excerpt.render(look).as_bytes())?;
            shown.0.insert(place, finding.id.clone());
        }
    }
    if let Some(more) = others(rest, finding.more) {
        ink.wrapped(&more, "    ", out)?;
    }
    Ok(())
}

/// `3 more places: line 4, 5 and others`
fn others(rest: &[&Words], unlisted: usize) -> Option<String> {
    let all = words::number(rest.len() + unlisted, "more place", "more places");
    let lines: Vec<String> = rest.iter().map(|words| words.line.to_string()).collect();
    match (rest.len(), unlisted) {
        (0, 0) => None,
        (0, _) => Some(all),
        (_, 0) => Some(format!("{all}: line {}", lines.join(", "))),
        _ => Some(format!("{all}: line {} and others", lines.join(", "))),
    }
}
