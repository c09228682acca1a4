//! The file as a place in a repository.

use std::path::{Component, Path, PathBuf};

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// The folder it runs in: paths that are typed start here.
    pub here: PathBuf,
    /// The folder that code hosts name files from.
    pub root: PathBuf,
}

/// What programs that know no standard input are told it is called.
const STDIN: &str = "stdin";

impl Ground {
    /// A path as code hosts write it: from the root where it lies within, with `/`, without `.` and needless `..`.
    pub(super) fn name(&self, path: &str) -> String {
        if path == "-" {
            return STDIN.to_owned();
        }
        let (whole, root) = (parts(&self.here.join(path)), parts(&self.root));
        let inside = whole.strip_prefix(root.as_slice());
        inside.map_or_else(|| parts(Path::new(path)).join("/"), |path| path.join("/"))
    }
}

fn parts(path: &Path) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => parts.push(String::new()),
            Component::ParentDir
                if parts
                    .last()
                    .is_some_and(|last| last != ".." && !last.is_empty()) =>
            {
                parts.pop();
            }
            Component::ParentDir | Component::Prefix(_) | Component::Normal(_) => {
                parts.push(part.as_os_str().to_string_lossy().into_owned());
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(here: &str, root: &str, path: &str) -> String {
        let ground = Ground {
            here: here.into(),
            root: root.into(),
        };
        ground.name(path)
    }

    #[test]
    fn paths_are_named_from_the_root() {
        let site = |path: &str| name("/work/site", "/work/site", path);
        assert_eq!(site("./legal/../privacy.md"), "privacy.md");
        assert_eq!(site("/work/site/a b/privacy.md"), "a b/privacy.md");
        assert_eq!(site("/elsewhere/privacy.md"), "/elsewhere/privacy.md");
        assert_eq!(site("../../privacy.md"), "../../privacy.md");
        assert_eq!(site("/../privacy.md"), "/../privacy.md");
        assert_eq!(site("-"), "stdin");
        assert_eq!(name("/work/site", "/work", "privacy.md"), "site/privacy.md");
        assert_eq!(name("/work/site", "/work", "../privacy.md"), "privacy.md");
        assert_eq!(name("", "", "./a/privacy.md"), "a/privacy.md");
    }
}
