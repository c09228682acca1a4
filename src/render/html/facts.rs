//! Facts about the business that verdicts hang on, and the questions that would settle more.

use super::{View, parts, sheet::Sheet};
use crate::{
    judge::{Answer, Because},
    render::words,
    report::{Assumption, Question},
};
use maud::{Markup, html};
use std::io;

/// What facts stand on, what was said for this run first.
const GROUNDS: [(Because, &str); 4] = [
    (Because::Stated, "Stated for this run"),
    (Because::Text, "Read from the policy"),
    (Because::Assumed, "Assumed, for the worst case"),
    (Because::Silence, "Taken from the policy's silence"),
];

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    sheet.put(&html! {
        section id=(view.ids.section("facts")) class="facts" {
            h3 { "Facts and assumptions" }
            @if report.facts.is_empty() { p { "No verdict hangs on a fact about the business." } }
            @if !report.questions.is_empty() {
                h4 { "Questions that would settle verdicts" }
                ol class="plain" {
                    @for question in &report.questions { li { (asked(view, question)) } }
                }
            }
            @for (because, heading) in GROUNDS { (settled(view, because, heading)) }
        }
    })
}

/// The facts that stand on one ground.
fn settled(view: &View<'_>, because: Because, heading: &str) -> Markup {
    let facts = view.report.facts.iter();
    let facts: Vec<&Assumption> = facts
        .filter(|fact| fact.because == because && fact.answer != Answer::Unknown)
        .collect();
    let class = match because {
        Because::Silence => "brief",
        _ => "plain",
    };
    html! {
        @if !facts.is_empty() {
            h4 { (heading) }
            ul class=(class) { @for fact in facts { li { (told(view, fact)) } } }
        }
    }
}

fn told(view: &View<'_>, fact: &Assumption) -> Markup {
    html! {
        p {
            (fact.question) " " strong { (answer(fact.answer)) }
            " " span class="quiet" { (fact.regimes.join(", ")) }
        }
        (parts::quotes(view, &fact.evidence))
    }
}

fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "Yes",
        Answer::No => "No",
        Answer::Unknown => "Not known",
    }
}

fn asked(view: &View<'_>, question: &Question) -> Markup {
    let open = view.open.get(question.fact.as_str());
    html! {
        p {
            (question.question) " "
            span class="quiet" { "settles " (words::number(question.settles, "verdict", "verdicts")) }
        }
        p { code { "--fact " (question.fact) "=true|false" } }
        ul class="refs" {
            @for &index in open.into_iter().flatten() {
                li { a href=(format!("#{}", view.ids.finding(index))) { (parts::id(&view.report.findings[index].id)) } }
            }
        }
    }
}
