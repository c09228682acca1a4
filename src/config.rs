//! `lacuna.toml`: what the people in charge of a repository have settled once, so that a check needs no arguments.
//!
//! A file is read in two steps: its form ([`Config::parse`]), then its names against the rules ([`Config::check`]), because the file
//! itself says which rules there are. Both tell every problem at once. **Invariant: what is settled knows where it is written.**

mod check;
mod find;
mod policies;
mod read;
mod schema;
mod waiver;

pub use find::{find, name_from};
pub use schema::schema;
pub use waiver::{Terms, Waiver};

use crate::rulebook::{Problem, RuleFile};
use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

/// What the file is called.
pub const FILE_NAME: &str = "lacuna.toml";

/// What can make a run fail, as it is written.
pub const FAIL_ON: [&str; 6] = [
    "missing",
    "weak",
    "out-of-bounds",
    "contradicted",
    "undetermined",
    "never",
];
/// The least binding levels that can make a run fail, as they are written.
pub const FAIL_LEVELS: [&str; 2] = ["required", "recommended"];

/// Something that is written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What is written.
    pub value: T,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// A `lacuna.toml` of the right form.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file.
    pub file: RuleFile,
    /// Globs of the policies, from the file's folder; one that begins with `!` takes out again.
    pub policies: Vec<Placed<String>>,
    /// Regimes to judge by: ids, groups, `all` or `auto`.
    pub regimes: Vec<Placed<String>>,
    /// Facts about the business.
    pub facts: Vec<(Placed<String>, bool)>,
    /// What makes a run fail: names of [`FAIL_ON`].
    pub fail_on: Option<Placed<Vec<String>>>,
    /// The least binding level that does: one of [`FAIL_LEVELS`].
    pub fail_level: Option<Placed<String>>,
    /// Folders with further rule files.
    pub rules: Vec<Placed<String>>,
    /// Whether the bundled rules are used.
    pub bundled_rules: Option<Placed<bool>>,
    /// The baseline.
    pub baseline: Option<Placed<String>>,
    /// Gaps that somebody answers for.
    pub waivers: Vec<Waiver>,
}

impl Config {
    /// The file at `path`, if its form is right.
    ///
    /// # Errors
    /// Everything that is wrong in it, at once.
    pub fn read(path: &Path) -> Result<Config, Vec<Problem>> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|cause| vec![unreadable(&name, &cause)])?;
        Config::parse(RuleFile {
            name,
            text: text.into(),
        })
    }

    /// The folder that its paths start from; empty for the current one.
    pub fn root(&self) -> &Path {
        Path::new(&self.file.name).parent().unwrap_or(Path::new(""))
    }

    /// A path written in it, from the current folder.
    pub fn path(&self, written: &str) -> PathBuf {
        self.root().join(written)
    }

    /// `lacuna.toml:3`: where something is written.
    pub fn place(&self, span: &Range<usize>) -> String {
        format!("{}:{}", self.file.name, line(&self.file.text, span))
    }
}

/// Line of the first byte, from 1.
pub(crate) fn line(text: &str, span: &Range<usize>) -> usize {
    let before = &text.as_bytes()[..span.start.min(text.len())];
    memchr::memchr_iter(b'\n', before).count() + 1
}

fn unreadable(name: &str, cause: &io::Error) -> Problem {
    let file = RuleFile {
        name: name.to_owned(),
        text: "".into(),
    };
    let help = match cause.kind() {
        io::ErrorKind::NotFound => "check the spelling, or write one with `lacuna init`",
        io::ErrorKind::InvalidData => "save it as UTF-8",
        _ => "check that you may read it",
    };
    Problem::error(&file, None, format!("cannot read {name}: {cause}")).help(help)
}

#[cfg(test)]
mod tests;
