//! A policy file as it was given, decoded once.
//!
//! Everything downstream works on `text`; only a report looks back at the bytes, through [`Source::to_bytes`].
//! **Invariant: any bytes make a source, and every span of `text` has its exact span of the bytes as given.**

mod decode;
mod format;
mod position;
mod stream;
#[cfg(test)]
mod tests;

use crate::{
    limits::{FILE_BYTES, READ_BYTES},
    span::Span,
};
use decode::{ByteMap, Decoded};
use miette::Diagnostic;
use position::{Lines, Unit};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::OnceLock,
};
use stream::Stream;
use thiserror::Error;

/// The largest file that is opened.
pub const MAX_BYTES: u64 = FILE_BYTES;

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
    /// SHA-256 of the bytes as given, all of them, in hexadecimal.
    pub hash: String,
    /// How many bytes at the end were not read ([`READ_BYTES`]); the others are `text`.
    pub unread: u64,
    map: ByteMap,
    lines: OnceLock<Lines>,
}

/// Why a policy file could not be read.
#[derive(Debug, Error, Diagnostic)]
pub enum SourceError {
    /// Nothing is there.
    #[error("no such file: {}", path.display())]
    #[diagnostic(help(
        "check the spelling and the directory you are in, or use `-` to read from standard input"
    ))]
    NotFound {
        /// The path asked for.
        path: PathBuf,
    },
    /// A directory where a file was expected.
    #[error("{} is a directory", path.display())]
    #[diagnostic(help("name a file in it, or use `lacuna audit` to read a whole directory"))]
    Directory {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file may not be read.
    #[error("no permission to read {}", path.display())]
    #[diagnostic(help("make the file readable for your user, for example with `chmod u+r`"))]
    Permission {
        /// The path asked for.
        path: PathBuf,
    },
    /// Larger than [`FILE_BYTES`].
    #[error("{} is larger than {} MiB", path.display(), FILE_BYTES / 1024 / 1024)]
    #[diagnostic(help(
        "a policy is rarely larger than 1 MiB: check that this is the right file, or split it"
    ))]
    TooLarge {
        /// The path asked for.
        path: PathBuf,
    },
    /// Somebody wrote to the file meanwhile: what was read is neither the old text nor the new one.
    #[error("{} changed while it was read", path.display())]
    #[diagnostic(help("try again when nothing writes to the file, or check a copy of it"))]
    Changed {
        /// The path asked for.
        path: PathBuf,
    },
    /// Reading failed otherwise.
    #[error("cannot read {}: {cause}", path.display())]
    #[diagnostic(help("copy the file to a local disk and try again"))]
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
        let stream = stream::file(path, begun, file)?;
        Ok(Source::from_stream(&path.to_string_lossy(), stream))
    }

    /// A policy from a stream, such as standard input.
    pub fn from_reader(name: &str, reader: impl Read) -> Result<Source, SourceError> {
        let stream = Stream::read(reader).map_err(|cause| problem(Path::new(name), cause))?;
        Ok(Source::from_stream(name, stream))
    }

    /// A source from bytes that are given away: those of UTF-8 are not copied.
    pub fn from_vec(name: &str, bytes: Vec<u8>) -> Source {
        Source::from_stream(name, Stream::of(bytes))
    }

    /// A source from bytes in memory, in whatever encoding they are.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Source {
        Source::from_vec(name, bytes.to_vec())
    }

    /// A source from text in memory; the format is settled by content, then by the ending of `name`.
    pub fn from_text(name: &str, text: &str) -> Source {
        let hash = stream::hash(text.as_bytes());
        let read = &text[..floor(text, READ_BYTES)];
        let mut source = Source::new(name, Decoded::plain(read.to_owned(), 0), hash);
        source.unread = (text.len() - read.len()) as u64;
        source
    }

    fn from_stream(name: &str, stream: Stream) -> Source {
        let mut source = Source::new(name, decode::decode_vec(stream.head), stream.hash);
        source.unread = stream.unread;
        source
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
            unread: 0,
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

    /// Line, from 1, of a byte of `text`.
    pub fn line(&self, byte: usize) -> usize {
        self.place(byte, Unit::Character).0
    }

    /// Line and column, both from 1, of a byte of `text`; columns count characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        self.place(byte, Unit::Character)
    }

    /// Line and column, both from 1, of a byte of `text`; columns count UTF-16 code units, as editors do.
    pub fn position_utf16(&self, byte: usize) -> (usize, usize) {
        self.place(byte, Unit::Utf16)
    }

    fn place(&self, byte: usize, unit: Unit) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| Lines::of(&self.text));
        lines.position(&self.text, floor(&self.text, byte), unit)
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

/// Opens the file at `path`, which is no directory.
pub fn open(path: &Path) -> Result<File, SourceError> {
    let problem = |cause| problem(path, cause);
    let file = File::open(path).map_err(problem)?;
    if file.metadata().map_err(problem)?.is_dir() {
        return Err(SourceError::Directory { path: path.into() });
    }
    Ok(file)
}

fn problem(path: &Path, cause: io::Error) -> SourceError {
    let path = path.to_owned();
    match cause.kind() {
        io::ErrorKind::NotFound => SourceError::NotFound { path },
        io::ErrorKind::IsADirectory => SourceError::Directory { path },
        io::ErrorKind::PermissionDenied => SourceError::Permission { path },
        io::ErrorKind::FileTooLarge => SourceError::TooLarge { path },
        _ => SourceError::Io { path, cause },
    }
}
