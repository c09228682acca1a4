//! What each tag means for the block being read.

use crate::document::build::Builder;
use crate::document::markup::{Node, What, attribute};
use crate::document::{BlockKind, Link, entities};

/// Where in the page the reader is.
#[derive(Debug, Default)]
pub(in crate::document) struct Flow {
    /// How many lists are open.
    lists: u8,
    /// For each open list, whether an item of it is open.
    items: Vec<bool>,
    /// The heading that is open.
    heading: Option<u8>,
    /// The tables that are open.
    tables: Vec<Table>,
    /// Whether one of them is read as rows. At most one is: those in it are read as blocks.
    data: bool,
    /// Whether the row being read has cells that are no headings.
    plain: u32,
    /// How many headings of columns the row has.
    heads: u32,
}

/// How a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Table {
    /// As rows.
    Data,
    /// As the blocks it holds.
    Layout,
}

impl Flow {
    /// Reads a node. `table` says how a table that begins here is read.
    pub(in crate::document) fn node(
        &mut self,
        builder: &mut Builder<'_>,
        source: &str,
        node: &Node<'_>,
        table: Table,
    ) {
        match &node.what {
            What::Text => entities::text(builder, source, node.span.clone()),
            What::Start(name, attributes) => self.start(builder, node, (name, attributes), table),
            What::End(name) => self.end(builder, node, name),
        }
    }

    /// Something was left out here: what stands before and after it does not belong together.
    pub(in crate::document) fn boundary(&self, builder: &mut Builder<'_>, node: &Node<'_>) {
        let What::Start(name, _) = &node.what else {
            return;
        };
        if is_block(name) {
            self.block(builder, node);
        } else {
            builder.part(node.span.start..node.span.start);
        }
    }

    fn start(
        &mut self,
        builder: &mut Builder<'_>,
        node: &Node<'_>,
        tag: (&str, &str),
        table: Table,
    ) {
        let (name, attributes) = tag;
        match name {
            "br" => builder.line(node.span.clone()),
            "b" | "strong" => builder.bold += 1,
            "a" => builder.link = link(attribute(attributes, "href")),
            "ul" | "ol" | "menu" => self.list(builder, node),
            "li" => {
                if let Some(item) = self.items.last_mut() {
                    *item = true;
                }
                self.lists = self.lists.max(1);
                self.block(builder, node);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.data => {
                self.heading = Some(name.as_bytes()[1] - b'0');
                self.block(builder, node);
            }
            "title" if self.tables.is_empty() => self.open_heading(builder, 1),
            "dt" | "summary" if !self.data => {
                let level = builder.below();
                self.open_heading(builder, level);
            }
            "table" => {
                self.block(builder, node);
                let table = if self.data { Table::Layout } else { table };
                self.data |= table == Table::Data;
                self.tables.push(table);
            }
            "tr" if self.is_data() => {
                (self.plain, self.heads) = (0, 0);
                builder.open(BlockKind::Row);
            }
            "td" | "th" if self.is_data() => {
                builder.cell();
                *(if name == "th" {
                    &mut self.heads
                } else {
                    &mut self.plain
                }) += 1;
            }
            _ if is_block(name) => self.block(builder, node),
            _ => {}
        }
    }

    fn end(&mut self, builder: &mut Builder<'_>, node: &Node<'_>, name: &str) {
        match name {
            "b" | "strong" => builder.bold = builder.bold.saturating_sub(1),
            "a" => builder.link = Link::None,
            "ul" | "ol" | "menu" => {
                self.items.pop();
                self.lists = self.items.len() as u8;
                self.block(builder, node);
            }
            "li" => {
                if let Some(item) = self.items.last_mut() {
                    *item = false;
                } else {
                    self.lists = 0;
                }
                self.block(builder, node);
            }
            "tr" if self.is_data() => {
                builder.close();
                if self.plain == 0 && self.heads > 1 {
                    builder.heads();
                }
            }
            "table" => {
                if self.tables.pop() == Some(Table::Data) {
                    self.data = false;
                    builder.end_table();
                }
                self.block(builder, node);
            }
            "td" | "th" if self.is_data() => {}
            _ if is_block(name) || is_heading(name) => {
                self.heading = None;
                self.block(builder, node);
            }
            _ => {}
        }
    }

    fn list(&mut self, builder: &mut Builder<'_>, node: &Node<'_>) {
        self.block(builder, node);
        if self.items.len() < 200 {
            self.items.push(false);
        }
        self.lists = self.items.len() as u8;
    }

    fn open_heading(&mut self, builder: &mut Builder<'_>, level: u8) {
        self.heading = Some(level);
        builder.open(BlockKind::Heading(level));
    }

    fn is_data(&self) -> bool {
        self.tables.last() == Some(&Table::Data)
    }

    /// A block ends or begins here.
    fn block(&self, builder: &mut Builder<'_>, node: &Node<'_>) {
        if self.data {
            return builder.part(node.span.start..node.span.start);
        }
        let in_item = self.lists > 0 && self.items.last().is_none_or(|open| *open);
        builder.open(match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if in_item => BlockKind::Item(self.lists),
            None => BlockKind::Paragraph,
        });
    }
}

fn link(href: Option<&str>) -> Link {
    let Some(href) = href else { return Link::None };
    let begins = |scheme: &str| {
        href.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    if begins("mailto:") {
        Link::Mail
    } else if begins("tel:") {
        Link::Tel
    } else {
        Link::Page
    }
}

fn is_heading(name: &str) -> bool {
    matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" | "dt" | "summary"
    )
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    ) || is_heading(name)
}

/// What a link's address says of it.
pub(in crate::document) fn link_to(address: &str) -> Link {
    link(Some(address))
}
