//! Reads a file in one go: hashes all of it, keeps what will be read.
//!
//! **Invariant: memory is bounded by [`READ_BYTES`], however large the file or endless the stream.**

use super::{SourceError, problem};
use crate::limits::{FILE_BYTES, READ_BYTES};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write,
    fs::{File, Metadata},
    io::{self, Read},
    path::Path,
};

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// What was read of a file.
pub(super) struct Stream {
    /// The first bytes, never more than [`READ_BYTES`].
    pub(super) head: Vec<u8>,
    /// SHA-256 of all bytes, in hexadecimal.
    pub(super) hash: String,
    /// How many bytes stand behind the head.
    pub(super) unread: u64,
}

impl Stream {
    /// Reads to the end; a stream larger than [`FILE_BYTES`] is refused as too large.
    pub(super) fn read(mut reader: impl Read) -> io::Result<Stream> {
        let (mut head, mut hash, mut total) = (Vec::new(), Sha256::new(), 0_u64);
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match reader.read(&mut chunk) {
                Ok(0) => return Ok(Stream::new(head, hash, total)),
                Ok(read) => &chunk[..read],
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(cause),
            };
            total += read.len() as u64;
            if total > FILE_BYTES {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            hash.update(read);
            let room = READ_BYTES.saturating_sub(head.len()).min(read.len());
            head.extend_from_slice(&read[..room]);
        }
    }

    /// Bytes in memory.
    pub(super) fn of(mut bytes: Vec<u8>) -> Stream {
        let mut hash = Sha256::new();
        hash.update(&bytes);
        let total = bytes.len() as u64;
        bytes.truncate(READ_BYTES);
        Stream::new(bytes, hash, total)
    }

    fn new(mut head: Vec<u8>, hash: Sha256, total: u64) -> Stream {
        if (head.len() as u64) < total {
            head.truncate(whole(&head));
        }
        Stream {
            hash: hex(hash),
            unread: total - head.len() as u64,
            head,
        }
    }
}

/// SHA-256 of the bytes, in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

fn hex(hash: Sha256) -> String {
    let mut digits = String::new();
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Where the last whole character ends, if the bytes are UTF-8: a cut must not look like damage. (The limit is even, so that UTF-16
/// is cut between units.)
fn whole(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(4)..bytes.len();
    let begun = tail.rev().find(|&at| bytes[at] & 0xc0 != 0x80);
    match begun.map(|at| (at, std::str::from_utf8(&bytes[at..]))) {
        Some((at, Err(cut))) if cut.error_len().is_none() => at,
        _ => bytes.len(),
    }
}

/// Reads a file to its end, of which some bytes have been read already, and makes sure that nobody wrote to it meanwhile.
pub(super) fn file(path: &Path, begun: Vec<u8>, file: &File) -> Result<Stream, SourceError> {
    let problem = |cause| problem(path, cause);
    let before = file.metadata().map_err(problem)?;
    if before.is_file() && before.len() > FILE_BYTES {
        return Err(SourceError::TooLarge { path: path.into() });
    }
    let stream = Stream::read(io::Cursor::new(begun).chain(file)).map_err(problem)?;
    let after = file.metadata().map_err(problem)?;
    if before.is_file() && is_other(&before, &after, &stream) {
        return Err(SourceError::Changed { path: path.into() });
    }
    Ok(stream)
}

/// Whether a file is no longer what it was. (A file of the system that states no length is as long as what is read.)
fn is_other(before: &Metadata, after: &Metadata, stream: &Stream) -> bool {
    let read = stream.head.len() as u64 + stream.unread;
    let touched = before.modified().ok() != after.modified().ok();
    touched || before.len() != after.len() || before.len() > 0 && read != before.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_falls_between_characters() {
        for (bytes, kept) in [
            ("a漢".as_bytes(), 4),
            (&"a漢".as_bytes()[..3], 1),
            (&"aé".as_bytes()[..2], 1),
            (&"ab\u{1F468}".as_bytes()[..5], 2),
            (b"ab\xff".as_slice(), 3),
            (b"", 0),
        ] {
            assert_eq!(whole(bytes), kept, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_kept_is_counted_and_hashed() {
        let long = vec![b'a'; READ_BYTES + 5];
        let stream = Stream::read(long.as_slice()).expect("reads");
        assert_eq!((stream.head.len(), stream.unread), (READ_BYTES, 5));
        assert_eq!(stream.hash, hash(&long));
        assert_ne!(stream.hash, hash(&long[..READ_BYTES]));
    }

    #[test]
    fn an_endless_stream_is_refused() {
        let endless = io::repeat(b'a');
        let refused = Stream::read(endless).err().map(|cause| cause.kind());
        assert_eq!(refused, Some(io::ErrorKind::FileTooLarge));
    }
}
