//! The summary of an audit as a page of its own: plots, no scripts, nothing loaded from anywhere.
//!
//! **Invariant: all text from outside is escaped, and the page forbids itself whatever is not in it.**

use super::percent;
use crate::{
    audit::{Overview, Prevalence, RegimeOverview, Shares, YearOverview},
    rulebook::Level,
};
use std::io::{self, Write};

/// Units across a bar.
const ACROSS: u64 = 1000;
/// Units up a column.
const UP: u64 = 1000;

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>Audit of privacy policies</title>
<style>
:root { color-scheme: light dark; --ink: #1c2024; --pale: #60646c; --paper: #fff; --line: #e4e4e9; --said: #2f855a; --weak: #d69e2e; --not: #c53030; --open: #cbd5e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --pale: #a1a7b0; --paper: #15171a; --line: #2c3036; --said: #48bb78; --weak: #ecc94b; --not: #f56565; --open: #4a5568; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
p, ul { margin: .25rem 0; }
a { color: inherit; }
.pale { color: var(--pale); }
.key span { white-space: nowrap; margin-right: 1rem; }
.key i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .35em; }
.bg-said { background: var(--said); } .bg-weak { background: var(--weak); } .bg-not { background: var(--not); }
.said { fill: var(--said); } .weak { fill: var(--weak); } .not { fill: var(--not); } .open { fill: var(--open); }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 14rem 11rem; gap: .25rem 1rem; align-items: center; padding: .3rem 0; border-top: 1px solid var(--line); }
.row .name small { display: block; color: var(--pale); line-height: 1.3; }
.row svg { width: 100%; height: 1rem; display: block; border-radius: 3px; }
.numbers { font-variant-numeric: tabular-nums; font-size: .85rem; color: var(--pale); }
.level { font-size: .75rem; color: var(--pale); border: 1px solid var(--line); border-radius: 3px; padding: 0 .3em; margin-left: .4em; }
details { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; font-weight: 600; }
.years { display: flex; flex-wrap: wrap; gap: .75rem .6rem; font-size: .85rem; line-height: 1.35; text-align: center; }
.years div { width: 3.25rem; }
.years svg { display: block; width: 100%; height: 8rem; margin-bottom: .25rem; border-radius: 3px; }
.years small { display: block; color: var(--pale); }
.law { scroll-margin-top: 4rem; margin-top: .5rem; }
@media (max-width: 40rem) { .row { grid-template-columns: minmax(0, 1fr) 9rem; } .row .name { grid-column: 1 / -1; } }
@media print {
  :root { color-scheme: light; --ink: #000; --pale: #444; --paper: #fff; --line: #bbb; --said: #2f855a; --weak: #d69e2e; --not: #c53030; --open: #cbd5e0; }
  h2, summary { break-after: avoid; }
  .row, .years { break-inside: avoid; }
  .key i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
</style>
</head>
<body>
<main>
"#;

const KEY: &str = r#"<p class="key"><span><i class="bg-said"></i>said</span><span><i class="bg-weak"></i>said weakly or in part</span><span><i class="bg-not"></i>not said, or against the law</span></p>
"#;

/// Writes the summary of an audit as a page.
pub fn page(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    headline(overview, out)?;
    out.write_all(KEY.as_bytes())?;
    regimes(&overview.regimes, out)?;
    years(overview, out)?;
    most_often(&overview.most_often_lacking, out)?;
    obligations(&overview.regimes, out)?;
    not_judged(overview, out)?;
    let rules = escape(&overview.rules_version);
    writeln!(
        out,
        "<p class=\"pale\">Rules <code>{rules}</code>. Lacuna says which words are there. It is not legal advice.</p>"
    )?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn headline(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    let policies = counted(overview.policies, "privacy policy", "privacy policies");
    writeln!(out, "<h1>Audit of {policies}</h1>")?;
    let laws = overview.regimes.len() as u64;
    let skipped: u64 = overview.skipped.values().sum();
    let mut told = vec![counted(laws, "law or programme", "laws and programmes")];
    if overview.errors > 0 {
        told.push(format!("{} could not be judged", overview.errors));
    }
    if skipped > 0 {
        let records = counted(skipped, "record", "records");
        told.push(format!("{records} of web archives passed over"));
    }
    writeln!(out, "<p class=\"pale\">{}</p>", told.join(" · "))
}

fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn regimes(regimes: &[RegimeOverview], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2>What the laws demand</h2>")?;
    for regime in regimes {
        let id = escape(&regime.id);
        let name = format!(
            "<a href=\"#law-{id}\">{id}</a><small>{}</small>",
            escape(&regime.title)
        );
        let of = counted(regime.policies, "policy", "policies");
        row(&name, &regime.binding, &of, out)?;
    }
    Ok(())
}

/// A column for each year, as high as what the law demands is said.
fn years(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    let years = &overview.years;
    if years.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>By year</h2>")?;
    writeln!(out, "<div class=\"years\">")?;
    years.iter().try_for_each(|year| column(year, out))?;
    let undated = match overview.undated {
        0 => String::new(),
        1 => "; 1 has no known date".to_owned(),
        many => format!("; {many} have no known date"),
    };
    writeln!(
        out,
        "</div>\n<p class=\"pale\">Below each year the number of its policies{undated}.</p>"
    )
}

fn column(year: &YearOverview, out: &mut dyn Write) -> io::Result<()> {
    let told = format!("{}: {}", year.year, told(&year.binding));
    writeln!(
        out,
        "<div><svg viewBox=\"0 0 1 {UP}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{told}\"><title>{told}</title>"
    )?;
    writeln!(out, "<rect class=\"open\" width=\"1\" height=\"{UP}\"/>")?;
    for (class, low, high) in spans(&year.binding, UP) {
        writeln!(
            out,
            "<rect class=\"{class}\" y=\"{}\" width=\"1\" height=\"{}\"/>",
            UP - high,
            high - low
        )?;
    }
    writeln!(
        out,
        "</svg>{}<small>{}</small></div>",
        year.year, year.policies
    )
}

fn most_often(lacking: &[Prevalence], out: &mut dyn Write) -> io::Result<()> {
    if lacking.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>Most often lacking</h2>")?;
    lacking
        .iter()
        .try_for_each(|of| obligation(of, &of.id, out))
}

/// Link targets stand inside what is folded, so that following a link unfolds it.
fn obligations(regimes: &[RegimeOverview], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2>Obligation by obligation</h2>")?;
    for regime in regimes {
        let (id, title) = (escape(&regime.id), escape(&regime.title));
        let said = percent(regime.binding.said(), regime.binding.decided());
        writeln!(
            out,
            "<details><summary>{id} · {title} <span class=\"pale\">{} % said</span></summary><div class=\"law\" id=\"law-{id}\">",
            escape(&said)
        )?;
        for of in &regime.obligations {
            let id = of.id.split_once('/').map_or(of.id.as_str(), |(_, id)| id);
            obligation(of, id, out)?;
        }
        writeln!(out, "</div></details>")?;
    }
    Ok(())
}

fn obligation(of: &Prevalence, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let level = match of.level {
        Level::Required => "",
        Level::Conditional => "<span class=\"level\">if it applies</span>",
        Level::Recommended => "<span class=\"level\">recommended</span>",
    };
    let name = format!("{}{level}<small>{}</small>", escape(id), escape(&of.title));
    let open = match of.shares.open() {
        0 => String::new(),
        open => format!(", {open} open"),
    };
    row(
        &name,
        &of.shares,
        &format!("{} decided{open}", of.shares.decided()),
        out,
    )
}

/// A name (as HTML), a bar, and numbers.
fn row(name: &str, shares: &Shares, of: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<div class=\"row\"><div class=\"name\">{name}</div>")?;
    bar(shares, out)?;
    let share = |part| escape(&percent(part, shares.decided()));
    writeln!(
        out,
        "<div class=\"numbers\">{} · {} · {} %<br>{of}</div></div>",
        share(shares.said()),
        share(shares.weak()),
        share(shares.lacking())
    )
}

fn bar(shares: &Shares, out: &mut dyn Write) -> io::Result<()> {
    let told = told(shares);
    writeln!(
        out,
        "<svg viewBox=\"0 0 {ACROSS} 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{told}\"><title>{told}</title>"
    )?;
    writeln!(
        out,
        "<rect class=\"open\" width=\"{ACROSS}\" height=\"10\"/>"
    )?;
    for (class, left, right) in spans(shares, ACROSS) {
        writeln!(
            out,
            "<rect class=\"{class}\" x=\"{left}\" width=\"{}\" height=\"10\"/>",
            right - left
        )?;
    }
    writeln!(out, "</svg>")
}

/// Where each part begins and ends on a length; parts too small to be seen are left out.
fn spans(shares: &Shares, length: u64) -> Vec<(&'static str, u64, u64)> {
    let (mut spans, mut from, mut before) = (Vec::new(), 0, 0);
    for (class, part) in parts(shares) {
        before += part;
        // From the sum so far, so that the last part ends where the whole does.
        let to = (before * length).checked_div(shares.decided()).unwrap_or(0);
        if to > from {
            spans.push((class, from, to));
        }
        from = to;
    }
    spans
}

fn parts(shares: &Shares) -> [(&'static str, u64); 3] {
    [
        ("said", shares.said()),
        ("weak", shares.weak()),
        ("not", shares.lacking()),
    ]
}

fn told(shares: &Shares) -> String {
    match shares.decided() {
        0 => "nothing decided".to_owned(),
        whole => format!(
            "{} % said, {} % weak, {} % not",
            percent(shares.said(), whole),
            percent(shares.weak(), whole),
            percent(shares.lacking(), whole)
        ),
    }
    .replace('<', "under ")
    .replace('>', "over ")
}

fn not_judged(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    if overview.errors > 0 {
        writeln!(out, "<h2>Could not be judged</h2>\n<ul>")?;
        for (path, message) in &overview.first_errors {
            writeln!(out, "<li>{}: {}</li>", escape(path), escape(message))?;
        }
        let more = overview.errors - overview.first_errors.len() as u64;
        if more > 0 {
            writeln!(out, "<li>and {more} more</li>")?;
        }
        writeln!(out, "</ul>")?;
    }
    if !overview.skipped.is_empty() {
        writeln!(out, "<h2>Passed over in web archives</h2>\n<ul>")?;
        for (reason, count) in &overview.skipped {
            writeln!(out, "<li>{count}: {}</li>", escape(reason))?;
        }
        writeln!(out, "</ul>")?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}
