//! Tables: one line an obligation for one policy, policies by regimes for several.

use super::{Colour, Look, words};
use crate::{
    judge::Outcome,
    report::{Coverage, Finding, Report, Standing},
};
use comfy_table::{
    Attribute, Cell, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

pub(super) fn render(reports: &[Report], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match reports {
        [report] if report.regimes.len() > 1 => by_regime(report, look, out),
        [report] => by_obligation(report, look, out),
        _ => by_policy(reports, look, out),
    }
}

/// What is said and where, of one regime.
fn by_obligation(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = sized(look);
    table.set_header(["obligation", "outcome", "level", "line", "words"]);
    for finding in &report.findings {
        let first = finding.evidence.first().or(finding.near_misses.first());
        table.add_row([
            Cell::new(&finding.id),
            outcome(finding, look),
            Cell::new(words::level(finding.level)),
            Cell::new(first.map_or(String::new(), |words| words.line.to_string())),
            Cell::new(first.map_or(String::new(), |words| opening(&words.text))),
        ]);
    }
    writeln!(out, "{}\n{table}", report.path)
}

/// Obligations down, regimes across.
fn by_regime(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = sized(look);
    let mut header = vec!["obligation".to_owned()];
    header.extend(report.regimes.iter().cloned());
    table.set_header(header);
    for obligation in obligations(&report.findings) {
        let mut row = vec![Cell::new(obligation)];
        for regime in &report.regimes {
            let found = report
                .findings
                .iter()
                .find(|finding| finding.obligation == obligation && &finding.regime == regime);
            row.push(found.map_or(Cell::new(""), |finding| sign(finding, look)));
        }
        table.add_row(row);
    }
    writeln!(out, "{}\n{table}", report.path)?;
    writeln!(
        out,
        "✓ said  ~ weak  ! out of bounds  ↯ contradicted  ✗ missing\n? open  - not applicable  in ( ): known or waived"
    )
}

/// Policies down, regimes across; in each cell what is said of what must be.
fn by_policy(reports: &[Report], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let regimes: BTreeSet<&String> = reports.iter().flat_map(|report| &report.regimes).collect();
    let mut table = sized(look);
    let mut header = vec!["policy".to_owned()];
    header.extend(regimes.iter().map(|&regime| regime.clone()));
    table.set_header(header);
    for report in reports {
        let mut row = vec![report.path.clone()];
        for &regime in &regimes {
            let found = report.coverage.iter().find(|of| &of.regime == regime);
            row.push(found.map_or(String::new(), share));
        }
        table.add_row(row);
    }
    writeln!(out, "{table}\nsaid of what is demanded")
}

fn share(coverage: &Coverage) -> String {
    let count = |outcome| coverage.binding.get(&outcome).copied().unwrap_or(0);
    let all: usize = coverage.binding.values().sum();
    let open = count(Outcome::Undetermined) + count(Outcome::NotApplicable);
    let all = all - open + coverage.known + coverage.waived;
    format!("{}/{all}", count(Outcome::Met))
}

/// Ids of obligations, each once, in the order they first occur.
fn obligations(findings: &[Finding]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    findings
        .iter()
        .map(|finding| finding.obligation.as_str())
        .filter(|&id| seen.insert(id))
        .collect()
}

/// Title of a column.
pub type Column = &'static str;

/// Writes a table of plain text.
pub fn plain(
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<String>>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = sized(look);
    table.set_header(columns.to_vec());
    table.add_rows(rows);
    if let Some(ids) = table.column_mut(0) {
        ids.set_constraint(ColumnConstraint::ContentWidth); // an id is typed again: it is never broken
    }
    writeln!(out, "{table}")
}

/// A line under the header and none between rows: a list is read down.
const RULED: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// An empty table as wide as the look says.
fn sized(look: &Look) -> Table {
    let mut table = Table::new();
    table
        .load_style(RULED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
    match look.colour {
        Colour::Plain => table.force_no_tty(),
        Colour::Ansi => table.enforce_styling(),
    };
    table
}

fn outcome(finding: &Finding, look: &Look) -> Cell {
    let name = words::outcome(finding.outcome);
    match finding.standing {
        Standing::New => painted(name, finding.outcome, look),
        Standing::Known => Cell::new(format!("{name} (known)")),
        Standing::Waived { .. } => Cell::new(format!("{name} (waived)")),
    }
}

fn sign(finding: &Finding, look: &Look) -> Cell {
    let sign = match finding.outcome {
        Outcome::Met => "✓",
        Outcome::Weak => "~",
        Outcome::OutOfBounds => "!",
        Outcome::Contradicted => "↯",
        Outcome::Missing => "✗",
        Outcome::Undetermined => "?",
        Outcome::NotApplicable => "-",
    };
    if finding.standing.counts() {
        painted(sign, finding.outcome, look)
    } else {
        Cell::new(format!("({sign})"))
    }
}

fn painted(text: &str, outcome: Outcome, look: &Look) -> Cell {
    let cell = Cell::new(text);
    if look.colour == Colour::Plain {
        return cell;
    }
    match outcome {
        Outcome::Met => cell.fg(Color::Green),
        Outcome::Weak => cell.fg(Color::Yellow),
        Outcome::OutOfBounds | Outcome::Contradicted | Outcome::Missing => cell.fg(Color::Red),
        Outcome::Undetermined | Outcome::NotApplicable => cell.add_attribute(Attribute::Dim),
    }
}

/// The first words, on one line.
fn opening(text: &str) -> String {
    const MOST: usize = 48;
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > MOST {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().filter(|letter| !letter.is_control()));
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, Look, sample};

    #[test]
    fn looks_so() {
        for width in [80, 120] {
            let look = Look {
                width,
                ..Look::default()
            };
            let text = sample::render_one(Format::Table, &look);
            assert!(
                text.lines().all(|line| line.chars().count() <= width),
                "{text}"
            );
            insta::assert_snapshot!(format!("table_{width}"), text);
        }
        insta::assert_snapshot!("table_policies", sample::render(Format::Table));
    }
}
