//! `lacuna schema`: what the program writes and reads, as JSON Schema.

use super::{args::SchemaOf, exit::Exit, failure::Failure, output};
use lacuna::{render::Form, rules::json_schema};

pub(super) fn run(of: SchemaOf) -> Result<Exit, Failure> {
    output::print(|out| match of {
        SchemaOf::Report => write!(out, "{}", Form::Report.schema()),
        SchemaOf::Policy => write!(out, "{}", Form::Policy.schema()),
        SchemaOf::Signals => write!(out, "{}", Form::Signals.schema()),
        SchemaOf::Diff => write!(out, "{}", Form::Diff.schema()),
        SchemaOf::Config => write!(out, "{}", lacuna::config::schema()),
        SchemaOf::Baseline => write!(out, "{}", lacuna::ledger::baseline::schema()),
        SchemaOf::Rules => {
            serde_json::to_writer_pretty(&mut *out, &json_schema())?;
            writeln!(out)
        }
    })?;
    Ok(Exit::Clean)
}
