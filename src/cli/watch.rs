//! `lacuna check --watch`: checks again when something is saved, and tells what changed since.
//!
//! Folders are watched, not files: most editors save by putting a new file in the place of the old one.
//! **Invariant: what is told is the difference to the last check that could be made; a file that cannot be read for a moment ends nothing.**

use super::{
    args::CheckArgs,
    check::{self, Round},
    exit::Exit,
    failure::Failure,
    output,
    plan::Plan,
    results::Results,
    terminal::Terminal,
};
use lacuna::{
    render::{Format, compare_pretty, render},
    report::{Comparison, Report, Standing, compare},
};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

/// Saving takes several steps; it is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(80);
/// Where something is written all the time, a check comes after so many steps all the same.
const PATIENCE: usize = 25;

/// What happens meanwhile.
enum Event {
    /// These files were written, moved or removed.
    Saved(Vec<PathBuf>),
    /// Watching failed.
    Lost(notify::Error),
    /// The user has seen enough.
    Stop,
}

/// Checks, and checks again until it is interrupted.
pub(super) fn run(
    args: &CheckArgs,
    outputs: &Results,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage(
            "standard input cannot be watched",
            "name a file or a folder, or leave `--watch` out",
        ));
    }
    let (sender, events) = channel();
    let mut watch = Watch::new(args, sender)?;
    let first = check::round(args, terminal)?;
    watch.follow(&first.plan)?;
    check::tell(&first, outputs, terminal)?;
    terminal.say(&format!(
        "watching {}; Ctrl-C ends",
        number(first.reports.len())
    ));
    let mut last = first.reports;
    while watch.wait(&events)? {
        match check::round(args, terminal) {
            Ok(round) => {
                watch.follow(&round.plan)?;
                tell(&last, &round, terminal)?;
                last = kept(last, round);
            }
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => terminal.complain(&failure),
        }
    }
    Ok(Exit::Clean)
}

fn number(policies: usize) -> String {
    match policies {
        1 => "1 policy".to_owned(),
        many => format!("{many} policies"),
    }
}

/// The latest report on each policy; where one could not be read, the one before stands.
fn kept(last: Vec<Report>, round: Round) -> Vec<Report> {
    let unread = !round.failures.is_empty();
    let mut latest: BTreeMap<String, Report> = BTreeMap::new();
    let before = last.into_iter().filter(|_| unread);
    for report in before.chain(round.reports) {
        latest.insert(report.path.clone(), report);
    }
    latest.into_values().collect()
}

/// What changed since the last check.
fn tell(last: &[Report], round: &Round, terminal: &Terminal) -> Result<(), Failure> {
    let before: BTreeMap<&str, &Report> = last
        .iter()
        .map(|report| (report.path.as_str(), report))
        .collect();
    let (known, fresh): (Vec<&Report>, Vec<&Report>) = round
        .reports
        .iter()
        .partition(|report| before.contains_key(report.path.as_str()));
    let changes: Vec<Comparison> = known
        .iter()
        .filter_map(|now| changed(before[now.path.as_str()], now))
        .collect();
    let fresh: Vec<Report> = fresh.into_iter().cloned().collect();
    let look = terminal.look();
    output::print(|out| {
        compare_pretty(&changes, &look, out)?;
        if fresh.is_empty() {
            Ok(())
        } else {
            render(&fresh, Format::Pretty, &look, out)
        }
    })?;
    for failure in &round.failures {
        terminal.complain(failure);
    }
    if changes.is_empty() && fresh.is_empty() && round.failures.is_empty() {
        terminal.say("checked again: nothing changed");
    }
    Ok(())
}

/// What changed in a policy, or in how it is judged.
fn changed(before: &Report, now: &Report) -> Option<Comparison> {
    let mut comparison = compare(before, now);
    comparison.remarks = decided(before, now);
    let same =
        before.hash == now.hash && comparison.changes.is_empty() && comparison.remarks.is_empty();
    (!same).then_some(comparison)
}

/// What changed without a word of the policy: obligations that are judged now or no more, waivers, the baseline.
fn decided(before: &Report, now: &Report) -> Vec<String> {
    let old: BTreeMap<&str, &Standing> = standings(before);
    let new: BTreeMap<&str, &Standing> = standings(now);
    let mut remarks = Vec::new();
    for (id, standing) in &new {
        match old.get(id) {
            None => remarks.push(format!("{id} is judged now")),
            Some(was) if was != standing => remarks.push(format!("{id} is {}", stands(standing))),
            Some(_) => {}
        }
    }
    let gone = old.keys().filter(|id| !new.contains_key(*id));
    remarks.extend(gone.map(|id| format!("{id} is judged no more")));
    remarks
}

fn standings(report: &Report) -> BTreeMap<&str, &Standing> {
    let findings = report.findings.iter();
    findings
        .map(|finding| (finding.id.as_str(), &finding.standing))
        .collect()
}

fn stands(standing: &Standing) -> &'static str {
    match standing {
        Standing::New => "held against the policy now",
        Standing::Known => "in the baseline now",
        Standing::Waived { .. } => "waived now",
    }
}

/// What is watched.
struct Watch {
    watcher: RecommendedWatcher,
    /// Folders that are watched with all that is in them: those named, and those of rules.
    trees: BTreeSet<PathBuf>,
    /// Files that matter elsewhere.
    files: BTreeSet<PathBuf>,
    /// What the system watches for us.
    known: BTreeSet<PathBuf>,
}

impl Watch {
    fn new(args: &CheckArgs, sender: Sender<Event>) -> Result<Watch, Failure> {
        let stop = sender.clone();
        // Who has gone does not listen: then the program is ending anyway.
        ctrlc::set_handler(move || drop(stop.send(Event::Stop)))
            .map_err(|cause| Failure::Watch(cause.to_string()))?;
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let event = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) => Event::Saved(event.paths),
                Err(cause) => Event::Lost(cause),
            };
            drop(sender.send(event));
        });
        Ok(Watch {
            watcher: watcher.map_err(|cause| Failure::Watch(cause.to_string()))?,
            trees: args
                .paths
                .iter()
                .filter(|path| path.is_dir())
                .map(|path| real(path))
                .collect(),
            files: BTreeSet::new(),
            known: BTreeSet::new(),
        })
    }

    /// Watches all that the next check will read.
    fn follow(&mut self, plan: &Plan) -> Result<(), Failure> {
        self.files = plan.files().iter().map(|file| real(file)).collect();
        self.trees
            .extend(plan.rule_folders().iter().map(|folder| real(folder)));
        for tree in self.trees.clone() {
            self.watch(&tree, RecursiveMode::Recursive)?;
        }
        let folders: BTreeSet<PathBuf> = self
            .files
            .iter()
            .filter_map(|file| Some(file.parent()?.to_owned()))
            .collect();
        for folder in folders {
            self.watch(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Failure> {
        if self.known.insert(folder.to_owned()) {
            self.watcher
                .watch(folder, mode)
                .map_err(|cause| Failure::Watch(cause.to_string()))?;
        }
        Ok(())
    }

    /// Waits until something that matters was saved; says no when it is time to end.
    fn wait(&self, events: &Receiver<Event>) -> Result<bool, Failure> {
        loop {
            let mut matters = match events.recv() {
                Ok(Event::Saved(paths)) => self.matters(&paths),
                Ok(Event::Lost(cause)) => return Err(Failure::Watch(cause.to_string())),
                Ok(Event::Stop) | Err(_) => return Ok(false),
            };
            for _ in 0..PATIENCE {
                match events.recv_timeout(QUIET) {
                    Ok(Event::Saved(paths)) => matters |= self.matters(&paths),
                    Ok(Event::Lost(cause)) => return Err(Failure::Watch(cause.to_string())),
                    Ok(Event::Stop) => return Ok(false),
                    Err(_) => break,
                }
            }
            if matters {
                return Ok(true);
            }
        }
    }

    fn matters(&self, paths: &[PathBuf]) -> bool {
        let within = |path: &Path| path.ancestors().any(|folder| self.trees.contains(folder));
        paths
            .iter()
            .any(|path| self.files.contains(path) || within(path))
    }
}

/// A path as the system tells it: its folder without links and dots, then its name.
fn real(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let whole = path
        .file_name()
        .and_then(|name| Some(folder.canonicalize().ok()?.join(name)));
    whole
        .or_else(|| path.canonicalize().ok())
        .unwrap_or_else(|| path.to_owned())
}
