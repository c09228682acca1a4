//! Spans of the document as places in the file, and the file as a place in the world.

use super::Words;
use crate::{
    document::{BlockKind, Document},
    source::Source,
    span::Span,
};
use std::path::{Component, Path};

/// Looks places up.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    source: &'a Source,
    document: &'a Document,
}

/// A place in the file as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The source text between them.
    pub text: &'a str,
}

impl<'a> Places<'a> {
    /// Places of this document, in the file it was read from.
    pub fn new(source: &'a Source, document: &'a Document) -> Self {
        Places { source, document }
    }

    /// The place that a span of the document's text came from.
    pub fn place(&self, span: Span) -> Place<'a> {
        self.at(self.document.to_source(span))
    }

    fn at(&self, span: Span) -> Place<'a> {
        let bytes = self.source.to_bytes(span);
        Place {
            start: bytes.start,
            end: bytes.end,
            text: self.source.text.get(span.range()).unwrap_or_default(),
        }
    }

    /// The words of the file that a span of the document's text came from.
    pub(super) fn words(&self, span: Span) -> Words {
        self.of_source(self.document.to_source(span))
    }

    /// The highest of the first headings, else the line of the first words, else the first line.
    pub(super) fn title(&self) -> Words {
        let blocks = &self.document.blocks;
        let first = |kind: fn(BlockKind) -> bool| blocks.iter().find(|block| kind(block.kind));
        let heading = first(|kind| kind == BlockKind::Heading(1))
            .or(first(|kind| matches!(kind, BlockKind::Heading(_))));
        if let Some(block) = heading {
            return self.words(block.span);
        }
        let start = blocks
            .first()
            .map_or(0, |block| self.document.to_source(block.span).range().start);
        let rest = self.source.text.get(start..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        self.of_source(Span::new(start, start + line.len()))
    }

    fn of_source(&self, span: Span) -> Words {
        let place = self.at(span);
        let (line, column) = self.source.position(span.start as usize);
        Words {
            start: place.start,
            end: place.end,
            line,
            column,
            text: place.text.to_owned(),
            signal: None,
            note: String::new(),
            span,
        }
    }
}

/// What programs that know no standard input are told it is called.
const STDIN: &str = "stdin";

/// A path as code hosts write it: from the folder the program runs in where it lies in there, with `/`, without `.` and needless `..`.
pub(super) fn portable(path: &str, root: &Path) -> String {
    if path == "-" {
        return STDIN.to_owned();
    }
    let path = Path::new(path);
    let path = path.strip_prefix(root).unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => parts.push(String::new()),
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::ParentDir | Component::Prefix(_) | Component::Normal(_) => {
                parts.push(part.as_os_str().to_string_lossy().into_owned());
            }
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_portable() {
        let portable = |path: &str| portable(path, Path::new("/work/site"));
        assert_eq!(portable("./legal/../privacy.md"), "privacy.md");
        assert_eq!(portable("/work/site/a b/privacy.md"), "a b/privacy.md");
        assert_eq!(portable("/elsewhere/privacy.md"), "/elsewhere/privacy.md");
        assert_eq!(portable("../../privacy.md"), "../../privacy.md");
        assert_eq!(portable("-"), "stdin");
    }
}
