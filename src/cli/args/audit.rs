//! What can be typed after `lacuna audit`.

use super::{RuleArgs, day, fact};
use clap::ValueEnum;
use lacuna::judge::as_of::Asked;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub(in crate::cli) struct AuditArgs {
    /// Files, folders, and web archives (WARC, gzipped or not)
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Read further paths from this file, one a line (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) files_from: Option<PathBuf>,
    /// The paths in that file are separated by NUL, not by line ends
    #[arg(long, short = '0', requires = "files_from")]
    pub(in crate::cli) null: bool,
    /// Laws to check: `auto` (those each policy claims), `all`, or ids and groups
    #[arg(long, value_name = "ID", value_delimiter = ',', default_value = "auto")]
    pub(in crate::cli) regime: Vec<String>,
    /// Judge as of this day, or of each policy's own date (`effective`) [default: the day it was archived, else today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) as_of: Option<Asked>,
    /// Judge every conditional obligation as if its facts were true
    #[arg(long)]
    pub(in crate::cli) assume_applicable: bool,
    /// State a fact about all the businesses, such as `sells-personal-data=false`
    #[arg(long, value_name = "NAME=BOOL", value_parser = fact)]
    pub(in crate::cli) fact: Vec<(String, bool)>,
    /// Write a row for each policy to this file (`-`: standard output, and the summary to standard error)
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// How to write the rows [default: by the file's ending, else jsonl]
    #[arg(long, short, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<RowFormat>,
    /// In JSONL: leave out titles, citations, help, reasons and near misses
    #[arg(long)]
    pub(in crate::cli) lean: bool,
    /// In tables: a line for each policy, a column for each obligation
    #[arg(long)]
    pub(in crate::cli) wide: bool,
    /// Write the summary to this file too: a page with plots (.html), or its numbers (.json)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) summary: Option<PathBuf>,
    /// Go on with an audit that was interrupted: same arguments, same output
    #[arg(long, requires = "output")]
    pub(in crate::cli) resume: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Use so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) threads: Option<u16>,
}

/// Forms of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RowFormat {
    /// One policy a line: the objects that `check --format jsonl` writes
    Jsonl,
    /// A table for spreadsheets: a line for each verdict, or for each policy (`--wide`)
    Csv,
    /// The same table for data frames and databases
    #[cfg(feature = "parquet")]
    Parquet,
}
