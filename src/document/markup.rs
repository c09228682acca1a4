//! HTML cut into tags and text, every one with its place.
//!
//! The tags are found in the source itself, not by a decoding tokeniser: only so are the places of text exact.
//!
//! **Invariant: nodes are in order and do not overlap; cutting is linear in the length of the source.**

use std::borrow::Cow;
use std::ops::Range;

/// A tag or a stretch of text.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub(super) span: Range<usize>,
    pub(super) what: What<'a>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum What<'a> {
    /// Text with its references as written.
    Text,
    /// A start tag: its name in small letters, and its attributes as written.
    Start(Cow<'a, str>, &'a str),
    /// An end tag.
    End(Cow<'a, str>),
}

/// The nodes of a stretch of the source; comments and the content of scripts are left out.
pub(super) fn cut(source: &str, span: Range<usize>) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    let text = &source[..span.end];
    let (mut at, mut plain) = (span.start, span.start);
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        let Some((end, what)) = markup(text, start) else {
            continue;
        };
        push_text(&mut nodes, plain..start);
        let end = end.unwrap_or(text.len());
        let raw = match &what {
            Some(What::Start(name, _)) if is_raw(name) => raw_end(text, end, name),
            _ => end,
        };
        if let Some(what) = what {
            nodes.push(Node {
                span: start..end,
                what,
            });
        }
        (at, plain) = (raw, raw);
    }
    push_text(&mut nodes, plain..text.len());
    nodes
}

fn push_text(nodes: &mut Vec<Node<'_>>, span: Range<usize>) {
    if !span.is_empty() {
        nodes.push(Node {
            span,
            what: What::Text,
        });
    }
}

/// What begins with the `<` at `start`; none if that is only a sign. Without an end it reaches to the end of the text.
fn markup(text: &str, start: usize) -> Option<(Option<usize>, Option<What<'_>>)> {
    let rest = &text[start + 1..];
    let find = |needle: &str, from: usize| {
        let found =
            memchr::memmem::find(&text.as_bytes()[from.min(text.len())..], needle.as_bytes());
        found.map(|found| from + found + needle.len())
    };
    if rest.starts_with("!--") {
        let from = if rest.starts_with("!-->") {
            start + 2
        } else {
            start + 4
        };
        return Some((find("-->", from), None));
    }
    match rest.bytes().next()? {
        b'!' | b'?' => Some((find(">", start + 1), None)),
        b'/' if rest.as_bytes().get(1)?.is_ascii_alphabetic() => {
            let name = name(&rest[1..]);
            Some((find(">", start + 2), Some(What::End(lower(name)))))
        }
        byte if byte.is_ascii_alphabetic() => {
            let name = name(rest);
            let from = start + 1 + name.len();
            let end = tag_end(text.as_bytes(), from);
            let attributes = &text[from..end.map_or(text.len(), |end| end - 1)];
            Some((end, Some(What::Start(lower(name), attributes))))
        }
        _ => None,
    }
}

fn name(text: &str) -> &str {
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<');
    &text[..text.bytes().position(is_end).unwrap_or(text.len())]
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Where a tag ends; a `>` within quotes is none.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut value = false;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if value => (quote, value) = (Some(byte), false),
            (None, b'>') => return Some(at + 1),
            (None, b'=') => value = true,
            (None, b' ' | b'\n' | b'\t' | b'\r') => {}
            _ => value = false,
        }
    }
    None
}

fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "iframe" | "noembed" | "noframes" | "xmp"
    )
}

/// Where the content of a script ends.
fn raw_end(text: &str, from: usize, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found + 2;
        if bytes[at..]
            .get(..name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at - 2;
        }
    }
    text.len()
}

/// The value of an attribute; an empty one for an attribute without a value.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_ascii_whitespace() || sign == '/');
        if rest.is_empty() {
            return None;
        }
        let len = rest
            .bytes()
            .skip(1)
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'));
        let mut end = len.map_or(rest.len(), |len| len + 1);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let name = &rest[..end];
        rest = rest[end..].trim_ascii_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_ascii_start());
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        _ => text.split_at(
            text.find(|sign: char| sign.is_ascii_whitespace())
                .unwrap_or(text.len()),
        ),
    }
}
