//! What stands around the page in a record's block: the server's headers, chunks, compression.

use super::{
    GZIP, Stop,
    head::{self, Head},
};
use crate::source::MAX_BYTES;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};

/// Why a record is no page.
pub(super) const NO_PAGE: &str = "no page (pictures, scripts, data)";
const NO_SUCCESS: &str = "no success (redirects, errors)";
const UNREADABLE: &str = "compressed in a way that is not read";
pub(super) const EMPTY: &str = "empty";

/// What was done to a page on its way.
pub(super) struct Form {
    packing: Packing,
    chunked: bool,
    /// Nobody said what it is.
    guess: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Deflate,
}

/// Reads what stands before the page. Where there is no page, why.
pub(super) fn form(
    head: &Head,
    block: &mut impl BufRead,
) -> Result<Result<Form, &'static str>, Stop> {
    if !head.content_type.starts_with("application/http") {
        let guess = head.content_type.is_empty();
        let plain = Form {
            packing: Packing::None,
            chunked: false,
            guess,
        };
        return Ok(if guess || is_page(&head.content_type) {
            Ok(plain)
        } else {
            Err(NO_PAGE)
        });
    }
    let status = head::line(block)?.unwrap_or_default();
    if !is_success(&status) {
        return Ok(Err(NO_SUCCESS));
    }
    let fields = head::fields(block)?;
    Ok(answer(&fields))
}

/// What a server says about its answer.
fn answer(fields: &[(String, String)]) -> Result<Form, &'static str> {
    let get = |name| {
        head::field(fields, name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let kind = get("content-type");
    if !kind.is_empty() && !is_page(&kind) {
        return Err(NO_PAGE);
    }
    let packing = match get("content-encoding").trim() {
        "" | "identity" | "none" | "utf-8" => Packing::None,
        "gzip" | "x-gzip" => Packing::Gzip,
        "deflate" => Packing::Deflate,
        _ => return Err(UNREADABLE),
    };
    Ok(Form {
        packing,
        chunked: get("transfer-encoding").contains("chunked"),
        guess: kind.is_empty(),
    })
}

/// `HTTP/1.1 200 OK`
fn is_success(status: &[u8]) -> bool {
    let mut words = status.split(|&byte| byte == b' ');
    let http = words.next().is_some_and(|word| word.starts_with(b"HTTP/"));
    let code = words.find(|word| !word.is_empty());
    http && code.is_some_and(|code| code.len() == 3 && code[0] == b'2')
}

/// Whether it is text a person reads.
fn is_page(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(
        kind,
        "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown" | "text/x-markdown"
    )
}

impl Form {
    /// Whether nobody said what it is.
    pub(super) fn is_guess(&self) -> bool {
        self.guess
    }

    /// The page as its writer wrote it. Archives often keep the headers and not the form: what is not in it is left as it is.
    pub(super) fn undo(&self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let bytes = if self.chunked {
            joined(&bytes).unwrap_or(bytes)
        } else {
            bytes
        };
        match self.packing {
            Packing::Gzip if bytes.starts_with(&GZIP) => limited(MultiGzDecoder::new(&*bytes)),
            Packing::Deflate => {
                let unpacked = limited(ZlibDecoder::new(&*bytes))
                    .or_else(|_| limited(DeflateDecoder::new(&*bytes)));
                Ok(unpacked.unwrap_or(bytes))
            }
            Packing::None | Packing::Gzip => Ok(bytes),
        }
    }
}

/// A small page can unpack to a very large one.
fn limited(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("it is larger than can be read"));
    }
    Ok(bytes)
}

/// Chunks put together, as far as they go; none if these are no chunks.
fn joined(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut first = true;
    while let Some((size, after)) = chunk_size(rest) {
        first = false;
        let size = size.min(after.len());
        whole.extend_from_slice(&after[..size]);
        rest = &after[size..];
        rest = rest
            .strip_prefix(b"\r\n")
            .or(rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
        if size == 0 {
            break;
        }
    }
    (!first).then_some(whole)
}

/// `1a3;name=value`, in hexadecimal, and what follows the line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(256)])?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let size = usize::from_str_radix(digits, 16).ok()?;
    Some((size, &bytes[end + 1..]))
}
