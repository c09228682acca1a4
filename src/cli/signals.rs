//! `lacuna signals`: what a policy says, law aside.

use super::{
    args::{SignalsArgs, SignalsFormat},
    exit::Exit,
    failure::Failure,
    files, output, select,
    terminal::Terminal,
};
use lacuna::{
    document::Document,
    render::{signals_json, signals_pretty},
    report::Signals,
    scan::scan,
};

pub(super) fn run(args: &SignalsArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let source = files::read(&args.path)?;
    let document = Document::parse(&source);
    let hits = scan(&rulebook, &document);
    let signals = Signals::new(source, &document, &rulebook, &hits);
    output::print(|out| match args.format {
        SignalsFormat::Pretty => signals_pretty(&signals, &terminal.look(), out),
        SignalsFormat::Json => signals_json(&signals, out),
    })?;
    Ok(Exit::Clean)
}
