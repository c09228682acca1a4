//! What of a page is not shown, or is the site's and not the policy's.

use super::flow::Table;
use crate::document::markup::{Node, What, attribute};
use std::collections::HashMap;

/// Text hidden by style that is longer than this is a policy folded up, not a hidden remark.
const FOLDED: usize = 2000;

/// A cell with more bytes than this holds paragraphs.
const LONG_CELL: usize = 1500;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements without text of their own to read.
const UNREAD: &[&str] = &[
    "audio", "canvas", "datalist", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "video",
];

/// Words in ids and classes of banners that ask for consent.
const BANNERS: &[&str] = &[
    "cookie-banner",
    "cookiebanner",
    "cookieconsent",
    "onetrust",
    "cookie-notice",
    "cookie-cons",
    "cookie-bar",
    "consent-banner",
];

/// Words in ids and classes of text that unfolds when its heading is clicked: it is there to be read.
const UNFOLDING: &[&str] = &[
    "accordion",
    "collaps",
    "panel",
    "tab",
    "toggle",
    "faq",
    "answer",
    "content",
    "expand",
];

/// Words in ids and classes of text that a script fades in.
const APPEARING: &[&str] = &["wow", "animat", "fade", "aos", "reveal", "invisible"];

/// For each node that is left out, where to go on; for the others 0.
pub(super) fn hidden(nodes: &[Node<'_>], source: &str) -> Vec<usize> {
    let ends = ends(nodes);
    let texts = texts(nodes, source, &ends);
    let links = linked(nodes);
    let mut skip = vec![0; nodes.len()];
    let total = texts.last().copied().unwrap_or(0);
    let main = main(nodes, &ends, &texts);
    for (at, node) in nodes.iter().enumerate() {
        let What::Start(name, attributes) = &node.what else {
            continue;
        };
        let size = texts[ends[at]] - texts[at];
        let unread = UNREAD.contains(&name.as_ref()) || is_hidden(attributes) && size < FOLDED;
        let outside = main.as_ref().is_none_or(|main| !main.contains(&at));
        let holds_main = main
            .as_ref()
            .is_some_and(|main| at < main.start && ends[at] >= main.end);
        let small = size * 4 < total;
        let chrome = outside
            && !holds_main
            && small
            && is_chrome(
                name,
                attributes,
                share(links[ends[at]] - links[at], size as u32),
            );
        if unread || chrome {
            skip[at] = ends[at].max(at + 1);
        }
    }
    skip_heads(nodes, &ends, &mut skip);
    if let Some(main) = main {
        skip_outside(nodes, main, &mut skip);
    }
    skip
}

/// In a head only the title is shown. A head within a head is left out with it.
fn skip_heads(nodes: &[Node<'_>], ends: &[usize], skip: &mut [usize]) {
    let mut at = 0;
    while at < nodes.len() {
        if matches!(&nodes[at].what, What::Start(name, _) if name == "head") {
            skip_head(nodes, at..ends[at], ends, skip);
            at = ends[at].max(at + 1);
        } else {
            at += 1;
        }
    }
}

fn skip_head(nodes: &[Node<'_>], head: std::ops::Range<usize>, ends: &[usize], skip: &mut [usize]) {
    let mut at = head.start + 1;
    while at < head.end {
        let is_title = matches!(&nodes[at].what, What::Start(name, _) if name == "title");
        if is_title {
            at = ends[at].max(at + 1);
        } else {
            skip[at] = at + 1;
            at += 1;
        }
    }
}

/// Leaves out the text around the main content; tags stay, for they part what is left, and so does the page's title.
fn skip_outside(nodes: &[Node<'_>], main: std::ops::Range<usize>, skip: &mut [usize]) {
    let mut titles = 0_u32;
    for (at, node) in nodes.iter().enumerate() {
        match &node.what {
            What::Start(name, _) if name == "title" || name == "h1" => titles += 1,
            What::End(name) if name == "title" || name == "h1" => titles = titles.saturating_sub(1),
            What::Text if titles == 0 && !main.contains(&at) && skip[at] == 0 => skip[at] = at + 1,
            _ => {}
        }
    }
}

/// For each start tag the node after its element.
fn ends(nodes: &[Node<'_>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..nodes.len()).collect();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    let mut close = |open: &mut Vec<(usize, &str)>, counts: &mut HashMap<&str, u32>, at: usize| {
        if let Some((start, name)) = open.pop() {
            ends[start] = at;
            if let Some(count) = counts.get_mut(name) {
                *count -= 1;
            }
        }
    };
    for (at, node) in nodes.iter().enumerate() {
        match &node.what {
            What::Start(name, attributes) => {
                let same = open.last().is_some_and(|(_, last)| last == name);
                if same
                    && matches!(
                        name.as_ref(),
                        "li" | "p" | "td" | "tr" | "th" | "dt" | "dd" | "option"
                    )
                {
                    close(&mut open, &mut counts, at);
                }
                if name == "body" {
                    while open.last().is_some_and(|(_, last)| *last != "html") {
                        close(&mut open, &mut counts, at);
                    }
                }
                if !VOID.contains(&name.as_ref()) && !attributes.ends_with('/') {
                    open.push((at, name));
                    *counts.entry(name).or_default() += 1;
                }
            }
            What::End(name) if counts.get(name.as_ref()).is_some_and(|count| *count > 0) => {
                while open.last().is_some_and(|(_, last)| last != name) {
                    close(&mut open, &mut counts, at);
                }
                close(&mut open, &mut counts, at + 1);
            }
            _ => {}
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut counts, nodes.len());
    }
    ends
}

/// How much text stands before each node, and before the end.
fn texts(nodes: &[Node<'_>], source: &str, ends: &[usize]) -> Vec<usize> {
    let mut sums = Vec::with_capacity(nodes.len() + 1);
    let (mut sum, mut unread) = (0, 0);
    for (at, node) in nodes.iter().enumerate() {
        sums.push(sum);
        match &node.what {
            What::Text if at >= unread => sum += source[node.span.clone()].trim().len(),
            What::Start(name, _) if at >= unread && UNREAD.contains(&name.as_ref()) => {
                unread = ends[at];
            }
            _ => {}
        }
    }
    sums.push(sum);
    sums
}

/// The element that holds most of the page's text and says that it is the main one.
fn main(nodes: &[Node<'_>], ends: &[usize], texts: &[usize]) -> Option<std::ops::Range<usize>> {
    let total = texts.last().copied().unwrap_or(0);
    let is_main = |node: &Node<'_>| match &node.what {
        What::Start(name, attributes) => {
            matches!(name.as_ref(), "main" | "article")
                || attribute(attributes, "role") == Some("main")
        }
        _ => false,
    };
    let candidates = (0..nodes.len()).filter(|at| is_main(&nodes[*at]));
    let largest = candidates.max_by_key(|at| texts[ends[*at]] - texts[*at])?;
    let size = texts[ends[largest]] - texts[largest];
    (size * 10 > total * 6).then(|| largest..ends[largest])
}

fn is_hidden(attributes: &str) -> bool {
    if attributes.len() < 6 {
        return false;
    }
    let style = attribute(attributes, "style")
        .unwrap_or("")
        .to_ascii_lowercase();
    let style: String = style.chars().filter(|sign| !sign.is_whitespace()).collect();
    attribute(attributes, "hidden").is_some()
        || attribute(attributes, "aria-hidden") == Some("true")
        || style.contains("display:none") && !is_named(attributes, UNFOLDING)
        || style.contains("visibility:hidden") && !is_named(attributes, APPEARING)
}

/// Whether one of the words stands in the element's id or class.
fn is_named(attributes: &str, words: &[&str]) -> bool {
    ["id", "class"].iter().any(|name| {
        let value = attribute(attributes, name)
            .unwrap_or("")
            .to_ascii_lowercase();
        words.iter().any(|word| value.contains(word))
    })
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

fn is_chrome(name: &str, attributes: &str, links: f64) -> bool {
    let role = attribute(attributes, "role").unwrap_or("");
    match name {
        "nav" | "footer" => true,
        "header" | "aside" => links > 0.4,
        _ => matches!(role, "navigation" | "contentinfo") || is_named(attributes, BANNERS),
    }
}

/// For each node the bytes of linked text before it.
fn linked(nodes: &[Node<'_>]) -> Vec<u32> {
    let (mut open, mut sum) = (false, 0);
    let mut linked = Vec::with_capacity(nodes.len() + 1);
    for node in nodes {
        linked.push(sum);
        match &node.what {
            What::Start(name, _) if name == "a" => open = true,
            What::End(name) if name == "a" => open = false,
            What::Text if open => sum += node.span.len() as u32,
            _ => {}
        }
    }
    linked.push(sum);
    linked
}

/// For each node how a table that begins there is read: tables of one column or of long cells only place things on the page.
pub(super) fn layouts(nodes: &[Node<'_>]) -> Vec<Table> {
    let mut layouts = vec![Table::Data; nodes.len()];
    let mut open: Vec<Shape> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match &node.what {
            What::Start(name, attributes) if name == "table" => {
                if let Some(outer) = open.last_mut() {
                    outer.nested = true;
                }
                let nested = attribute(attributes, "role") == Some("presentation");
                open.push(Shape {
                    start: at,
                    columns: 0,
                    widest: 0,
                    cell: 0,
                    nested,
                });
            }
            What::End(name) if name == "table" => {
                let Some(table) = open.pop() else { continue };
                if table.is_layout() {
                    layouts[table.start] = Table::Layout;
                }
            }
            _ => {
                if let Some(table) = open.last_mut() {
                    table.see(node);
                }
            }
        }
    }
    for table in open {
        layouts[table.start] = Table::Layout;
    }
    layouts
}

/// What a table looks like.
struct Shape {
    start: usize,
    columns: u32,
    widest: u32,
    cell: usize,
    nested: bool,
}

impl Shape {
    fn see(&mut self, node: &Node<'_>) {
        match &node.what {
            What::Start(name, _) => match name.as_ref() {
                "tr" => self.columns = 0,
                "td" | "th" => {
                    self.columns += 1;
                    self.widest = self.widest.max(self.columns);
                    self.cell = 0;
                }
                "h1" | "h2" | "h3" => self.nested = true,
                _ => {}
            },
            What::Text => {
                self.cell += node.span.len();
                self.nested |= self.cell > LONG_CELL;
            }
            What::End(_) => {}
        }
    }

    fn is_layout(&self) -> bool {
        self.widest < 2 || self.nested
    }
}
