//! A table as Apache Parquet, for data frames and databases: strings and numbers, all of which may be absent, compressed with Snappy.

use super::{Cell, Column, Kind, Sheet};
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, Int32Type},
    errors::{ParquetError, Result},
    file::{
        properties::{EnabledStatistics, WriterProperties},
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};
use std::{
    io::{self, Write},
    mem,
    sync::Arc,
};

/// So many cells are written in one go: what waits stays in memory.
const CELLS: usize = 2_000_000;
/// The same, in bytes of text.
const BYTES: usize = 48 * 1024 * 1024;
/// Values that are handed over at a time.
const BATCH: usize = 1024;

/// A Parquet file that is being written.
pub(super) struct ParquetSheet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    waiting: Vec<Waiting>,
    lines: usize,
    bytes: usize,
}

/// Cells of a column that were not written yet.
struct Waiting {
    kind: Kind,
    /// 1 where there is a value, 0 where not.
    present: Vec<i16>,
    numbers: Vec<i32>,
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl<W: Write + Send> ParquetSheet<W> {
    pub(super) fn new(columns: &[Column], out: W) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .build();
        let schema = schema(columns).map_err(cause)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties));
        let waiting = columns.iter().map(|column| Waiting::new(column.kind));
        Ok(ParquetSheet {
            file: file.map_err(cause)?,
            waiting: waiting.collect(),
            lines: 0,
            bytes: 0,
        })
    }

    /// Writes what waits as a group of rows.
    fn flush(&mut self) -> Result<()> {
        if self.lines == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        let mut waiting = self.waiting.iter_mut();
        while let Some(mut writer) = group.next_column()? {
            if let Some(waiting) = waiting.next() {
                waiting.write(&mut writer)?;
            }
            writer.close()?;
        }
        group.close()?;
        (self.lines, self.bytes) = (0, 0);
        Ok(())
    }
}

impl<W: Write + Send> Sheet for ParquetSheet<W> {
    fn line(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (waiting, &cell) in self.waiting.iter_mut().zip(cells) {
            self.bytes += waiting.push(cell);
        }
        self.lines += 1;
        if self.lines * self.waiting.len() >= CELLS || self.bytes >= BYTES {
            self.flush().map_err(cause)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush().map_err(cause)?;
        self.file.close().map(|_| ()).map_err(cause)
    }
}

impl Waiting {
    fn new(kind: Kind) -> Waiting {
        Waiting {
            kind,
            present: Vec::new(),
            numbers: Vec::new(),
            text: String::new(),
            ends: Vec::new(),
        }
    }

    /// Takes a cell, and says how long its text is.
    fn push(&mut self, cell: Cell<'_>) -> usize {
        match (self.kind, cell) {
            (Kind::Text, Cell::Text(text)) => {
                self.text.push_str(text);
                self.ends.push(self.text.len());
                self.present.push(1);
                text.len()
            }
            (Kind::Number, Cell::Number(number)) => {
                // A place in a file, which is far smaller than the largest number.
                self.numbers.push(number.cast_signed());
                self.present.push(1);
                0
            }
            _ => {
                self.present.push(0);
                0
            }
        }
    }

    fn write(&mut self, out: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let ends = mem::take(&mut self.ends);
        let (text, mut start, mut value) = (mem::take(&mut self.text), 0, 0);
        for present in self.present.chunks(BATCH) {
            let values = present.iter().filter(|&&there| there == 1).count();
            match self.kind {
                Kind::Number => {
                    let numbers = &self.numbers[value..value + values];
                    out.typed::<Int32Type>()
                        .write_batch(numbers, Some(present), None)?;
                }
                Kind::Text => {
                    let texts: Vec<ByteArray> = ends[value..value + values]
                        .iter()
                        .map(|&end| ByteArray::from(&text[mem::replace(&mut start, end)..end]))
                        .collect();
                    out.typed::<ByteArrayType>()
                        .write_batch(&texts, Some(present), None)?;
                }
            }
            value += values;
        }
        self.numbers.clear();
        self.present.clear();
        Ok(())
    }
}

fn schema(columns: &[Column]) -> Result<TypePtr> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::INT32, None),
        };
        Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    Type::group_type_builder("audit")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

/// The system's own error, where it is one.
fn cause(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
