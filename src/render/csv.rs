//! CSV by RFC 4180, one finding a row, for spreadsheets.
//!
//! **Invariant: no cell is a formula.** The words of a policy are a stranger's: `=HYPERLINK(…)` in them must stay text.

use super::{plain, words};
use crate::report::{Alert, Finding, Report, Words};
use csv::{Terminator, Writer, WriterBuilder};
use std::io::{self, Write};

const HEAD: [&str; 20] = [
    "path",
    "id",
    "regime",
    "obligation",
    "outcome",
    "severity",
    "level",
    "standing",
    "title",
    "cite",
    "line",
    "column",
    "start",
    "end",
    "text",
    "reason",
    "help",
    "fingerprint",
    "as_of",
    "hash",
];

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = writer(out);
    rows.write_record(HEAD).map_err(cause)?;
    for report in reports {
        for (finding, alert) in report.findings.iter().zip(report.alert_by_finding()) {
            let row = row(report, finding, alert);
            rows.write_record(row).map_err(cause)?;
        }
    }
    rows.flush()
}

/// Writes CSV as RFC 4180 wants it.
pub(super) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

/// The system's own error: that a pipe is closed must not be hidden in another.
pub(super) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(report: &Report, finding: &Finding, alert: Option<&Alert>) -> [String; 20] {
    // A place is the place of words that decide; what is missing has none.
    let place = finding.evidence.first();
    let number = |of: fn(&Words) -> usize| place.map(|words| of(words).to_string());
    let severity = alert.map(|alert| words::severity(alert.severity).to_owned());
    let as_of = report.as_of.map(|day| day.to_string());
    [
        cell(&report.path),
        cell(&finding.id),
        cell(&finding.regime),
        cell(&finding.obligation),
        words::outcome_key(finding.outcome).to_owned(),
        severity.unwrap_or_default(),
        words::level(finding.level).to_owned(),
        words::standing_key(&finding.standing).to_owned(),
        cell(&finding.title),
        cell(&finding.cite),
        number(|words| words.line).unwrap_or_default(),
        number(|words| words.column).unwrap_or_default(),
        number(|words| words.start as usize).unwrap_or_default(),
        number(|words| words.end as usize).unwrap_or_default(),
        cell(place.map_or("", |words| &words.text)),
        cell(&finding.reason),
        cell(&finding.help),
        finding.fingerprint.clone(),
        as_of.unwrap_or_default(),
        report.hash.clone(),
    ]
}

/// Text as a cell. A spreadsheet takes one that begins so for a formula; an apostrophe before it says that it is text.
pub(super) fn cell(text: &str) -> String {
    let text = plain::clean(text);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Format, sample};

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("csv", sample::render_all(Format::Csv));
    }

    #[test]
    fn every_row_has_every_cell_and_none_is_a_formula() {
        let text = sample::render_all(Format::Csv);
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(text.as_bytes())
            .records()
            .collect::<Result<_, _>>()
            .expect("valid CSV");
        let findings: usize = sample::all()
            .iter()
            .map(|report| report.findings.len())
            .sum();
        assert_eq!(rows.len(), findings);
        let cells = rows.iter().flatten();
        assert!(
            !cells
                .into_iter()
                .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']))
        );
        assert!(rows.iter().flatten().any(|cell| cell.starts_with("'=")));
    }

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\u{0}=1"] {
            assert!(cell(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("a=1"), "a=1");
    }
}
