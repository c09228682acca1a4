//! What was typed about rows, settled: where they go and in what form.

use crate::cli::{
    args::{AuditArgs, RowFormat},
    failure::Failure,
};
use clap::ValueEnum;
use lacuna::{audit::row::Detail, render::TableForm};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Where rows go and in what form.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) target: Target,
    /// The table that rows become at the end; none if they stay as they are.
    pub(super) table: Option<Table>,
    /// How the rows are written while the audit runs.
    pub(super) detail: Detail,
    pub(super) resume: bool,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) form: TableForm,
    pub(super) shape: Shape,
}

/// What a line of a table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A verdict.
    Long,
    /// A policy.
    Wide,
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
        let table = table(format, args)?;
        if args.resume && !matches!(target, Target::File(_)) {
            return Err(Failure::usage(
                "only an audit whose output is a file can be resumed",
                "name the file of the interrupted audit with --output",
            ));
        }
        Ok(Some(Plan {
            target,
            // Tables hold no more than lean rows do.
            detail: if args.lean || table.is_some() {
                Detail::Lean
            } else {
                Detail::Full
            },
            table,
            resume: args.resume,
        }))
    }

    /// Whether standard output is taken.
    pub(super) fn takes_standard_output(&self) -> bool {
        matches!(self.target, Target::StandardOutput)
    }

    /// The device or pipe the output goes to.
    pub(super) fn device(&self) -> Option<&Path> {
        match &self.target {
            Target::Device(path) => Some(path),
            Target::StandardOutput | Target::File(_) => None,
        }
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

fn table(format: RowFormat, args: &AuditArgs) -> Result<Option<Table>, Failure> {
    let form = match format {
        RowFormat::Jsonl if args.wide => {
            return Err(Failure::usage(
                "rows of JSON are not wide or long",
                "leave out --wide, or write a table: --format csv",
            ));
        }
        RowFormat::Jsonl => return Ok(None),
        RowFormat::Csv => TableForm::Csv,
        #[cfg(feature = "parquet")]
        RowFormat::Parquet => TableForm::Parquet,
    };
    let shape = if args.wide { Shape::Wide } else { Shape::Long };
    Ok(Some(Table { form, shape }))
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
