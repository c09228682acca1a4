//! The header of a record.

use super::{Stop, WARC};
use jiff::civil::Date;
use std::io::{BufRead, Read};

/// The longest line that is read, far above any address.
const LONGEST: u64 = 64 * 1024;
/// The most lines of a header.
const MOST: usize = 1000;

/// What a record's header says.
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) length: u64,
    pub(super) address: String,
    pub(super) captured: Option<Date>,
    /// Of the block: `application/http` for what a server answered.
    pub(super) content_type: String,
}

/// What a record is.
pub(super) enum Kind {
    /// It may hold a page.
    Page,
    /// A request, a note, a repetition.
    Other,
}

/// The header of the next record; none at the end.
pub(super) fn read(input: &mut impl BufRead) -> Result<Option<Head>, Stop> {
    let version = loop {
        match line(input)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with(WARC) {
        return Err(Stop::Broken("no record begins where one should".to_owned()));
    }
    let fields = fields(input)?;
    let get = |name: &str| field(&fields, name).unwrap_or_default();
    let length = get("content-length").parse();
    Ok(Some(Head {
        kind: match get("warc-type") {
            "response" | "resource" | "conversion" => Kind::Page,
            _ => Kind::Other,
        },
        length: length.map_err(|_| Stop::Broken("its length is not said".to_owned()))?,
        address: address(&fields),
        captured: day(get("warc-date")),
        content_type: get("content-type").to_ascii_lowercase(),
    }))
}

/// Some writers put the address in angle brackets. Without one, the record's own id names it.
fn address(fields: &[(String, String)]) -> String {
    let named = field(fields, "warc-target-uri").or(field(fields, "warc-record-id"));
    let trimmed = named.map(|name| name.trim_start_matches('<').trim_end_matches('>'));
    trimmed.unwrap_or("a record without an address").to_owned()
}

/// Names in small letters, with their values, up to the empty line, or to the end.
pub(super) fn fields(input: &mut impl BufRead) -> Result<Vec<(String, String)>, Stop> {
    let mut fields: Vec<(String, String)> = Vec::new();
    while let Some(line) = line(input)? {
        if line.is_empty() {
            return Ok(fields);
        }
        if fields.len() == MOST {
            return Err(Stop::Broken("its header has no end".to_owned()));
        }
        let text = String::from_utf8_lossy(&line);
        if text.starts_with([' ', '\t'])
            && let Some((_, value)) = fields.last_mut()
        {
            value.push(' ');
            value.push_str(text.trim());
        } else {
            let (name, value) = text.split_once(':').unwrap_or((&text, ""));
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(fields)
}

/// The value of a field; the name in small letters.
pub(super) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// A line without its end; none where the input is over.
pub(super) fn line(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Stop> {
    let mut line = Vec::new();
    input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.len() as u64 == LONGEST {
        return Err(Stop::Broken("a line of its header has no end".to_owned()));
    }
    while line.last().is_some_and(|byte| b"\r\n".contains(byte)) {
        line.pop();
    }
    Ok(Some(line))
}

/// `2014-04-16T12:02:14Z`; WARC 1.1 allows less: `2014-04` or `2014`.
fn day(stamp: &str) -> Option<Date> {
    let date = stamp.split('T').next()?;
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    whole.parse().ok()
}
