//! What happens when a run is stopped while it writes a file: what was begun is removed, then the signal does what it does.
//!
//! **Invariant: a file that is being written is on the list of parts before its first byte is, and off it once it has its name.**

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Files that are being written.
static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file that is being written. It is removed unless it was kept.
pub(super) struct Part {
    path: PathBuf,
}

impl Part {
    /// Announces the file.
    pub(super) fn new(path: PathBuf) -> Part {
        signals::watch();
        parts().push(path.clone());
        Part { path }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Where it was renamed there is nothing to remove; where it cannot be removed, the error told says enough.
        let _ = fs::remove_file(&self.path);
        parts().retain(|part| *part != self.path);
    }
}

fn parts() -> MutexGuard<'static, Vec<PathBuf>> {
    // A thread that died with the lock left the list as it was.
    PARTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that would grow beyond the limit of the shell an error to be told instead of the end of the program.
pub(super) fn settle() {
    signals::refuse_to_die_of_large_files();
}

#[cfg(unix)]
mod signals {
    use super::parts;
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
        flag,
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    use std::{
        fs,
        sync::{Arc, Once, atomic::AtomicBool},
        thread,
    };

    static WATCH: Once = Once::new();

    /// From now on, waits for signals that end the program.
    pub(super) fn watch() {
        WATCH.call_once(|| {
            // Without a watch a part may be left behind, but never under the name asked for.
            if let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) {
                thread::spawn(move || signals.forever().for_each(end));
            }
        });
    }

    fn end(signal: i32) {
        // The lock is kept to the end: nothing is given its name, and nothing is begun, meanwhile.
        let parts = parts();
        for part in parts.iter() {
            let _ = fs::remove_file(part);
        }
        let _ = emulate_default_handler(signal);
    }

    pub(super) fn refuse_to_die_of_large_files() {
        // What writes fails with an error of its own once the signal does nothing.
        let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }
}

#[cfg(not(unix))]
mod signals {
    pub(super) fn watch() {}

    pub(super) fn refuse_to_die_of_large_files() {}
}
