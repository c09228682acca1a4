//! For people: how much is said, then what is not, the weightiest first, each with its words in their place.

mod compare;
mod excerpt;
mod gap;
mod ink;

use super::{Detail, Look, words};
use crate::{
    judge::Outcome,
    report::{Coverage, Question, Report, Signals, Summary, Weight, Words},
};
pub use compare::compare;
use gap::Shown;
pub(super) use ink::Ink;
use std::io::{self, Write};

/// What a lawyer would say at the end.
const DISCLAIMER: &str = "Lacuna says which words are there. It is not legal advice.";

/// What needs work, in the order it is told.
const PRESSING: [Outcome; 4] = [
    Outcome::Contradicted,
    Outcome::OutOfBounds,
    Outcome::Missing,
    Outcome::Weak,
];

pub(super) fn render(reports: &[Report], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let ink = Ink::new(look);
    for report in reports {
        policy(report, look, ink, out)?;
        writeln!(out)?;
    }
    closing(reports, ink, out)?;
    if look.detail == Detail::Full {
        writeln!(out, "{}", ink.dim(DISCLAIMER))?;
    }
    Ok(())
}

fn policy(report: &Report, look: &Look, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    header(report, ink, out)?;
    for coverage in &report.coverage {
        coverage_line(coverage, report, ink, out)?;
    }
    for remark in &report.remarks {
        ink.wrapped(&format!("note: {remark}"), "  ", out)?;
    }
    if look.detail == Detail::Brief {
        return Ok(());
    }
    gaps(report, look, ink, out)?;
    if look.detail == Detail::Full {
        said(report, ink, out)?;
    }
    upcoming(report, ink, out)?;
    questions(&report.questions, ink, out)
}

/// The path and the day; under each other where one line cannot hold both.
fn header(report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let as_of = match (report.as_of, report.as_of_why) {
        (Some(day), Some(why)) => format!("as of {day} ({})", words::why(why)),
        _ => String::new(),
    };
    let dated = match (report.effective_date, report.effective_date_ambiguous) {
        (Some(date), Some(other)) => format!(", dated {date} or {other}"),
        (Some(date), None) => format!(", dated {date}"),
        (None, _) => String::new(),
    };
    let about = as_of + &dated;
    write!(out, "{}", ink.bold(&report.path))?;
    let taken = report.path.chars().count() + 2 + about.chars().count();
    if taken <= ink.width {
        return writeln!(out, "{}", format!("  {about}").trim_end());
    }
    writeln!(out)?;
    ink.wrapped(&about, "  ", out)
}

/// `gdpr  ████████░░  17 of 24 said · 3 weak · 4 missing`
fn coverage_line(
    coverage: &Coverage,
    report: &Report,
    ink: Ink,
    out: &mut dyn Write,
) -> io::Result<()> {
    let column = report.regimes.iter().map(|id| id.chars().count()).max();
    let (met, all) = share(&coverage.binding);
    let (met, all) = if all == 0 {
        share(&coverage.recommended)
    } else {
        (met, all + coverage.known + coverage.waived)
    };
    let mut line = vec![format!("{met} of {all} said")];
    line.extend(words::counts(&coverage.binding, &PRESSING));
    line.extend(words::counts(&coverage.binding, &[Outcome::Undetermined]));
    let advice: usize = PRESSING
        .iter()
        .map(|outcome| coverage.recommended[outcome])
        .sum();
    if advice > 0 {
        line.push(format!("{advice} recommended"));
    }
    line.extend(words::settled(coverage.known, coverage.waived));
    let column = column.unwrap_or(0);
    let taken = column + 16;
    let mut lines = fitted(line, ink.width.saturating_sub(taken)).into_iter();
    let first = lines.next().unwrap_or_default();
    let bar = ink.bar(met, all);
    writeln!(out, "  {:column$}  {bar}  {first}", coverage.regime)?;
    lines.try_for_each(|line| writeln!(out, "{:taken$}{line}", ""))
}

/// Counts joined to lines of at most so many columns.
fn fitted(counts: Vec<String>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for count in counts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 3 + count.chars().count() <= width => {
                line.push_str(" · ");
                line.push_str(&count);
            }
            _ => lines.push(count),
        }
    }
    lines
}

/// What is said, of what must be.
fn share(summary: &Summary) -> (usize, usize) {
    let met = summary[&Outcome::Met];
    let pressing: usize = PRESSING.iter().map(|outcome| summary[outcome]).sum();
    (met, met + pressing)
}

fn gaps(report: &Report, look: &Look, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = Shown::default();
    let mut weight = None;
    for gap in &report.gaps {
        if weight != Some(gap.weight) {
            weight = Some(gap.weight);
            writeln!(out, "\n{}", ink.bold(words::weight(gap.weight)))?;
        }
        match gap.weight {
            Weight::Recommended | Weight::Known => gap::line(gap, report, ink, out)?,
            Weight::Waived => gap::waived(gap, report, ink, out)?,
            Weight::Failing | Weight::Weak => gap::full(gap, report, look, &mut shown, out)?,
        }
    }
    Ok(())
}

fn said(report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let mut met = report
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Met)
        .peekable();
    if met.peek().is_some() {
        writeln!(out, "\n{}", ink.bold("Said"))?;
    }
    for finding in met {
        let head = format!("{} {} · {}", ink.good("✓"), finding.id, finding.title);
        writeln!(out, "{head}")?;
        for words in &finding.evidence {
            quote(words, report, ink, out)?;
        }
    }
    Ok(())
}

fn quote(words: &Words, report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let text = excerpt::quote(words, report.source.format, ink.width.saturating_sub(12));
    writeln!(out, "  {} {text}", ink.dim(&format!("{:>5}", words.line)))
}

fn upcoming(report: &Report, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    if !report.upcoming.is_empty() {
        writeln!(out, "\n{}", ink.bold("Coming into force"))?;
    }
    for coming in &report.upcoming {
        let from = coming
            .from
            .map_or(String::new(), |from| format!("{from}  "));
        ink.wrapped(
            &format!("{from}{} · {}", coming.id, coming.title),
            "  ",
            out,
        )?;
    }
    Ok(())
}

fn questions(questions: &[Question], ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    if !questions.is_empty() {
        writeln!(out, "\n{}", ink.bold("Answer these"))?;
    }
    for question in questions {
        ink.wrapped(&question.question, "  ", out)?;
        let flag = format!("    --fact {}=true|false", question.fact);
        let settles = format!("(settles {})", question.settles);
        let fits = flag.chars().count() + 2 + settles.len() <= ink.width;
        let between = if fits { "  " } else { "\n      " };
        writeln!(out, "{flag}{between}{}", ink.dim(&settles))?;
    }
    Ok(())
}

/// `2 policies: 31 said · 9 missing`
fn closing(reports: &[Report], ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let mut total = Summary::new();
    for (&outcome, count) in reports.iter().flat_map(|report| &report.summary) {
        *total.entry(outcome).or_default() += count;
    }
    let mut counts = words::counts(&total, &[Outcome::Met]);
    counts.extend(words::counts(&total, &PRESSING));
    let rest = [Outcome::Undetermined, Outcome::NotApplicable];
    counts.extend(words::counts(&total, &rest));
    let known = reports.iter().map(|report| report.known).sum();
    let waived = reports.iter().map(|report| report.waived).sum();
    counts.extend(words::settled(known, waived));
    if counts.is_empty() {
        counts.push("nothing was judged".to_owned());
    }
    let policies = words::number(reports.len(), "policy", "policies");
    ink.wrapped(&format!("{policies}: {}", counts.join(" · ")), "", out)
}

/// Writes what a policy says, for people.
pub fn signals(signals: &Signals, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let signals = super::tame::signals(signals);
    let ink = Ink::new(look);
    for seen in &signals.signals {
        writeln!(out, "{}  {}", ink.bold(&seen.id), ink.dim(&seen.says))?;
        for words in &seen.evidence {
            let format = signals.source.format;
            let text = excerpt::quote(words, format, look.width.saturating_sub(12));
            writeln!(out, "  {} {text}", ink.dim(&format!("{:>5}", words.line)))?;
        }
        if seen.more > 0 {
            let more = words::number(seen.more, "more place", "more places");
            writeln!(out, "        {more}")?;
        }
    }
    for reached in &signals.limits {
        ink.wrapped(&format!("note: {}", reached.message), "  ", out)?;
    }
    let number = words::number(signals.signals.len(), "signal", "signals");
    writeln!(out, "{}: {number}", signals.path)
}

#[cfg(test)]
mod tests {
    use crate::render::{Colour, Detail, Format, Look, sample};

    fn check(name: &str, width: usize, colour: Colour, detail: Detail) {
        let look = Look {
            width,
            colour,
            detail,
        };
        let text = sample::render_so(Format::Pretty, &look);
        if colour == Colour::Plain {
            let widest = text.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "a line of {widest:?}:\n{text}");
        }
        insta::assert_snapshot!(name, text);
    }

    #[test]
    fn looks_so() {
        check("pretty_80", 80, Colour::Plain, Detail::Gaps);
        check("pretty_120", 120, Colour::Plain, Detail::Gaps);
        check("pretty_colour", 80, Colour::Ansi, Detail::Gaps);
        check("pretty_brief", 80, Colour::Plain, Detail::Brief);
        check("pretty_full", 80, Colour::Plain, Detail::Full);
    }
}
