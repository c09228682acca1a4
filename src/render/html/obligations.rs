//! One obligation, and all its clauses: every verdict, law by law.

use super::{View, parts, sheet::Sheet};
use crate::{
    render::words,
    report::{Finding, Words},
};
use maud::{Markup, html};
use std::io;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    let gaps = gap_of_each(view);
    sheet.put(&html! { h3 id=(view.ids.section("obligations")) { "Crosswalk by obligation" } })?;
    let mut next = 0;
    for law in report
        .findings
        .chunk_by(|one, other| one.regime == other.regime)
    {
        sheet.open("<section class=\"group\">")?;
        sheet.put(&heading(view, &law[0]))?;
        sheet.open("<ul class=\"obligations\">\n")?;
        for finding in law {
            sheet.put(&entry(view, finding, next, gaps[next]))?;
            next += 1;
        }
        sheet.open("</ul></section>\n")?;
    }
    Ok(())
}

/// The gap that each finding is told in, if any.
fn gap_of_each(view: &View<'_>) -> Vec<Option<usize>> {
    let mut gaps = vec![None; view.report.findings.len()];
    for (index, gap) in view.report.gaps.iter().enumerate() {
        for &finding in &gap.findings {
            gaps[finding] = Some(index);
        }
    }
    gaps
}

fn heading(view: &View<'_>, first: &Finding) -> Markup {
    let law = view
        .report
        .coverage
        .iter()
        .find(|law| law.regime == first.regime);
    html! { h4 { (law.map_or(first.regime.as_str(), |law| law.title.as_str())) " " (parts::id(&first.regime)) } }
}

fn entry(view: &View<'_>, finding: &Finding, index: usize, gap: Option<usize>) -> Markup {
    html! {
        li class="obligation" id=(view.ids.finding(index))
            data-outcome=(words::outcome(finding.outcome)) data-regime=(finding.regime) {
            (parts::tag(finding))
            div {
                p { strong { (finding.title) } " " (parts::id(&finding.obligation)) }
                p class="quiet" { (parts::cite(finding)) " (" (words::level(finding.level)) ")" }
                @match gap {
                    Some(gap) => p { a href=(format!("#{}", view.ids.gap(gap))) { "Why, and what to write" } },
                    None => { @if !finding.reason.is_empty() { p class="reason" { (finding.reason) } } },
                }
                (clauses(view, "Stands on", &finding.evidence))
                (clauses(view, "Comes near", &finding.near_misses))
            }
        }
    }
}

/// The clauses that words stand in, each the way to its place in the text.
fn clauses(view: &View<'_>, what: &str, all: &[Words]) -> Markup {
    let clauses = view.crosswalk.clauses_of(all);
    html! {
        @if !clauses.is_empty() {
            p class="refs" {
                (what) " "
                @for (clause, mark) in clauses {
                    a class="chip" href=(format!("#{}", view.ids.mark(mark))) aria-label=(format!("clause {}", clause + 1)) { (clause + 1) } " "
                }
            }
        }
    }
}
