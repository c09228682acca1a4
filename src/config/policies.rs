//! Which files a `lacuna.toml` names as policies.

use super::{Config, Placed, read::matcher};
use crate::rulebook::Problem;
use globset::GlobMatcher;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// Letters that make a glob out of a name.
const WILD: [char; 5] = ['*', '?', '[', '{', '\\'];

impl Config {
    /// The policies, in the order of their globs, sorted within one; each once.
    ///
    /// # Errors
    /// A name or glob that nothing answers to: a policy that nobody checks is what a check must not pass over.
    pub fn policies(&self) -> Result<Vec<PathBuf>, Vec<Problem>> {
        let (out, within): (Vec<_>, Vec<_>) = self
            .policies
            .iter()
            .partition(|glob| glob.value.starts_with('!'));
        let out: Vec<GlobMatcher> = out
            .iter()
            .filter_map(|glob| matcher(&glob.value[1..]).ok())
            .collect();
        let all = if within.iter().any(|glob| is_wild(&glob.value)) {
            self.walk()
        } else {
            Vec::new()
        };
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for glob in within {
            let mut named = self.named(glob, &all);
            named.retain(|path| !out.iter().any(|out| out.is_match(path)));
            if named.is_empty() {
                problems.push(self.nothing(glob));
            }
            found.extend(
                named
                    .into_iter()
                    .filter(|path| !found.contains(path))
                    .collect::<Vec<_>>(),
            );
        }
        if problems.is_empty() {
            Ok(found.iter().map(|path| self.root().join(path)).collect())
        } else {
            Err(problems)
        }
    }

    /// The files a glob names, from the file's folder.
    fn named(&self, glob: &Placed<String>, all: &[PathBuf]) -> Vec<PathBuf> {
        if !is_wild(&glob.value) {
            let path = Path::new(glob.value.strip_prefix("./").unwrap_or(&glob.value));
            let there = self.root().join(path).is_file();
            return there.then(|| path.to_owned()).into_iter().collect();
        }
        let Ok(matcher) = matcher(&glob.value) else {
            return Vec::new();
        };
        let matching = all.iter().filter(|path| matcher.is_match(path));
        matching.cloned().collect()
    }

    /// All files below the file's folder that version control does not ignore, from that folder.
    fn walk(&self) -> Vec<PathBuf> {
        let root = match self.root() {
            root if root.as_os_str().is_empty() => Path::new("."),
            root => root,
        };
        let walk = WalkBuilder::new(root).sort_by_file_path(Ord::cmp).build();
        // A folder that cannot be read holds no policy for us; a glob that then names nothing is told.
        walk.filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
            .filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_owned()))
            .collect()
    }

    fn nothing(&self, glob: &Placed<String>) -> Problem {
        let message = if is_wild(&glob.value) {
            format!("no file matches `{}`", glob.value)
        } else {
            format!("there is no file `{}`", glob.value)
        };
        let help = "paths start from this file's folder; what `.gitignore` names is passed over";
        Problem::error(&self.file, Some(glob.span.clone()), message).help(help)
    }
}

fn is_wild(pattern: &str) -> bool {
    pattern.contains(WILD)
}
