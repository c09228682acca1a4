//! Which files of a repository look like privacy policies: by their names, and by what they say.

use crate::{
    document::Document,
    rulebook::Rulebook,
    scan::{Force, scan},
    source::{Content, Source},
};
use ignore::{DirEntry, WalkBuilder};
use std::path::{Path, PathBuf};

/// Endings of files that are looked at.
const ENDINGS: [&str; 8] = [
    "md", "markdown", "mdx", "txt", "text", "html", "htm", "xhtml",
];
/// Words in the name of a policy or of its folder.
const NAMES: [&str; 4] = [
    "privacy",
    "data-protection",
    "dataprotection",
    "data_protection",
];
/// Folders that hold other people's files, or files made up.
const PASSED_OVER: [&str; 10] = [
    "node_modules",
    "vendor",
    "third_party",
    "target",
    "dist",
    "test",
    "tests",
    "fixtures",
    "testdata",
    "examples",
];
/// Deeper folders are not looked into.
const DEEPEST: usize = 8;
/// More files are not looked at: those with a telling name come first.
const MOST_FILES: usize = 300;
/// Larger files are no policies.
const MOST_BYTES: u64 = 2 << 20;
/// A file named like a policy must say so much of what policies say.
const FEW: usize = 3;
/// A file named otherwise must say so much: pages that speak about privacy say less.
const MANY: usize = 20;

/// A file that looks like a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its path from the folder searched.
    pub path: PathBuf,
    /// What its name says.
    pub named: Named,
    /// How many different things it says that policies say.
    pub signals: usize,
}

/// What a file's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// That it is a policy.
    Policy,
    /// Nothing.
    Otherwise,
}

/// The policies in a folder: all that are named so; if there is none, the one file that most looks like one.
pub fn candidates(root: &Path, rulebook: &Rulebook) -> Vec<Candidate> {
    let mut files: Vec<(Named, PathBuf)> = files(root)
        .into_iter()
        .map(|path| (named(&path), path))
        .collect();
    files.sort();
    let (named, other): (Vec<_>, Vec<_>) = files
        .into_iter()
        .take(MOST_FILES)
        .partition(|(named, _)| *named == Named::Policy);
    let look = |(named, path): (Named, PathBuf)| Candidate {
        signals: signals(&root.join(&path), rulebook),
        named,
        path,
    };
    let mut found: Vec<Candidate> = named.into_iter().map(look).collect();
    found.retain(|candidate| candidate.signals >= FEW);
    if found.is_empty() {
        let other = other.into_iter().map(look);
        let best = other.reduce(|best, next| {
            if next.signals > best.signals {
                next
            } else {
                best
            }
        });
        found.extend(best.filter(|candidate| candidate.signals >= MANY));
    }
    found
}

/// Files that could be policies, from the folder, sorted.
fn files(root: &Path) -> Vec<PathBuf> {
    let root = match root {
        root if root.as_os_str().is_empty() => Path::new("."),
        root => root,
    };
    let walk = WalkBuilder::new(root)
        .max_depth(Some(DEEPEST))
        .sort_by_file_path(Ord::cmp)
        .filter_entry(|entry| !is_passed_over(entry))
        .build();
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter(|entry| has_ending(entry.path()))
        .filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_owned()))
        .collect()
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && is_folder && PASSED_OVER.contains(&name.as_ref())
}

fn has_ending(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// By the name of the file and of the folder it is in: `privacy/index.html`.
fn named(path: &Path) -> Named {
    let own = path.file_stem();
    let folder = path.parent().and_then(Path::file_name);
    let mut names = own.into_iter().chain(folder);
    let tells = names.any(|name| {
        let name = name.to_string_lossy().to_lowercase();
        NAMES.iter().any(|known| name.contains(known))
    });
    if tells {
        Named::Policy
    } else {
        Named::Otherwise
    }
}

/// How many different things a file says that policies say; none if it cannot be read.
fn signals(path: &Path, rulebook: &Rulebook) -> usize {
    let small = path.metadata().is_ok_and(|meta| meta.len() <= MOST_BYTES);
    let source = small.then(|| Source::read(path).ok()).flatten();
    let Some(source) = source.filter(|source| source.content == Content::Text) else {
        return 0;
    };
    let document = Document::parse(&source);
    let hits = scan(rulebook, &document);
    let is_said = |index: usize| {
        let mut hits = hits.of(index as u32).iter();
        hits.any(|hit| matches!(hit.force, Force::Plain | Force::Hedged(_)))
    };
    let signals = rulebook.signals.iter().enumerate();
    let of_rules =
        signals.filter(|(_, signal)| !signal.id.starts_with('_') && !signal.id.contains(':'));
    of_rules.filter(|(index, _)| is_said(*index)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Selection;

    #[test]
    fn policies_are_found_among_other_files() {
        let (rulebook, _) = Rulebook::load(&Selection::default()).expect("bundled rules");
        let folder = |name: &str| candidates(Path::new(name), &rulebook);
        // No fixture is named after privacy, so the one that says most is taken; and nothing where nothing is a policy.
        assert_eq!(folder("fixtures/policies").len(), 1);
        assert_eq!(folder("fixtures/unrelated"), []);
        assert_eq!(folder("no/such/folder"), []);
    }

    #[test]
    fn names_tell() {
        let is = |path: &str| named(Path::new(path)) == Named::Policy;
        assert!(is("PRIVACY.md") && is("legal/privacy-policy.html") && is("privacy/index.html"));
        assert!(is("site/Data-Protection.txt"));
        assert!(!is("README.md") && !is("legal/terms.md"));
    }
}
