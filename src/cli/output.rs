//! Where results go.

use super::{failure::Failure, terminal::Terminal};
use lacuna::render::Look;
use std::{
    fs::File,
    io::{self, BufWriter, Write, stdout},
    path::Path,
};

/// Writes to standard output.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Writes to a file, or to standard output where none is named.
pub(super) fn to(
    file: Option<&Path>,
    terminal: &Terminal,
    write: impl FnOnce(&Look, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = file else {
        return print(|out| write(&terminal.look(), out));
    };
    let failed = |cause| Failure::Output {
        path: path.to_owned(),
        cause,
    };
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    write(&terminal.look_of_file(), &mut out).map_err(failed)?;
    out.flush().map_err(failed)
}
