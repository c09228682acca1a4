//! An audit as a whole: interrupted and resumed, on any number of threads, of archives and of broken inputs.
#![cfg(feature = "cli")]

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{self, Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

const POLICY: &str = "# Privacy\n\nLast updated: 3 May 2021\n\nYou may ask for a copy of your data. We keep it for 60 days.\n";
/// After this long something hangs.
const LONG: Duration = Duration::from_secs(120);

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = env::temp_dir().join(format!("lacuna-audit-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("written");
        path
    }

    /// So many policies, no two the same.
    fn policies(&self, number: usize) -> PathBuf {
        for at in 0..number {
            let more = format!("{POLICY}\nWe keep it for {at} days.\n");
            self.write(&format!("policies/{at:04}.md"), more.as_bytes());
        }
        self.path("policies")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn audit(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.arg("audit").args(arguments);
    command.args(["--no-bundled-rules", "--rules", "tests/audit/rules"]);
    command.args(["--regime", "all", "--as-of", "2026-11-24"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Gives it standard input and waits for the end.
fn fed(command: &mut Command, input: &str) -> Output {
    let mut child = command.spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Who refuses the arguments does not wait for what is fed to it.
    if let Err(problem) = stdin.write_all(input.as_bytes()) {
        assert_eq!(problem.kind(), std::io::ErrorKind::BrokenPipe, "{problem}");
    }
    drop(stdin);
    child.wait_with_output().expect("ends")
}

fn done(arguments: &[&str]) -> Output {
    let output = fed(&mut audit(arguments), "");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// Whole lines.
fn lines_of(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches('\n').count()
}

/// Waits until the file has so many lines.
fn wait_for_lines(file: &Path, lines: usize, child: &mut Child) {
    let begun = Instant::now();
    loop {
        let written = fs::read(file).unwrap_or_default();
        if lines_of(&written) >= lines {
            return;
        }
        assert!(child.try_wait().expect("known").is_none(), "it ended early");
        assert!(begun.elapsed() < LONG, "no rows after {LONG:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Standard input is the last of the inputs, so the audit waits for it with all other rows written: there it is killed.
#[test]
fn killed_and_resumed_it_is_as_if_nothing_had_happened() {
    for (ending, wide) in [
        ("jsonl", None),
        ("csv", None),
        ("csv", Some("--wide")),
        ("parquet", None),
    ] {
        if ending == "parquet" && !cfg!(feature = "parquet") {
            continue;
        }
        let folder = Folder::new(&format!("killed-{ending}-{}", wide.is_some()));
        let policies = folder.policies(40);
        let (whole, killed) = (
            folder.path(&format!("whole.{ending}")),
            folder.path(&format!("killed.{ending}")),
        );
        let to = |output: &Path, more: &[&str]| {
            let mut command = audit(&[text(&policies), "-", "--output", text(output)]);
            command.args(wide).args(more);
            command
        };
        let uninterrupted = fed(&mut to(&whole, &[]), POLICY);
        assert!(uninterrupted.status.success());

        let mut child = to(&killed, &[]).spawn().expect("starts");
        wait_for_lines(
            &folder.path(&format!("killed.{ending}.part")),
            40,
            &mut child,
        );
        child.kill().expect("killed");
        child.wait().expect("dead");
        assert!(!killed.exists(), "no half output");

        let resumed = fed(&mut to(&killed, &["--resume"]), POLICY);
        assert!(
            resumed.status.success(),
            "{}",
            String::from_utf8_lossy(&resumed.stderr)
        );
        assert!(
            fs::read(&whole).expect("read") == fs::read(&killed).expect("read"),
            "{ending}: the same bytes"
        );
        assert_eq!(resumed.stdout, uninterrupted.stdout, "the same summary");
        let left = fs::read_dir(&folder.0).expect("read").count();
        assert_eq!(
            left, 3,
            "two outputs and the policies: nothing else is left"
        );
    }
}

/// Wherever the system stopped writing, no row is lost, redone or torn.
#[test]
fn a_journal_cut_anywhere_is_resumed() {
    let folder = Folder::new("cut");
    let policies = folder.policies(3);
    let output = folder.path("rows.jsonl");
    let arguments = [text(&policies), "--output", text(&output), "--resume"];
    let mut child = audit(&[text(&policies), "-", "--output", text(&output)])
        .spawn()
        .expect("starts");
    let part = folder.path("rows.jsonl.part");
    wait_for_lines(&part, 3, &mut child);
    child.kill().expect("killed");
    child.wait().expect("dead");
    let head = fs::read_to_string(folder.path("rows.jsonl.part.head")).expect("a head");
    let rows = fs::read(&part).expect("rows");
    // The head of an audit of the policies alone.
    let without = done(&[text(&policies), "--output", text(&output)]);
    let whole = fs::read(&output).expect("read");
    assert!(rows == whole, "standard input had no row yet");
    let refused = {
        folder.write("rows.jsonl.part", &rows);
        folder.write("rows.jsonl.part.head", head.as_bytes());
        fed(&mut audit(&arguments), "")
    };
    assert_eq!(refused.status.code(), Some(2), "other inputs than then");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("the inputs"));
    let inputs = inputs_of(&folder, &policies);
    let head: serde_json::Value = serde_json::from_str(&head).expect("JSON");
    for cut in (0..rows.len())
        .step_by(97)
        .chain([rows.len() - 1, rows.len()])
    {
        let mut head = head.clone();
        head["inputs"] = inputs.clone().into();
        folder.write("rows.jsonl.part", &rows[..cut]);
        folder.write("rows.jsonl.part.head", head.to_string().as_bytes());
        let resumed = done(&arguments);
        assert!(fs::read(&output).expect("read") == whole, "cut at {cut}");
        assert_eq!(resumed.stdout, without.stdout, "cut at {cut}");
    }
}

/// What the head of an audit of these policies says of its inputs.
fn inputs_of(folder: &Folder, policies: &Path) -> String {
    let output = folder.path("other.jsonl");
    let list: Vec<PathBuf> = (0..3)
        .map(|at| policies.join(format!("{at:04}.md")))
        .collect();
    let mut names: Vec<&str> = list.iter().map(|path| text(path)).collect();
    names.extend(["--output", text(&output)]);
    // A folder in the way of the output: the audit fails at the end and leaves its journal.
    fs::create_dir_all(output.join("full")).expect("a folder");
    let failed = fed(&mut audit(&names), "");
    assert_eq!(failed.status.code(), Some(2));
    let head = fs::read_to_string(folder.path("other.jsonl.part.head")).expect("a head");
    let head: serde_json::Value = serde_json::from_str(&head).expect("JSON");
    head["inputs"].as_str().expect("text").to_owned()
}

#[test]
fn another_question_is_not_resumed() {
    let folder = Folder::new("other");
    let policies = folder.policies(2);
    let output = folder.path("rows.jsonl");
    let mut child = audit(&[text(&policies), "-", "--output", text(&output)])
        .spawn()
        .expect("starts");
    wait_for_lines(&folder.path("rows.jsonl.part"), 2, &mut child);
    let busy = fed(
        &mut audit(&[text(&policies), "-", "--output", text(&output), "--resume"]),
        POLICY,
    );
    assert_eq!(busy.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&busy.stderr).contains("another audit is writing"));
    child.kill().expect("killed");
    child.wait().expect("dead");
    let arguments = [
        text(&policies),
        "-",
        "--output",
        text(&output),
        "--resume",
        "--assume-applicable",
    ];
    let refused = fed(&mut audit(&arguments), POLICY);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("the question"));
    let anew = fed(
        &mut audit(&[text(&policies), "-", "--output", text(&output)]),
        POLICY,
    );
    assert!(anew.status.success());
    assert_eq!(
        fs::read_to_string(&output).expect("read").lines().count(),
        3
    );
}

#[test]
fn threads_do_not_show() {
    let folder = Folder::new("threads");
    let policies = folder.policies(60);
    let rows = |threads: &str| {
        let output = folder.path(&format!("rows-{threads}.jsonl"));
        let told = done(&[
            text(&policies),
            "--threads",
            threads,
            "--output",
            text(&output),
        ]);
        (fs::read(&output).expect("read"), told.stdout)
    };
    let one = rows("1");
    assert_eq!(lines_of(&one.0), 60);
    assert!(one == rows("4"));
}

/// A record as archives hold it.
fn record(address: &str, day: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}T01:02:03Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn a_page_of_an_archive_is_judged_as_of_its_capture() {
    let folder = Folder::new("archive");
    let page = "<html><body><p>You may ask for a copy of your data.</p></body></html>";
    let archive = [
        record("http://a.example/", "2011-05-06", page),
        record("http://a.example/", "2016-05-06", page),
    ]
    .concat();
    // Known by what is in it, whatever it is called.
    let crawl = folder.write("crawls/crawl.data", archive.as_bytes());
    let rows = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
        command.arg("audit").args(arguments).args(["--output", "-"]);
        command.args([
            "--no-bundled-rules",
            "--rules",
            "tests/audit/rules",
            "--regime",
            "all",
        ]);
        let output = command.output().expect("runs");
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };
    let rows_of_folder = rows(&[text(&folder.path("crawls"))]);
    assert_eq!(rows_of_folder, rows(&[text(&crawl)]));
    let [old, new] = rows_of_folder.as_slice() else {
        panic!("two rows");
    };
    assert_eq!(
        (&old["path"], &old["as_of"], &old["as_of_why"]),
        (
            &"http://a.example/".into(),
            &"2011-05-06".into(),
            &"archived".into()
        )
    );
    assert_eq!(old["archive"].as_str(), Some(text(&crawl)));
    // One of the three obligations came into force in between.
    let findings = |row: &serde_json::Value| row["findings"].as_array().expect("a list").len();
    assert_eq!((findings(old), findings(new)), (2, 3));
    let words = &old["findings"][0]["evidence"][0];
    let place = |key: &str| words[key].as_u64().expect("a number") as usize;
    assert_eq!(
        &page[place("start")..place("end")],
        "You may ask for a copy of your data"
    );
    let asked = rows(&[text(&crawl), "--as-of", "2020-01-01"]);
    assert_eq!(asked[0]["as_of"].as_str(), Some("2020-01-01"));
}

#[test]
fn lists_of_files_are_read_either_way() {
    let folder = Folder::new("lists");
    let policies = folder.policies(2);
    let names: Vec<PathBuf> = (0..2)
        .map(|at| policies.join(format!("{at:04}.md")))
        .collect();
    let (first, second) = (text(&names[0]), text(&names[1]));
    let rows = |arguments: &[&str], list: String| {
        let mut command = audit(arguments);
        let output = fed(command.args(["--output", "-", "--lean"]), &list);
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("text")
    };
    let expected = rows(&[first, second], String::new());
    assert_eq!(expected.lines().count(), 2);
    let lines = format!("{first}\r\n\n{second}\n{first}");
    assert_eq!(rows(&["--files-from", "-"], lines), expected);
    let nul = format!("{first}\0{second}\0");
    assert_eq!(rows(&["--files-from", "-", "--null"], nul), expected);
}

#[test]
fn one_bad_input_is_a_row_and_not_the_end() {
    let folder = Folder::new("bad");
    let policies = folder.policies(2);
    let packed = folder.write("packed.md", &[0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let torn = &record("http://a.example/", "2011-05-06", POLICY);
    let torn = folder.write("torn.warc", &torn.as_bytes()[..torn.len() - 20]);
    let gone = folder.path("gone.md");
    let output = folder.path("rows.jsonl");
    done(&[
        text(&gone),
        text(&packed),
        text(&torn),
        text(&policies),
        "--output",
        text(&output),
    ]);
    let rows: Vec<serde_json::Value> = fs::read_to_string(&output)
        .expect("read")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let errors: Vec<bool> = rows.iter().map(|row| row["error"].is_string()).collect();
    assert_eq!(errors, [true, true, true, false, false]);
}
