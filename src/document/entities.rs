//! Character references of HTML, decoded where they stand.

use super::build::Builder;
use std::borrow::Cow;
use std::ops::Range;

/// No name of a character is longer.
const LONGEST: usize = 34;

/// Adds a stretch of HTML text to the block, its references decoded.
pub(super) fn text(builder: &mut Builder<'_>, source: &str, span: Range<usize>) {
    let mut plain = span.start;
    let mut at = span.start;
    while let Some(found) = memchr::memchr(b'&', &source.as_bytes()[at..span.end]) {
        let start = at + found;
        at = start + 1;
        if let Some((decoded, len)) = reference(&source[start..span.end]) {
            builder.text(plain..start);
            builder.decoded(&decoded, start..start + len);
            (plain, at) = (start + len, start + len);
        }
    }
    builder.text(plain..span.end);
}

/// What a text that is one reference, and nothing else, stands for.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let (decoded, len) = reference(text)?;
    (len == text.len()).then(|| decoded.into_owned())
}

/// The characters a reference stands for, and its length; the text begins with `&`.
fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = text
        .bytes()
        .take(LONGEST)
        .skip(1)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?
        + 1;
    let name = &text[1..end];
    if !text[end..].starts_with(';') {
        return (name == "nbsp").then_some((" ".into(), end));
    }
    let decoded = match name.strip_prefix('#') {
        Some(number) => numeric(number)?.to_string().into(),
        None => named(name)?,
    };
    Some((decoded, end + 1))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x85 => Some('…'),
        0x95 => Some('•'),
        _ => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<Cow<'static, str>> {
    let common = match name {
        "nbsp" => "\u{a0}",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "rsquo" => "’",
        "lsquo" => "‘",
        "ldquo" => "“",
        "rdquo" => "”",
        "ndash" => "–",
        "mdash" => "—",
        "bull" => "•",
        "copy" => "©",
        _ => return rare(name).map(Cow::Owned),
    };
    Some(Cow::Borrowed(common))
}

/// The two thousand names nobody remembers.
fn rare(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    let decoded: String = html5gum::Tokenizer::new(&reference)
        .filter_map(|token| match token {
            Ok(html5gum::Token::String(text)) => {
                Some(String::from_utf8_lossy(&text.value).into_owned())
            }
            _ => None,
        })
        .collect();
    (decoded != reference && !decoded.is_empty()).then_some(decoded)
}
