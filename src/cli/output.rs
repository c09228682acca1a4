//! Where results go.

use super::{failure::Failure, interrupt::Part, terminal::Terminal};
use lacuna::render::Look;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write, stdout},
    path::{Path, PathBuf},
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
    match file {
        Some(path) => self::file(path, |out| write(&terminal.look_of_file(), out)),
        None => print(|out| write(&terminal.look(), out)),
    }
}

/// Writes to a file: whole, or not at all. A half-written one is a neighbour that is renamed at the end.
pub(super) fn file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    let failed = |cause| Failure::Output {
        path: path.to_owned(),
        cause,
    };
    // The file that a link leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&target).is_ok_and(|known| !known.is_file()) {
        // A device or a pipe takes what is written; it cannot be replaced.
        let mut out = BufWriter::new(File::create(target).map_err(failed)?);
        return write(&mut out).and_then(|()| out.flush()).map_err(failed);
    }
    let part = Part::new(partial(&target));
    whole(&part, &target, write).map_err(failed)
}

/// Writes the part to its end, to the disk, and only then gives it its name.
fn whole(
    part: &Part,
    target: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(part.path())?);
    write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    fs::rename(part.path(), target)
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
