//! A policy file as it was given, decoded once.
//!
//! Everything downstream works on `text`; only a report looks back at the bytes, through [`Source::to_bytes`].
//! **Invariant: any bytes make a source, and every span of `text` has its exact span of the bytes as given.**

mod decode;
mod format;
#[cfg(test)]
mod tests;

use crate::span::Span;
use decode::{ByteMap, Decoded};
use miette::Diagnostic;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::OnceLock,
};
use thiserror::Error;

/// The largest file that is read: far above any policy, and safely within the 32-bit offsets of a [`Span`].
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// How the bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// `CommonMark` with GFM tables.
    Markdown,
    /// HTML as crawled.
    Html,
    /// Plain text.
    Text,
}

/// Whether the bytes are words at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// Text in some encoding.
    Text,
    /// Something else, such as a PDF or an image.
    Binary,
}

/// A policy as given: its name, format and decoded text.
#[derive(Debug, Clone)]
pub struct Source {
    /// What the user called it: a path, or `-`.
    pub name: String,
    /// The format, settled by content and ending.
    pub format: Format,
    /// The bytes as text.
    pub text: String,
    /// Whether the bytes are words at all.
    pub content: Content,
    /// The name of the encoding the bytes were read in.
    pub encoding: &'static str,
    /// How many characters could not be decoded and became U+FFFD.
    pub damaged: usize,
    /// SHA-256 of the bytes as given, in hexadecimal.
    pub hash: String,
    map: ByteMap,
    lines: OnceLock<Vec<u32>>,
}

/// Why a policy file could not be read.
#[derive(Debug, Error, Diagnostic)]
pub enum SourceError {
    /// Nothing is there.
    #[error("no such file: {}", path.display())]
    #[diagnostic(
        code(source::not_found),
        help(
            "check the spelling and the directory you are in, or use `-` to read from standard input"
        )
    )]
    NotFound {
        /// The path asked for.
        path: PathBuf,
    },
    /// A directory where a file was expected.
    #[error("{} is a directory", path.display())]
    #[diagnostic(
        code(source::directory),
        help("name a file in it, or use `lacuna audit` to read a whole directory")
    )]
    Directory {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file may not be read.
    #[error("no permission to read {}", path.display())]
    #[diagnostic(
        code(source::permission),
        help("make the file readable for your user, for example with `chmod u+r`")
    )]
    Permission {
        /// The path asked for.
        path: PathBuf,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{} is larger than {} MiB", path.display(), MAX_BYTES / 1024 / 1024)]
    #[diagnostic(
        code(source::too_large),
        help(
            "a policy is rarely larger than 1 MiB: check that this is the right file, or split it"
        )
    )]
    TooLarge {
        /// The path asked for.
        path: PathBuf,
    },
    /// Reading failed otherwise.
    #[error("cannot read {}: {cause}", path.display())]
    #[diagnostic(code(source::io), help("copy the file to a local disk and try again"))]
    Io {
        /// The path asked for.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
}

impl Source {
    /// The policy in the file at `path`.
    pub fn read(path: &Path) -> Result<Source, SourceError> {
        Source::read_on(path, Vec::new(), &open(path)?)
    }

    /// The policy in a file at `path` of which some bytes have been read already.
    pub fn read_on(path: &Path, begun: Vec<u8>, file: &File) -> Result<Source, SourceError> {
        let bytes = read_limited(path, begun, file)?;
        Ok(Source::from_vec(&path.to_string_lossy(), bytes))
    }

    /// A source from bytes that are given away: those of UTF-8 are not copied.
    pub fn from_vec(name: &str, bytes: Vec<u8>) -> Source {
        let hash = hex(&Sha256::digest(&bytes));
        Source::new(name, decode::decode_vec(bytes), hash)
    }

    /// A source from bytes in memory, in whatever encoding they are.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Source {
        let hash = hex(&Sha256::digest(bytes));
        Source::new(name, decode::decode(bytes), hash)
    }

    /// A source from text in memory; the format is settled by content, then by the ending of `name`.
    pub fn from_text(name: &str, text: &str) -> Source {
        let hash = hex(&Sha256::digest(text.as_bytes()));
        Source::new(name, Decoded::plain(text.to_owned(), 0), hash)
    }

    fn new(name: &str, decoded: Decoded, hash: String) -> Source {
        let content = format::content(&decoded.text);
        let format = match content {
            Content::Text => format::format(name, &decoded.text),
            Content::Binary => Format::Text,
        };
        Source {
            name: name.to_owned(),
            format,
            text: decoded.text,
            content,
            encoding: decoded.encoding,
            damaged: decoded.damaged,
            hash,
            map: decoded.map,
            lines: OnceLock::new(),
        }
    }

    /// Span of `text` as a span of the bytes given.
    pub fn to_bytes(&self, span: Span) -> Span {
        let end = self.text.len();
        let span = Span::new(span.range().start.min(end), span.range().end.min(end));
        self.map.to_bytes(span)
    }

    /// Line and column, both from 1, of a byte of `text`; columns count characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let (line, before) = self.line_until(byte);
        (line, before.chars().count() + 1)
    }

    /// Line and column, both from 1, of a byte of `text`; columns count UTF-16 code units, as editors do.
    pub fn position_utf16(&self, byte: usize) -> (usize, usize) {
        let (line, before) = self.line_until(byte);
        (line, before.encode_utf16().count() + 1)
    }

    /// The number of the line a byte is in, and what stands before it there.
    fn line_until(&self, byte: usize) -> (usize, &str) {
        let byte = floor(&self.text, byte);
        let starts = self.lines.get_or_init(|| line_starts(&self.text));
        let line = starts.partition_point(|&start| start as usize <= byte);
        (line, &self.text[starts[line - 1] as usize..byte])
    }
}

/// The last place, up to `at`, that is between two characters.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Where each line begins. Lines end in `\n`, `\r\n` or a lone `\r`.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0)
        .chain(ends.map(|at| at as u32 + 1))
        .collect()
}

/// Opens the file at `path`, which is no directory.
pub fn open(path: &Path) -> Result<File, SourceError> {
    let problem = |cause| problem(path, cause);
    let file = File::open(path).map_err(problem)?;
    if file.metadata().map_err(problem)?.is_dir() {
        return Err(SourceError::Directory { path: path.into() });
    }
    Ok(file)
}

/// Reads one byte past the limit at most: the size a file system states can be wrong, or zero for a pipe.
fn read_limited(path: &Path, begun: Vec<u8>, file: &File) -> Result<Vec<u8>, SourceError> {
    let problem = |cause| problem(path, cause);
    let size = file.metadata().map_or(0, |known| known.len());
    let mut bytes = begun;
    bytes.reserve(size.min(MAX_BYTES) as usize + 1);
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(problem)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(SourceError::TooLarge { path: path.into() });
    }
    Ok(bytes)
}

fn problem(path: &Path, cause: io::Error) -> SourceError {
    let path = path.to_owned();
    match cause.kind() {
        io::ErrorKind::NotFound => SourceError::NotFound { path },
        io::ErrorKind::IsADirectory => SourceError::Directory { path },
        io::ErrorKind::PermissionDenied => SourceError::Permission { path },
        _ => SourceError::Io { path, cause },
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
