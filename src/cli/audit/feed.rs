//! From inputs to jobs, one by one: files are opened, web archives taken apart.
//!
//! **Invariant: every job becomes one row, and the same inputs give the same jobs**: so a resumed audit passes over as many jobs as there
//! are rows.

use super::inputs::Input;
use indicatif::ProgressBar;
use jiff::civil::Date;
use lacuna::{
    audit::warc::{self, Begun, Found, Looks, Records},
    source,
};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    vec::IntoIter,
};

/// One policy to be judged.
pub(super) enum Job {
    /// A file, of which some bytes have been read.
    File {
        path: PathBuf,
        begun: Vec<u8>,
        file: File,
    },
    /// Bytes at hand.
    Page(Page),
    /// Something that cannot be judged.
    Broken(Broken),
}

/// A page of a web archive, or what came from standard input.
pub(super) struct Page {
    pub(super) name: String,
    pub(super) archive: Option<String>,
    pub(super) captured: Option<Date>,
    pub(super) bytes: Vec<u8>,
}

/// Something that cannot be judged, and why.
pub(super) struct Broken {
    pub(super) name: String,
    pub(super) archive: Option<String>,
    pub(super) message: String,
}

/// The jobs.
pub(super) struct Feed {
    inputs: IntoIter<Input>,
    archive: Option<(String, Records)>,
    skipped: BTreeMap<String, u64>,
    bar: ProgressBar,
}

impl Feed {
    pub(super) fn new(inputs: Vec<Input>, bar: ProgressBar) -> Feed {
        Feed {
            inputs: inputs.into_iter(),
            archive: None,
            skipped: BTreeMap::new(),
            bar,
        }
    }

    /// Passes over jobs that are done.
    pub(super) fn skip(&mut self, jobs: u64) {
        for _ in 0..jobs {
            if self.next().is_none() {
                break;
            }
        }
        self.bar.reset_eta();
    }

    /// What was passed over, by reason.
    pub(super) fn skipped(self) -> BTreeMap<String, u64> {
        self.skipped
    }

    pub(super) fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(job) = self.next_record() {
                return Some(job);
            }
            let input = self.inputs.next()?;
            self.bar.inc(1);
            match input {
                Input::Broken(path, message) => return Some(broken(&path, message)),
                Input::File(path) => {
                    if let Some(job) = self.open(path) {
                        return Some(job);
                    }
                }
            }
        }
    }

    /// The next page of the archive at hand, if there is one.
    fn next_record(&mut self) -> Option<Job> {
        let (name, records) = self.archive.as_mut()?;
        for found in records {
            match found {
                Found::Skipped(reason) => {
                    *self.skipped.entry(reason.to_owned()).or_default() += 1;
                }
                Found::Page(page) => return Some(from_archive(page, name)),
                Found::Broken(address, message) => {
                    return Some(Job::Broken(Broken {
                        name: address.unwrap_or_else(|| name.clone()),
                        archive: Some(name.clone()),
                        message,
                    }));
                }
            }
        }
        self.archive = None;
        None
    }

    fn open(&mut self, path: PathBuf) -> Option<Job> {
        if path == Path::new("-") {
            return self.open_stream();
        }
        let begun = source::open(&path)
            .map_err(|problem| problem.to_string())
            .and_then(|mut file| {
                let begun = warc::begin(&mut file)
                    .map_err(|problem| format!("cannot read {}: {problem}", path.display()))?;
                Ok((begun, file))
            });
        match begun {
            Err(message) => Some(broken(&path, message)),
            Ok((begun, file)) if begun.looks == Looks::Other => Some(Job::File {
                begun: begun.bytes,
                path,
                file,
            }),
            Ok((begun, file)) => {
                self.archive = Some((
                    path.to_string_lossy().into_owned(),
                    Records::new(begun, file),
                ));
                self.next_record()
            }
        }
    }

    fn open_stream(&mut self) -> Option<Job> {
        let mut stream = io::stdin();
        match warc::begin(&mut stream).and_then(|begun| whole(begun, &mut stream)) {
            Err(problem) => Some(broken(
                Path::new("-"),
                format!("cannot read standard input: {problem}"),
            )),
            Ok(begun) if begun.looks == Looks::Other => Some(Job::Page(Page {
                name: "-".to_owned(),
                archive: None,
                captured: None,
                bytes: begun.bytes,
            })),
            Ok(begun) => {
                self.archive = Some(("-".to_owned(), Records::new(begun, stream)));
                self.next_record()
            }
        }
    }
}

/// A policy is read to its end; an archive goes on as it is.
fn whole(mut begun: Begun, stream: &mut impl Read) -> io::Result<Begun> {
    if begun.looks == Looks::Other {
        stream
            .take(source::MAX_BYTES)
            .read_to_end(&mut begun.bytes)?;
    }
    Ok(begun)
}

fn from_archive(page: warc::Page, archive: &str) -> Job {
    Job::Page(Page {
        name: page.address,
        archive: Some(archive.to_owned()),
        captured: page.captured,
        bytes: page.bytes,
    })
}

fn broken(path: &Path, message: String) -> Job {
    Job::Broken(Broken {
        name: path.to_string_lossy().into_owned(),
        archive: None,
        message,
    })
}
