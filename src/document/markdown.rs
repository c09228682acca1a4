//! The blocks of a Markdown page: `CommonMark` with tables, and the HTML in it.

use super::build::Builder;
use super::html::flow::{Flow, Table, link_to};
use super::{BlockKind, Document, Link, dates, lines, markup};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What an archive's line about itself says.
const PROVENANCE: &str = "extracted and transformed from";

/// The document of a Markdown page, without statements.
pub(super) fn parse(source: &str) -> Document {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut walk = Walk {
        source,
        builder: Builder::new(source),
        flow: Flow::default(),
        lists: 0,
        silent: 0,
        hidden: 0,
        layout: false,
    };
    for (event, span) in Parser::new_ext(source, options).into_offset_iter() {
        walk.event(event, span);
    }
    walk.builder.finished()
}

struct Walk<'s> {
    source: &'s str,
    builder: Builder<'s>,
    flow: Flow,
    lists: u8,
    /// How many images are open: their texts are not shown.
    silent: u32,
    /// How deep the reader is in what has been read otherwise, or is left out.
    hidden: u32,
    /// Whether the table being read only places things.
    layout: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if self.hidden > 0 {
            match event {
                Event::Start(_) => self.hidden += 1,
                Event::End(_) => self.hidden -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.text(&text, span),
            Event::InlineHtml(_) => self.html(span),
            Event::SoftBreak => {
                let next = self.source[span.end..].trim_start_matches([' ', '\t']);
                match lines::bullet(next.lines().next().unwrap_or("")) {
                    Some(_) => self.builder.line(span),
                    None => self.builder.part(span),
                }
            }
            Event::HardBreak => self.builder.line(span),
            Event::Rule => self.builder.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.builder.open(BlockKind::Heading(level_of(level))),
            Tag::Paragraph | Tag::CodeBlock(_) => self.builder.open(self.kind()),
            Tag::BlockQuote(_) => self.quote(span),
            Tag::List(_) => {
                self.builder.close();
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => self.builder.open(self.kind()),
            Tag::Table(columns) => {
                self.builder.close();
                self.layout = columns.len() < 2;
            }
            Tag::TableHead | Tag::TableRow if self.layout => self.builder.close(),
            Tag::TableHead | Tag::TableRow => self.builder.open(BlockKind::Row),
            Tag::TableCell if !self.layout => self.builder.cell(),
            Tag::Strong => self.builder.bold += 1,
            Tag::Link { dest_url, .. } => self.builder.link = link_to(&dest_url),
            Tag::Image { .. } => self.silent += 1,
            Tag::HtmlBlock => {
                self.builder.close();
                self.hidden = 1;
                self.html(span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => {
                self.builder.close();
            }
            TagEnd::Item | TagEnd::TableRow => self.builder.close(),
            TagEnd::List(_) => {
                self.builder.close();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableHead if self.layout => self.builder.close(),
            TagEnd::TableHead => self.builder.heads(),
            TagEnd::Table => self.builder.end_table(),
            TagEnd::Strong => self.builder.bold = self.builder.bold.saturating_sub(1),
            TagEnd::Link => self.builder.link = Link::None,
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    fn kind(&self) -> BlockKind {
        match self.lists {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item(depth),
        }
    }

    /// The parser's text is the source's, but for escapes, references and the signs around code.
    fn text(&mut self, text: &str, span: Range<usize>) {
        let written = &self.source[span.clone()];
        let inner = written.trim_matches('`');
        match written.find(text) {
            Some(at) if written == text || inner.len() < written.len() => {
                self.builder
                    .text(span.start + at..span.start + at + text.len());
            }
            _ => self.builder.decoded(text, span),
        }
    }

    fn html(&mut self, span: Range<usize>) {
        for node in markup::cut(self.source, span) {
            self.flow
                .node(&mut self.builder, self.source, &node, Table::Layout);
        }
    }

    /// A quotation is text, unless it is the archive's about the page.
    fn quote(&mut self, span: Range<usize>) {
        self.builder.close();
        let text = &self.source[span.clone()];
        if text.len() < 2000 && text.contains(PROVENANCE) {
            if let Some(day) = dates::archive_line(text) {
                self.builder.archived(day);
            }
            self.hidden = 1;
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
