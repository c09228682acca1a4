//! Markdown, for a comment on a pull request or the summary of a job.
//!
//! **Invariant: what a policy says stays text:** it makes no markup and no HTML, ends no table cell, and calls nobody.

use super::{Detail, Look, plain, words};
use crate::{
    judge::Outcome,
    report::{Coverage, Finding, Gap, Report, Weight},
};
use std::io::{self, Write};

/// What needs work, as counted in a table.
const GAPS: [Outcome; 5] = [
    Outcome::Contradicted,
    Outcome::OutOfBounds,
    Outcome::Missing,
    Outcome::Weak,
    Outcome::Undetermined,
];

/// What is asked and not said as it should be.
const LACKING: [Outcome; 4] = [
    Outcome::Contradicted,
    Outcome::OutOfBounds,
    Outcome::Missing,
    Outcome::Weak,
];

/// Characters of a quotation.
const QUOTED: usize = 160;

pub(super) fn render(reports: &[Report], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for report in reports {
        policy(report, look, out)?;
    }
    writeln!(
        out,
        "Lacuna says which words are there. It is not legal advice."
    )
}

fn policy(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", escape(&report.path))?;
    writeln!(out, "{}\n", verdict(report))?;
    coverage(report, out)?;
    for remark in &report.remarks {
        writeln!(out, "> {}\n", escape(remark))?;
    }
    if look.detail != Detail::Brief {
        gaps(report, out)?;
        questions(report, out)?;
    }
    stands_on(report, out)
}

fn verdict(report: &Report) -> String {
    match report.failing() {
        _ if report.findings.is_empty() => "**Nothing was judged.**".to_owned(),
        0 => "**No gap that counts.**".to_owned(),
        failing => {
            let gaps = words::number(failing, "gap that counts", "gaps that count");
            format!("**{gaps}.**")
        }
    }
}

fn coverage(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.coverage.is_empty() {
        return Ok(());
    }
    writeln!(out, "| | law | said | gaps | recommended |")?;
    writeln!(out, "|---|---|---|---|---|")?;
    for coverage in &report.coverage {
        let Coverage {
            binding,
            recommended,
            ..
        } = coverage;
        let count = |outcome: Outcome| binding.get(&outcome).copied().unwrap_or(0);
        let met = count(Outcome::Met);
        let lacking: usize = LACKING.into_iter().map(count).sum();
        let settled = words::settled(coverage.known, coverage.waived);
        let gaps: Vec<String> = words::counts(binding, &GAPS)
            .into_iter()
            .chain(settled)
            .collect();
        writeln!(
            out,
            "| {} | {} | {met} of {} | {} | {} |",
            escape(&coverage.regime),
            escape(&coverage.title),
            met + lacking + coverage.known + coverage.waived,
            gaps.join(" · "),
            words::counts(recommended, &GAPS).join(" · "),
        )?;
    }
    writeln!(out)
}

/// A table for each weight; those that fail nothing are folded.
fn gaps(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for gaps in report
        .gaps
        .chunk_by(|one, other| one.weight == other.weight)
    {
        let weight = gaps[0].weight;
        let title = format!("{} ({})", words::weight(weight), gaps.len());
        let folded = !matches!(weight, Weight::Failing | Weight::Weak);
        if folded {
            writeln!(out, "<details><summary>{title}</summary>\n")?;
        } else {
            writeln!(out, "### {title}\n")?;
        }
        writeln!(
            out,
            "| gap | obligation | words | to do |\n|---|---|---|---|"
        )?;
        for gap in gaps {
            writeln!(out, "{}", row(gap, report))?;
        }
        writeln!(out)?;
        if folded {
            writeln!(out, "</details>\n")?;
        }
    }
    Ok(())
}

fn row(gap: &Gap, report: &Report) -> String {
    let finding = &report.findings[gap.findings[0]];
    let cites: Vec<String> = gap
        .findings
        .iter()
        .map(|&index| &report.findings[index])
        .map(|finding| format!("{}, {}", escape(&finding.id), escape(&finding.cite)))
        .collect();
    let what = match words::waiver(&finding.standing) {
        waiver if waiver.is_empty() => escape(&finding.help),
        waiver => format!("waived: {}", escape(&waiver)),
    };
    format!(
        "| {} | **{}**<br>{} | {} | {what} |",
        words::outcome(finding.outcome),
        escape(&finding.title),
        cites.join("<br>"),
        quoted(finding),
    )
}

/// The words that decide it, or come closest, with their lines.
fn quoted(finding: &Finding) -> String {
    let quote = |words: &crate::report::Words| {
        format!("line {}: “{}”", words.line, escape(&shortened(&words.text)))
    };
    let evidence: Vec<String> = finding.evidence.iter().map(quote).collect();
    if !evidence.is_empty() {
        return evidence.join("<br>");
    }
    let near = finding.near_misses.first();
    near.map_or("none".to_owned(), |words| {
        format!("none; closest: {}", quote(words))
    })
}

fn shortened(text: &str) -> String {
    let text = plain::line(text);
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn questions(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.questions.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details><summary>Answer these ({})</summary>\n",
        report.questions.len()
    )?;
    for question in &report.questions {
        let fact = plain::line(&question.fact).replace('`', "");
        let settles = question.settles;
        let asked = escape(&question.question);
        writeln!(
            out,
            "- {asked} `--fact {fact}=true` or `false` (settles {settles})"
        )?;
    }
    writeln!(out, "\n</details>\n")
}

/// What the verdicts stand on.
fn stands_on(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if let (Some(day), Some(why)) = (report.as_of, report.as_of_why) {
        write!(out, "As of {day} ({}); ", words::why(why))?;
    }
    writeln!(
        out,
        "policy {:.12}, rules {:.12}.\n",
        report.hash, report.rules_version
    )
}

/// Text that stays text in Markdown and in the HTML made of it.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let line = plain::line(text);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // A space of no width keeps code hosts from calling people, linking issues and pages, and drawing faces.
            '@' | '#' | ':' if chars.peek().is_some_and(|&next| next != ' ') => {
                safe.extend([c, '\u{200b}']);
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '!' => {
                safe.extend(['\\', c]);
            }
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Colour, Format, sample};
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("markdown", sample::render_all(Format::Markdown));
        let look = Look {
            width: 80,
            colour: Colour::Plain,
            detail: Detail::Brief,
        };
        insta::assert_snapshot!("markdown_brief", sample::render_so(Format::Markdown, &look));
    }

    #[test]
    fn words_of_a_policy_make_no_markup() {
        let text = sample::render_all(Format::Markdown);
        let tables = Parser::new_ext(
            &text,
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
        );
        let mut cells = 0;
        for event in tables {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let ours = ["<br>", "<details><summary>", "</details>"];
                    assert!(ours.iter().any(|known| html.starts_with(known)), "{html}");
                }
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Strikethrough,
                ) => {
                    panic!("markup of the policy's: {event:?}");
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
                Event::Start(Tag::TableCell) => cells += 1,
                _ => {}
            }
            assert!(cells <= 5);
        }
        let called = text
            .match_indices('@')
            .all(|(at, _)| text[at + 1..].starts_with('\u{200b}'));
        assert!(called, "nobody is called");
    }
}
