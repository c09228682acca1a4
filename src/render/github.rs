//! Annotations of GitHub Actions: a line a gap, which the runner takes from the log and shows in the changed file.
//!
//! **Invariant: one line, one command; no text of a policy, a rule or a path can begin another or leave its place in this one.**

use super::{plain, region::region, told};
use crate::{
    report::{Alert, Finding, Report, Severity},
    safe::tame,
};
use std::io::{self, Write};

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    for report in reports {
        for alert in &report.alerts {
            annotation(alert, report, out)?;
        }
        let file = property(&report.file);
        for remark in &report.remarks {
            writeln!(out, "::notice file={file},line=1::{}", data(remark))?;
        }
    }
    Ok(())
}

fn annotation(alert: &Alert, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let finding = &report.findings[alert.finding];
    let region = region(&alert.place, &report.source);
    let file = property(&report.file);
    let (line, column) = (region.line, region.column);
    // Columns of a place on several lines are refused, so that such a place is where it begins.
    let end = if region.end_line == line {
        format!(",endLine={line},endColumn={}", region.end_column)
    } else {
        String::new()
    };
    writeln!(
        out,
        "::{} file={file},line={line},col={column}{end},title={}::{}",
        command(alert, finding),
        property(&tame(&format!("{} ({})", told::title(finding), finding.id))),
        data(&told::message(alert, report)),
    )
}

/// What is known or waived is told without alarm.
fn command(alert: &Alert, finding: &Finding) -> &'static str {
    match alert.severity {
        _ if !finding.standing.counts() => "notice",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// A message; signs that turn the direction of writing around have no place in it.
fn data(text: &str) -> String {
    escaped(&tame(&plain::clean(text)))
}

/// Text as the runner reads it back.
fn escaped(text: &str) -> String {
    plain::clean(text.trim())
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The same within the list of properties: the name of a file must stay what it is, or the runner does not find it.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, Look, render, sample};

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("github", sample::render_all(Format::Github));
    }

    #[test]
    fn no_message_turns_the_direction_of_writing_around() {
        let mut reports = sample::all();
        for report in &mut reports {
            report
                .remarks
                .push("read \u{202e}backwards\u{2066}".to_owned());
            for finding in &mut report.findings {
                for words in finding.evidence.iter_mut().chain(&mut finding.near_misses) {
                    words.text = words.text.replace(' ', "\u{202e}");
                }
            }
        }
        let mut out = Vec::new();
        render(&reports, Format::Github, &Look::default(), &mut out).expect("renders");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("backwards"));
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "{text}");
    }

    #[test]
    fn nothing_breaks_out_of_its_command() {
        let text = sample::render_all(Format::Github);
        let told: usize = sample::all()
            .iter()
            .map(|report| report.alerts.len() + report.remarks.len())
            .sum();
        // Lines as the runner cuts them.
        let lines: Vec<&str> = text.split_terminator(['\r', '\n']).collect();
        assert_eq!(lines.len(), told);
        for line in lines {
            let (command, rest) = line[2..].split_once(' ').expect("a command");
            assert!(["error", "warning", "notice"].contains(&command), "{line}");
            let (properties, _) = rest.split_once("::").expect("a message");
            for property in properties.split(',') {
                let (name, value) = property.split_once('=').expect("a property");
                let known = ["file", "line", "col", "endLine", "endColumn", "title"];
                assert!(known.contains(&name), "{line}");
                assert!(!value.contains(':'), "{line}");
            }
        }
    }
}
