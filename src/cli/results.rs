//! Which formats are written, and where each goes.

use super::{failure::Failure, output, select, terminal::Terminal};
use clap::{
    Arg, Command, ValueEnum,
    builder::{PossibleValue, TypedValueParser, ValueParserFactory},
    error::ErrorKind,
};
use lacuna::{
    render::{Format, render},
    report::Report,
};
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// A format as typed: `sarif`, or `sarif=FILE`.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    format: Format,
    file: Option<PathBuf>,
}

/// Reads a [`Wanted`], and names the formats in help, errors and completions.
#[derive(Clone)]
pub(super) struct WantedParser;

impl ValueParserFactory for Wanted {
    type Parser = WantedParser;

    fn value_parser() -> WantedParser {
        WantedParser
    }
}

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        typed: &OsStr,
    ) -> Result<Wanted, clap::Error> {
        let text = typed.to_string_lossy();
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format, Some(file)),
            None => (&*text, None),
        };
        let wrong = |message| clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command);
        if file == Some("") {
            return Err(wrong(format!(
                "`{text}` names no file; write `{format}=FILE`\n"
            )));
        }
        Ok(Wanted {
            format: Format::from_str(format, false).map_err(|_| wrong(unknown(format)))?,
            file: file.map(PathBuf::from),
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(formats()))
    }
}

fn formats() -> impl Iterator<Item = PossibleValue> {
    Format::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value)
}

fn unknown(typed: &str) -> String {
    let names: Vec<String> = formats()
        .map(|format| format.get_name().to_owned())
        .collect();
    let meant = select::meant(typed, names.iter().map(String::as_str));
    let meant = meant.map_or(String::new(), |meant| format!("; {meant}"));
    let names = names.join(", ");
    format!("no format is called `{typed}`{meant}\n  the formats are: {names}\n")
}

/// Each format with its file; none: standard output.
pub(super) struct Results(Vec<(Format, Option<PathBuf>)>);

/// Gives each format its file: its own, or in order one of `--output`. No two results go to one place.
pub(super) fn settle(formats: &[Wanted], outputs: &[PathBuf]) -> Result<Results, Failure> {
    let open = formats
        .iter()
        .filter(|wanted| wanted.file.is_none())
        .count();
    if open != outputs.len() && !(outputs.is_empty() && open <= 1) {
        return Err(unpaired(open, outputs.len()));
    }
    let mut outputs = outputs.iter();
    let place = |wanted: &Wanted| {
        let file = wanted.file.clone().or_else(|| outputs.next().cloned());
        (wanted.format, file.filter(|file| file != Path::new("-")))
    };
    let mut results: Vec<_> = formats.iter().map(place).collect();
    let distinct: BTreeSet<_> = results.iter().map(|(_, file)| file).collect();
    if distinct.len() < results.len() {
        return Err(Failure::usage(
            "two formats would be written to one place",
            EACH_ITS_FILE,
        ));
    }
    // Standard output last: where its reader goes away, the files are there.
    results.sort_by_key(|(_, file)| file.is_none());
    Ok(Results(results))
}

const EACH_ITS_FILE: &str = "give each its file, as in `--format sarif=out.sarif,junit=out.xml`; one may go to standard output, as in `--format pretty,sarif=out.sarif`";

fn unpaired(open: usize, outputs: usize) -> Failure {
    let message = match outputs {
        0 => format!("{open} formats would be written to standard output"),
        _ => format!("formats without a file: {open}; files that --output names: {outputs}"),
    };
    Failure::usage(message, EACH_ITS_FILE)
}

impl Results {
    /// Whether the remarks of a report reach the terminal.
    pub(super) fn show_remarks(&self) -> bool {
        let mut results = self.0.iter();
        results.any(|(format, file)| *format == Format::Pretty && file.is_none())
    }

    /// Writes them all.
    pub(super) fn write(&self, reports: &[Report], terminal: &Terminal) -> Result<(), Failure> {
        self.0.iter().try_for_each(|(format, file)| {
            output::to(file.as_deref(), terminal, |look, out| {
                render(reports, *format, look, out)
            })
        })
    }
}
