//! One clause, and all the laws it serves.

use super::{View, parts, sheet::Sheet};
use crate::{
    render::words,
    report::{Clause, Finding},
};
use maud::{Markup, html};
use std::{collections::BTreeSet, io};

/// Longer clauses are cut: the whole text is in the page too.
const LONGEST: usize = 400;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.put(&html! {
        h3 id=(view.ids.section("clauses")) { "Crosswalk by clause" }
        p class="quiet" { "Each sentence, item or row that a verdict stands on, and all the obligations it serves." }
    })?;
    if view.crosswalk.clauses.is_empty() {
        return sheet.put(&html! { p { "No verdict stands on words of the policy." } });
    }
    sheet.open("<ol class=\"clauses\">\n")?;
    for (index, clause) in view.crosswalk.clauses.iter().enumerate() {
        sheet.put(&entry(view, clause, index))?;
    }
    sheet.open("</ol>\n")
}

fn entry(view: &View<'_>, clause: &Clause, index: usize) -> Markup {
    let report = view.report;
    let finding = |index: &usize| &report.findings[*index];
    let used = clause.findings.iter().chain(&clause.near);
    let outcomes: BTreeSet<&str> = used
        .clone()
        .map(|index| words::outcome(finding(index).outcome))
        .collect();
    let regimes: BTreeSet<&str> = used.map(|index| finding(index).regime.as_str()).collect();
    let joined = |set: BTreeSet<&str>, by: &str| set.into_iter().collect::<Vec<_>>().join(by);
    html! {
        li class="clause" id=(view.ids.clause(index))
            data-outcome=(joined(outcomes, ",")) data-regime=(joined(regimes, " ")) {
            p class="said-so" {
                a class="chip" href=(format!("#{}", view.ids.mark(clause.marks.start)))
                    aria-label=(format!("Clause {}, to its place in the policy", index + 1)) { (index + 1) }
                " " q dir="auto" { (report.page.quote(&report.source, clause.span, LONGEST)) }
                " " span class="quiet" { "line " (clause.line) }
            }
            ul class="serves" {
                @for &index in &clause.findings { li { (served(view, index, finding(&index))) } }
                @for &index in &clause.near { li class="quiet" { "comes near to " (served(view, index, finding(&index))) } }
                @for &index in &clause.facts { li class="quiet" { "settles: " (report.facts[index].question) } }
            }
        }
    }
}

fn served(view: &View<'_>, index: usize, finding: &Finding) -> Markup {
    html! {
        (parts::tag(finding)) " "
        a href=(format!("#{}", view.ids.finding(index))) { (parts::id(&finding.id)) }
        " " (finding.title)
        " " (parts::cite(finding))
    }
}
