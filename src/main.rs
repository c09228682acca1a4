//! The command line of Lacuna.

mod cli;

use clap::Parser;
use std::process::ExitCode;

/// Parses the arguments, runs the command, and turns what became of it into the exit status: the only place that does.
fn main() -> ExitCode {
    let args = match cli::Args::try_parse() {
        Ok(args) => args,
        // Help and version come this way too, with status 0.
        Err(usage) => {
            let status = u8::try_from(usage.exit_code()).unwrap_or(2);
            // Where help cannot be printed, nothing else can.
            let _ = usage.print();
            return ExitCode::from(status);
        }
    };
    cli::run(&args).into()
}
