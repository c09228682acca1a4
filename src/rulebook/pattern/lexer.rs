//! The signs of a pattern, one after the other.

use super::{Capture, Case, Node, PatternError};
use std::ops::Range;

/// Words that `..` may pass over.
pub(super) const SHORT_GAP: u8 = 3;
/// Words that `...` may pass over.
pub(super) const LONG_GAP: u8 = 12;

/// A sign of the pattern language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// A piece that stands for itself; several where one written word is several words (`e-mail`).
    Pieces(Vec<Node>),
    Open,
    Close,
    Or,
    OpenHeading,
    CloseHeading,
    And,
    Not,
    Then,
}

/// A sign and its place.
pub(super) type Placed = (Sign, Range<usize>);

/// All signs of a pattern.
pub(super) fn signs(text: &str) -> Result<Vec<Placed>, PatternError> {
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (sign, length) = sign(text, at, first)?;
        signs.push((sign, at..at + length));
        at += length;
    }
    Ok(signs)
}

fn sign(text: &str, at: usize, first: char) -> Result<(Sign, usize), PatternError> {
    let rest = &text[at..];
    Ok(match first {
        '(' => (Sign::Open, 1),
        ')' => (Sign::Close, 1),
        '|' => (Sign::Or, 1),
        '[' => (Sign::OpenHeading, 1),
        ']' => (Sign::CloseHeading, 1),
        '&' => (Sign::And, 1),
        '!' => (Sign::Not, 1),
        '^' => (Sign::Pieces(vec![Node::Start]), 1),
        '$' => (Sign::Pieces(vec![Node::End]), 1),
        '>' if rest.starts_with(">>") => (Sign::Then, 2),
        '{' => enclosed(rest, at, '}').map(|name| {
            (
                Sign::Pieces(vec![Node::Term(name.to_owned())]),
                name.len() + 2,
            )
        })?,
        '<' => capture(rest, at)?,
        '.' => gap(rest, at)?,
        _ => word(rest, at)?,
    })
}

fn enclosed(rest: &str, at: usize, close: char) -> Result<&str, PatternError> {
    match rest.find(close) {
        Some(end) if end > 1 => Ok(&rest[1..end]),
        Some(end) => Err(error(
            at..at + end + 1,
            "there is no name in the brackets",
            "write the name of a term, such as {personal-data}",
        )),
        None => Err(error(
            at..at + rest.len(),
            &format!("`{close}` is missing"),
            "close the bracket after the name",
        )),
    }
}

fn capture(rest: &str, at: usize) -> Result<(Sign, usize), PatternError> {
    let name = enclosed(rest, at, '>')?;
    let known = Capture::ALL.iter().find(|(known, _)| *known == name);
    let Some((_, capture)) = known else {
        let names: Vec<_> = Capture::ALL
            .iter()
            .map(|(name, _)| format!("<{name}>"))
            .collect();
        return Err(error(
            at..at + name.len() + 2,
            "nothing is recognised by that name",
            &format!("write one of {}", names.join(" ")),
        ));
    };
    Ok((Sign::Pieces(vec![Node::Capture(*capture)]), name.len() + 2))
}

fn gap(rest: &str, at: usize) -> Result<(Sign, usize), PatternError> {
    let dots = rest.len() - rest.trim_start_matches('.').len();
    let most = match dots {
        2 => SHORT_GAP,
        3 => LONG_GAP,
        _ => {
            return Err(error(
                at..at + dots,
                "a gap has two or three dots",
                "write `..` for up to 3 words, `...` for up to 12",
            ));
        }
    };
    Ok((Sign::Pieces(vec![Node::Gap(most)]), dots))
}

/// A run of letters, digits and the signs that stand within words.
fn word(rest: &str, at: usize) -> Result<(Sign, usize), PatternError> {
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || "-/.'’@_§%€£".contains(c)))
        .unwrap_or(rest.len());
    let end = rest[..end].find("..").unwrap_or(end); // `data...` is a word and a gap
    let written = rest[..end].trim_end_matches('.');
    if written.is_empty() {
        let length = rest.chars().next().map_or(1, char::len_utf8);
        return Err(error(
            at..at + length,
            "punctuation between words is ignored in the text",
            "leave it out of the pattern",
        ));
    }
    let length = if written.len() < end {
        written.len() + 1
    } else {
        end
    };
    if rest[end..].starts_with('*') {
        if rest[end + 1..].starts_with(char::is_alphanumeric) {
            let help = "write the spellings as alternatives, such as (organized|organised)";
            return Err(error(
                at..at + end + 2,
                "a star stands at the end of a word",
                help,
            ));
        }
        return stem(written, at).map(|node| (Sign::Pieces(vec![node]), end + 1));
    }
    if is_address(written) {
        return Ok((
            Sign::Pieces(vec![Node::Address(written.to_lowercase())]),
            length,
        ));
    }
    Ok((Sign::Pieces(words(written)), length))
}

fn stem(written: &str, at: usize) -> Result<Node, PatternError> {
    match words(written).as_slice() {
        [Node::Word(word)] if word.chars().count() >= 2 => Ok(Node::Stem(word.clone())),
        [Node::Word(_)] => Err(error(
            at..at + written.len() + 1,
            "one letter is too little for a stem",
            "write at least two letters before the `*`",
        )),
        _ => Err(error(
            at..at + written.len() + 1,
            "a stem is one word in small letters",
            "write the words before it apart, such as `opt out*`",
        )),
    }
}

/// `export.gov`, `www.acme.example`: a dot within, letters after the last one.
fn is_address(written: &str) -> bool {
    let Some((name, ending)) = written
        .trim_end_matches('/')
        .split('/')
        .next()
        .unwrap_or("")
        .rsplit_once('.')
    else {
        return false;
    };
    let letters = ending.chars().count() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic());
    letters && name.split('.').any(|part| part.len() >= 2) && !written.contains('\'')
}

/// The words of a run, as the text has them: hyphens, slashes and inner dots part words, `don't` is `do not`.
fn words(written: &str) -> Vec<Node> {
    let numeric = |part: &str| part.chars().next().is_some_and(|c| c.is_ascii_digit());
    let mut nodes = Vec::new();
    for part in written
        .split(['-', '/', '_', '@'])
        .filter(|part| !part.is_empty())
    {
        if numeric(part) {
            nodes.push(node(part));
        } else {
            part.split('.')
                .filter(|piece| !piece.is_empty())
                .for_each(|piece| contracted(piece, &mut nodes));
        }
    }
    nodes
}

fn contracted(piece: &str, nodes: &mut Vec<Node>) {
    let straight = piece.replace('’', "'");
    let lower = straight.to_lowercase();
    match lower.as_str() {
        "can't" | "cannot" => nodes.extend([node("can"), node("not")]),
        "won't" => nodes.extend([node("will"), node("not")]),
        _ => match straight.split_once('\'') {
            Some((before, "t")) if before.ends_with('n') => {
                nodes.extend([node(&before[..before.len() - 1]), node("not")]);
            }
            Some((before, "ll")) => nodes.extend([node(before), node("will")]),
            Some((before, "re")) => nodes.extend([node(before), node("are")]),
            Some((before, "ve")) => nodes.extend([node(before), node("have")]),
            Some((before, _)) if !before.is_empty() => nodes.push(node(before)),
            _ => nodes.push(node(straight.trim_matches('\''))),
        },
    }
}

fn node(word: &str) -> Node {
    let lower = word.to_lowercase();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => Node::Word(lower),
        _ if capitals > 1 && !word.chars().any(char::is_lowercase) => {
            Node::Cased(lower, Case::Capitals)
        }
        _ => Node::Cased(lower, Case::Capital),
    }
}

pub(super) fn error(span: Range<usize>, message: &str, help: &str) -> PatternError {
    PatternError {
        span,
        message: message.to_owned(),
        help: help.to_owned(),
    }
}
