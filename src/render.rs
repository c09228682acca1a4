//! Reports to bytes, one small file a format.
//!
//! **Invariant: a renderer only reads the report.** What is left out, put together or put first was decided in [`crate::report`].

mod csv;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
#[cfg(feature = "cli")]
mod overview;
#[cfg(feature = "cli")]
mod page;
mod plain;
#[cfg(feature = "cli")]
mod pretty;
mod region;
mod rows;
#[cfg(test)]
mod sample;
mod sarif;
mod schema;
#[cfg(feature = "cli")]
pub mod table;
#[cfg(feature = "cli")]
mod tame;
mod told;
mod words;

pub use json::{compare as compare_json, signals as signals_json};
#[cfg(feature = "cli")]
pub use overview::{overview as overview_pretty, page as overview_page};
#[cfg(feature = "cli")]
pub use page::Page;
#[cfg(feature = "cli")]
pub use pretty::{compare as compare_pretty, signals as signals_pretty};
pub use rows::{Layout, TableForm, table_of_rows};
pub use schema::Form;

use crate::report::Report;
use std::io::{self, Write};

/// The form reports are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// For reading: coverage, then gaps with their words
    #[cfg(feature = "cli")]
    Pretty,
    /// One line an obligation
    #[cfg(feature = "cli")]
    Table,
    /// One object
    #[default]
    Json,
    /// One policy a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// JUnit XML, for CI servers: a test case an obligation
    Junit,
    /// Annotations of GitHub Actions, a line a gap
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// For a pull request's comment or a job's summary
    Markdown,
    /// One finding a row, for spreadsheets
    Csv,
    /// One page for counsel and auditors, with the whole policy and the crosswalk
    Html,
}

/// How to write for people. Formats for machines do not look at it.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether terminal colours are used.
    pub colour: Colour,
    /// How much is told.
    pub detail: Detail,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            width: 80,
            colour: Colour::Plain,
            detail: Detail::Gaps,
        }
    }
}

/// Whether terminal colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// None.
    Plain,
    /// ANSI escapes.
    Ansi,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Coverage and counts.
    Brief,
    /// The gaps too.
    Gaps,
    /// What is said too, with its words.
    Full,
}

/// Writes reports, in the order given.
pub fn render(
    reports: &[Report],
    format: Format,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Pretty => pretty::render(&tame::reports(reports), look, out),
        #[cfg(feature = "cli")]
        Format::Table => table::render(&tame::reports(reports), look, out),
        Format::Json => json::render(reports, out),
        Format::Jsonl => jsonl::render(reports, out),
        Format::Sarif => sarif::render(reports, out),
        Format::Junit => junit::render(reports, out),
        Format::Github => github::render(reports, out),
        Format::Gitlab => gitlab::render(reports, out),
        Format::Markdown => markdown::render(reports, look, out),
        Format::Csv => csv::render(reports, out),
        Format::Html => html::render(reports, out),
    }
}
