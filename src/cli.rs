//! The commands: arguments in, bytes and an exit status out.
//!
//! **Invariant: results go to standard output, all else to standard error; the exit status is made in `exit`.**

mod args;
mod audit;
mod check;
mod clock;
mod decisions;
mod diff;
mod eval;
mod exit;
mod explain;
mod failure;
mod files;
mod git;
mod ground;
mod init;
mod interrupt;
mod output;
mod plan;
mod regimes;
mod results;
mod rules;
mod schema;
mod select;
mod settled;
mod shell;
mod signals;
mod terminal;
mod watch;

pub(crate) use args::Args;

use args::Command;
use exit::Exit;
use terminal::Terminal;

/// Runs the command. What goes wrong is told on standard error.
pub(crate) fn run(args: &Args) -> Exit {
    interrupt::settle();
    let terminal = Terminal::new(args);
    let done = match &args.command {
        Command::Check(check) => check::run(check, &terminal),
        Command::Audit(audit) => audit::run(audit, &terminal),
        Command::Diff(diff) => diff::run(diff, &terminal),
        Command::Init(init) => init::run(init, &terminal),
        Command::Signals(signals) => signals::run(signals, &terminal),
        Command::Explain(explain) => explain::run(explain, &terminal),
        Command::Regimes(regimes) => regimes::run(regimes, &terminal),
        Command::Rules(rules) => rules::run(rules, &terminal),
        Command::Eval(eval) => eval::run(eval, &terminal),
        Command::Schema { of } => schema::run(*of),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { command } => shell::man(command.as_deref()),
    };
    done.unwrap_or_else(|failure| {
        if failure.is_closed_pipe() {
            return Exit::Clean;
        }
        terminal.complain(&failure);
        Exit::Failed
    })
}
