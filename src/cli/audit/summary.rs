//! Where the summary goes: to the terminal, and into a file.

use super::plan::Plan;
use crate::cli::{
    failure::Failure,
    output,
    terminal::{self, Terminal},
};
use lacuna::{
    audit::Overview,
    render::{overview_page, overview_pretty},
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A file for the summary, and how it is written there.
pub(super) struct SummaryFile {
    path: PathBuf,
    write: fn(&Overview, &mut dyn Write) -> io::Result<()>,
}

impl SummaryFile {
    pub(super) fn new(path: &Path) -> Result<SummaryFile, Failure> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let write = match &*ending.to_ascii_lowercase() {
            "html" | "htm" => overview_page,
            "json" => json,
            _ => {
                return Err(Failure::usage(
                    format!(
                        "the ending of {} does not say how to write a summary",
                        path.display()
                    ),
                    "name a file that ends in .html or .json",
                ));
            }
        };
        Ok(SummaryFile {
            path: path.to_owned(),
            write,
        })
    }
}

/// The summary is shown where the rows do not go.
pub(super) fn tell(
    plan: Option<&Plan>,
    file: Option<&SummaryFile>,
    overview: &Overview,
    screen: &Terminal,
) -> Result<(), Failure> {
    if let Some(file) = file {
        output::file(&file.path, |out| (file.write)(overview, out))?;
    }
    if plan.is_some_and(Plan::takes_standard_output) {
        let mut text = Vec::new();
        overview_pretty(overview, &screen.look_of_errors(), &mut text)?;
        terminal::say(&text);
        return Ok(());
    }
    output::print(|out| overview_pretty(overview, &screen.look(), out))
}

fn json(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, overview)?;
    writeln!(out)
}
