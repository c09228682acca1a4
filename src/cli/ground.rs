//! Where the program runs, and from where code hosts name files.

use lacuna::report::Ground;
use std::{env, path::PathBuf};

/// What GitHub and GitLab call the folder of the repository. Their reports must name files from there, wherever a job's step runs.
const ROOTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

pub(super) fn ground() -> Ground {
    let here = env::current_dir().unwrap_or_default();
    let roots = ROOTS.iter().filter_map(env::var_os).map(PathBuf::from);
    let mut roots = roots.filter(|root| root.is_absolute() && here.starts_with(root));
    let root = roots.next().unwrap_or_else(|| here.clone());
    Ground { here, root }
}
