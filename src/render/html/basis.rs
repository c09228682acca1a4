//! What the verdicts stand on: the file, the rules, the day.

use super::{View, sheet::Sheet};
use crate::{render::words, report::Report, source::Format};
use maud::{Markup, html};
use std::io;

/// The day, in one line under the policy's name.
pub(super) fn line(report: &Report) -> Markup {
    html! {
        p class="quiet" {
            @if let (Some(day), Some(why)) = (report.as_of, report.as_of_why) {
                "Judged as of " time { (day) } " (" (words::why(why)) ")"
            } @else { "Judged by the law as it stands" }
            @if let Some(date) = report.effective_date { ", dated " time { (date) } }
            @if let Some(other) = report.effective_date_ambiguous { " or " time { (other) } }
        }
    }
}

pub(super) fn write(view: &View<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let report = view.report;
    sheet.put(&html! {
        section id=(view.ids.section("basis")) class="basis" {
            h3 { "What it stands on" }
            dl {
                dt { "File" } dd dir="auto" { (report.path) }
                dt { "Read as" } dd { (format(report.format)) ", " (report.source.encoding) }
                dt { "SHA-256 of the file" } dd { code { (report.hash) } }
                dt { "Version of the rules" } dd { code { (report.rules_version) } }
                dt { "Judged as of" } dd {
                    @if let Some(day) = report.as_of { time { (day) } }
                    @if let Some(why) = report.as_of_why { ": " (words::why(why)) }
                }
                dt { "The policy's own date" } dd {
                    @match report.effective_date {
                        Some(date) => time { (date) },
                        None => "none was found",
                    }
                    @if let Some(other) = report.effective_date_ambiguous { ", or " time { (other) } }
                }
                dt { "Laws judged" } dd { (report.regimes.join(", ")) }
                dt { "Program" } dd { "Lacuna " (env!("CARGO_PKG_VERSION")) }
            }
            p class="quiet" { "The same file, rules, facts and day give the same report, byte for byte." }
        }
    })
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Markdown => "Markdown",
        Format::Html => "HTML",
        Format::Text => "plain text",
    }
}
