//! The rows of an audit as a table: long, with a line for each verdict, or wide, with a column for each obligation.
//!
//! Layout and form are two things: `long` and `wide` say which cells stand in which column, a [`Sheet`] how cells are written.
//! **Invariant: rows are read one by one and written on; a million of them take no more memory than a few.**

mod csv;
#[cfg(feature = "parquet")]
mod parquet;

use super::words;
use crate::audit::row::{Entry, Row};
use rustc_hash::FxHashMap;
use std::io::{self, BufRead, Write};

/// Which cells stand where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A line for each verdict.
    Long,
    /// A line for each policy, with a column for each of these obligations (`regime/obligation`).
    Wide(Vec<String>),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableForm {
    /// Comma-separated values by RFC 4180.
    Csv,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Writes rows, one a line, as a table.
pub fn table_of_rows(
    rows: &mut dyn BufRead,
    layout: &Layout,
    form: TableForm,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let columns = columns(layout);
    match form {
        TableForm::Csv => fill(rows, layout, csv::CsvSheet::new(&columns, out)?),
        #[cfg(feature = "parquet")]
        TableForm::Parquet => fill(rows, layout, parquet::ParquetSheet::new(&columns, out)?),
    }
}

/// A column.
struct Column {
    name: String,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))] // CSV has text only
    kind: Kind,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
}

/// A cell; its kind is its column's, or there is nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell<'a> {
    Text(&'a str),
    Number(u32),
    Nothing,
}

/// A table that is being written.
trait Sheet {
    /// Writes a line, which has a cell for each column.
    fn line(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;
    /// Writes what remains.
    fn finish(self) -> io::Result<()>;
}

const LONG: [(&str, Kind); 10] = [
    ("policy", Kind::Text),
    ("regime", Kind::Text),
    ("obligation", Kind::Text),
    ("outcome", Kind::Text),
    ("level", Kind::Text),
    ("start", Kind::Number),
    ("end", Kind::Number),
    ("text", Kind::Text),
    ("as_of", Kind::Text),
    ("archive", Kind::Text),
];
/// Before the obligations.
const WIDE: [&str; 4] = ["policy", "as_of", "archive", "error"];
/// What stands for an outcome where there is none.
const ERROR: &str = "error";

fn columns(layout: &Layout) -> Vec<Column> {
    let text = |name: &str| Column {
        name: name.to_owned(),
        kind: Kind::Text,
    };
    match layout {
        Layout::Long => LONG
            .iter()
            .map(|&(name, kind)| Column {
                name: name.to_owned(),
                kind,
            })
            .collect(),
        Layout::Wide(obligations) => {
            let before = WIDE.iter().map(|name| text(name));
            before
                .chain(obligations.iter().map(|id| text(id)))
                .collect()
        }
    }
}

fn fill(rows: &mut dyn BufRead, layout: &Layout, mut sheet: impl Sheet) -> io::Result<()> {
    let places: FxHashMap<&str, usize> = match layout {
        Layout::Long => FxHashMap::default(),
        Layout::Wide(ids) => ids.iter().map(String::as_str).zip(WIDE.len()..).collect(),
    };
    let mut line = Vec::new();
    loop {
        line.clear();
        if rows.read_until(b'\n', &mut line)? == 0 {
            return sheet.finish();
        }
        let row = Row::parse(&line)?;
        match layout {
            Layout::Long => long(&row, &mut sheet)?,
            Layout::Wide(_) => wide(&row, &places, &mut sheet)?,
        }
    }
}

fn long(row: &Row<'_>, sheet: &mut impl Sheet) -> io::Result<()> {
    let day = row.as_of.map(|day| day.to_string());
    let about = [maybe(day.as_deref()), maybe(row.archive.as_deref())];
    let policy = Cell::Text(&row.path);
    if let Some(message) = &row.error {
        let nothing = Cell::Nothing;
        let message = Cell::Text(message);
        let [day, archive] = about;
        return sheet.line(&[
            policy,
            nothing,
            nothing,
            Cell::Text(ERROR),
            nothing,
            nothing,
            nothing,
            message,
            day,
            archive,
        ]);
    }
    for entry in &row.findings {
        let [day, archive] = about;
        let [start, end, text] = place(entry);
        sheet.line(&[
            policy,
            Cell::Text(&entry.regime),
            Cell::Text(&entry.obligation),
            Cell::Text(words::outcome_key(entry.outcome)),
            Cell::Text(words::level(entry.level)),
            start,
            end,
            text,
            day,
            archive,
        ])?;
    }
    Ok(())
}

/// A place is the place of the first words that decide; what is missing has none.
fn place<'a>(entry: &'a Entry<'_>) -> [Cell<'a>; 3] {
    match entry.evidence.first() {
        None => [Cell::Nothing; 3],
        Some(words) => [
            Cell::Number(words.start),
            Cell::Number(words.end),
            Cell::Text(&words.text),
        ],
    }
}

fn wide(row: &Row<'_>, places: &FxHashMap<&str, usize>, sheet: &mut impl Sheet) -> io::Result<()> {
    let day = row.as_of.map(|day| day.to_string());
    let mut cells = vec![Cell::Nothing; WIDE.len() + places.len()];
    cells[0] = Cell::Text(&row.path);
    cells[1] = maybe(day.as_deref());
    cells[2] = maybe(row.archive.as_deref());
    cells[3] = maybe(row.error.as_deref());
    for entry in &row.findings {
        if let Some(&place) = places.get(&*entry.id) {
            cells[place] = Cell::Text(words::outcome_key(entry.outcome));
        }
    }
    sheet.line(&cells)
}

fn maybe(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Nothing, Cell::Text)
}

#[cfg(test)]
mod tests;
