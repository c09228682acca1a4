//! `lacuna diff` between revisions: a repository is made, changed, and asked about.
#![cfg(feature = "cli")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const OLD: &str =
    "# Privacy\n\nYou may ask us for a copy of your personal data. We answer within 20 days.\n";

/// A repository of its own, gone at the end.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Repository {
        let folder = env::temp_dir().join(format!("lacuna-git-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("legal")).expect("a folder");
        let repository = Repository(folder);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write(OLD);
        repository.commit();
        repository
    }

    fn write(&self, text: &str) {
        fs::write(self.0.join("legal/privacy.md"), text).expect("written");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&[
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@acme.example",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--message",
            "policy",
        ]);
    }

    fn git(&self, args: &[&str]) {
        let done = Command::new("git")
            .arg("-C")
            .arg(&self.0)
            .args(args)
            .output();
        let done = done.expect("git runs");
        assert!(
            done.status.success(),
            "git {args:?}: {}",
            text(&done.stderr)
        );
    }

    fn diff(&self, args: &[&str]) -> Output {
        diff(&self.0, args).output().expect("runs")
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn diff(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command.arg("diff").args(args).current_dir(folder);
    command.args(["--regime", "gdpr", "--as-of", "2026-11-24"]);
    command
}

/// The flags before `--`, and the files after it.
fn with_files<'a>(before: &[&'a str], file: &'a str) -> Vec<&'a str> {
    [
        &["--regime", "gdpr", "--as-of", "2026-11-24"],
        before,
        &["--", file],
    ]
    .concat()
}

fn run(repository: &Repository, before: &[&str], file: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .arg("diff")
        .args(with_files(before, file))
        .current_dir(&repository.0)
        .output()
        .expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_file_as_it_is_and_as_revisions_have_it() {
    let repository = Repository::new("revisions");
    let file = "legal/privacy.md";
    let same = run(&repository, &["main"], file);
    assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
    assert!(text(&same.stdout).contains("no verdict changed"));

    repository.write(&OLD.replace(" for a copy of your personal data", ""));
    let worse = run(&repository, &["main"], file);
    assert_eq!(worse.status.code(), Some(1), "{}", text(&worse.stderr));
    let told = text(&worse.stdout);
    assert!(
        told.contains("main:legal/privacy.md → legal/privacy.md"),
        "{told}"
    );
    assert!(
        told.contains("“for a copy of your personal data” is gone"),
        "{told}"
    );
    assert_eq!(
        run(&repository, &[], file).stdout,
        text(&worse.stdout).replace("main:", "HEAD:").as_bytes()
    );

    repository.commit();
    for revisions in [&["main~1", "main"][..], &["main~1..main"]] {
        assert_eq!(run(&repository, revisions, file).status.code(), Some(1));
    }
    let same = run(&repository, &["main", "main"], file);
    assert_eq!(same.status.code(), Some(0));
}

#[test]
fn without_files_the_policies_of_the_config_are_compared() {
    let repository = Repository::new("config");
    fs::write(
        repository.0.join("lacuna.toml"),
        "policies = ['legal/*.md']\n",
    )
    .expect("written");
    let same = repository.diff(&["main"]);
    assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
    assert!(text(&same.stdout).contains("main:legal/privacy.md"));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let repository = Repository::new("wrong");
    let fails = |before: &[&str], file: &str, told: &str| {
        let failed = run(&repository, before, file);
        assert_eq!(failed.status.code(), Some(2), "{before:?} {file}");
        let stderr = text(&failed.stderr);
        assert!(stderr.contains(told), "{before:?} {file}: {stderr}");
        assert!(failed.stdout.is_empty());
    };
    fails(
        &["mian"],
        "legal/privacy.md",
        "git knows no revision `mian`",
    );
    fails(&["main"], "legal/terms.md", "has no file legal/terms.md");
    fails(
        &["main"],
        "no/such/privacy.md",
        "has no file no/such/privacy.md",
    );
    let option = ["--", "--output=stolen"];
    let failed = repository.diff(&option);
    assert_eq!(failed.status.code(), Some(2));
    assert!(!repository.0.join("stolen").exists());
}

#[test]
fn without_git_or_a_repository_files_can_still_be_compared() {
    let repository = Repository::new("without");
    let mut command = Command::new(env!("CARGO_BIN_EXE_lacuna"));
    command
        .arg("diff")
        .args(with_files(&["main"], "legal/privacy.md"));
    let failed = command
        .current_dir(&repository.0)
        .env("PATH", "")
        .output()
        .expect("runs");
    assert_eq!(failed.status.code(), Some(2));
    assert!(text(&failed.stderr).contains("the program `git` is not there"));

    fs::remove_dir_all(repository.0.join(".git")).expect("removed");
    let failed = run(&repository, &["main"], "legal/privacy.md");
    assert_eq!(failed.status.code(), Some(2));
    assert!(
        text(&failed.stderr).contains("is in no git repository"),
        "{}",
        text(&failed.stderr)
    );
    let same = repository.diff(&["legal/privacy.md", "legal/privacy.md"]);
    assert_eq!(same.status.code(), Some(0));
}
