//! Faults of the world: files that cannot be read, disks that are full, readers that go away, runs that are stopped. Each is made
//! with real limits; where the platform or the rights do not allow one, the test says so and does nothing.
#![cfg(all(unix, feature = "cli"))]

use std::{
    fs,
    io::Write,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

const POLICY: &str = "# Privacy\n\nYou may ask for a copy of your data.\n";

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("lacuna-faults-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }

    /// Names of all files in it.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("entry").file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lacuna() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.args(["check", "--as-of", "2026-11-24", "--color", "never"]);
    command
}

/// The program under limits of the shell.
fn under(limits: &str, arguments: &str, folder: &Folder) -> Output {
    let program = env!("CARGO_BIN_EXE_lacuna");
    let script = format!("{limits}; exec '{program}' {arguments}");
    let shell = Command::new("bash")
        .args(["-c", &script])
        .current_dir(&folder.0)
        .output();
    shell.expect("bash")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Lines of results.
fn lines(output: &Output) -> usize {
    String::from_utf8_lossy(&output.stdout).lines().count()
}

#[expect(clippy::print_stderr, reason = "a test that does nothing says so")]
fn skipped(why: &str) {
    eprintln!("{why}");
}

fn assert_failed(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", told(output));
    let flat: String = told(output)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(flat.contains(words), "no {words:?} in {flat}");
    assert!(!flat.contains("panicked"), "{flat}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked() {
    let folder = Folder::new("unreadable");
    let good = folder.write("good.md", POLICY);
    symlink("loop-b.md", folder.0.join("loop-a.md")).expect("a link");
    symlink("loop-a.md", folder.0.join("loop-b.md")).expect("a link");
    symlink("gone.md", folder.0.join("dangling.md")).expect("a link");
    for (name, words) in [
        ("loop-a.md", "cannot read"),
        ("dangling.md", "no such file"),
        ("gone.md", "no such file"),
    ] {
        let bad = folder.0.join(name);
        let output = lacuna()
            .args([&good, &bad])
            .args(["--format", "jsonl"])
            .output();
        let output = output.expect("runs");
        assert_failed(&output, words);
        assert_eq!(lines(&output), 1);
    }
}

#[test]
fn links_in_a_folder_are_not_followed() {
    let folder = Folder::new("links");
    folder.write("policies/good.md", POLICY);
    folder.write("secret.md", POLICY);
    let inside = folder.0.join("policies");
    symlink("..", inside.join("up")).expect("a link");
    symlink("../secret.md", inside.join("linked.md")).expect("a link");
    symlink("self", inside.join("self")).expect("a link");
    let output = lacuna()
        .arg(&inside)
        .args(["--format", "jsonl", "--fail-on", "never"])
        .output();
    let output = output.expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(lines(&output), 1);
}

#[test]
fn a_file_without_permission_and_one_that_fails_while_it_is_read() {
    let folder = Folder::new("permission");
    let closed = folder.write("closed.md", POLICY);
    let chmod = Command::new("chmod").arg("000").arg(&closed).status();
    assert!(chmod.expect("chmod").success());
    if fs::read(&closed).is_ok() {
        skipped("skipped: this user may read any file");
    } else {
        assert_failed(
            &lacuna().arg(&closed).output().expect("runs"),
            "no permission",
        );
    }
    // Reading the first byte of a process's memory fails, though the file opens.
    let memory = Path::new("/proc/self/mem");
    if memory.exists() {
        assert_failed(&lacuna().arg(memory).output().expect("runs"), "cannot read");
    } else {
        skipped("skipped: no /proc here");
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let folder = Folder::new("changes");
    let path = folder.write("growing.md", &POLICY.repeat(2_000_000));
    let mut child = lacuna()
        .arg(&path)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .expect("opens");
    // Written to until the program has ended: whenever it reads, somebody writes.
    while child.try_wait().expect("waits").is_none() {
        file.write_all(b"x").expect("writes");
        thread::sleep(Duration::from_millis(1));
    }
    let output = child.wait_with_output().expect("ends");
    assert_failed(&output, "changed while it was read");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new("pipe");
    folder.write("policy.md", POLICY);
    let output = under(
        "set -o pipefail",
        "check policy.md --regime all --format json | head -c 1",
        &folder,
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn a_full_disk_is_told() {
    let folder = Folder::new("full");
    folder.write("policy.md", POLICY);
    if !Path::new("/dev/full").exists() {
        skipped("skipped: no /dev/full here");
        return;
    }
    let standard = under("true", "check policy.md > /dev/full", &folder);
    assert_failed(&standard, "cannot write the result");
    let named = under("true", "check policy.md --output /dev/full", &folder);
    assert_failed(&named, "cannot write /dev/full");
}

#[test]
fn a_disk_that_fills_up_leaves_the_old_file_and_no_part() {
    let folder = Folder::new("tmpfs");
    let disk = folder.0.join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "none"])
        .arg(&disk)
        .output();
    if !mount.is_ok_and(|output| output.status.success()) {
        skipped("skipped: this user may not mount");
        return;
    }
    folder.write("policy.md", POLICY);
    folder.write("disk/out.json", "old");
    let output = under(
        "true",
        "check policy.md --regime all --format json --output disk/out.json",
        &folder,
    );
    let left = fs::read_dir(&disk).expect("lists").count();
    let old = fs::read_to_string(disk.join("out.json")).expect("reads");
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(unmounted.expect("umount").success());
    assert_failed(&output, "cannot write disk/out.json");
    assert_eq!((left, old.as_str()), (1, "old"));
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_leaves_nothing_half_written() {
    let folder = Folder::new("ulimit");
    folder.write("policy.md", POLICY);
    folder.write("out.json", "old");
    let arguments = "check policy.md --regime all --format json --output out.json";
    let output = under("ulimit -f 16", arguments, &folder);
    assert_failed(&output, "cannot write out.json");
    assert_eq!(folder.names(), ["out.json", "policy.md"]);
    assert_eq!(
        fs::read_to_string(folder.0.join("out.json")).expect("reads"),
        "old"
    );
}

#[test]
fn a_folder_that_takes_no_files_is_told() {
    let folder = Folder::new("read-only");
    folder.write("policy.md", POLICY);
    for target in ["nowhere/out.json", "policy.md/out.json", "/proc/out.json"] {
        let output = under(
            "true",
            &format!("check policy.md --output {target}"),
            &folder,
        );
        assert_failed(&output, &format!("cannot write {target}"));
    }
    assert_eq!(folder.names(), ["policy.md"]);
}

#[test]
fn a_link_is_written_through_and_stays_one() {
    let folder = Folder::new("through");
    folder.write("policy.md", POLICY);
    folder.write("real.json", "old");
    symlink("real.json", folder.0.join("link.json")).expect("a link");
    let output = under(
        "true",
        "check policy.md --format json --fail-on never --output link.json",
        &folder,
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(folder.0.join("link.json").is_symlink());
    let real = fs::read_to_string(folder.0.join("real.json")).expect("reads");
    assert!(real.starts_with('{') && real.ends_with("}\n"), "whole");
}

/// Stops a run at many moments: whatever the moment, the file is the old one or a whole new one, and nothing else is there.
#[test]
fn a_run_that_is_stopped_leaves_whole_files_only() {
    let folder = Folder::new("stopped");
    let arguments = [
        "policy.md",
        "--regime",
        "all",
        "--format",
        "json",
        "--output",
        "out.json",
    ];
    folder.write("policy.md", &POLICY.repeat(200));
    folder.write("out.json", "old");
    let mut stopped = 0;
    for (moment, signal) in (0..60).zip(["-TERM", "-INT", "-HUP"].into_iter().cycle()) {
        let mut child = lacuna()
            .args(arguments)
            .current_dir(&folder.0)
            .stderr(Stdio::null())
            .spawn()
            .expect("runs");
        thread::sleep(Duration::from_millis(moment * 4));
        let kill = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .output();
        assert!(kill.is_ok());
        let status = child.wait().expect("ends");
        stopped += usize::from(status.code().is_none());
        assert!(matches!(status.code(), None | Some(0 | 1)), "{status}");
        assert_eq!(folder.names(), ["out.json", "policy.md"]);
        let text = fs::read_to_string(folder.0.join("out.json")).expect("reads");
        assert!(
            text == "old" || text.ends_with("}\n"),
            "half-written: {} bytes",
            text.len()
        );
    }
    assert!(stopped > 0, "no run was stopped");
}
