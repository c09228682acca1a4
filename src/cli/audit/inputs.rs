//! What to audit, in a fixed order.

use crate::cli::{args::AuditArgs, failure::Failure, files};
use ignore::WalkBuilder;
use lacuna::audit::warc;
use rustc_hash::FxHashSet;
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Something to audit.
#[derive(Debug)]
pub(super) enum Input {
    /// A file, or `-` for standard input.
    File(PathBuf),
    /// Something that could not even be listed.
    Broken(PathBuf, String),
}

impl Input {
    /// What it is called.
    pub(super) fn path(&self) -> &Path {
        match self {
            Input::File(path) | Input::Broken(path, _) => path,
        }
    }
}

/// Paths named, then those listed; folders are walked, sorted. Each path once.
pub(super) fn find(args: &AuditArgs) -> Result<Vec<Input>, Failure> {
    let mut found = Vec::new();
    for path in &args.paths {
        add(path.clone(), &mut found);
    }
    if let Some(list) = &args.files_from {
        for path in listed(list, separator(args))? {
            add(path, &mut found);
        }
    }
    if found.is_empty() {
        return Err(nothing(args));
    }
    Ok(once(found))
}

fn once(found: Vec<Input>) -> Vec<Input> {
    let mut seen = FxHashSet::default();
    let first: Vec<bool> = found
        .iter()
        .map(|input| seen.insert(input.path()))
        .collect();
    let all = found.into_iter().zip(first);
    all.filter_map(|(input, first)| first.then_some(input))
        .collect()
}

fn add(path: PathBuf, found: &mut Vec<Input>) {
    if path.is_dir() {
        walk(&path, found);
    } else {
        found.push(Input::File(path));
    }
}

/// Policies by their ending, web archives by what is in them.
fn walk(folder: &Path, found: &mut Vec<Input>) {
    let walk = WalkBuilder::new(folder).sort_by_file_path(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && (files::has_ending(entry.path()) || is_archive(entry.path())) {
                    found.push(Input::File(entry.into_path()));
                }
            }
            Err(problem) => {
                found.push(Input::Broken(folder.to_owned(), problem.to_string()));
            }
        }
    }
}

/// A file that cannot be looked into is none: it was not asked for by name.
fn is_archive(path: &Path) -> bool {
    File::open(path).is_ok_and(warc::is_archive)
}

fn separator(args: &AuditArgs) -> u8 {
    if args.null { 0 } else { b'\n' }
}

fn listed(list: &Path, separator: u8) -> Result<Vec<PathBuf>, Failure> {
    let bytes = if list == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(list)
    };
    let bytes = bytes.map_err(|cause| {
        Failure::usage(
            format!("cannot read the list of files {}: {cause}", list.display()),
            "name a file with one path a line, or `-` for standard input",
        )
    })?;
    let lines = bytes.split(|&byte| byte == separator);
    let trimmed = lines.map(|line| match separator {
        b'\n' => line.strip_suffix(b"\r").unwrap_or(line),
        _ => line,
    });
    Ok(trimmed.filter(|line| !line.is_empty()).map(path).collect())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn nothing(args: &AuditArgs) -> Failure {
    if args.paths.is_empty() && args.files_from.is_none() {
        return Failure::usage(
            "nothing to audit was named",
            "name a folder, files or web archives, as in `lacuna audit policies/`, or a list of them with --files-from",
        );
    }
    Failure::usage(
        "there is no policy and no web archive in what was named",
        "files in folders are known by their endings (md, txt, html …); name others one by one",
    )
}
