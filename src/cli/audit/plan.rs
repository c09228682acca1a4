//! What was typed about rows, settled: where they go and in what form.

use crate::cli::{
    args::{AuditArgs, RowFormat},
    failure::Failure,
};
use clap::ValueEnum;
use lacuna::audit::row::Detail;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Where rows go and in what form.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) target: Target,
    pub(super) format: RowFormat,
    /// How the rows are written while the audit runs.
    pub(super) detail: Detail,
    pub(super) resume: bool,
}

/// Where the output goes.
#[derive(Debug)]
pub(super) enum Target {
    StandardOutput,
    /// A device or a pipe, which takes what is written.
    Device(PathBuf),
    File(PathBuf),
}

impl Plan {
    /// The plan; none if no rows are asked for.
    pub(super) fn new(args: &AuditArgs) -> Result<Option<Plan>, Failure> {
        let target = match &args.output {
            None if args.format.is_none() => return Ok(None),
            None => Target::StandardOutput,
            Some(path) if path == Path::new("-") => Target::StandardOutput,
            Some(path) if is_device(path) => Target::Device(path.clone()),
            Some(path) => Target::File(path.clone()),
        };
        let format = match (args.format, &target) {
            (Some(format), _) => format,
            (None, Target::File(path)) => by_ending(path)?,
            (None, Target::StandardOutput | Target::Device(_)) => RowFormat::Jsonl,
        };
        if args.resume && !matches!(target, Target::File(_)) {
            return Err(Failure::usage(
                "only an audit whose output is a file can be resumed",
                "name the file of the interrupted audit with --output",
            ));
        }
        Ok(Some(Plan {
            target,
            format,
            detail: if args.lean {
                Detail::Lean
            } else {
                Detail::Full
            },
            resume: args.resume,
        }))
    }

    /// Whether standard output is taken.
    pub(super) fn takes_standard_output(&self) -> bool {
        matches!(self.target, Target::StandardOutput)
    }

    /// What is told when writing fails.
    pub(super) fn failure(&self, cause: io::Error) -> Failure {
        match &self.target {
            Target::StandardOutput => Failure::Write(cause),
            Target::Device(path) | Target::File(path) => Failure::Output {
                path: path.clone(),
                cause,
            },
        }
    }
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir())
}

fn by_ending(path: &Path) -> Result<RowFormat, Failure> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    RowFormat::from_str(&ending, true).map_err(|_| {
        let known: Vec<String> = RowFormat::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        Failure::usage(
            format!(
                "the ending of {} does not say how to write it",
                path.display()
            ),
            format!(
                "name a file that ends in .{}, or say so with --format",
                known.join(", .")
            ),
        )
    })
}
