//! `lacuna completions` and `lacuna man`.

use super::{args::Args, exit::Exit, failure::Failure, output, select};
use clap::CommandFactory;
use clap_complete::Shell;

pub(super) fn completions(shell: Shell) -> Result<Exit, Failure> {
    // Written to memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "lacuna", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// The manual page of the program, or of one of its commands.
pub(super) fn man(name: Option<&str>) -> Result<Exit, Failure> {
    let mut program = Args::command();
    program.build();
    let page = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => return Err(unknown(name, &program)),
        },
    };
    output::print(|out| clap_mangen::Man::new(page).render(out))?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, program: &clap::Command) -> Failure {
    let known = program.get_subcommands().map(clap::Command::get_name);
    let help = select::meant(name, known).unwrap_or("`lacuna --help` lists them".to_owned());
    Failure::usage(format!("no command is called `{name}`"), help)
}
