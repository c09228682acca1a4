//! The page around the policies: head, style, filters, script, foot.
//!
//! The page may load nothing and run nothing but its own style and script, which the content security policy knows by their hashes.

use super::sheet::Sheet;
use crate::{judge::Outcome, render::words, report::Report};
use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, io};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What counsel should know before reading.
const NATURE: &str = "This report says which words are in a policy and which are not. It is not legal advice, and it does not say that a policy follows a law.";

/// Outcomes to filter by, the gravest first.
const OUTCOMES: [Outcome; 7] = [
    Outcome::Missing,
    Outcome::OutOfBounds,
    Outcome::Contradicted,
    Outcome::Weak,
    Outcome::Undetermined,
    Outcome::Met,
    Outcome::NotApplicable,
];

pub(super) fn open(reports: &[Report], sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.put(&html! { (DOCTYPE) })?;
    sheet.open("\n<html lang=\"en\">\n")?;
    sheet.put(&head(reports))?;
    sheet.open("\n<body>\n")?;
    sheet.put(&top(reports))?;
    sheet.open("<main id=\"main\">\n")
}

pub(super) fn close(sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.open("</main>\n")?;
    sheet.put(&html! {
        footer class="foot" {
            p { "Written by Lacuna " (env!("CARGO_PKG_VERSION")) ". " (NATURE) }
        }
        script { (PreEscaped(SCRIPT)) }
    })?;
    sheet.open("\n</body>\n</html>\n")
}

fn head(reports: &[Report]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (title(reports)) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// What the page may do: show its style, run its script, and nothing else.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn title(reports: &[Report]) -> String {
    match reports {
        [one] => format!("Privacy policy report: {}", one.path),
        _ => format!("Privacy policy report: {} policies", reports.len()),
    }
}

fn top(reports: &[Report]) -> Markup {
    html! {
        a class="skip" href="#main" { "Skip to the report" }
        header class="top" {
            h1 { "Privacy policy report" }
            p class="nature" { (NATURE) }
            @if reports.len() != 1 { (overview(reports)) }
            (filters(reports))
        }
    }
}

/// All policies at a glance.
fn overview(reports: &[Report]) -> Markup {
    html! {
        nav aria-label="Policies" {
            ol class="overview" {
                @for (index, report) in reports.iter().enumerate() {
                    li {
                        a href=(format!("#p{index}-top")) dir="auto" { (report.path) }
                        " " span class="quiet" { (words::counts(&report.summary, &OUTCOMES).join(" · ")) }
                    }
                }
            }
        }
    }
}

/// Of use with a script only, which shows it.
fn filters(reports: &[Report]) -> Markup {
    let regimes: BTreeSet<&str> = reports
        .iter()
        .flat_map(|report| report.regimes.iter().map(String::as_str))
        .collect();
    html! {
        div id="filter" class="filter" role="search" aria-label="Filter" hidden {
            label { "Verdict "
                select id="by-outcome" {
                    option value="" { "all" }
                    @for outcome in OUTCOMES { option { (words::outcome(outcome)) } }
                }
            }
            label { "Law "
                select id="by-regime" {
                    option value="" { "all" }
                    @for regime in regimes { option { (regime) } }
                }
            }
            label { "Words " input id="by-text" type="search" autocomplete="off" spellcheck="false"; }
            output id="shown" for="by-outcome by-regime by-text" {}
        }
    }
}
