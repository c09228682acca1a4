//! Rows as they come, beside the output they will become: what an interrupted audit is resumed from.
//!
//! Two files: `OUTPUT.part` holds whole rows in their order, and perhaps a torn one at the end; `OUTPUT.part.head` says what was asked, by
//! which rules, of which inputs, and on which day. **Invariant: a row that was begun is either whole or thrown away on resuming, and rows
//! are resumed only by the same question, so that no one can tell from the output that there was an interruption.**

use crate::cli::failure::Failure;
use jiff::civil::Date;
use lacuna::audit::{
    Tally,
    row::{Index, Row},
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    io::{self, BufRead, BufReader, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// What an audit stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Version of the program.
    pub(super) program: String,
    /// Hash of the rules.
    pub(super) rules: String,
    /// What is asked.
    pub(super) question: String,
    /// How rows are written.
    pub(super) rows: String,
    /// Hash over the names of the inputs.
    pub(super) inputs: String,
    /// The day it began.
    pub(super) today: Date,
}

impl Head {
    /// In what another audit differs, the day aside.
    fn differences(&self, other: &Head) -> Vec<&'static str> {
        let pairs = [
            ("the version of the program", &self.program, &other.program),
            ("the rules", &self.rules, &other.rules),
            (
                "the question (regimes, day, facts)",
                &self.question,
                &other.question,
            ),
            ("the form of the rows", &self.rows, &other.rows),
            ("the inputs", &self.inputs, &other.inputs),
        ];
        let different = pairs.into_iter().filter(|(_, one, two)| one != two);
        different.map(|(name, ..)| name).collect()
    }
}

/// Rows on their way to the output.
pub(super) struct Journal {
    target: PathBuf,
    file: File,
    head: Head,
}

impl Journal {
    /// A new journal for the output; what an earlier one left is gone.
    pub(super) fn begin(target: &Path, head: Head) -> Result<Journal, Failure> {
        let failed = |cause| failure(target, cause);
        let file = open(target)?;
        remove(&head_of(target)).map_err(failed)?;
        file.set_len(0).map_err(failed)?;
        let text = serde_json::to_string_pretty(&head).map_err(|cause| failed(cause.into()))?;
        fs::write(head_of(target), text).map_err(failed)?;
        Ok(Journal {
            target: target.to_owned(),
            file,
            head,
        })
    }

    /// The journal an interrupted audit left, its rows counted; a new one where none is left.
    pub(super) fn resume(
        target: &Path,
        head: Head,
        index: &Index<'_>,
        tally: &mut Tally,
    ) -> Result<Journal, Failure> {
        let text = fs::read(head_of(target)).unwrap_or_default();
        // A head that was not written to its end belongs to an audit without rows.
        let Ok(old) = serde_json::from_slice::<Head>(&text) else {
            return Journal::begin(target, head);
        };
        let differences = head.differences(&old);
        if !differences.is_empty() {
            return Err(Failure::usage(
                format!(
                    "the interrupted audit of {} cannot be resumed: different are {}",
                    target.display(),
                    differences.join(", ")
                ),
                "ask as you did then, or leave out --resume to start again",
            ));
        }
        let failed = |cause| failure(target, cause);
        let mut file = open(target)?;
        let whole = count(&file, index, tally).map_err(failed)?;
        file.set_len(whole).map_err(failed)?;
        file.seek(SeekFrom::Start(whole)).map_err(failed)?;
        Ok(Journal {
            target: target.to_owned(),
            file,
            head: old,
        })
    }

    pub(super) fn today(&self) -> Date {
        self.head.today
    }

    /// Not buffered: what is handed to the system outlives the program, and rows are large.
    pub(super) fn write(&mut self, row: &[u8]) -> io::Result<()> {
        self.file.write_all(row)
    }

    /// The output the rows are for.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// The rows, from the first.
    pub(super) fn rows(&self) -> Result<&File, Failure> {
        (&self.file)
            .rewind()
            .map_err(|cause| failure(&self.target, cause))?;
        Ok(&self.file)
    }

    /// The rows become the output.
    pub(super) fn publish(self) -> Result<(), Failure> {
        fs::rename(part_of(&self.target), &self.target)
            .and_then(|()| remove(&head_of(&self.target)))
            .map_err(|cause| failure(&self.target, cause))
    }

    /// The output was made of the rows; they are no longer needed.
    pub(super) fn remove(self) -> Result<(), Failure> {
        remove(&head_of(&self.target))
            .and_then(|()| remove(&part_of(&self.target)))
            .map_err(|cause| failure(&self.target, cause))
    }
}

/// Counts whole rows and says how many bytes they are.
fn count(file: &File, index: &Index<'_>, tally: &mut Tally) -> io::Result<u64> {
    let mut input = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    let mut whole = 0;
    loop {
        line.clear();
        let length = input.read_until(b'\n', &mut line)?;
        let row = Row::parse(&line).ok().filter(|_| line.ends_with(b"\n"));
        let Some(row) = row else {
            return Ok(whole);
        };
        match (&row.error, row.marks(index)) {
            (Some(message), _) => tally.add_error(&row.path, message),
            (None, Some(marks)) => tally.add(&marks),
            (None, None) => return Ok(whole),
        }
        whole += length as u64;
    }
}

/// The part file, locked, so that two audits do not write one output.
fn open(target: &Path) -> Result<File, Failure> {
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(part_of(target))
        .map_err(|cause| failure(target, cause))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Failure::usage(
            format!("another audit is writing {}", target.display()),
            "wait until it has ended, or name another output",
        )),
        // Where files cannot be locked, the user has to see to it.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

fn failure(target: &Path, cause: io::Error) -> Failure {
    Failure::Output {
        path: target.to_owned(),
        cause,
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

fn part_of(target: &Path) -> PathBuf {
    beside(target, ".part")
}

fn head_of(target: &Path) -> PathBuf {
    beside(target, ".part.head")
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    target.with_file_name(name)
}
