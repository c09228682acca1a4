//! Table rows with their column headings.

use crate::document::{Block, BlockKind, Break, Document, Role, Segment, Statement, StatementKind};
use std::ops::Range;

/// Adds the statements of the table that begins with the row at `at`; gives the block after it.
pub(super) fn rows(document: &Document, at: usize, statements: &mut Vec<Statement>) -> usize {
    let is_row = |block: &&Block| block.kind == BlockKind::Row;
    let end = at + document.blocks[at..].iter().take_while(is_row).count();
    let columns = match end - at {
        1 => Vec::new(),
        _ => cells(document, &document.blocks[at]),
    };
    for row in at..end {
        let block = &document.blocks[row];
        let heads = row == at && !columns.is_empty();
        let (kind, segments) = if heads {
            (StatementKind::Heading, vec![own(block.tokens.clone())])
        } else {
            (
                StatementKind::Row,
                interleave(&columns, cells(document, block)),
            )
        };
        statements.push(Statement {
            kind,
            segments,
            section: block.section,
            block: row as u32,
        });
    }
    end
}

/// Each cell after the heading of its column.
fn interleave(columns: &[Range<u32>], cells: Vec<Range<u32>>) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(cells.len() * 2);
    for (column, cell) in cells.into_iter().enumerate() {
        if let Some(heading) = columns
            .get(column)
            .filter(|heading| !heading.is_empty() && !cell.is_empty())
        {
            segments.push(Segment {
                tokens: heading.clone(),
                role: Role::Borrowed,
            });
        }
        if !cell.is_empty() {
            segments.push(own(cell));
        }
    }
    segments
}

fn own(tokens: Range<u32>) -> Segment {
    Segment {
        tokens,
        role: Role::Own,
    }
}

fn cells(document: &Document, block: &Block) -> Vec<Range<u32>> {
    let mut cells = Vec::new();
    let mut start = block.tokens.start;
    for at in block.tokens.start + 1..block.tokens.end {
        if document.tokens[at as usize].before == Break::Cell {
            cells.push(start..at);
            start = at;
        }
    }
    cells.push(start..block.tokens.end);
    cells
}
