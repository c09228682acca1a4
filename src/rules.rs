//! Where rules come from: those bundled with the program, and directories the user names.
//!
//! The bundled ones were compiled when the program was built, so loading them alone is reading a few bytes. With directories, all are
//! compiled anew, from the same sources.

mod docs;
mod schema;
mod starter;

pub use docs::{Docs, FactDoc, ObligationDoc, RegimeDoc, SignalDoc, TermDoc};
pub use schema::json_schema;
pub use starter::starter;

use crate::{
    rulebook::{Problem, RuleFile, Rulebook, compile, read::LARGEST_FILE},
    safe::tame_line,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The bundled rules, compiled by the build script.
static BOOK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebook.postcard"));
/// The bundled rules as written: name and text.
static SOURCES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Folders deeper than this are not entered: a link may lead back up.
const DEEPEST_FOLDER: usize = 16;
/// More files are refused.
const MOST_FILES: usize = 10_000;

/// Which rules to use.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Whether the bundled ones are among them.
    pub bundled: Bundled,
    /// Rule files, or folders with rule files, to use besides.
    pub directories: Vec<PathBuf>,
}

/// Whether to use the bundled rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bundled {
    /// Use them.
    #[default]
    With,
    /// Leave them out.
    Without,
}

impl Rulebook {
    /// The rules selected, with warnings about those read from directories.
    ///
    /// # Errors
    /// Everything that is wrong in the rule files, at once.
    pub fn load(selection: &Selection) -> Result<(Rulebook, Vec<Problem>), Vec<Problem>> {
        if selection.bundled == Bundled::With
            && selection.directories.is_empty()
            && let Ok(book) = postcard::from_bytes(BOOK)
        {
            return Ok((book, Vec::new()));
        }
        compile(&files(selection)?)
    }
}

/// Everything wrong with the rules selected, warnings included: for `rules check`.
pub fn check(selection: &Selection) -> Vec<Problem> {
    match files(selection).and_then(|files| compile(&files)) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    }
}

/// The rule files selected: bundled ones, then those of each directory, in order of name.
///
/// # Errors
/// What could not be read.
pub fn files(selection: &Selection) -> Result<Vec<RuleFile>, Vec<Problem>> {
    let mut files = Vec::new();
    if selection.bundled == Bundled::With {
        files.extend(SOURCES.iter().map(|(name, text)| RuleFile {
            name: (*name).to_owned(),
            text: (*text).into(),
        }));
    }
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for directory in &selection.directories {
        if let Err(error) = collect(directory, 0, &mut paths) {
            problems.push(unreadable(directory, &error));
        }
    }
    for path in &paths {
        match read(path) {
            Ok(file) => files.push(file),
            Err(error) => problems.push(unreadable(path, &error)),
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}

/// The rule files at `path`, in order of name.
fn collect(path: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        paths.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    let mut inner: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    inner.sort();
    for path in inner {
        let is_rules = path.extension().is_some_and(|ending| ending == "toml");
        if (path.is_dir() && depth < DEEPEST_FOLDER) || (is_rules && !path.is_dir()) {
            collect(&path, depth + 1, paths)?;
        }
        if paths.len() > MOST_FILES {
            return Err(io::Error::other(format!(
                "more than {MOST_FILES} rule files"
            )));
        }
    }
    Ok(())
}

fn read(path: &Path) -> io::Result<RuleFile> {
    if fs::metadata(path)?.len() > LARGEST_FILE as u64 {
        let message = format!("larger than {LARGEST_FILE} bytes, the limit for a rule file");
        return Err(io::Error::other(message));
    }
    Ok(RuleFile {
        name: tame_line(&path.display().to_string()).into_owned(),
        text: fs::read_to_string(path)?.into(),
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let name = path.display().to_string();
    let file = RuleFile {
        name,
        text: "".into(),
    };
    Problem::error(
        &file,
        None,
        format!("cannot read {}: {error}", path.display()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_rules_are_the_compiled_sources() {
        let (book, _) = Rulebook::load(&Selection::default()).expect("the bundled rules are valid");
        let (again, _) = compile(&files(&Selection::default()).expect("bundled")).expect("valid");
        assert_eq!(postcard::to_allocvec(&book), postcard::to_allocvec(&again));
    }

    #[test]
    fn a_missing_directory_is_a_problem() {
        let directories = vec![PathBuf::from("no/such/folder.toml")];
        let problems = check(&Selection {
            directories,
            ..Selection::default()
        });
        assert!(
            problems[0]
                .message
                .starts_with("cannot read no/such/folder.toml")
        );
    }
}
