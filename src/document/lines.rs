//! Lines within a block that were broken on purpose: lists by `<br>` and bullets, bold first lines, paragraphs by empty lines.

use super::{BlockKind, build::is_bold, headings, normalise, tokens::Raw};
use std::ops::Range;

/// The parts of a block's raw text, each with its kind. `breaks` says where its lines begin.
pub(super) fn split(
    raw: &Raw,
    breaks: &[usize],
    kind: BlockKind,
) -> Vec<(Range<usize>, BlockKind)> {
    let text = raw.text.as_str();
    if breaks.is_empty() {
        return vec![bare(text, 0..text.len(), kind)];
    }
    let mut parts: Vec<(Range<usize>, BlockKind)> = Vec::new();
    let mut start = 0;
    let mut apart = true;
    for &end in breaks.iter().chain([&text.len()]) {
        let line = &text[start..end];
        let (from, found) = bare(text, start..end, kind);
        let own = from.start > start && matches!(found, BlockKind::Item(_))
            || headings::is_capitals(line) && headings::may_be(line);
        match parts.last_mut() {
            _ if line.trim().is_empty() => apart = true,
            Some((last, _)) if !apart && !own && !ends_block(raw, last) => last.end = end,
            _ => {
                parts.push((from, found));
                apart = false;
            }
        }
        start = end;
    }
    parts
}

/// A bold or capital line, or one that announces what follows, stands alone. Others may be the lines of an address.
fn ends_block(raw: &Raw, part: &Range<usize>) -> bool {
    let line = raw.text[part.clone()].trim();
    let bold = || is_bold(raw, part) && headings::is_bold_line(line);
    line.ends_with(':') || headings::may_be(line) && (headings::is_capitals(line) || bold())
}

/// A paragraph that begins with a bullet is an item without it.
fn bare(text: &str, part: Range<usize>, kind: BlockKind) -> (Range<usize>, BlockKind) {
    let line = &text[part.clone()];
    let from = line.len() - line.trim_start().len();
    match bullet(&line[from..]) {
        Some(len) if kind == BlockKind::Paragraph => {
            (part.start + from + len..part.end, BlockKind::Item(1))
        }
        Some(len) if matches!(kind, BlockKind::Item(_)) => {
            (part.start + from + len..part.end, kind)
        }
        _ => (part, kind),
    }
}

/// The length of the bullet that a line begins with, with the space after it.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let spaces = rest.len() - rest.trim_start().len();
    let sure = normalise::is_bullet(first);
    let likely = matches!(first, '-' | '*' | '–' | '—' | '+') || first == 'o';
    let says = rest.contains(char::is_alphanumeric);
    (says && (sure || likely && spaces > 0)).then_some(first.len_utf8() + spaces)
}

/// The length of `(a)`, `a)`, `1.`, `iv)` with the space after it.
pub(super) fn numbering(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let label = &inner[..len];
    let close = inner[len..].chars().next()?;
    let known = match close {
        ')' => len <= 3,
        '.' => len <= 2 && label.bytes().all(|byte| byte.is_ascii_digit()) || len == 1,
        _ => false,
    };
    let enclosed = line.starts_with('(');
    let after = line.len() - inner.len() + len + 1;
    let rest = line.get(after..)?;
    let spaces = rest.len() - rest.trim_start().len();
    let is_label = label.bytes().all(|byte| byte.is_ascii_digit())
        || label.len() == 1
        || label.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    (len > 0 && known && is_label && spaces > 0 && !(enclosed && close == '.'))
        .then_some(after + spaces)
}
