//! What needs work, the weightiest first.

use super::{View, parts, sheet::Sheet};
use crate::{
    render::words,
    report::{Finding, Gap, Weight},
};
use maud::{Markup, html};
use std::io;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.put(&html! { h3 id=(view.ids.section("gaps")) { "Gaps" } })?;
    if view.report.gaps.is_empty() {
        sheet.put(&html! { p { "No gap was found in what was judged." } })?;
    }
    let gaps = &view.report.gaps;
    let mut next = 0;
    for group in gaps.chunk_by(|one, other| one.weight == other.weight) {
        sheet.open("<section class=\"group\">")?;
        sheet.put(&heading(group))?;
        for gap in group {
            sheet.put(&article(view, gap, next))?;
            next += 1;
        }
        sheet.open("</section>\n")?;
    }
    Ok(())
}

fn heading(group: &[Gap]) -> Markup {
    let name = group.first().map_or("", |gap| match gap.weight {
        Weight::Failing => "Demanded and not there",
        Weight::Weak => "Demanded and said weakly",
        Weight::Recommended => "Recommended",
        Weight::Known => "Known: in the baseline, and not held against the policy",
        Weight::Waived => "Waived: somebody answers for it",
    });
    html! { h4 { (name) " " span class="number" { (group.len()) } } }
}

fn article(view: &View<'_>, gap: &Gap, index: usize) -> Markup {
    let findings: Vec<&Finding> = gap
        .findings
        .iter()
        .map(|&index| &view.report.findings[index])
        .collect();
    let Some(first) = findings.first() else {
        return html! {};
    };
    let regimes: Vec<&str> = findings
        .iter()
        .map(|finding| finding.regime.as_str())
        .collect();
    html! {
        article class=(format!("gap {}", parts::tone(first.outcome))) id=(view.ids.gap(index))
            data-outcome=(words::outcome(first.outcome)) data-regime=(regimes.join(" ")) {
            h5 { (parts::tag(first)) " " (first.title) }
            (parts::standing(first))
            @if !first.reason.is_empty() { p class="reason" { (first.reason) } }
            (parts::quotes(view, &first.evidence))
            @if !first.near_misses.is_empty() {
                p class="label" { "Comes near, and does not suffice" }
                (parts::quotes(view, &first.near_misses))
            }
            @if !first.help.is_empty() { p class="help" { strong { "What to write. " } (first.help) } }
            @if let Some(anchor) = &first.anchor {
                p class="quiet" { "Would belong in the section " (parts::quote(view, anchor)) }
            }
            ul class="cites" { @for (&index, finding) in gap.findings.iter().zip(&findings) { li { (cited(view, index, finding)) } } }
        }
    }
}

/// Where a law asks for it.
fn cited(view: &View<'_>, index: usize, finding: &Finding) -> Markup {
    html! {
        a href=(format!("#{}", view.ids.finding(index))) { (parts::id(&finding.id)) }
        " " (parts::cite(finding)) " "
        span class="quiet" { "(" (words::level(finding.level)) ")" }
    }
}
