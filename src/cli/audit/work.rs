//! From a job to its row: what every thread does.

use super::feed::{Broken, Job, Page};
use crate::cli::failure::Failure;
use jiff::civil::Date;
use lacuna::{
    audit::{
        Marks, Question,
        ordered::Weight,
        row::{self, Detail, Fragments, Origin},
    },
    rulebook::Rulebook,
    source::Source,
};
use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// What became of a job.
pub(super) struct Done {
    /// Its row, with the end of the line; empty where no rows are asked for.
    pub(super) bytes: Vec<u8>,
    pub(super) what: What,
}

/// What a row is of.
pub(super) enum What {
    Policy(Marks),
    Error { path: String, message: String },
}

impl Weight for Done {
    fn weight(&self) -> usize {
        let marks = match &self.what {
            What::Policy(marks) => size_of_val(&*marks.outcomes),
            What::Error { .. } => 0,
        };
        self.bytes.capacity() + marks
    }
}

/// Writes rows.
pub(super) enum Writer {
    Nothing,
    Full,
    Lean(Fragments),
}

impl Writer {
    pub(super) fn new(detail: Option<Detail>, rulebook: &Rulebook) -> Result<Writer, Failure> {
        Ok(match detail {
            None => Writer::Nothing,
            Some(Detail::Full) => Writer::Full,
            Some(Detail::Lean) => Writer::Lean(Fragments::new(rulebook)?),
        })
    }
}

/// A policy that can be judged.
struct Policy {
    source: Source,
    archive: Option<String>,
    captured: Option<Date>,
}

pub(super) fn work(job: Job, question: &Question, writer: &Writer) -> Done {
    let policy = match open(job) {
        Ok(policy) => policy,
        Err(broken) => return refused(broken, writer),
    };
    let (name, archive) = (policy.source.name.clone(), policy.archive.clone());
    // A fault in the program costs one row of a million, not the others.
    let judged = catch_unwind(AssertUnwindSafe(|| judge(policy, question, writer)));
    let message = match judged {
        Ok(Ok(done)) => return done,
        Ok(Err(problem)) => format!("the row cannot be written: {problem}"),
        Err(_) => "the program failed on it, which is a fault: please report it".to_owned(),
    };
    let broken = Broken {
        name,
        archive,
        message,
    };
    refused(broken, writer)
}

fn open(job: Job) -> Result<Policy, Broken> {
    match job {
        Job::Broken(broken) => Err(broken),
        Job::Page(Page {
            name,
            archive,
            captured,
            bytes,
        }) => Ok(Policy {
            source: Source::from_vec(&name, bytes),
            archive,
            captured,
        }),
        Job::File { path, begun, file } => match Source::read_on(&path, begun, &file) {
            Ok(source) => Ok(Policy {
                source,
                archive: None,
                captured: None,
            }),
            Err(problem) => Err(Broken {
                name: path.to_string_lossy().into_owned(),
                archive: None,
                message: problem.to_string(),
            }),
        },
    }
}

fn judge(policy: Policy, question: &Question, writer: &Writer) -> io::Result<Done> {
    let judged = question.judge(policy.source, policy.captured);
    let marks = row::marks(&judged);
    let origin = Origin {
        archive: policy.archive.as_deref(),
    };
    let mut bytes = Vec::new();
    match writer {
        Writer::Nothing => {}
        Writer::Full => row::full(judged, &question.rulebook, origin, &mut bytes)?,
        Writer::Lean(fragments) => fragments.write(&judged, origin, &mut bytes)?,
    }
    Ok(Done {
        bytes,
        what: What::Policy(marks),
    })
}

fn refused(broken: Broken, writer: &Writer) -> Done {
    let origin = Origin {
        archive: broken.archive.as_deref(),
    };
    let mut bytes = Vec::new();
    if !matches!(writer, Writer::Nothing) {
        // Names and messages are text, and memory takes them.
        let _ = row::error(&broken.name, &broken.message, origin, &mut bytes);
    }
    Done {
        bytes,
        what: What::Error {
            path: broken.name,
            message: broken.message,
        },
    }
}
