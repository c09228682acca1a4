//! Verdicts that flip between two versions of a policy although no edit touches the words they stand on: `flips FOLDER`, where the folder
//! holds pairs `NAME.old.md` and `NAME.new.md`. Each line is to be read: a fact, or the policy's own date, may have changed instead.

use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    report::{Report, compare},
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::{
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("flips FOLDER")?;
    let (rulebook, _) =
        Rulebook::load(&Selection::default()).map_err(|_| "the bundled rules are broken")?;
    let files: Result<Vec<PathBuf>, io::Error> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect();
    let mut files = files?;
    files.sort();
    let (mut pairs, mut flips, mut unexplained) = (0, 0, 0);
    let mut out = io::stdout().lock();
    for old in files {
        let name = old.to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".old.md") else {
            continue;
        };
        let new = PathBuf::from(format!("{stem}.new.md"));
        let comparison = compare(&report(&rulebook, &old)?, &report(&rulebook, &new)?);
        pairs += 1;
        for change in &comparison.changes {
            if change.before.outcome == change.after.outcome {
                continue;
            }
            flips += 1;
            if change.edits.is_empty() {
                unexplained += 1;
                let (was, is) = (change.before.outcome, change.after.outcome);
                let (id, reason) = (&change.id, &change.after.reason);
                writeln!(out, "{name}  {id}: {was:?} → {is:?}  ({reason})")?;
            }
        }
    }
    writeln!(
        out,
        "{pairs} pairs, {flips} verdicts flip, {unexplained} without an edit of the words they stand on"
    )?;
    Ok(())
}

/// A policy by all regimes, as of one day.
fn report(rulebook: &Rulebook, path: &Path) -> Result<Report, Box<dyn Error>> {
    let source = Source::read(path)?;
    let document = Document::parse(&source);
    let hits = scan(rulebook, &document);
    let facts = Facts {
        as_of: Some(AsOf {
            date: date(2026, 12, 1),
            why: Why::Asked,
        }),
        regimes: Some((0..rulebook.regimes.len()).collect()),
        ..Facts::default()
    };
    let verdicts = judge(rulebook, &document, &hits, &facts);
    Ok(Report::new(source, &document, rulebook, &facts, &verdicts))
}
