//! A regime at a glance: what it is, how a policy claims it, and all it asks, the most binding first.

use super::{Side, layout::Paper, level, words};
use crate::cli::regimes::dates;
use lacuna::{
    render::{Look, Page},
    rulebook::{Level, Obligation, Regime},
    rules::ObligationDoc,
};
use std::io::{self, Write};

/// Levels in the order they are told.
const LEVELS: [Level; 3] = [Level::Required, Level::Conditional, Level::Recommended];
/// A longer id has a line for itself.
const LONGEST: usize = 28;

pub(super) fn write(side: &Side, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    head(side).write(look, out)?;
    let mut paper = Paper::new(look, out);
    for of in LEVELS {
        let asked: Vec<_> = side.asked().filter(|(one, _)| one.level == of).collect();
        if asked.is_empty() {
            continue;
        }
        paper.heading(&format!("{} ({})", level(of), asked.len()))?;
        for (obligation, doc) in asked {
            paper.hang(
                &format!("  {}", obligation.id),
                column(side),
                &obligation.title,
            )?;
            paper.hang("", column(side), &details(side.regime, obligation, doc))?;
        }
    }
    paper.heading("more of one of them")?;
    paper.hang(&format!("  lacuna explain {}/ID", side.regime.id), 0, "")
}

fn head(side: &Side) -> Page {
    let Side { regime, doc, .. } = side;
    Page::new(&regime.id, &regime.title)
        .text("jurisdiction", &regime.jurisdiction)
        .text("citation", &regime.citation)
        .text("in force", &dates(regime.in_force))
        .text("applies to", &regime.applies_to)
        .text("notes", &regime.notes)
        .list("claimed by", &claims(side))
        .text("file", &doc.file)
}

fn claims(side: &Side) -> Vec<String> {
    let mut claims = side.doc.claims.clone();
    if side.regime.always {
        claims.push("(judged whatever a policy claims)".to_owned());
    } else if claims.is_empty() {
        claims.push(format!("(only by you: --regime {})", side.regime.id));
    }
    claims
}

/// Where titles begin.
fn column(side: &Side) -> usize {
    let ids = side.regime.obligations.iter().map(|one| one.id.len());
    ids.max().unwrap_or(0).min(LONGEST) + 4
}

/// Citation, own dates, condition and limits, as far as there are any.
fn details(regime: &Regime, obligation: &Obligation, doc: &ObligationDoc) -> String {
    let mut details = vec![obligation.cite.clone(), own_dates(regime, obligation)];
    if !doc.when.is_empty() {
        details.push(format!("if {}", doc.when));
    }
    details.extend(words::bounds(doc));
    details.retain(|detail| !detail.is_empty());
    details.join(" · ")
}

/// When an obligation was in force, where that is not simply when its regime was.
pub(super) fn own_dates(regime: &Regime, obligation: &Obligation) -> String {
    if obligation.in_force == regime.in_force {
        String::new()
    } else {
        dates(obligation.in_force)
    }
}
