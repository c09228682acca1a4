//! `lacuna regimes`: which laws and programmes are known.

use super::{
    args::{RegimesArgs, RegimesFormat},
    exit::Exit,
    failure::Failure,
    output, select,
    terminal::Terminal,
};
use jiff::civil::Date;
use lacuna::{
    render::table::{self, Column},
    rulebook::{InForce, Regime},
};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    regimes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    jurisdiction: &'a str,
    group: &'a str,
    citation: &'a str,
    from: Option<Date>,
    until: Option<Date>,
    obligations: usize,
}

pub(super) fn run(args: &RegimesArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    output::print(|out| match args.format {
        RegimesFormat::Table => {
            let columns: [Column; 5] = ["id", "in force", "asks", "where", "title"];
            let mut regimes: Vec<&Regime> = rulebook.regimes.iter().collect();
            regimes.sort_by_key(|regime| (&regime.group, &regime.id));
            let rows = regimes.into_iter().map(row);
            table::plain(&columns, rows, &terminal.look(), out)
        }
        RegimesFormat::Json => {
            let object = Object {
                version: 1,
                regimes: rulebook.regimes.iter().map(entry).collect(),
            };
            serde_json::to_writer_pretty(&mut *out, &object)?;
            writeln!(out)
        }
    })?;
    Ok(Exit::Clean)
}

fn row(regime: &Regime) -> Vec<String> {
    vec![
        regime.id.clone(),
        dates(regime.in_force),
        regime.obligations.len().to_string(),
        regime.jurisdiction.clone(),
        regime.title.clone(),
    ]
}

fn entry(regime: &Regime) -> Entry<'_> {
    Entry {
        id: &regime.id,
        title: &regime.title,
        jurisdiction: &regime.jurisdiction,
        group: &regime.group,
        citation: &regime.citation,
        from: regime.in_force.from,
        until: regime.in_force.until,
        obligations: regime.obligations.len(),
    }
}

/// `from 2018-05-25`, `2000-07-26 to 2015-10-06`.
pub(super) fn dates(in_force: InForce) -> String {
    match (in_force.from, in_force.until) {
        (Some(from), Some(until)) => format!("{from} to {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "always".to_owned(),
    }
}
