//! Why a run failed: what, where, and what to do.

use lacuna::{rulebook::Problem, source::SourceError};
use miette::Diagnostic;
use std::{io, path::PathBuf};
use thiserror::Error;

/// Why a run failed.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Failure {
    /// A policy could not be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Source(#[from] SourceError),
    /// Rules are broken.
    #[error("the rules cannot be used")]
    #[diagnostic(help(
        "`lacuna rules check --rules DIR` shows the same problems while you mend them"
    ))]
    Rules(#[related] Vec<Problem>),
    /// A `lacuna.toml` is broken.
    #[error("{} cannot be used", path.display())]
    #[diagnostic(help("mend it, or use another one with `--config FILE`"))]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        #[related]
        problems: Vec<Problem>,
    },
    /// A baseline is broken.
    #[error("the baseline {} cannot be used", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[related]
        problems: Vec<Problem>,
    },
    /// Waivers in a policy are broken.
    #[error("what {} says to Lacuna cannot be understood", path.display())]
    Waivers {
        /// The policy.
        path: PathBuf,
        /// What is wrong in it.
        #[related]
        problems: Vec<Problem>,
    },
    /// What was typed makes no sense.
    #[error("{message}")]
    #[diagnostic(help("{help}"))]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// The system does not tell what is saved.
    #[error("cannot watch the files: {0}")]
    #[diagnostic(help("run `lacuna check` again by hand, without `--watch`"))]
    Watch(String),
    /// A folder could not be walked.
    #[error("cannot list the files to check: {0}")]
    #[diagnostic(help("check that the folder exists and that you may read it"))]
    Walk(#[from] ignore::Error),
    /// The output file could not be made.
    #[error("cannot write {}: {cause}", path.display())]
    #[diagnostic(help("check that the folder exists and that you may write to it"))]
    Output {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Writing the result failed.
    #[error("cannot write the result: {0}")]
    Write(#[from] io::Error),
}

impl Failure {
    /// A usage error.
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    /// Whether the reader of our output went away, which is no failure of ours.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::Write(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }
}
