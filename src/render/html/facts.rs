//! Facts about the business that verdicts hang on, and the questions that would settle more.

use super::{View, parts, sheet::Sheet};
use crate::{
    judge::{Answer, Because, Outcome},
    render::words,
    report::{Assumption, Question},
};
use maud::{Markup, html};
use std::io;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    let (known, open): (Vec<_>, Vec<_>) = report
        .facts
        .iter()
        .enumerate()
        .partition(|(_, fact)| fact.answer != Answer::Unknown);
    sheet.put(&html! {
        section id=(view.ids.section("facts")) class="facts" {
            h3 { "Facts and assumptions" }
            @if report.facts.is_empty() { p { "No verdict hangs on a fact about the business." } }
            @if !known.is_empty() {
                h4 { "Taken as settled" }
                ul class="plain" { @for (index, fact) in known { li id=(view.ids.fact(index)) { (settled(view, fact)) } } }
            }
            @if !report.questions.is_empty() {
                h4 { "Questions that would settle verdicts" }
                ol class="plain" { @for question in &report.questions { li { (asked(view, question)) } } }
            }
            @let more = open.iter().filter(|(_, fact)| !asks(view, fact)).collect::<Vec<_>>();
            @if !more.is_empty() {
                h4 { "Not known, and no verdict waits for it" }
                ul class="plain" { @for (index, fact) in more { li id=(view.ids.fact(*index)) { p { (fact.question) } } } }
            }
        }
    })
}

fn asks(view: &View<'_>, fact: &Assumption) -> bool {
    view.report
        .questions
        .iter()
        .any(|question| question.fact == fact.fact)
}

fn settled(view: &View<'_>, fact: &Assumption) -> Markup {
    html! {
        p {
            (fact.question) " " strong { (answer(fact.answer)) }
            " " span class="quiet" { (because(fact.because)) " · " (fact.regimes.join(", ")) }
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

fn because(because: Because) -> &'static str {
    match because {
        Because::Stated => "stated for this run",
        Because::Text => "read from the policy",
        Because::Silence => "taken from the policy's silence",
        Because::Assumed => "assumed, for the worst case",
    }
}

fn asked(view: &View<'_>, question: &Question) -> Markup {
    let findings = view.report.findings.iter().enumerate();
    let open = findings.filter(|(_, finding)| {
        finding.outcome == Outcome::Undetermined && finding.fact.as_ref() == Some(&question.fact)
    });
    html! {
        p {
            (question.question) " "
            span class="quiet" { "settles " (words::number(question.settles, "verdict", "verdicts")) }
        }
        p { code { "--fact " (question.fact) "=true|false" } }
        ul class="refs" {
            @for (index, finding) in open { li { a href=(format!("#{}", view.ids.finding(index))) { (parts::id(&finding.id)) } } }
        }
    }
}
