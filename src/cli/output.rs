//! Where results go.

use super::{failure::Failure, terminal::Terminal};
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
    if fs::symlink_metadata(path).is_ok_and(|known| !known.is_file()) {
        // A device or a pipe takes what is written; it cannot be replaced.
        let mut out = BufWriter::new(File::create(path).map_err(failed)?);
        return write(&mut out).and_then(|()| out.flush()).map_err(failed);
    }
    let part = partial(path);
    let done = File::create(&part).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        fs::rename(&part, path)
    });
    done.map_err(|cause| {
        // Where the part cannot be removed either, the error below says enough.
        let _ = fs::remove_file(&part);
        failed(cause)
    })
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
