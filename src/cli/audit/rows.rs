//! Where rows go: nowhere, straight out, or into a journal that becomes the output at the end.

use super::{
    journal::{Head, Journal},
    plan::{Plan, Target},
};
use crate::cli::failure::Failure;
use jiff::civil::Date;
use lacuna::audit::{Tally, row::Index};
use std::{
    fs::File,
    io::{self, BufWriter, Write, stdout},
};

/// Where rows go.
pub(super) enum Rows {
    Nothing,
    /// Rows leave as they come.
    Stream(Box<dyn Write + Send>),
    Journal(Journal),
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
            Target::StandardOutput => Rows::Stream(Box::new(BufWriter::new(stdout()))),
            Target::Device(path) => {
                let device = File::create(path).map_err(|cause| plan.failure(cause))?;
                Rows::Stream(Box::new(BufWriter::new(device)))
            }
            Target::File(path) if plan.resume => {
                Rows::Journal(Journal::resume(path, head, index, tally)?)
            }
            Target::File(path) => Rows::Journal(Journal::begin(path, head)?),
        })
    }

    /// The day the audit began: of one that is resumed, the first day.
    pub(super) fn today(&self) -> Option<Date> {
        match self {
            Rows::Journal(journal) => Some(journal.today()),
            Rows::Nothing | Rows::Stream(_) => None,
        }
    }

    pub(super) fn write(&mut self, row: &[u8]) -> io::Result<()> {
        match self {
            Rows::Nothing => Ok(()),
            Rows::Stream(out) => out.write_all(row),
            Rows::Journal(journal) => journal.write(row),
        }
    }

    /// The output is complete.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Rows::Nothing => Ok(()),
            Rows::Stream(mut out) => Ok(out.flush()?),
            Rows::Journal(journal) => journal.publish(),
        }
    }
}
