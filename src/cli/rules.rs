//! `lacuna rules`: for those who write rules.

use super::{
    args::{RuleArgs, RulesArgs, RulesCommand},
    exit::Exit,
    failure::Failure,
    output, select,
    terminal::Terminal,
};
use lacuna::{
    rulebook::Problem,
    rules::{self, json_schema, starter},
};

pub(super) fn run(args: &RulesArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    match &args.command {
        RulesCommand::Check(rules) => return check(rules, terminal),
        RulesCommand::New { name } => output::print(|out| write!(out, "{}", starter(name)))?,
        RulesCommand::Schema => output::print(|out| {
            serde_json::to_writer_pretty(&mut *out, &json_schema())?;
            writeln!(out)
        })?,
    }
    Ok(Exit::Clean)
}

fn check(args: &RuleArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let problems = rules::check(&select::selection(args));
    for problem in &problems {
        terminal.complain(problem);
    }
    let errors = problems
        .iter()
        .filter(|problem| Problem::is_error(problem))
        .count();
    let warnings = problems.len() - errors;
    output::print(|out| writeln!(out, "{errors} errors, {warnings} warnings"))?;
    Ok(match errors {
        0 => Exit::Clean,
        _ => Exit::Failed,
    })
}
