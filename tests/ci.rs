//! What `docs/ci.md` shows is run, and so are the scripts of the action: as a user would, with the built program.
#![cfg(all(feature = "cli", unix))]

use regex::Regex;
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder with a policy in it, removed at the end.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("lacuna-ci-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let repository = Repository(folder);
        let policy = Path::new(ROOT).join("fixtures/policies/saas-startup.md");
        fs::copy(policy, repository.path("privacy.md")).expect("a policy");
        repository
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|cause| panic!("{name}: {cause}"))
    }

    /// Bash in this folder, with the built program on the path.
    fn bash(&self, arguments: &[&str]) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_lacuna"));
        let folder = program.parent().expect("its folder").display();
        let path = env::var("PATH").expect("a path");
        let mut command = Command::new("bash");
        command
            .args(arguments)
            .current_dir(&self.0)
            .env("PATH", format!("{folder}:{path}"))
            .env("TMPDIR", &self.0)
            .env_remove("GITHUB_WORKSPACE");
        command
    }

    fn run(&self, script: &str) -> Output {
        self.bash(&["-c", script]).output().expect("bash runs")
    }

    /// `action/check.sh` as the action runs it.
    fn check(&self, inputs: &[(&str, &str)]) -> Output {
        let script = format!("{ROOT}/action/check.sh");
        self.bash(&[&script])
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .env("GITHUB_OUTPUT", self.path("output"))
            .envs(inputs.iter().copied())
            .output()
            .expect("bash runs")
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).expect("a file of the repository")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// The code blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let start = format!("\n```{language}\n");
    let after = page.split(&start).skip(1);
    after
        .map(|block| block.split("\n```").next().unwrap_or_default().to_owned())
        .collect()
}

/// Scripts of the page: whole blocks of shell, and the lines of workflows that run the program.
fn scripts() -> Vec<String> {
    let page = file("docs/ci.md");
    let mut scripts = blocks(&page, "sh");
    for block in blocks(&page, "yaml") {
        let lines = block
            .lines()
            .map(|line| line.trim_start_matches([' ', '-']));
        let lines = lines.map(|line| line.strip_prefix("run: ").unwrap_or(line));
        scripts.extend(
            lines
                .filter(|line| line.starts_with("lacuna "))
                .map(str::to_owned),
        );
    }
    scripts
}

/// The files that commands say they write.
fn written(script: &str) -> Vec<&str> {
    let words = script.split([' ', ',', '\n']);
    let formats = words
        .filter_map(|word| word.split_once('='))
        .map(|(_, file)| file);
    let outputs = script.split("--output ").skip(1);
    let outputs = outputs.filter_map(|rest| rest.split_whitespace().next());
    formats
        .chain(outputs)
        .filter(|file| file.contains('.'))
        .collect()
}

#[test]
fn what_the_page_shows_works() {
    let scripts = scripts();
    assert!(scripts.len() >= 4, "{scripts:?}");
    for (index, script) in scripts.iter().enumerate() {
        let repository = Repository::new(&format!("page-{index}"));
        let output = repository.run(script);
        assert_eq!(stderr(&output), "", "{script}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{script}");
        for file in written(script) {
            let text = repository.text(file);
            match file.rsplit_once('.').map(|(_, ending)| ending) {
                Some("json") => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
                Some("xml") => assert!(text.starts_with("<?xml"), "{file}"),
                _ => assert!(text.lines().count() > 1, "{file}"),
            }
        }
    }
}

#[test]
fn the_page_names_inputs_and_hooks_that_exist() {
    let (page, action, hooks) = (
        file("docs/ci.md"),
        file("action.yml"),
        file(".pre-commit-hooks.yaml"),
    );
    let inputs =
        Regex::new(r"(?m)^  ([a-z]+):\n    description: .+\n    default:").expect("a pattern");
    let inputs: Vec<&str> = inputs
        .captures_iter(&action)
        .map(|input| input.extract::<1>().1[0])
        .collect();
    assert_eq!(inputs, ["paths", "regime", "args", "sarif", "version"]);
    for input in &inputs {
        assert!(
            page.contains(&format!("\n| `{input}` |")),
            "{input} is told"
        );
    }
    let used = Regex::new(r"(?m)^          ([a-z]+): ").expect("a pattern");
    for block in blocks(&page, "yaml") {
        for step in block
            .split("- uses: ")
            .filter(|step| step.starts_with("OWNER/lacuna@"))
        {
            let step = step.split("\n      - ").next().unwrap_or_default();
            for (_, [input]) in used.captures_iter(step).map(|used| used.extract()) {
                assert!(inputs.contains(&input), "{input}");
            }
        }
    }
    for hook in ["lacuna", "lacuna-config"] {
        assert!(
            hooks.contains(&format!("- id: {hook}\n")) && page.contains(hook),
            "{hook}"
        );
    }
}

#[test]
fn the_hook_takes_policies_and_its_command_runs() {
    let hooks = file(".pre-commit-hooks.yaml");
    let value = |key: &str| {
        let (_, after) = hooks.split_once(&format!("\n  {key}: ")).expect("a key");
        after.lines().next().expect("a value").to_owned()
    };
    let files = Regex::new(&value("files")).expect("a pattern");
    for policy in [
        "privacy.md",
        "docs/legal/Privacy-Policy.html",
        "a/privacy/privacy_notice.txt",
    ] {
        assert!(files.is_match(policy), "{policy}");
    }
    for other in ["src/privacy.rs", "privacy/main.md", "policy.md"] {
        assert!(!files.is_match(other), "{other}");
    }
    let repository = Repository::new("hook");
    let output = repository.run(&format!("{} privacy.md", value("entry")));
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(1), String::new())
    );
}

#[test]
fn the_action_annotates_summarises_and_writes_sarif() {
    let repository = Repository::new("action");
    let output = repository.check(&[
        ("LACUNA_PATHS", "privacy.md\n"),
        (
            "LACUNA_ARGS",
            "--as-of=2026-11-24\r\n--fail-level=recommended",
        ),
        ("LACUNA_SARIF", "a, b.sarif"),
    ]);
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(1), String::new())
    );
    assert!(stdout(&output).lines().all(|line| line.starts_with("::")));
    assert!(stdout(&output).contains("::error file=privacy.md,line="));
    assert!(repository.text("summary").starts_with("## privacy.md\n"));
    let sarif: Value = serde_json::from_str(&repository.text("a, b.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(repository.text("output"), "status=1\nsarif=a, b.sarif\n");
    let kept: Vec<_> = fs::read_dir(&repository.0).expect("a folder").collect();
    assert_eq!(kept.len(), 4, "nothing is left over: {kept:?}");
}

#[test]
fn the_action_passes_on_how_the_run_ended() {
    let repository = Repository::new("ended");
    let clean = repository.check(&[
        ("LACUNA_PATHS", "privacy.md"),
        ("LACUNA_ARGS", "--fail-on=never"),
    ]);
    assert_eq!(clean.status.code(), Some(0));
    let failed = repository.check(&[("LACUNA_PATHS", "no-such-file.md")]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(stderr(&failed).contains("no-such-file.md"));
    assert!(stdout(&failed).contains("::error title=Lacuna could not check everything::"));
    assert_eq!(repository.text("output"), "status=0\nstatus=2\n");
}

#[test]
fn what_a_workflow_says_is_never_run() {
    let repository = Repository::new("evil");
    let evil = "$(touch evil) `touch evil`; touch evil";
    let output = repository.check(&[
        (
            "LACUNA_PATHS",
            &format!("--output=evil\n{evil}\nprivacy.md"),
        ),
        ("LACUNA_SARIF", "x\nstatus=0"),
    ]);
    assert_eq!(output.status.code(), Some(2), "there are no such files");
    assert!(!repository.path("evil").exists());
    assert_eq!(repository.text("output"), "status=2\nsarif=xstatus=0\n");
}

/// A release with this program in it, packed as the workflow packs it.
fn release(repository: &Repository, target: &str) {
    let built = Path::new(env!("CARGO_BIN_EXE_lacuna"))
        .parent()
        .expect("a folder");
    let out = repository.path("releases/v1.2.3");
    let output = Command::new("bash")
        .args(["action/pack.sh", target])
        .args([built, out.as_path()])
        .current_dir(ROOT)
        .output()
        .expect("bash runs");
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(0), String::new())
    );
}

fn target() -> Option<&'static str> {
    match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => Some("x86_64-unknown-linux-musl"),
        ("linux", "aarch64") => Some("aarch64-unknown-linux-musl"),
        ("macos", "x86_64") => Some("x86_64-apple-darwin"),
        ("macos", "aarch64") => Some("aarch64-apple-darwin"),
        _ => None,
    }
}

fn install(repository: &Repository, version: &str) -> Output {
    let script = format!("{ROOT}/action/install.sh");
    let releases = format!("file://{}", repository.path("releases").display());
    repository
        .bash(&[&script])
        .env("LACUNA_VERSION", version)
        .env("LACUNA_RELEASES", releases)
        .env("RUNNER_TEMP", repository.path("temp"))
        .env("GITHUB_PATH", repository.path("github-path"))
        .output()
        .expect("bash runs")
}

#[test]
fn the_action_installs_a_release_only_if_its_checksum_is_right() {
    let Some(target) = target() else { return };
    let repository = Repository::new("install");
    let there = install(&repository, "");
    assert!(
        stdout(&there).starts_with("lacuna "),
        "the one on the path is taken"
    );
    release(&repository, target);
    let output = install(&repository, "1.2.3");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    assert!(stdout(&output).starts_with("lacuna "));
    let folder = repository.text("github-path");
    assert!(Path::new(folder.trim()).join("lacuna").is_file());

    let archive = repository.path(&format!("releases/v1.2.3/lacuna-{target}.tgz"));
    let mut bytes = fs::read(&archive).expect("the archive");
    bytes.push(0);
    fs::write(&archive, bytes).expect("written");
    for version in ["1.2.3", "9.9.9", "../x"] {
        let output = install(&repository, version);
        assert_eq!(output.status.code(), Some(1), "{version}");
        assert!(stdout(&output).contains("::error title=Lacuna was not installed::"));
    }
}

#[test]
fn binstall_the_action_and_the_workflow_name_the_same_archives() {
    let cargo: toml::Table = file("Cargo.toml").parse().expect("TOML");
    let binstall = &cargo["package"]["metadata"]["binstall"];
    let url = "{ repo }/releases/download/v{ version }/lacuna-{ target }{ archive-suffix }";
    assert_eq!(binstall["pkg-url"].as_str(), Some(url));
    assert_eq!(
        binstall["bin-dir"].as_str(),
        Some("lacuna-{ target }/{ bin }{ binary-ext }")
    );
    let (workflow, install) = (
        file(".github/workflows/release.yml"),
        file("action/install.sh"),
    );
    let targets = Regex::new(r"target: ([a-z0-9_-]+),").expect("a pattern");
    let targets: Vec<&str> = targets
        .captures_iter(&workflow)
        .map(|target| target.extract::<1>().1[0])
        .collect();
    assert_eq!(targets.len(), 5);
    for target in targets {
        let kind = match binstall["overrides"].get(target) {
            Some(own) => &own["pkg-fmt"],
            None => &binstall["pkg-fmt"],
        };
        let kind = kind.as_str().expect("text");
        assert!(
            install.contains(&format!("\"{target} {kind}\"")),
            "{target}"
        );
    }
}

/// What a step of the release workflow runs.
fn step(name: &str) -> String {
    let workflow = file(".github/workflows/release.yml");
    let (_, after) = workflow
        .split_once(&format!("- name: {name}\n"))
        .expect("the step");
    let step = after.split("\n      - ").next().unwrap_or_default();
    let (_, run) = step.split_once("run: ").expect("a command");
    let lines = run.trim_start_matches('|').lines().map(str::trim);
    lines.collect::<Vec<&str>>().join("\n")
}

/// As the workflow runs it: the first command that fails ends the step.
fn run_step(name: &str, folder: &Path, tag: &str) -> Option<i32> {
    let run = Command::new("bash")
        .args(["-eo", "pipefail", "-c", &step(name)])
        .current_dir(folder)
        .env("GITHUB_REF_NAME", tag)
        .output();
    run.expect("bash runs").status.code()
}

#[test]
fn a_release_is_made_of_its_own_version_only() {
    let version = env!("CARGO_PKG_VERSION");
    let made = |tag: &str| run_step("The tag is the version", Path::new(ROOT), tag);
    assert_eq!(made(&format!("v{version}")), Some(0));
    assert_eq!(made("v9.9.9"), Some(1));
}

#[cfg(target_os = "linux")] // where that step runs
#[test]
fn a_release_is_made_only_of_archives_whose_checksums_hold() {
    let targets = ["x86_64-unknown-linux-musl", "aarch64-apple-darwin"];
    let repository = Repository::new("sums");
    for target in targets {
        release(&repository, target);
    }
    let folder = repository.path("releases/v1.2.3");
    let gather = || run_step("All checksums in one file", &folder, "v1.2.3");
    assert_eq!(gather(), Some(0));
    let sums = repository.text("releases/v1.2.3/SHA256SUMS");
    let named: Vec<&str> = sums
        .lines()
        .filter_map(|line| Some(line.split_once("  ")?.1))
        .collect();
    // The names that `pkg-url` in `Cargo.toml` asks for.
    assert_eq!(
        named,
        [
            "lacuna-aarch64-apple-darwin.tgz",
            "lacuna-x86_64-unknown-linux-musl.tgz"
        ]
    );
    fs::write(folder.join(named[0]), "another archive").expect("written");
    assert_eq!(gather(), Some(1));
}

/// Paths of texts that travel inside the program, as written in its sources.
fn embedded(source: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(source).expect("sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            embedded(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            let shipped = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            for after in shipped.split("include_str!(\"").skip(1) {
                let name = after.split('"').next().unwrap_or_default();
                let folder = path.parent().expect("a folder");
                found.push(fs::canonicalize(folder.join(name)).expect("an embedded text"));
            }
        }
    }
}

#[test]
fn what_travels_inside_the_program_is_in_the_package() {
    let cargo: toml::Table = file("Cargo.toml").parse().expect("TOML");
    let include = cargo["package"]["include"].as_array().expect("a list");
    let include: Vec<&str> = include.iter().filter_map(toml::Value::as_str).collect();
    assert!(include.contains(&"/rules") && include.contains(&"/build.rs"));
    let mut texts = Vec::new();
    embedded(&Path::new(ROOT).join("src"), &mut texts);
    assert!(texts.len() >= 3, "{texts:?}");
    let root = fs::canonicalize(ROOT).expect("the repository");
    for text in texts {
        let inside = text.strip_prefix(&root).expect("in the repository");
        let name = format!("/{}", inside.display());
        assert!(
            include.iter().any(|folder| name.starts_with(folder)),
            "{name}"
        );
    }
}
