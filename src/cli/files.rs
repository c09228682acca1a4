//! Which files to check, in a fixed order.

use super::failure::Failure;
use ignore::WalkBuilder;
use lacuna::source::Source;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Endings of policies; a file named by itself may have any.
const ENDINGS: [&str; 8] = [
    "md", "markdown", "mdx", "txt", "text", "html", "htm", "xhtml",
];

/// Files named, and those in folders named, in the order named and sorted within a folder; each once. What cannot be listed of a
/// folder does not keep the rest from being checked: it is handed back, to be told.
pub(super) fn find(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<Failure>), Failure> {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found, &mut failures);
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    match failures.pop() {
        None if found.is_empty() => Err(nothing(paths)),
        Some(failure) if found.is_empty() => Err(failure),
        last => {
            failures.extend(last);
            Ok((found, failures))
        }
    }
}

/// Links are not followed: they may lead out of the folder, or round in a circle.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    let walk = WalkBuilder::new(folder).sort_by_file_path(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && has_ending(entry.path()) {
                    found.push(entry.into_path());
                }
            }
            Err(failure) => failures.push(failure.into()),
        }
    }
}

pub(super) fn has_ending(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| {
            ENDINGS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        })
}

fn nothing(paths: &[PathBuf]) -> Failure {
    let folders: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    Failure::usage(
        format!("there is no policy in {}", folders.join(", ")),
        format!(
            "policies end in {}; name others one by one",
            ENDINGS.join(", ")
        ),
    )
}

/// The policy in a file, or on standard input.
pub(super) fn read(path: &Path) -> Result<Source, Failure> {
    if path != Path::new("-") {
        return Ok(Source::read(path)?);
    }
    Ok(Source::from_reader("-", std::io::stdin().lock())?)
}
