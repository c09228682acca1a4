//! Documents made by hand, for tests of what is built on tokens and blocks.

use crate::document::{Block, BlockKind, Break, Document, Link, Section, Shape, Token, TokenKind};
use crate::span::Span;
use std::ops::Range;

/// A line a block: `# heading`, `## …`, `- item`, `-- nested item`, `a | row`, anything else a paragraph.
pub(crate) fn document(lines: &str) -> Document {
    let mut document = Document {
        sections: vec![Section {
            heading: None,
            level: 0,
            parent: None,
        }],
        ..Document::default()
    };
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let mark = line
            .chars()
            .take_while(|sign| matches!(sign, '#' | '-'))
            .count();
        let kind = match line.as_bytes()[0] {
            b'#' => BlockKind::Heading(mark as u8),
            b'-' => BlockKind::Item(mark as u8),
            _ if line.contains(" | ") => BlockKind::Row,
            _ => BlockKind::Paragraph,
        };
        add(&mut document, kind, line[mark..].trim());
    }
    document
}

fn add(document: &mut Document, kind: BlockKind, line: &str) {
    let index = document.blocks.len() as u32;
    if let BlockKind::Heading(level) = kind {
        let above = |section: &Section| section.level < level;
        let parent = document
            .sections
            .iter()
            .rposition(above)
            .map(|at| at as u32);
        document.sections.push(Section {
            heading: Some(index),
            level,
            parent,
        });
    }
    if !document.text.is_empty() {
        document.text.push('\n');
    }
    let start = document.text.len();
    let first = document.tokens.len() as u32;
    let mut before = Break::Block;
    for word in line.split_whitespace() {
        before = before.max(add_word(document, word, before));
        if word != "|" {
            before = sign(word);
        }
    }
    let tokens = first..document.tokens.len() as u32;
    let above = document
        .blocks
        .last()
        .filter(|block| block.kind == BlockKind::Row);
    let head = above
        .map(|above| above.head.unwrap_or(index - 1))
        .filter(|_| kind == BlockKind::Row);
    let cells = cells(document, &tokens);
    document.blocks.push(Block {
        kind,
        tokens,
        span: Span::new(start, document.text.len()),
        section: document.sections.len() as u32 - 1,
        cells,
        head,
    });
}

fn cells(document: &Document, tokens: &Range<u32>) -> Vec<Range<u32>> {
    let begins = |at: &u32| document.tokens[*at as usize].before >= Break::Cell;
    let mut starts: Vec<u32> = tokens.clone().filter(begins).collect();
    starts.push(tokens.end);
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn add_word(document: &mut Document, word: &str, before: Break) -> Break {
    if !document.text.is_empty() && !document.text.ends_with('\n') {
        document.text.push(' ');
    }
    let at = document.text.len();
    document.text.push_str(&word.to_lowercase());
    if word == "|" {
        return Break::Cell;
    }
    let is_sign = |sign: char| !sign.is_alphanumeric();
    let core = word.trim_matches(is_sign);
    if core.is_empty() {
        return sign(word);
    }
    let start = at + word.find(core).unwrap_or(0);
    let upper = core.chars().filter(|sign| sign.is_uppercase()).count();
    document.tokens.push(Token {
        span: Span::new(start, start + core.len()),
        kind: kind_of(core),
        shape: match upper {
            0 => Shape::Lower,
            _ if upper == core.len() && upper > 1 => Shape::Upper,
            _ => Shape::Capitalised,
        },
        before,
        link: Link::None,
    });
    Break::None
}

fn kind_of(word: &str) -> TokenKind {
    if word.contains('@') {
        TokenKind::Email
    } else if word.starts_with("www.") || word.contains("://") {
        TokenKind::Url
    } else if word.starts_with(|sign: char| sign.is_ascii_digit()) {
        TokenKind::Number
    } else {
        TokenKind::Word
    }
}

fn sign(word: &str) -> Break {
    let tail = word.trim_start_matches(|sign: char| sign.is_alphanumeric());
    [
        ('.', Break::Stop),
        ('?', Break::Stop),
        ('!', Break::Stop),
        (':', Break::Colon),
        (';', Break::Semicolon),
        (',', Break::Comma),
    ]
    .into_iter()
    .filter(|(sign, _)| tail.ends_with(*sign) || tail.contains(&format!("{sign})")))
    .map(|(_, strength)| strength)
    .max()
    .unwrap_or(Break::None)
}
