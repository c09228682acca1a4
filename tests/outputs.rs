//! The program among others: where results go, and what its exit status says.
#![cfg(feature = "cli")]

use serde_json::Value;
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const POLICY: &str = "fixtures/policies/saas-startup.md";

fn lacuna(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.args(args);
    for variable in ["NO_COLOR", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        command.env_remove(variable);
    }
    command
}

fn run(args: &[&str]) -> Output {
    lacuna(args).output().expect("the program runs")
}

fn status(args: &[&str]) -> i32 {
    run(args).status.code().expect("an exit status")
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("lacuna-outputs-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn several_formats_go_each_to_its_file() {
    let folder = folder("several");
    let file = |name: &str| folder.join(name);
    let (sarif, junit, csv) = (file("a.sarif"), file("b.xml"), file("c.csv"));
    let formats = format!("pretty,sarif={},junit={}", sarif.display(), junit.display());
    let csv_too = format!("csv={}", csv.display());
    let output = run(&["check", POLICY, "--format", &formats, "--format", &csv_too]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).starts_with(POLICY),
        "pretty goes to the terminal"
    );
    let log: Value = serde_json::from_str(&text(&sarif)).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&junit).starts_with("<?xml"));
    assert!(text(&csv).starts_with("path,id,"));
    assert_eq!(
        fs::read_dir(&folder).expect("a folder").count(),
        3,
        "nothing is left over"
    );
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn formats_and_outputs_pair_in_order() {
    let folder = folder("pairs");
    let (one, other) = (folder.join("a, b.sarif"), folder.join("c.json"));
    let names = [one.to_str().expect("text"), other.to_str().expect("text")];
    let output = run(&[
        "check", POLICY, "--format", "sarif", "--output", names[0], "--format", "json", "-o",
        names[1],
    ]);
    assert_eq!(
        (output.status.code(), stdout(&output)),
        (Some(1), String::new())
    );
    assert!(text(&one).contains("\"runs\""));
    assert!(text(&other).contains("\"policies\""));
    let output = run(&[
        "check", POLICY, "-f", "json", "-o", "-", "-f", "csv", "-o", names[1],
    ]);
    assert!(
        stdout(&output).contains("\"policies\""),
        "`-` is standard output"
    );
    assert!(text(&other).starts_with("path,"));
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn formats_without_a_place_of_their_own_are_refused_before_anything_is_done() {
    let cases: [&[&str]; 6] = [
        &["--format", "json,csv"],
        &["--format", "json,csv", "--output", "x"],
        &["--format", "json", "--output", "x", "--output", "y"],
        &["--format", "json=x,csv=x"],
        &["--format", "json=x", "--output", "y"],
        &["--format", "json="],
    ];
    for case in cases {
        let output = run(&[&["check", POLICY], case].concat());
        assert_eq!(output.status.code(), Some(2), "{case:?}");
        assert_eq!(stdout(&output), "", "{case:?}");
        assert!(
            stderr(&output).contains("format") || stderr(&output).contains("=FILE"),
            "{case:?}: {}",
            stderr(&output)
        );
    }
    assert!(!Path::new("x").exists() && !Path::new("y").exists());
}

/// Annotations of a policy, without their places and words.
fn annotations(policy: &str) -> Vec<String> {
    let folder = folder("annotations");
    let file = folder.join("privacy.md");
    fs::write(&file, policy).expect("a policy");
    let path = file.to_str().expect("text");
    let asked = [
        "check",
        path,
        "--regime",
        "gdpr,ccpa,hygiene",
        "--as-of",
        "2026-11-24",
    ];
    let told = stdout(&run(&[&asked[..], &["--format", "github"]].concat()));
    fs::remove_dir_all(folder).expect("removed");
    let title = |line: &str| {
        let command = line.split(' ').next().unwrap_or_default();
        let (_, title) = line.split_once("title=").expect("a title");
        format!("{command} {}", title.split("::").next().unwrap_or_default())
    };
    told.lines().map(title).collect()
}

/// Annotations that a policy has once a sentence is written otherwise, and those that it no longer has.
fn changed(policy: &str, sentence: &str, other: &str) -> (Vec<String>, Vec<String>) {
    let before = text(Path::new(policy));
    assert_eq!(before.matches(sentence).count(), 1, "{sentence}");
    let (old, new) = (
        annotations(&before),
        annotations(&before.replace(sentence, other)),
    );
    let only = |these: &[String], those: &[String]| {
        let only = these.iter().filter(|gap| !those.contains(gap));
        only.cloned().collect()
    };
    (only(&new, &old), only(&old, &new))
}

#[test]
fn editing_one_sentence_changes_the_annotation_of_what_it_says_and_no_other() {
    let slower = changed(
        "fixtures/policies/saas-startup.md",
        "We respond to verifiable consumer requests within 45 days.",
        "We respond to verifiable consumer requests within 60 days.",
    );
    let gap = "::notice out of bounds%3A Response to requests within 45 days (ccpa/response-time)";
    assert_eq!(slower, (vec![gap.to_owned()], Vec::new()));
    let complaint = text(Path::new("fixtures/policies/exemplary.md"))
        .lines()
        .find(|line| line.contains("right to lodge a complaint"))
        .expect("the sentence")
        .to_owned();
    let (opened, closed) = changed("fixtures/policies/exemplary.md", &complaint, "");
    let gap = "::error missing%3A Right to complain to a supervisory authority (gdpr/complaint-authority)";
    assert_eq!((opened, closed), (vec![gap.to_owned()], Vec::new()));
}

#[test]
fn code_hosts_are_told_paths_from_the_repository_wherever_a_step_runs() {
    let folder = fs::canonicalize(folder("root")).expect("a folder");
    let site = folder.join("site");
    fs::create_dir(&site).expect("a folder");
    fs::copy(POLICY, site.join("privacy.md")).expect("a policy");
    let told = |root: &Path| {
        let mut command = lacuna(&["check", "privacy.md", "--format", "github"]);
        let command = command.current_dir(&site).env("GITHUB_WORKSPACE", root);
        stdout(&command.output().expect("the program runs"))
    };
    assert!(told(&folder).starts_with("::error file=site/privacy.md,line="));
    assert!(told(Path::new("/elsewhere")).starts_with("::error file=privacy.md,line="));
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_file_that_cannot_be_written_fails_the_run_and_says_which() {
    let output = run(&["check", POLICY, "--format", "sarif=no/such/folder/a.sarif"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no/such/folder/a.sarif"));
}

#[test]
fn the_exit_status_says_what_happened() {
    let by = |rule: &[&str]| status(&[&["check", POLICY, "--as-of", "2026-11-24"], rule].concat());
    assert_eq!(by(&[]), 1, "gaps");
    assert_eq!(by(&["--fail-on", "never"]), 0, "gaps, but nothing fails");
    assert_eq!(
        by(&["--fail-on", "missing,never"]),
        0,
        "`never` beats all else"
    );
    assert_eq!(by(&["--fail-on", "nothing"]), 2, "no such outcome");
    assert_eq!(by(&["--regime", "gdrp"]), 2, "no such law");
    assert_eq!(status(&["check", "no-such-file.md"]), 2);
    assert_eq!(
        status(&["check", "no-such-file.md", "--fail-on", "never"]),
        2,
        "still a failure"
    );
    assert_eq!(status(&["no-such-command"]), 2);
    assert_eq!(status(&["--help"]), 0);
    assert_eq!(status(&["--version"]), 0);
}

#[test]
fn every_command_ends_with_the_status_that_its_end_deserves() {
    let broken = folder("rules");
    fs::copy(
        "tests/rules_errors/patterns.toml",
        broken.join("broken.toml"),
    )
    .expect("rules");
    let rules = broken.to_str().expect("text");
    for args in [
        &["regimes"][..],
        &["regimes", "--format", "json"],
        &["signals", POLICY],
        &["explain", "gdpr"],
        &["schema", "policy"],
        &["rules", "new", "ruritania"],
        &["completions", "fish"],
        &["man"],
        &["man", "check"],
    ] {
        let output = run(args);
        assert_eq!(
            (output.status.code(), stderr(&output)),
            (Some(0), String::new()),
            "{args:?}"
        );
        assert!(!output.stdout.is_empty(), "{args:?}");
    }
    for args in [
        &["signals", "no-such-file.md"][..],
        &["explain", "no-such-thing"],
        &["schema", "no-such-thing"],
        &["man", "no-such-command"],
        &["rules", "check", "--rules", rules],
        &["check", POLICY, "--rules", rules],
        &["check", POLICY, "--rules", "no-such-folder"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
    fs::remove_dir_all(broken).expect("removed");
}

#[test]
fn the_schemas_printed_are_those_of_the_repository() {
    for name in ["report", "policy", "signals"] {
        let file = text(Path::new(&format!("schema/{name}.json")));
        assert_eq!(stdout(&run(&["schema", name])), file, "{name}");
    }
    assert_eq!(
        run(&["schema", "rules"]).stdout,
        run(&["rules", "schema"]).stdout
    );
}

#[test]
fn no_progress_is_shown_where_nobody_looks() {
    let all = [
        "check",
        "fixtures/policies",
        "--regime",
        "hygiene",
        "--as-of",
        "2026-11-24",
    ];
    let output = run(&all);
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(1), String::new())
    );
    let count = fs::read_dir("fixtures/policies").expect("fixtures").count();
    assert!(stdout(&output).contains(&format!("\n{count} policies: ")));
}

#[test]
fn the_fail_rule_counts_outcomes_and_levels() {
    let advice = [
        "check",
        "fixtures/policies/exemplary.md",
        "--as-of",
        "2026-11-24",
        "--format",
        "json",
    ];
    let report: Value = serde_json::from_slice(&run(&advice).stdout).expect("JSON");
    let findings = report["policies"][0]["findings"]
        .as_array()
        .expect("findings");
    for (outcome, level) in [
        ("weak", "required"),
        ("missing", "recommended"),
        ("missing", "required"),
        ("undetermined", "required"),
    ] {
        let fails = |finding: &&Value| {
            let counts = level == "recommended" || finding["level"] != "recommended";
            finding["outcome"] == outcome && counts
        };
        let expected = i32::from(findings.iter().any(|finding| fails(&finding)));
        let rule = ["--fail-on", outcome, "--fail-level", level];
        assert_eq!(
            status(&[&advice[..], &rule].concat()),
            expected,
            "{outcome} {level}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let output = run(&["check", "no-such-file.md", POLICY, "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: Value =
        serde_json::from_slice(&output.stdout).expect("only the result goes to standard output");
    assert_eq!(report["policies"].as_array().map(Vec::len), Some(1));
    assert!(stderr(&output).contains("no-such-file.md"));
}

/// Runs with a reader that is gone before the first byte.
fn unread(args: &[&str]) -> (Option<i32>, String) {
    let mut command = lacuna(args);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    (output.status.code(), stderr(&output))
}

#[test]
fn a_closed_pipe_is_no_error() {
    let all: [&[&str]; 10] = [
        &["check", POLICY, "--regime", "all"],
        &["check", POLICY, "--regime", "all", "--format", "json"],
        &["check", POLICY, "--regime", "all", "--format", "junit"],
        &["check", POLICY, "--regime", "all", "--format", "csv"],
        &["signals", POLICY],
        &["regimes"],
        &["rules", "schema"],
        &["schema", "report"],
        &["completions", "bash"],
        &["--help"],
    ];
    for args in all {
        assert_eq!(unread(args), (Some(0), String::new()), "{args:?}");
    }
}

#[test]
fn quiet_tells_the_counts_only_and_fails_all_the_same() {
    let output = run(&["check", POLICY, "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "");
    let told = stdout(&output);
    assert!(
        told.contains("missing") && !told.contains("help:"),
        "{told}"
    );
    let loud = run(&["check", POLICY]);
    assert!(told.lines().count() < stdout(&loud).lines().count());
    let machine = |quiet: &[&str]| {
        let asked = ["check", POLICY, "--format", "json", "--as-of", "2026-11-24"];
        stdout(&run(&[&asked, quiet].concat()))
    };
    assert_eq!(
        machine(&[]),
        machine(&["--quiet"]),
        "formats for machines tell everything"
    );
}

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_come_only_when_asked_for_where_there_is_no_terminal() {
    let told = |args: &[&str]| stdout(&run(&[&["check", POLICY], args].concat()));
    assert!(!told(&[]).contains(ESCAPE));
    assert!(!told(&["--color", "never"]).contains(ESCAPE));
    assert!(told(&["--color", "always"]).contains(ESCAPE));
    let output = lacuna(&["check", POLICY, "--color", "always"])
        .env("NO_COLOR", "1")
        .output();
    let told = stdout(&output.expect("the program runs"));
    assert!(told.contains(ESCAPE), "what is typed beats the environment");
}

/// What the program writes to a terminal of so many columns; none where no terminal can be made.
fn on_terminal(columns: usize, environment: &str, args: &str) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_lacuna");
    let command = format!("stty cols {columns} rows 24; {environment} {program} {args}");
    let output = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .env_remove("NO_COLOR")
        .output()
        .ok()?;
    output.status.code().is_some().then(|| stdout(&output))
}

/// The text without escapes for colours.
fn plain(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}

#[test]
fn a_terminal_gets_colours_and_its_own_width() {
    let args = format!("check {POLICY}");
    for columns in [60, 100] {
        let Some(told) = on_terminal(columns, "", &args) else {
            // Without the tool `script` there is no terminal to try this on.
            return;
        };
        assert!(told.contains(ESCAPE), "colours: {told}");
        let widest = plain(&told)
            .lines()
            .map(|line| line.trim_end_matches('\r').chars().count())
            .max();
        assert!(
            widest <= Some(columns),
            "{widest:?} of {columns} columns:\n{told}"
        );
        assert!(
            widest > Some(columns - 20),
            "{widest:?}: the columns are used"
        );
    }
    let told = on_terminal(80, "NO_COLOR=1", &args).expect("a terminal");
    assert!(!told.contains(ESCAPE), "NO_COLOR");
    let told = on_terminal(80, "NO_COLOR=", &args).expect("a terminal");
    assert!(told.contains(ESCAPE), "an empty NO_COLOR says nothing");
    let told = on_terminal(80, "NO_COLOR=1", "check no-such-file.md").expect("a terminal");
    assert!(!told.contains(ESCAPE), "complaints too");
}

#[test]
fn init_asks_on_a_terminal_and_asks_again_where_the_answer_is_of_no_use() {
    let folder = folder("asks");
    fs::copy(POLICY, folder.join("privacy.md")).expect("a policy");
    let program = env!("CARGO_BIN_EXE_lacuna");
    let child = Command::new("script")
        .args([
            "-qec",
            &format!("stty cols 60 rows 24; {program} init"),
            "/dev/null",
        ])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    // Without the tool `script` there is no terminal to try this on.
    let Ok(mut child) = child else { return };
    let answers = "no-such.md\n\ngdpr, cpa\ngdpr, ccpa\nmaybe\ny\nn\n\n\n\n";
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(answers.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    drop(input);
    let told = plain(&stdout(&output));
    for words in [
        "no-such.md",
        "did you mean `ccpa`",
        "that is neither yes nor no",
        "lacuna.toml is written.",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // What is typed ahead is not shown behind the question that it answers.
    let asked = told.replace("] ", "]\n");
    let widest = asked.lines().map(|line| line.trim_end().chars().count());
    assert!(widest.max() <= Some(60), "{told}");
    let config = text(&folder.join("lacuna.toml"));
    assert!(
        config.contains("\"gdpr\"") && config.contains("\"ccpa\""),
        "{config}"
    );
    let (_, facts) = config.split_once("[facts]").expect("facts");
    let stated: Vec<&str> = facts
        .lines()
        .filter(|line| !line.starts_with('#') && line.contains(" = "))
        .filter_map(|line| line.split(" = ").nth(1))
        .collect();
    assert_eq!(stated, ["true", "false"], "{config}");
    fs::remove_dir_all(folder).expect("removed");
}
