//! Where rows go: nowhere, straight out, or into a journal that becomes the output at the end.

use super::{
    journal::{Head, Journal},
    plan::{Plan, Shape, Table, Target},
};
use crate::cli::{failure::Failure, output};
use jiff::civil::Date;
use lacuna::{
    audit::{Overview, Tally, row::Index},
    render::{Layout, table_of_rows},
};
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Seek, Write, stdout},
    path::PathBuf,
};

/// Where rows go.
pub(super) enum Rows {
    Nothing,
    /// Rows leave as they come.
    Stream(Box<dyn Write + Send>),
    /// Rows that become a table which leaves at the end.
    Spool(Spool),
    Journal(Journal),
}

/// A file that is gone when the audit has ended.
pub(super) struct Spool {
    path: PathBuf,
    file: File,
}

impl Rows {
    /// Opens what the plan says. Of an audit that is resumed, what is done is counted.
    pub(super) fn open(
        plan: Option<&Plan>,
        head: Head,
        index: &Index<'_>,
        tally: &mut Tally,
    ) -> Result<Rows, Failure> {
        let Some(plan) = plan else {
            return Ok(Rows::Nothing);
        };
        Ok(match &plan.target {
            Target::File(path) if plan.resume => {
                Rows::Journal(Journal::resume(path, head, index, tally)?)
            }
            Target::File(path) => Rows::Journal(Journal::begin(path, head)?),
            _ if plan.table.is_some() => Rows::Spool(Spool::new().map_err(Failure::Write)?),
            Target::StandardOutput => Rows::Stream(Box::new(BufWriter::new(stdout()))),
            Target::Device(path) => {
                let device = File::create(path).map_err(|cause| plan.failure(cause))?;
                Rows::Stream(Box::new(BufWriter::new(device)))
            }
        })
    }

    /// The day the audit began: of one that is resumed, the first day.
    pub(super) fn today(&self) -> Option<Date> {
        match self {
            Rows::Journal(journal) => Some(journal.today()),
            Rows::Nothing | Rows::Stream(_) | Rows::Spool(_) => None,
        }
    }

    pub(super) fn write(&mut self, row: &[u8]) -> io::Result<()> {
        match self {
            Rows::Nothing => Ok(()),
            Rows::Stream(out) => out.write_all(row),
            Rows::Spool(spool) => spool.file.write_all(row),
            Rows::Journal(journal) => journal.write(row),
        }
    }

    /// The output is complete: a table is made of the rows, if one was asked for.
    pub(super) fn finish(self, plan: Option<&Plan>, overview: &Overview) -> Result<(), Failure> {
        match (self, plan.and_then(|plan| plan.table)) {
            (Rows::Stream(mut out), _) => Ok(out.flush()?),
            (Rows::Journal(journal), None) => journal.publish(),
            (Rows::Journal(journal), Some(table)) => {
                let rows = journal.rows()?;
                output::file(journal.target(), |out| write(rows, table, overview, out))?;
                journal.remove()
            }
            (Rows::Spool(mut spool), Some(table)) => {
                spool.file.rewind()?;
                if let Some(path) = plan.and_then(Plan::device) {
                    return output::file(path, |out| write(&spool.file, table, overview, out));
                }
                let mut out = BufWriter::new(stdout());
                write(&spool.file, table, overview, &mut out)?;
                Ok(out.flush()?)
            }
            (Rows::Nothing | Rows::Spool(_), _) => Ok(()),
        }
    }
}

fn write(
    rows: &File,
    table: Table,
    overview: &Overview,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let layout = match table.shape {
        Shape::Long => Layout::Long,
        Shape::Wide => Layout::Wide(overview.obligations()),
    };
    let mut rows = BufReader::with_capacity(1 << 20, rows);
    table_of_rows(&mut rows, &layout, table.form, out)
}

impl Spool {
    fn new() -> io::Result<Spool> {
        let name = format!("lacuna-audit-{}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok(Spool { path, file })
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What cannot be removed is in the folder for things to be removed.
        let _ = fs::remove_file(&self.path);
    }
}
