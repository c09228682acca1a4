//! From bytes to text, with the way back.
//!
//! The map is a list of stretches in which every unit (a character, or several) takes the same number of bytes on both
//! sides, so plain English costs one stretch in any encoding. **Invariant: stretches ascend on both sides.**

use crate::span::Span;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes at the start are looked at to guess an encoding.
const HEAD: usize = 4096;
/// From how many bytes an encoding is guessed that nothing declares: more do not change the guess, and it is slow.
const SAMPLE: usize = 1024 * 1024;

/// Bytes as text.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) damaged: usize,
    pub(super) map: ByteMap,
}

impl Decoded {
    /// UTF-8 that begins `skip` bytes into the file.
    pub(super) fn plain(text: String, skip: u32) -> Decoded {
        let start = Stretch {
            bytes: skip,
            ..Stretch::SAME
        };
        Decoded {
            text,
            encoding: UTF_8.name(),
            damaged: 0,
            map: ByteMap(vec![start]),
        }
    }
}

/// Text to bytes.
#[derive(Debug, Clone)]
pub(super) struct ByteMap(Vec<Stretch>);

/// Units of equal size, up to the next stretch.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    text: u32,
    bytes: u32,
    text_unit: u32,
    byte_unit: u32,
}

impl Stretch {
    const SAME: Stretch = Stretch {
        text: 0,
        bytes: 0,
        text_unit: 1,
        byte_unit: 1,
    };
}

impl ByteMap {
    pub(super) fn to_bytes(&self, span: Span) -> Span {
        let start = self.byte(span.start, |offset, unit| offset / unit);
        if span.is_empty() {
            return Span { start, end: start };
        }
        // The end is looked up from the last byte inside, lest bytes without text behind it be counted in.
        let end = self.byte(span.end - 1, |offset, unit| offset / unit + 1);
        Span { start, end }
    }

    fn byte(&self, text: u32, units: impl Fn(u32, u32) -> u32) -> u32 {
        let after = self.0.partition_point(|stretch| stretch.text <= text);
        let stretch = self.0[after - 1];
        stretch.bytes + units(text - stretch.text, stretch.text_unit) * stretch.byte_unit
    }
}

/// The text of any bytes: by byte order mark, as UTF-8 if they are, else as whatever they most likely are.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (utf_16_by_zeros(bytes).unwrap_or_else(|| guess(bytes)), 0),
    };
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(&bytes[skip..])
    {
        return Decoded::plain(text.to_owned(), skip as u32);
    }
    walk(encoding, bytes, skip)
}

/// The same of bytes that are given away: plain UTF-8 is not copied.
pub(super) fn decode_vec(bytes: Vec<u8>) -> Decoded {
    if Encoding::for_bom(&bytes).is_some() || utf_16_by_zeros(&bytes).is_some() {
        return decode(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::plain(text, 0),
        Err(other) => decode(other.as_bytes()),
    }
}

/// UTF-16 without a mark shows as Latin letters with a zero on one side.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0 && pair[1] != 0);
        second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let pairs = head.len() / 2;
    let most =
        |zeros: usize, others: usize| pairs > 1 && zeros * 10 >= pairs * 4 && others * 20 <= pairs;
    match () {
        () if most(second, first) => Some(UTF_16LE),
        () if most(first, second) => Some(UTF_16BE),
        () => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return UTF_8;
    }
    declared(bytes).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(sample(bytes), true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    })
}

/// What an encoding is guessed from: bytes from shortly before the first that is no ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let telling = Encoding::ascii_valid_up_to(bytes);
    let from = &bytes[telling.saturating_sub(HEAD)..];
    &from[..from.len().min(SAMPLE)]
}

/// A few damaged bytes do not make another encoding of a text that has more intact UTF-8 characters than those.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut intact, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        intact += chunk
            .valid()
            .chars()
            .filter(|sign| !sign.is_ascii())
            .count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    intact > damaged
}

/// What `<meta charset>` says. UTF-16 cannot be true there: the declaration itself was readable.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let meta = memchr::memmem::find(&head, b"<meta")?;
    let at = meta + memchr::memmem::find(&head[meta..], b"charset")? + "charset".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|byte| b" =\"'".contains(byte))
        .take_while(|&byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte))
        .collect();
    Encoding::for_label(&label).map(Encoding::output_encoding)
}

/// Decodes step by step, to see which bytes each character comes from.
fn walk(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Decoded {
    let mut walk = Walk {
        decoder: encoding.new_decoder_without_bom_handling(),
        text: String::with_capacity(bytes.len()),
        map: vec![Stretch {
            bytes: skip as u32,
            ..Stretch::SAME
        }],
        damaged: 0,
        unread: skip,
    };
    let mut at = skip;
    while at < bytes.len() {
        if encoding.is_ascii_compatible() && walk.unread == at {
            at = walk.ascii(bytes, at);
        }
        if let Some(byte) = bytes.get(at) {
            at += 1;
            walk.step(&[*byte], at, Feed::More);
        }
    }
    walk.step(&[], at, Feed::Last);
    Decoded {
        text: walk.text,
        encoding: encoding.name(),
        damaged: walk.damaged,
        map: ByteMap(walk.map),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Feed {
    More,
    Last,
}

struct Walk {
    decoder: Decoder,
    text: String,
    map: Vec<Stretch>,
    damaged: usize,
    /// The first byte that has given no text yet.
    unread: usize,
}

impl Walk {
    /// Plain ASCII between characters needs no decoder.
    fn ascii(&mut self, bytes: &[u8], at: usize) -> usize {
        let plain = Encoding::ascii_valid_up_to(&bytes[at..]);
        if plain > 0 {
            self.record(1, 1);
            self.text
                .extend(bytes[at..at + plain].iter().map(|&byte| char::from(byte)));
            self.unread = at + plain;
        }
        at + plain
    }

    fn step(&mut self, bytes: &[u8], at: usize, feed: Feed) {
        let mut out = [0; 32];
        let (_, _, written, damaged) =
            self.decoder
                .decode_to_utf8(bytes, &mut out, feed == Feed::Last);
        self.damaged += usize::from(damaged);
        if written > 0 {
            self.record(written as u32, (at - self.unread) as u32);
            self.text
                .push_str(&String::from_utf8_lossy(&out[..written]));
            self.unread = at;
        }
    }

    /// Begins a stretch unless the one before goes on.
    fn record(&mut self, text_unit: u32, byte_unit: u32) {
        let (text_unit, byte_unit) = match (text_unit, byte_unit) {
            (text, bytes) if text == bytes => (1, 1),
            units => units,
        };
        let goes_on = self
            .map
            .last()
            .is_some_and(|last| (last.text_unit, last.byte_unit) == (text_unit, byte_unit));
        if !goes_on {
            self.map.push(Stretch {
                text: self.text.len() as u32,
                bytes: self.unread as u32,
                text_unit,
                byte_unit,
            });
        }
    }
}
