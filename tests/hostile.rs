//! Hostile files: every family, small, and what must hold of it. `benches/hostile.rs` measures the same families grown large.

#[path = "hostile/families.rs"]
mod families;
#[path = "hostile/invariants.rs"]
mod invariants;

use families::FAMILIES;
use lacuna::{
    document::Document, judge::Outcome, limits, report::Report, scan::scan, source::Source,
};
use rayon::prelude::*;
use std::{collections::BTreeSet, fs};

/// Large enough for every unit to be repeated; the bench goes on from here.
const SIZE: usize = 6_000;

#[test]
fn every_family_has_a_whole_report() {
    FAMILIES.par_iter().for_each(|family| {
        let bytes = (family.make)(SIZE);
        invariants::check(&family.file(), &bytes);
    });
}

#[test]
fn ends_of_lines_change_nothing_of_that() {
    let written_with = |ends: &str| {
        FAMILIES.par_iter().for_each(|family| {
            let text = String::from_utf8((family.make)(SIZE)).unwrap_or_default();
            if text.contains('\n') {
                let bytes = text.replace('\n', ends).into_bytes();
                let source = Source::from_bytes(&family.file(), &bytes);
                let document = Document::parse(&source);
                invariants::document_holds(&source, &document, bytes.len());
                invariants::hits_hold(&document, &scan(&invariants::RULEBOOK, &document));
            }
        });
    };
    written_with("\r\n");
    written_with("\r");
}

#[test]
fn families_differ() {
    let names: BTreeSet<&str> = FAMILIES.iter().map(|family| family.name).collect();
    assert_eq!(names.len(), FAMILIES.len());
    for family in FAMILIES.iter().filter(|family| family.name != "empty") {
        let (small, large) = ((family.make)(5_000).len(), (family.make)(20_000).len());
        assert!(
            small * 3 <= large && large <= 30_000,
            "{} grows",
            family.name
        );
    }
}

/// A policy that says something at its end, behind more words than are searched.
fn behind(words: usize) -> Report {
    let before = "There is nothing here to be read about it. ".repeat(words / 9 + 1);
    let text = format!("{before}\n\nYou may lodge a complaint with a supervisory authority.\n");
    invariants::check("long.txt", text.as_bytes())
}

#[test]
fn what_was_not_read_is_neither_missing_nor_denied() {
    let (short, long) = (behind(100), behind(limits::WORDS));
    let count = |report: &Report, outcome| report.summary[&outcome];
    assert!(short.is_whole() && count(&short, Outcome::Missing) > 0);
    assert!(!long.is_whole());
    assert_eq!(count(&long, Outcome::Missing), 0);
    let mut silent = long
        .findings
        .iter()
        .filter(|finding| finding.evidence.is_empty());
    let denied = silent.find(|finding| finding.outcome == Outcome::Met);
    assert!(
        denied.is_none(),
        "met by words that were not read: {denied:?}"
    );
    assert!(
        long.remarks[0].starts_with("not fully read"),
        "{:?}",
        long.remarks
    );
}

#[test]
fn evidence_is_capped_and_what_is_left_out_is_counted() {
    let report = invariants::check(
        "x.txt",
        "We do not sell your personal data. ".repeat(500).as_bytes(),
    );
    let more = report.findings.iter().filter(|finding| finding.more > 0);
    assert!(more.clone().count() > 0);
    for finding in more {
        assert!(
            finding.evidence.len() <= 10 && finding.evidence.len() + finding.more >= 100,
            "{}",
            finding.id
        );
    }
    let heading = format!("# {}\n\nText.\n", "a".repeat(100_000));
    let report = invariants::check("x.md", heading.as_bytes());
    let places = report
        .findings
        .iter()
        .flat_map(|finding| finding.evidence.iter().chain(&finding.anchor));
    for words in places {
        assert!(words.text.len() <= limits::SHOWN_BYTES);
    }
}

#[test]
fn limits_are_documented_as_they_are() {
    let page = fs::read_to_string("docs/limits.md").expect("the page");
    let mib = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
    let count = |count: usize| {
        let digits = count.to_string();
        match digits.len() {
            0..=3 => digits,
            length => format!("{},{}", &digits[..length - 3], &digits[length - 3..]),
        }
    };
    for (what, number) in [
        ("file", mib(limits::FILE_BYTES)),
        (
            "part of a file that is read",
            mib(limits::READ_BYTES as u64),
        ),
        ("words that are searched", count(limits::WORDS)),
        ("statements that are searched", count(limits::STATEMENTS)),
        ("words of a sentence or row", count(limits::SENTENCE_WORDS)),
        ("levels of lists", limits::NESTING.to_string()),
        ("bytes of one piece of evidence", count(limits::SHOWN_BYTES)),
        (
            "places of one piece of evidence",
            count(limits::SHOWN_PLACES),
        ),
        (
            "obligations waived in a policy's own comments",
            count(limits::WAIVERS),
        ),
        ("places of one signal", count(limits::SIGNAL_PLACES)),
    ] {
        let row = format!("| {what} | {number} |");
        assert!(page.contains(&row), "docs/limits.md has no row `{row}`");
    }
}
