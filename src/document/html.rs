//! The blocks of an HTML page.
//!
//! **Invariant: losing the policy's text is worse than keeping a menu: what is left out is small, and plainly not the policy.**

pub(super) mod flow;
mod visible;

use super::build::Builder;
use super::{Document, markup};
use flow::Flow;

/// The document of an HTML page, without statements.
pub(super) fn parse(source: &str) -> Document {
    let nodes = markup::cut(source, 0..source.len());
    let hidden = visible::hidden(&nodes, source);
    let layouts = visible::layouts(&nodes);
    let mut builder = Builder::new(source);
    let mut flow = Flow::default();
    let mut at = 0;
    while at < nodes.len() {
        if hidden[at] > at {
            flow.boundary(&mut builder, &nodes[at]);
            at = hidden[at];
            continue;
        }
        flow.node(&mut builder, source, &nodes[at], layouts[at]);
        at += 1;
    }
    builder.finished()
}
