//! One JSON object. Its keys are promised: within a version they are only added.

use crate::report::{Comparison, Report, Signals};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    policies: &'a [Report],
}

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let object = Object {
        version: VERSION,
        policies: reports,
    };
    // Many small pieces: put together before they go through `dyn`.
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, &object)?;
    writeln!(out)?;
    out.flush()
}

/// Writes what a policy says as one JSON object.
pub fn signals(signals: &Signals, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, signals)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Compared<'a> {
    version: u32,
    policies: &'a [Comparison],
}

/// Writes what changed between two versions as one JSON object.
pub fn compare(comparisons: &[Comparison], out: &mut dyn Write) -> io::Result<()> {
    let object = Compared {
        version: VERSION,
        policies: comparisons,
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, sample};

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("json", sample::render(Format::Json));
    }
}
