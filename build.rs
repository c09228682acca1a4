//! Compiles the rule files in `rules/`, so that the program starts with them ready, and a broken rule breaks the build.
//!
//! It uses the program's own modules by their path. Results in `OUT_DIR`: `rulebook.postcard`, the compiled rules, and `sources.rs`,
//! a list of all rule files with their texts.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the modules serve the program; only `compile` is needed here"
)]

#[path = "src"]
mod lacuna {
    pub mod quantity;
    pub mod rulebook;
    pub mod safe;
    pub mod span;
}

use lacuna::{quantity, rulebook, safe, span};
use rulebook::{Problem, RuleFile, Rulebook};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> io::Result<ExitCode> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut paths = Vec::new();
    collect(&root.join("rules"), &mut paths)?;
    paths.sort();
    let files = paths
        .iter()
        .map(|path| read(&root, path))
        .collect::<io::Result<Vec<_>>>()?;
    fs::write(out.join("sources.rs"), sources(&root, &files))?;
    match rulebook::compile(&files) {
        Ok((book, _)) => write_book(&out, &book),
        Err(problems) => Ok(report(&problems)),
    }
}

/// All rule files under `folder`; there may be none.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn read(root: &Path, path: &Path) -> io::Result<RuleFile> {
    let name = path.strip_prefix(root).unwrap_or(path);
    Ok(RuleFile {
        name: name.to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path)?.into(),
    })
}

/// A list of names and texts, as Rust.
fn sources(root: &Path, files: &[RuleFile]) -> String {
    let entry = |file: &RuleFile| {
        let path = root.join(&file.name);
        let path = path.to_string_lossy();
        format!("({:?}, include_str!({path:?})),\n", file.name)
    };
    format!("[{}]", files.iter().map(entry).collect::<String>())
}

fn write_book(out: &Path, book: &Rulebook) -> io::Result<ExitCode> {
    let bytes = postcard::to_allocvec(book).map_err(io::Error::other)?;
    fs::write(out.join("rulebook.postcard"), bytes)?;
    Ok(ExitCode::SUCCESS)
}

#[allow(clippy::print_stderr, reason = "a build script speaks through it")]
fn report(problems: &[Problem]) -> ExitCode {
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        eprintln!("{}", problem.to_plain());
    }
    ExitCode::FAILURE
}
