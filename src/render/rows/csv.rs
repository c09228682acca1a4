//! A table as CSV by RFC 4180, for spreadsheets and statistics.

use super::{Cell, Column, Sheet};
use crate::render::csv::{cause, cell, writer};
use csv::Writer;
use std::io::{self, Write};

/// A CSV file that is being written.
pub(super) struct CsvSheet<W: Write> {
    lines: Writer<W>,
}

impl<W: Write> CsvSheet<W> {
    pub(super) fn new(columns: &[Column], out: W) -> io::Result<Self> {
        let mut lines = writer(out);
        let names = columns.iter().map(|column| cell(&column.name));
        lines.write_record(names).map_err(cause)?;
        Ok(CsvSheet { lines })
    }
}

impl<W: Write> Sheet for CsvSheet<W> {
    fn line(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for &content in cells {
            let field = match content {
                Cell::Text(text) => cell(text),
                Cell::Number(number) => number.to_string(),
                Cell::Nothing => String::new(),
            };
            self.lines.write_field(field).map_err(cause)?;
        }
        self.lines.write_record(None::<&[u8]>).map_err(cause)
    }

    fn finish(mut self) -> io::Result<()> {
        self.lines.flush()
    }
}
