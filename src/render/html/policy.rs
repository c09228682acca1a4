//! The whole policy, with the words marked that verdicts stand on, each the way to its clause in the crosswalk.

use super::{View, sheet::Sheet};
use crate::{
    document::BlockKind,
    report::{Layers, Mark, Part, Passage, Report, Tone},
};
use maud::{Markup, html};
use std::io;

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let page = &view.report.page;
    sheet.put(&html! {
        h3 id=(view.ids.section("text")) { "The policy" }
        (legend())
    })?;
    sheet.open("<div class=\"text\" dir=\"auto\">\n")?;
    let mut layers = Layers::new(&view.crosswalk);
    for passage in page.passages() {
        let cells: Vec<Vec<Part>> = page.cells(passage).map(|cell| layers.cell(cell)).collect();
        sheet.put(&shown(view, passage, &cells))?;
    }
    sheet
        .put(&html! { @for part in layers.rest() { (part_of(view, &part, Depth::Outermost)) } })?;
    sheet.open("</div>\n")
}

fn legend() -> Markup {
    let tones = [
        (Tone::Said, "says what is asked"),
        (Tone::Weak, "not enough"),
        (Tone::Wrong, "breaks a limit, contradicts, or is a flaw"),
        (Tone::Ground, "settles a fact"),
        (Tone::Near, "comes near, and does not suffice"),
    ];
    html! {
        p class="legend" {
            @for (tone, meaning) in tones { span class=(class(tone)) { (meaning) } " " }
            span class="quiet" { "The numbers are those of the clauses below." }
        }
    }
}

/// A passage under its line number.
fn shown(view: &View<'_>, passage: &Passage, cells: &[Vec<Part>]) -> Markup {
    let Report { page, source, .. } = view.report;
    html! {
        div class=(kind(passage)) {
            span class="line" aria-hidden="true" { (passage.line) }
            @if passage.kind == BlockKind::Row {
                span class="cells" { @for cell in cells { span class="cell" { (parts(view, cell)) } } }
            } @else {
                @let label = passage.label.map(|label| page.shown(source, label));
                span class=(if label.is_some() { "words labelled" } else { "words" }) {
                    @if let Some(label) = label { (label) " " }
                    @for cell in cells { (parts(view, cell)) }
                }
            }
        }
    }
}

fn kind(passage: &Passage) -> String {
    match passage.kind {
        BlockKind::Heading(level) => format!("pass head h{}", level.clamp(1, 6)),
        BlockKind::Paragraph => "pass".to_owned(),
        BlockKind::Item(depth) => format!("pass item d{}", depth.clamp(1, 4)),
        BlockKind::Row if passage.heads => "pass row heads".to_owned(),
        BlockKind::Row => "pass row".to_owned(),
    }
}

/// Whether marked words stand in others that are a link already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outermost,
    Within,
}

fn parts(view: &View<'_>, parts: &[Part]) -> Markup {
    html! { @for part in parts { (part_of(view, part, Depth::Outermost)) } }
}

fn part_of(view: &View<'_>, part: &Part, depth: Depth) -> Markup {
    match part {
        Part::Words(span) => html! { (view.report.page.shown(&view.report.source, *span)) },
        Part::Mark { mark, first, parts } => {
            let id = first.then(|| view.ids.mark(*mark));
            let mark_of = &view.crosswalk.marks[*mark];
            let inner = html! {
                @if *first && view.crosswalk.clauses[mark_of.clause].marks.start == *mark { (number(mark_of)) }
                @for part in parts { (part_of(view, part, Depth::Within)) }
            };
            marked(view, mark_of, (id, depth), &inner)
        }
    }
}

fn marked(
    view: &View<'_>,
    mark: &Mark,
    (id, depth): (Option<String>, Depth),
    inner: &Markup,
) -> Markup {
    let class = class(mark.tone);
    html! {
        @match depth {
            Depth::Outermost => a class=(class) id=[id] href=(format!("#{}", view.ids.clause(mark.clause))) { (inner) },
            Depth::Within => span class=(class) id=[id] { (inner) },
        }
    }
}

fn number(mark: &Mark) -> Markup {
    html! { span class="chip" { (mark.clause + 1) " " } }
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Wrong => "mark wrong",
        Tone::Weak => "mark weak",
        Tone::Said => "mark said",
        Tone::Ground => "mark ground",
        Tone::Near => "mark near",
    }
}
