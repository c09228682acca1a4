//! How much each law finds said.

use super::{View, parts, sheet::Sheet};
use crate::{
    judge::Outcome,
    render::words,
    report::{Coverage, Summary},
};
use maud::{Markup, html};
use std::io;

/// What a bar shows, from the left: outcomes and their colours.
const BAR: [(&[Outcome], &str); 4] = [
    (&[Outcome::Met], "said"),
    (&[Outcome::Weak], "weak"),
    (
        &[
            Outcome::OutOfBounds,
            Outcome::Contradicted,
            Outcome::Missing,
        ],
        "wrong",
    ),
    (&[Outcome::Undetermined], "open"),
];

/// In the order they are told.
const TOLD: [Outcome; 6] = [
    Outcome::Missing,
    Outcome::OutOfBounds,
    Outcome::Contradicted,
    Outcome::Weak,
    Outcome::Undetermined,
    Outcome::NotApplicable,
];

/// Length of a bar.
const LENGTH: usize = 1000;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    sheet.put(&html! {
        section id=(view.ids.section("summary")) class="summary" {
            h3 { "Summary" }
            @if report.coverage.is_empty() { p { "Nothing was judged." } }
            ul class="laws" { @for law in &report.coverage { li { (coverage(law)) } } }
            @if !report.remarks.is_empty() {
                ul class="remarks" { @for remark in &report.remarks { li { (remark) } } }
            }
            @if !report.upcoming.is_empty() {
                h4 { "Coming into force within a year" }
                ul class="plain" {
                    @for coming in &report.upcoming {
                        li {
                            @if let Some(day) = coming.from { time { (day) } " " }
                            (coming.title) " " (parts::id(&coming.id))
                        }
                    }
                }
            }
        }
    })
}

fn coverage(law: &Coverage) -> Markup {
    html! {
        h4 { (law.title) " " (parts::id(&law.regime)) }
        (counted("Demanded", &law.binding))
        (counted("Recommended", &law.recommended))
        @let settled = words::settled(law.known, law.waived);
        @if !settled.is_empty() { p class="quiet" { "Apart from these: " (settled.join(" · ")) } }
    }
}

/// One line of counts, with a bar of them; nothing where there is nothing to count.
fn counted(what: &str, counts: &Summary) -> Markup {
    let count = |outcome: &Outcome| counts.get(outcome).copied().unwrap_or(0);
    let shares = BAR.map(|(outcomes, tone)| (outcomes.iter().map(count).sum::<usize>(), tone));
    let all: usize = shares.iter().map(|(share, _)| share).sum();
    let apart = count(&Outcome::NotApplicable);
    html! {
        @if all + apart > 0 {
            p class="count" {
                span class="what" { (what) } " "
                span class="told" {
                    strong { (shares[0].0) " of " (all) " said" }
                    @for told in words::counts(counts, &TOLD) { span class="dot" { " · " } span class="one" { (told) } }
                }
            }
            @if all > 0 { (bar(&shares, all)) }
        }
    }
}

/// The shares side by side. The line above says the same in words.
fn bar(shares: &[(usize, &str)], all: usize) -> Markup {
    let mut before = 0;
    let stretches: Vec<_> = shares
        .iter()
        .map(|(share, tone)| {
            let from = before * LENGTH / all;
            before += share;
            (from, before * LENGTH / all - from, *tone)
        })
        .collect();
    html! {
        svg class="bar" viewBox=(format!("0 0 {LENGTH} 10")) preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (from, length, tone) in stretches {
                @if length > 0 { rect class=(tone) x=(from) y="0" width=(length) height="10" {} }
            }
        }
    }
}
