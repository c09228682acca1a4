//! What the text is written in: content decides, then the ending of the name.

use super::{Content, Format, floor};

/// How much of the beginning shows what a file is.
const HEAD: usize = 4096;
/// Tags that structure a page; inline tags also stand in Markdown.
const BLOCK_TAGS: [&str; 12] = [
    "<p>", "<p ", "<div", "<h1", "<h2", "<h3", "<ul", "<li", "<table", "<br", "<span", "<section",
];
/// How many block tags make a page of a fragment.
const SEVERAL: usize = 3;

/// Zeros, or many control characters, are no writing.
pub(super) fn content(text: &str) -> Content {
    let head = start(text);
    let controls = head
        .bytes()
        .filter(|&byte| byte < b' ' && !b"\t\n\r\x0c\x1b".contains(&byte))
        .count();
    let magic = ["%PDF-", "PK\u{3}\u{4}"];
    if head.contains('\0')
        || controls * 10 > head.len()
        || magic.iter().any(|m| head.starts_with(m))
    {
        Content::Binary
    } else {
        Content::Text
    }
}

pub(super) fn format(name: &str, text: &str) -> Format {
    let ending = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let markdown = matches!(ending.as_str(), "md" | "markdown" | "mdx" | "mkd");
    let head = start(text).to_ascii_lowercase();
    match () {
        () if is_page(&head) => Format::Html,
        () if markdown => Format::Markdown,
        () if is_fragment(&head) || matches!(ending.as_str(), "html" | "htm" | "xhtml") => {
            Format::Html
        }
        () if text.lines().any(is_markdown) => Format::Markdown,
        () => Format::Text,
    }
}

fn start(text: &str) -> &str {
    &text[..floor(text, HEAD)]
}

/// A page begins as one; a page quoted further down in a Markdown file does not count.
fn is_page(head: &str) -> bool {
    let mut rest = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|r| r.split_once("-->")) {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body", "<?xml"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

fn is_fragment(head: &str) -> bool {
    let tags: usize = BLOCK_TAGS.iter().map(|tag| head.matches(tag).count()).sum();
    tags >= SEVERAL || head.contains("<body") || head.contains("<html")
}

/// A line that only Markdown writes so. Tables with bars stand in plain text too, where a line is a paragraph: they show nothing.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    is_heading(line) || line.contains("](") || is_bold(line)
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level) && rest.starts_with(' ') && !rest.trim().is_empty()
}

/// `**word**`, but not a row of asterisks.
fn is_bold(line: &str) -> bool {
    let mut pieces = line.split("**").skip(1);
    pieces.next().is_some_and(|inside| {
        !inside.trim_matches('*').trim().is_empty() && pieces.next().is_some()
    })
}
