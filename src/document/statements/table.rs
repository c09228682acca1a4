//! Table rows with their column headings.

use crate::document::{Block, Document, Role, Segment, Statement, StatementKind};
use std::ops::Range;

/// A row under column headings: each cell after the heading of its column. A row that is itself the headings says nothing.
pub(super) fn row(document: &Document, at: usize) -> Statement {
    let block = &document.blocks[at];
    let below = document.blocks.get(at + 1).and_then(|next| next.head);
    let (kind, segments) = if below == Some(at as u32) {
        (StatementKind::Heading, vec![own(block.tokens.clone())])
    } else {
        (
            StatementKind::Row,
            interleave(columns(document, block), block),
        )
    };
    Statement {
        kind,
        segments,
        section: block.section,
        block: at as u32,
    }
}

fn columns<'a>(document: &'a Document, row: &Block) -> &'a [Range<u32>] {
    let head = row.head.and_then(|head| document.blocks.get(head as usize));
    head.map_or(&[], |head| &head.cells)
}

/// Each cell after the heading of its column; neither says anything without the other.
fn interleave(columns: &[Range<u32>], row: &Block) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(row.cells.len() * 2);
    for (column, cell) in row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        if let Some(heading) = columns.get(column).filter(|heading| !heading.is_empty()) {
            segments.push(Segment {
                tokens: heading.clone(),
                role: Role::Borrowed,
            });
        }
        segments.push(own(cell.clone()));
    }
    if segments.is_empty() {
        segments.push(own(row.tokens.clone()));
    }
    segments
}

fn own(tokens: Range<u32>) -> Segment {
    Segment {
        tokens,
        role: Role::Own,
    }
}
