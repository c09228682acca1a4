#![cfg(all(feature = "cli", unix))]
//! `lacuna check --watch`: a save is seen, what changed is told, an interrupt ends it.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Far longer than any machine needs; only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(120);

const POLICY: &str = "# Privacy policy\n\nThe controller is Acme GmbH, Lindenallee 14, 10115 Berlin.\n\nYou may ask us for a copy of the data we hold about you. We answer within 30 days.\n";

/// A run that watches, and what it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts in a folder, and waits until the first check is done.
    fn start(folder: &Path, args: &[&str]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lacuna"))
            .current_dir(folder)
            .args(["check", "--watch", "--as-of", "2026-11-24"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("lacuna runs");
        let (sender, lines) = channel();
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|out| Box::new(out) as _),
            child.stderr.take().map(|out| Box::new(out) as _),
        ];
        for stream in streams.into_iter().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines
                    .take_while(|line| sender.send(line.clone()).is_ok())
                    .count()
            });
        }
        let watching = Watching { child, lines };
        watching.expect("watching ");
        watching
    }

    /// Waits for a line that holds these words; gives all lines up to it.
    fn expect(&self, words: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            seen.push(line.unwrap_or_else(|_| panic!("no line says `{words}`: {seen:#?}")));
            if seen.last().is_some_and(|line| line.contains(words)) {
                return seen;
            }
        }
    }

    /// Interrupts it, as Ctrl-C does; gives its exit status.
    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args(["-INT", &id]).status();
        assert!(kill.expect("kill runs").success());
        self.child.wait().expect("it ends").code()
    }
}

/// A folder with a policy in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("privacy.md"), POLICY).expect("written");
    folder
}

#[test]
fn what_a_save_changes_is_told_and_no_more() {
    let folder = folder("watch-save");
    let policy = folder.join("privacy.md");
    let watching = Watching::start(&folder, &["privacy.md", "--regime", "gdpr"]);
    fs::write(&policy, POLICY.replace("30 days", "90 days")).expect("written");
    let told = watching.expect("gdpr/rights-response-time");
    assert!(
        told.iter().any(|line| line.contains("1 opened")),
        "{told:#?}"
    );
    assert!(
        !told
            .iter()
            .any(|line| line.contains("gdpr/controller-identity")),
        "{told:#?}"
    );
    // As editors do: a new file takes the place of the old one.
    fs::write(folder.join("privacy.md.new"), POLICY).expect("written");
    fs::rename(folder.join("privacy.md.new"), &policy).expect("renamed");
    let told = watching.expect("gdpr/rights-response-time");
    assert!(
        told.iter().any(|line| line.contains("1 closed")),
        "{told:#?}"
    );
    // What vanishes for a moment ends nothing.
    fs::remove_file(&policy).expect("removed");
    watching.expect("no such file");
    fs::write(
        &policy,
        POLICY.replace(
            "You may ask us for a copy of the data we hold about you. ",
            "",
        ),
    )
    .expect("written");
    watching.expect("gdpr/right-of-access");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn settings_and_rules_are_watched_too() {
    let folder = folder("watch-settings");
    let config = |more: &str| {
        format!("policies = [\"privacy.md\"]\nregimes = [\"gdpr\"]\nrules = [\"house\"]\n{more}")
    };
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
    fs::create_dir(folder.join("house")).expect("a folder");
    write("lacuna.toml", &config(""));
    let watching = Watching::start(&folder, &[]);
    write(
        "lacuna.toml",
        &config("[[waiver]]\nid = \"gdpr/right-to-object\"\nreason = \"It stands in the annex\"\n"),
    );
    watching.expect("gdpr/right-to-object is waived now");
    write("lacuna.toml", &config("regime = 1\n"));
    watching.expect("regime");
    write("lacuna.toml", &config(""));
    watching.expect("gdpr/right-to-object is held against the policy now");
    write("house/broken.toml", "[[signal]]\nid = \n");
    watching.expect("the rules cannot be used");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn a_rule_of_ones_own_is_judged_as_soon_as_it_is_saved() {
    let folder = folder("watch-rules");
    fs::create_dir(folder.join("house")).expect("a folder");
    let rules = |pattern: &str| {
        let rules = format!(
            "[[signal]]\nid = \"house-motto\"\nsays = \"The motto of the house\"\nany = [\"{pattern}\"]\nmatch = [\"{pattern}\"]\ndiffer = [\"Nothing of the kind.\"]\n[regime]\nid = \"house\"\ntitle = \"House rules\"\njurisdiction = \"House\"\ncitation = \"House rules\"\n[regime.in_force]\nfrom = 2020-01-01\n[[obligation]]\nid = \"motto\"\ncite = \"1\"\ntitle = \"The motto\"\nlevel = \"required\"\nneeds = \"house-motto\"\nhelp = \"Write the motto.\"\n"
        );
        fs::write(folder.join("house/house.toml"), rules).expect("written");
    };
    rules("data is a loan");
    let asked = ["privacy.md", "--rules", "house", "--regime", "house"];
    let watching = Watching::start(&folder, &asked);
    rules("we answer");
    watching.expect("1 closed");
    watching.expect("house/motto");
    rules("data is a loan");
    watching.expect("1 opened");
    watching.expect("house/motto");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn a_baseline_is_watched_too() {
    let folder = folder("watch-baseline");
    let baseline = folder.join("known.json");
    let asked = ["privacy.md", "--regime", "gdpr"];
    let write = Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .current_dir(&folder)
        .args(["check", "--as-of", "2026-11-24", "--quiet"])
        .args(["--write-baseline", "known.json"])
        .args(asked)
        .output()
        .expect("lacuna runs");
    assert_eq!(write.status.code(), Some(0));
    let all = fs::read_to_string(&baseline).expect("a baseline");
    let mut less: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    let known = less["policies"]["privacy.md"].as_array_mut();
    known
        .expect("gaps")
        .retain(|gap| gap["id"] != "gdpr/right-to-object");
    fs::write(&baseline, less.to_string()).expect("written");
    let more = ["--baseline", "known.json"];
    let watching = Watching::start(&folder, &[&asked[..], &more].concat());
    fs::write(&baseline, &all).expect("written");
    watching.expect("gdpr/right-to-object is in the baseline now");
    fs::write(&baseline, "<<<<<<< ours").expect("written");
    watching.expect("known.json");
    fs::write(&baseline, less.to_string()).expect("written");
    watching.expect("gdpr/right-to-object is held against the policy now");
    assert_eq!(watching.interrupt(), Some(0));
}
