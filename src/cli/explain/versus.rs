//! Two regimes side by side: what only one asks, and what both ask otherwise.
//!
//! Obligations are the same if their ids are: ids are standard names of what is asked. Conditions are compared as written, with what
//! they take over put in.

use super::{Side, layout::Paper, level, survey::own_dates, words};
use crate::cli::regimes::dates;
use lacuna::{
    render::Look,
    rulebook::{Obligation, Regime},
    rules::ObligationDoc,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Columns for the name of a trait.
const NAME: usize = 11;
/// A longer id has a line for itself.
const LONGEST: usize = 28;
/// What stands where one has nothing to say.
const NOTHING: &str = "–";

/// Something that can be compared: its name, and what it is in each of the two.
type Trait = (&'static str, [String; 2]);
/// An obligation and how it is written.
type Asked<'a> = (&'a Obligation, &'a ObligationDoc);

pub(super) fn write(sides: &[Side; 2], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut paper = Paper::new(look, out);
    let ids = sides.each_ref().map(|side| side.regime.id.as_str());
    paper.title(&format!("{} versus {}", ids[0], ids[1]))?;
    compare(ids, &regime_traits(sides), &mut paper)?;
    let [first, second] = sides.each_ref().map(by_id);
    alone(&sides[0], &second, &mut paper)?;
    alone(&sides[1], &first, &mut paper)?;
    shared(sides, &second, &mut paper)
}

fn by_id<'a>(side: &'a Side) -> BTreeMap<&'a str, Asked<'a>> {
    let asked = side.asked();
    asked.map(|asked| (asked.0.id.as_str(), asked)).collect()
}

/// What one asks and the other does not.
fn alone(side: &Side, other: &BTreeMap<&str, Asked>, paper: &mut Paper) -> io::Result<()> {
    let asked = side.regime.obligations.iter();
    let alone: Vec<&Obligation> = asked
        .filter(|one| !other.contains_key(one.id.as_str()))
        .collect();
    let ids = alone.iter().map(|one| one.id.len());
    let Some(longest) = ids.max() else {
        return Ok(());
    };
    paper.heading(&format!(
        "asked by {} only ({})",
        side.regime.id,
        alone.len()
    ))?;
    let column = longest.min(LONGEST) + 4;
    for one in alone {
        paper.hang(&format!("  {}", one.id), column, &one.title)?;
    }
    Ok(())
}

/// What both ask: otherwise in full, alike in one line.
fn shared(sides: &[Side; 2], second: &BTreeMap<&str, Asked>, paper: &mut Paper) -> io::Result<()> {
    let ids = sides.each_ref().map(|side| side.regime.id.as_str());
    let regimes = sides.each_ref().map(|side| side.regime);
    let pairs = sides[0].asked();
    let pairs = pairs.filter_map(|one| Some([one, *second.get(one.0.id.as_str())?]));
    let (alike, differing): (Vec<_>, Vec<_>) = pairs
        .map(|pair| (pair[0].0, differences(regimes, pair)))
        .partition(|(_, differences)| differences.is_empty());
    if !differing.is_empty() {
        paper.heading(&format!("asked by both, otherwise ({})", differing.len()))?;
    }
    for (obligation, differences) in &differing {
        paper.hang(&format!("  {}", obligation.id), 0, "")?;
        compare(ids, differences, paper)?;
    }
    paper.heading(&format!("asked by both alike: {}", alike.len()))
}

fn differences(regimes: [&Regime; 2], pair: [Asked; 2]) -> Vec<Trait> {
    let [first, second] = [0, 1].map(|at| obligation_traits(regimes[at], pair[at]));
    let both = first.into_iter().zip(second);
    both.filter(|((_, first), (_, second))| first != second)
        .map(|((name, first), (_, second))| (name, [first, second]))
        .collect()
}

/// One line for each of the two, under the name of what is compared.
fn compare(ids: [&str; 2], traits: &[Trait], paper: &mut Paper) -> io::Result<()> {
    let column = ids[0].len().max(ids[1].len()) + NAME + 6;
    for (name, values) in traits {
        for ((id, value), name) in ids.iter().zip(values).zip([*name, ""]) {
            let value = if value.is_empty() { NOTHING } else { value };
            let lead = format!("    {name:NAME$}{id}");
            paper.hang(lead.trim_end(), column, value)?;
        }
    }
    Ok(())
}

/// What the two are, as far as they differ.
fn regime_traits(sides: &[Side; 2]) -> Vec<Trait> {
    let of = |read: fn(&Side) -> String| sides.each_ref().map(read);
    let mut traits = vec![
        ("title", of(|side| side.regime.title.clone())),
        ("territory", of(|side| side.territory.to_owned())),
        ("in force", of(|side| dates(side.regime.in_force))),
    ];
    traits.retain(|(_, [first, second])| first != second);
    traits
}

/// All that makes an obligation ask more or less.
fn obligation_traits(regime: &Regime, (obligation, doc): Asked) -> [(&'static str, String); 11] {
    let places = doc.places.iter();
    let places: Vec<String> = places
        .map(|(signal, patterns)| format!("{signal}: {}", patterns.join(" | ")))
        .collect();
    [
        ("level", level(obligation.level).to_owned()),
        ("in force", own_dates(regime, obligation)),
        ("when", words::joined(&doc.when)),
        ("unless", words::joined(&doc.unless)),
        ("needs", words::joined(&doc.needs)),
        ("weak", words::joined(&doc.weak)),
        ("flaw", words::joined(&doc.flaw)),
        ("dated", words::joined(&doc.dated)),
        ("opposed", words::joined(&doc.opposed)),
        ("bound", words::bounds(doc).join("; ")),
        ("where", places.join("; ")),
    ]
}
