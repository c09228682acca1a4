//! Which formats are written, and where each goes.

use super::{failure::Failure, output, terminal::Terminal};
use clap::{
    Arg, Command,
    builder::{EnumValueParser, PossibleValue, TypedValueParser, ValueParserFactory},
    error::{ContextKind, ContextValue, ErrorKind},
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
        arg: Option<&Arg>,
        typed: &OsStr,
    ) -> Result<Wanted, clap::Error> {
        let text = typed.to_string_lossy();
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format.to_owned(), Some(file.to_owned())),
            None => (text.into_owned(), None),
        };
        if file.as_deref() == Some("") {
            return Err(nameless(command, arg, &format));
        }
        let formats = EnumValueParser::<Format>::new();
        Ok(Wanted {
            format: formats.parse_ref(command, arg, OsStr::new(&format))?,
            file: file.map(PathBuf::from),
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let formats: Vec<PossibleValue> = EnumValueParser::<Format>::new()
            .possible_values()?
            .collect();
        Some(Box::new(formats.into_iter()))
    }
}

fn nameless(command: &Command, arg: Option<&Arg>, format: &str) -> clap::Error {
    let mut error = clap::Error::new(ErrorKind::ValueValidation).with_cmd(command);
    let arg = arg.map_or("--format".to_owned(), ToString::to_string);
    error.insert(ContextKind::InvalidArg, ContextValue::String(arg));
    let typed = ContextValue::String(format!("{format}="));
    error.insert(ContextKind::InvalidValue, typed);
    error
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
    /// Writes them all.
    pub(super) fn write(&self, reports: &[Report], terminal: &Terminal) -> Result<(), Failure> {
        self.0.iter().try_for_each(|(format, file)| {
            output::to(file.as_deref(), terminal, |look, out| {
                render(reports, *format, look, out)
            })
        })
    }
}
