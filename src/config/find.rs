//! Where a policy's `lacuna.toml` is: in its folder, or the nearest one above.

use super::FILE_NAME;
use std::path::{Component, Path, PathBuf};

/// The nearest `lacuna.toml` in `folder` or above it. An empty path is the current folder.
pub fn find(folder: &Path) -> Option<PathBuf> {
    let plain = folder
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !plain {
        // `..` and links: only the file system knows what is above.
        let folder = folder.canonicalize().ok()?;
        return folder.ancestors().find_map(config_in);
    }
    let within = folder.ancestors().find_map(config_in);
    within.or_else(above_current)
}

/// Above the current folder; written as `../lacuna.toml`, so that paths in reports stay short.
fn above_current() -> Option<PathBuf> {
    let depth = std::env::current_dir().ok()?.components().count();
    let mut up = PathBuf::new();
    (1..depth).find_map(|_| {
        up.push("..");
        config_in(&up)
    })
}

fn config_in(folder: &Path) -> Option<PathBuf> {
    let path = folder.join(FILE_NAME);
    path.is_file().then_some(path)
}

/// What a policy is called in waivers and baselines: its path from a folder, with `/`; outside of it, as it was given.
pub fn name_from(path: &Path, folder: &Path) -> String {
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    let whole = path.canonicalize().ok().zip(folder.canonicalize().ok());
    let inside = whole
        .as_ref()
        .and_then(|(path, folder)| path.strip_prefix(folder).ok());
    let parts = inside.unwrap_or(path).components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").replacen("//", "/", 1)
}
