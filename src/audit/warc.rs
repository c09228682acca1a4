//! Web archives: WARC 1.0 and 1.1, as they are or compressed with gzip (record by record or in one piece).
//!
//! An archive is known by its first bytes. Of its records, the pages are given out: responses with status 2xx, resources and conversions,
//! if they are text a person reads; without their headers, and with chunks and compression undone. **Invariant: any bytes at all give an
//! end; whatever is wrong is said, with the number of the record, and nothing is read further than it is needed.**

mod body;
mod head;

use crate::source::MAX_BYTES;
use flate2::bufread::MultiGzDecoder;
use head::{Head, Kind};
use jiff::civil::Date;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Bytes that show what a file is.
const BEGINNING: usize = 8;
const GZIP: [u8; 2] = [0x1f, 0x8b];
const WARC: &[u8] = b"WARC/";
const CUT: &str = "the file ends in the middle of it";
/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;

/// A file of which some bytes have been read.
#[derive(Debug)]
pub struct Begun {
    /// What has been read.
    pub bytes: Vec<u8>,
    /// What it looks like.
    pub looks: Looks,
}

/// What a file looks like by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// A web archive.
    Archive,
    /// Compressed with gzip: likely a web archive.
    Compressed,
    /// Something else.
    Other,
}

/// Reads as much of a file as shows what it is.
pub fn begin(stream: &mut impl Read) -> io::Result<Begun> {
    let mut bytes = Vec::with_capacity(BEGINNING);
    stream.take(BEGINNING as u64).read_to_end(&mut bytes)?;
    let looks = match () {
        () if bytes.starts_with(WARC) => Looks::Archive,
        () if bytes.starts_with(&GZIP) => Looks::Compressed,
        () => Looks::Other,
    };
    Ok(Begun { bytes, looks })
}

/// Whether this is a web archive, compressed or not.
pub fn is_archive(mut stream: impl Read + Send + 'static) -> bool {
    let Ok(begun) = begin(&mut stream) else {
        return false;
    };
    match begun.looks {
        Looks::Archive => true,
        Looks::Other => false,
        Looks::Compressed => Records::new(begun, stream)
            .input
            .fill_buf()
            .is_ok_and(|bytes| bytes.starts_with(WARC)),
    }
}

/// What the next record of interest is.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A page.
    Page(Page),
    /// A record that would be a page, but for this.
    Skipped(&'static str),
    /// A record that cannot be read: its address, if it is known, and why.
    Broken(Option<String>, String),
}

/// A page of an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub address: String,
    /// The day it was captured.
    pub captured: Option<Date>,
    /// The page itself.
    pub bytes: Vec<u8>,
}

/// The records of an archive.
pub struct Records {
    input: BufReader<Box<dyn Read + Send>>,
    number: u64,
    /// After what cannot be read nothing can be found.
    over: bool,
}

impl Records {
    /// The records of a file that was begun.
    pub fn new(begun: Begun, rest: impl Read + Send + 'static) -> Records {
        let whole = Cursor::new(begun.bytes).chain(rest);
        let input: Box<dyn Read + Send> = match begun.looks {
            Looks::Compressed => {
                Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, whole)))
            }
            Looks::Archive | Looks::Other => Box::new(whole),
        };
        Records {
            input: BufReader::with_capacity(BUFFER, input),
            number: 0,
            over: false,
        }
    }

    /// A record, or nothing of interest.
    fn record(&mut self) -> Result<Option<Found>, Stop> {
        let head = head::read(&mut self.input)?.ok_or(Stop::End)?;
        let mut block = self.input.by_ref().take(head.length);
        let found = match head.kind {
            Kind::Other => None,
            Kind::Page => Some(page(&head, &mut block)),
        };
        let rest = block.limit();
        let passed = io::copy(&mut block, &mut io::sink())?;
        if passed < rest {
            return Err(Stop::Broken(CUT.to_owned()));
        }
        Ok(found)
    }
}

/// Why there is nothing further.
enum Stop {
    End,
    Broken(String),
}

impl From<io::Error> for Stop {
    fn from(problem: io::Error) -> Self {
        Stop::Broken(match problem.kind() {
            io::ErrorKind::UnexpectedEof => CUT.to_owned(),
            _ => problem.to_string(),
        })
    }
}

impl Iterator for Records {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.over {
            self.number += 1;
            match self.record() {
                Ok(Some(found)) => return Some(found),
                Ok(None) => {}
                Err(Stop::End) => self.over = true,
                Err(Stop::Broken(why)) => {
                    self.over = true;
                    let number = self.number;
                    let message =
                        format!("web archive, record {number}: {why}; what follows was not read");
                    return Some(Found::Broken(None, message));
                }
            }
        }
        None
    }
}

/// The page in a record's block. What is wrong with one page does not touch the next record; where the archive itself breaks off, whoever
/// passes over the rest of the block will see.
fn page(head: &Head, block: &mut io::Take<impl BufRead>) -> Found {
    read_page(head, block).unwrap_or_else(|stop| {
        let why = match stop {
            Stop::End => CUT.to_owned(),
            Stop::Broken(why) => why,
        };
        Found::Broken(Some(head.address.clone()), why)
    })
}

fn read_page(head: &Head, block: &mut io::Take<impl BufRead>) -> Result<Found, Stop> {
    let form = match body::form(head, block)? {
        Ok(form) => form,
        Err(reason) => return Ok(Found::Skipped(reason)),
    };
    if block.limit() > MAX_BYTES {
        let message = format!("larger than {} MiB", MAX_BYTES / 1024 / 1024);
        return Err(Stop::Broken(message));
    }
    let mut bytes = Vec::new();
    block.read_to_end(&mut bytes)?;
    let bytes = form
        .undo(bytes)
        .map_err(|problem| Stop::Broken(format!("the page cannot be unpacked: {problem}")))?;
    Ok(match () {
        () if bytes.is_empty() => Found::Skipped(body::EMPTY),
        () if form.is_guess() && bytes.contains(&0) => Found::Skipped(body::NO_PAGE),
        () => Found::Page(Page {
            address: head.address.clone(),
            captured: head.captured,
            bytes,
        }),
    })
}

#[cfg(test)]
mod tests;
