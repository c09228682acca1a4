//! One self-contained page for counsel and auditors: readable without a script, printable, and safe to open.
//!
//! Templates are `maud`'s, which escape every text and attribute; ids are numbers, never words of a policy or a rule; links lead within
//! the page only. **Invariant: no byte of a policy or a rule reaches the page but through an escaping template and [`Sheet`].**

mod basis;
mod crosswalk;
mod facts;
mod frame;
mod gaps;
mod obligations;
mod parts;
mod policy;
mod sheet;
mod summary;
#[cfg(test)]
mod tests;

use crate::{
    judge::Outcome,
    report::{Crosswalk, Report},
};
use maud::html;
use parts::Ids;
use sheet::Sheet;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// A policy and all that its sections look up.
struct View<'a> {
    report: &'a Report,
    crosswalk: Crosswalk,
    ids: Ids,
    /// Findings that wait for a fact, by the fact.
    open: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> View<'a> {
    fn new(report: &'a Report, index: usize) -> Self {
        let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, finding) in report.findings.iter().enumerate() {
            if let Some(fact) = &finding.fact
                && finding.outcome == Outcome::Undetermined
            {
                open.entry(fact).or_default().push(index);
            }
        }
        View {
            report,
            crosswalk: Crosswalk::new(report),
            ids: Ids::of_policy(index),
            open,
        }
    }
}

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    frame::open(reports, &mut sheet)?;
    for (index, report) in reports.iter().enumerate() {
        policy(&View::new(report, index), &mut sheet)?;
    }
    frame::close(&mut sheet)
}

/// One policy, section by section.
fn policy(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    sheet.open("<article class=\"policy\">")?;
    sheet.put(&html! {
        header id=(view.ids.section("top")) {
            h2 dir="auto" { (report.path) }
            (basis::line(report))
        }
        (parts::contents(view))
    })?;
    summary::write(view, sheet)?;
    gaps::write(view, sheet)?;
    facts::write(view, sheet)?;
    policy::write(view, sheet)?;
    crosswalk::write(view, sheet)?;
    obligations::write(view, sheet)?;
    basis::write(view, sheet)?;
    sheet.open("</article>\n")
}
