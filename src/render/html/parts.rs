//! Pieces that several sections use: ids, links, tags, quotations.

use super::View;
use crate::{
    judge::Outcome,
    render::words,
    report::{Asks, Finding, Report, Standing, Words},
};
use maud::{Markup, html};

/// Longer quotations are cut: the whole text is in the page too.
const LONGEST_QUOTE: usize = 320;

/// Ids within the page. They are made of numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ids {
    policy: usize,
}

impl Ids {
    pub(super) fn of_policy(policy: usize) -> Self {
        Ids { policy }
    }

    pub(super) fn section(self, name: &'static str) -> String {
        format!("p{}-{name}", self.policy)
    }

    /// Of marked words in the text.
    pub(super) fn mark(self, index: usize) -> String {
        format!("p{}-m{index}", self.policy)
    }

    /// Of a clause in the crosswalk.
    pub(super) fn clause(self, index: usize) -> String {
        format!("p{}-c{index}", self.policy)
    }

    /// Of an obligation in the list of all.
    pub(super) fn finding(self, index: usize) -> String {
        format!("p{}-f{index}", self.policy)
    }

    /// Of a gap.
    pub(super) fn gap(self, index: usize) -> String {
        format!("p{}-g{index}", self.policy)
    }
}

/// The sections of a policy.
pub(super) fn contents(view: &View<'_>) -> Markup {
    let sections = [
        ("summary", "Summary"),
        ("gaps", "Gaps"),
        ("facts", "Facts"),
        ("text", "The policy"),
        ("clauses", "By clause"),
        ("obligations", "By obligation"),
        ("basis", "Basis"),
    ];
    html! {
        nav class="contents" aria-label=(format!("Sections: {}", view.report.path)) {
            ul {
                @for (id, name) in sections { li { a href=(format!("#{}", view.ids.section(id))) { (name) } } }
            }
        }
    }
}

/// The class of an outcome's colours.
pub(super) fn tone(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "said",
        Outcome::Weak => "weak",
        Outcome::Missing | Outcome::OutOfBounds | Outcome::Contradicted => "wrong",
        Outcome::Undetermined => "open",
        Outcome::NotApplicable => "apart",
    }
}

/// The outcome, as a tag. What asks for no words is not *said*, and a flaw is not *missing*.
pub(super) fn tag(finding: &Finding) -> Markup {
    let name = match (finding.asks, finding.outcome) {
        (Asks::Order, Outcome::Met) => "in order",
        (Asks::Order, Outcome::Missing) => "flaw",
        (_, outcome) => words::outcome(outcome),
    };
    html! { span class=(format!("tag {}", tone(finding.outcome))) { (name) } }
}

/// Where a law asks for it, or that it is good practice.
pub(super) fn cite(finding: &Finding) -> Markup {
    html! { span class="cite" { (finding.cite) } }
}

/// What somebody decided on a finding, if anybody did.
pub(super) fn standing(finding: &Finding) -> Markup {
    html! {
        @match &finding.standing {
            Standing::New => {},
            Standing::Known => { p class="standing" { span class="tag apart" { "known" } " In the baseline: it is not held against the policy." } },
            Standing::Waived { reason, owner, expires } => {
                p class="standing" {
                    span class="tag apart" { "waived" } " " (reason)
                    @if let Some(owner) = owner { " · " (owner) " answers for it" }
                    @if let Some(day) = expires { " · until " (day) }
                }
            },
        }
    }
}

/// Words of the policy, with the way to their place.
pub(super) fn quote(view: &View<'_>, words: &Words) -> Markup {
    let Report { page, source, .. } = view.report;
    let text = page.quote(source, words.span, LONGEST_QUOTE);
    html! {
        @if !text.is_empty() { q dir="auto" { (text) } " " }
        (place(view, words))
        @if !words.note.is_empty() { " " span class="note" { (words.note) } }
    }
}

/// The way to the place of words in the text.
pub(super) fn place(view: &View<'_>, words: &Words) -> Markup {
    let Some(mark) = view.crosswalk.mark(words) else {
        return html! { span class="place" { "line " (words.line) } };
    };
    let clause = view.crosswalk.marks[mark].clause;
    html! {
        a class="place" href=(format!("#{}", view.ids.mark(mark))) { "line " (words.line) ", clause " (clause + 1) }
    }
}

/// Quotations as a list.
pub(super) fn quotes(view: &View<'_>, all: &[Words]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul class="quotes" { @for words in all { li { (quote(view, words)) } } }
        }
    }
}

/// `gdpr/right-of-access`, to be found again on the command line.
pub(super) fn id(text: &str) -> Markup {
    html! { code class="id" { (text) } }
}
