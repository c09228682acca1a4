//! Files of other revisions, by the program `git`.

use super::failure::Failure;
use std::{
    ffi::OsString,
    io,
    path::Path,
    process::{Command, Output},
};

/// The bytes of a file as a revision has it.
pub(super) fn show(revision: &str, file: &Path) -> Result<Vec<u8>, Failure> {
    // The file's folder may be gone since: git is asked in the nearest one that is there.
    let folder = file.ancestors().skip(1).find(|folder| folder.is_dir());
    let (folder, within) = match folder {
        Some(folder) => (folder, file.strip_prefix(folder).unwrap_or(file)),
        None => (Path::new("."), file),
    };
    let commit = commit(revision, folder)?;
    let mut object = OsString::from(format!("{commit}:./"));
    object.push(within);
    let blob = git(folder, &["cat-file".into(), "blob".into(), object])?;
    if !blob.status.success() {
        return Err(Failure::usage(
            format!("revision `{revision}` has no file {}", file.display()),
            "check the spelling; `git log -- FILE` shows the revisions that have it",
        ));
    }
    Ok(blob.stdout)
}

/// The commit that a revision names: from here on it cannot be taken for an option, nor change between two questions.
fn commit(revision: &str, folder: &Path) -> Result<String, Failure> {
    let peeled = OsString::from(format!("{revision}^{{commit}}"));
    let asked = ["rev-parse", "--verify", "--end-of-options"].map(OsString::from);
    let found = git(folder, &[&asked[..], &[peeled]].concat())?;
    if found.status.success() {
        let id = String::from_utf8_lossy(&found.stdout);
        return Ok(id.trim().to_owned());
    }
    let said = String::from_utf8_lossy(&found.stderr);
    if said.contains("not a git repository") {
        return Err(Failure::usage(
            format!("{} is in no git repository", named(folder)),
            "go to the folder of the policy, or compare two files: `lacuna diff OLD NEW`",
        ));
    }
    Err(Failure::usage(
        format!("git knows no revision `{revision}`"),
        "check the spelling; in CI, fetch more than one commit (`fetch-depth: 0`)",
    ))
}

fn named(folder: &Path) -> String {
    if folder.as_os_str().is_empty() {
        "this folder".to_owned()
    } else {
        folder.display().to_string()
    }
}

/// Runs git in a folder; in English, because one of its messages is looked at.
fn git(folder: &Path, args: &[OsString]) -> Result<Output, Failure> {
    let run = Command::new("git")
        .arg("-C")
        .arg(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        })
        .args(args)
        .env("LC_ALL", "C")
        .output();
    run.map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Failure::usage(
            "the program `git` is not there",
            "install it, or compare two files: `lacuna diff OLD NEW`",
        ),
        _ => Failure::usage(
            format!("cannot run `git`: {cause}"),
            "compare two files instead: `lacuna diff OLD NEW`",
        ),
    })
}
