//! The program makes no network call and writes nothing it was not told to write: seen from outside, under `strace`.
#![cfg(all(target_os = "linux", feature = "cli"))]

use std::{fs, path::PathBuf, process::Command};

/// System calls that reach beyond the machine, and those that make, change or remove files.
const WATCHED: &str = "trace=socket,connect,bind,sendto,open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,execve";

/// The calls of a run, one a line; none where they cannot be watched.
fn calls(folder: &PathBuf, arguments: &[&str]) -> Option<Vec<String>> {
    let log = folder.join("calls.txt");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-e", WATCHED, "-o"])
        .arg(&log)
        .arg(env!("CARGO_BIN_EXE_lacuna"))
        .args(arguments)
        .current_dir(folder)
        .output();
    let watched = status.is_ok_and(|output| matches!(output.status.code(), Some(0 | 1)));
    let text = watched.then(|| fs::read_to_string(&log).ok()).flatten()?;
    Some(text.lines().map(str::to_owned).collect())
}

/// Whether a call changes the file system.
fn writes(call: &str) -> bool {
    let opens = call.contains("open") || call.contains("creat(");
    let for_writing = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "creat("];
    let changes = [
        "rename",
        "unlink",
        "mkdir",
        "link(",
        "linkat",
        "truncate(",
        "chmod",
    ];
    opens && for_writing.iter().any(|sign| call.contains(sign))
        || changes.iter().any(|name| call.contains(name))
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that does nothing says so")]
fn no_network_and_no_file_but_the_one_named() {
    let folder = std::env::temp_dir().join(format!("lacuna-sandbox-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let policy =
        "# Privacy\n\nSee https://example.com/ and <img src=\"https://example.com/x.png\">.\n";
    fs::write(folder.join("policy.md"), policy).expect("a file");
    let arguments = [
        "check",
        "policy.md",
        "--regime",
        "all",
        "--format",
        "json",
        "--output",
        "out.json",
    ];
    let calls = calls(&folder, &arguments);
    let whole = fs::read_to_string(folder.join("out.json"));
    let removed = fs::remove_dir_all(&folder);
    let Some(calls) = calls else {
        eprintln!("skipped: strace is not here, or may not watch");
        return;
    };
    assert!(removed.is_ok() && whole.is_ok_and(|text| text.ends_with("}\n")));
    assert!(
        calls.iter().any(|call| call.contains("policy.md")),
        "the run was watched"
    );
    for call in &calls {
        let outside = ["socket(", "connect(", "bind(", "sendto("];
        assert!(!outside.iter().any(|name| call.contains(name)), "{call}");
        assert!(!writes(call) || call.contains("out.json"), "{call}");
    }
    let programs = calls.iter().filter(|call| call.contains("execve("));
    assert_eq!(programs.count(), 1, "no other program is started");
}
