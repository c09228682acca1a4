//! A policy as one line of JSON: how rows are written, and what is read back of them.
//!
//! A full row is the object that `check` writes. A lean row leaves out what the rules say of each obligation, and the words around the
//! deciding ones; it is written from the verdicts, without a report in between, because of a million policies most of the time would go
//! into copying the same titles. **Invariant: both kinds can be read back as a [`Row`], and the [`Marks`] of a row are those of the
//! policy it was written from.**

mod lean;
mod read;

pub use lean::Fragments;
pub use read::{Entry, Index, Row, Spot};

use super::{Judged, Marks, tally};
use crate::{report::Report, rulebook::Rulebook};
use serde::Serialize;
use std::io;

/// How much a row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// All that `check` does.
    Full,
    /// Verdicts and the words that decide them.
    Lean,
}

/// Where a policy was found, if not under its own name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The web archive the policy was found in.
    pub archive: Option<&'a str>,
}

/// The marks of a policy.
pub fn marks(judged: &Judged) -> Marks {
    let as_of = judged.facts.as_of.map(|as_of| (as_of.date, as_of.why));
    let effective = judged.document.effective.map(|stated| stated.date);
    let verdicts = &judged.verdicts.verdicts;
    Marks {
        year: tally::year(effective, as_of),
        regimes: judged.verdicts.regimes.clone(),
        outcomes: verdicts
            .iter()
            .map(|verdict| (verdict.regime, verdict.obligation, verdict.outcome))
            .collect(),
    }
}

/// Writes a full row.
pub fn full(
    judged: Judged,
    rulebook: &Rulebook,
    origin: Origin<'_>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let Judged {
        source,
        document,
        facts,
        verdicts,
    } = judged;
    let report = Report::new(source, &document, rulebook, &facts, &verdicts);
    let start = out.len();
    serde_json::to_writer(&mut *out, &report)?;
    if let Some(archive) = origin.archive {
        let archive = serde_json::to_string(archive)?;
        let entry = format!("\"archive\":{archive},");
        out.splice(start + 1..=start, entry.into_bytes());
    }
    out.push(b'\n');
    Ok(())
}

/// The row of something that could not be judged.
#[derive(Serialize)]
struct Refused<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    path: &'a str,
    error: &'a str,
}

/// Writes the row of something that could not be judged.
pub fn error(path: &str, error: &str, origin: Origin<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    let archive = origin.archive;
    let row = Refused {
        archive,
        path,
        error,
    };
    serde_json::to_writer(&mut *out, &row)?;
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audit::Question,
        judge::{Facts, as_of::Asked},
        rules::Selection,
        source::Source,
    };
    use jiff::civil::date;
    use std::sync::LazyLock;

    const POLICY: &str = "# Privacy\n\nLast updated: 3 May 2021\n\nWe “may” share your personal data with partners. You can ask us for a copy of your data.\n\nWe answer within 60 days.\n";

    static QUESTION: LazyLock<Question> = LazyLock::new(|| {
        let rulebook = Rulebook::load(&Selection::default())
            .expect("valid rules")
            .0;
        let regimes = Some((0..rulebook.regimes.len()).collect());
        Question {
            rulebook,
            facts: Facts {
                regimes,
                ..Facts::default()
            },
            as_of: Asked::Day(date(2026, 11, 24)),
            today: date(2026, 11, 24),
        }
    });

    fn judged() -> Judged {
        QUESTION.judge(Source::from_text("a \"b\".md", POLICY), None)
    }

    const ORIGIN: Origin<'_> = Origin {
        archive: Some("x.warc"),
    };

    fn full_row() -> Vec<u8> {
        let mut out = Vec::new();
        full(judged(), &QUESTION.rulebook, ORIGIN, &mut out).expect("memory");
        out
    }

    fn lean_row() -> Vec<u8> {
        let mut out = Vec::new();
        let fragments = Fragments::new(&QUESTION.rulebook).expect("JSON");
        fragments
            .write(&judged(), ORIGIN, &mut out)
            .expect("memory");
        out
    }

    #[test]
    fn marks_come_back_from_either_row() {
        let index = Index::new(&QUESTION.rulebook);
        let expected = marks(&judged());
        assert!(expected.outcomes.len() > 1000 && expected.year == Some(2021));
        for line in [full_row(), lean_row()] {
            let row = Row::parse(&line).expect("a row");
            assert_eq!(row.marks(&index), Some(expected.clone()));
            assert_eq!(row.path, "a \"b\".md");
            assert_eq!(row.archive.as_deref(), Some("x.warc"));
        }
    }

    /// A lean row says nothing else than the full one.
    #[test]
    fn a_lean_row_is_a_part_of_the_full_one() {
        let parse =
            |line: &[u8]| -> serde_json::Value { serde_json::from_slice(line).expect("JSON") };
        let (full, lean) = (parse(&full_row()), parse(&lean_row()));
        for key in [
            "path",
            "archive",
            "hash",
            "as_of",
            "as_of_why",
            "effective_date",
            "regimes",
            "summary",
            "rules_version",
            "format",
        ] {
            assert_eq!(full[key], lean[key], "{key}");
        }
        let findings = |of: &serde_json::Value| of["findings"].as_array().expect("a list").clone();
        for (full, lean) in findings(&full).iter().zip(findings(&lean)) {
            for key in ["id", "regime", "obligation", "outcome", "level"] {
                assert_eq!(full[key], lean[key]);
            }
            for words in lean["evidence"].as_array().expect("a list") {
                let same = |other: &&serde_json::Value| {
                    ["start", "end", "text"]
                        .iter()
                        .all(|key| other[key] == words[key])
                };
                assert!(
                    full["evidence"]
                        .as_array()
                        .expect("a list")
                        .iter()
                        .any(|other| same(&other))
                );
            }
        }
    }

    #[test]
    fn an_error_is_a_row() {
        let mut out = Vec::new();
        error("a\n.md", "no \"such\" file", Origin::default(), &mut out).expect("memory");
        assert!(out.ends_with(b"\"}\n"));
        let row = Row::parse(&out).expect("a row");
        assert_eq!(
            (&*row.path, row.error.as_deref()),
            ("a\n.md", Some("no \"such\" file"))
        );
    }
}
