//! `lacuna rules`: for those who write rules.

use super::{
    args::{RuleArgs, RulesArgs, RulesCommand, SchemaOf},
    clock,
    exit::Exit,
    failure::Failure,
    output, schema, select,
    terminal::Terminal,
};
use lacuna::{
    examples,
    rulebook::Problem,
    rules::{self, Docs, starter},
};

pub(super) fn run(args: &RulesArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    match &args.command {
        RulesCommand::Check(rules) => return check(rules, terminal),
        RulesCommand::Test(rules) => return test(rules),
        RulesCommand::New { name } => output::print(|out| write!(out, "{}", starter(name)))?,
        RulesCommand::Schema => return schema::run(SchemaOf::Rules),
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

/// Runs the examples in the rule files; what does not hold makes the run fail.
fn test(args: &RuleArgs) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(args)?;
    let docs = Docs::load(&select::selection(args)).map_err(Failure::Rules)?;
    let failures = examples::run(&rulebook, &docs, clock::today());
    let all = examples::count(&rulebook, &docs);
    output::print(|out| {
        for failure in &failures {
            let (file, rule, list) = (&failure.file, &failure.rule, failure.list.key());
            writeln!(out, "{file}: {rule}: {list} {:?}", failure.text)?;
            writeln!(out, "    {}", failure.got)?;
        }
        writeln!(out, "{} examples, {} do not hold", all, failures.len())
    })?;
    Ok(if failures.is_empty() {
        Exit::Clean
    } else {
        Exit::Gaps
    })
}
