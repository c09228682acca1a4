//! Marks laid over the text, nested: a stretch of words is in every mark that holds it.
//!
//! Marks may cross. The one that begins later is cut where the earlier ends and goes on behind it.
//! **Invariant: every word comes once and in order, every mark has a first part, and no nesting is deeper than `DEEPEST`,
//! so that the parts are no more than a constant times pieces and marks.**

use super::{Crosswalk, Mark};
use crate::span::Span;

/// Marks within marks beyond this depth are places only: what holds them is marked already.
const DEEPEST: usize = 6;

/// Words, or a mark with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words of the source.
    Words(Span),
    /// A mark (index), or a stretch of it; one that holds nothing is a place only.
    Mark {
        /// Index into [`Crosswalk::marks`].
        mark: usize,
        /// Whether it begins here.
        first: bool,
        /// What it holds.
        parts: Vec<Part>,
    },
}

/// Lays marks over one cell after the other, in order.
pub struct Layers<'a> {
    marks: &'a [Mark],
    next: usize,
    /// Marks that go on, outermost first.
    open: Vec<usize>,
}

/// A mark in the making; the outermost is none.
struct Frame {
    mark: Option<usize>,
    first: bool,
    parts: Vec<Part>,
}

impl<'a> Layers<'a> {
    /// All marks, none of them laid yet.
    pub fn new(crosswalk: &'a Crosswalk) -> Self {
        Layers {
            marks: &crosswalk.marks,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The parts of a cell with these pieces.
    pub fn cell(&mut self, pieces: &[Span]) -> Vec<Part> {
        let mut frames = vec![Frame::new(None, false)];
        frames.extend(
            self.open
                .drain(..)
                .map(|mark| Frame::new(Some(mark), false)),
        );
        for piece in pieces {
            let mut at = piece.start;
            while at < piece.end {
                self.close(&mut frames, at);
                self.begin(&mut frames, at);
                let to = self.boundary(&frames, at).min(piece.end);
                push(&mut frames, Part::Words(Span { start: at, end: to }));
                at = to;
            }
        }
        self.open = frames.iter().filter_map(|frame| frame.mark).collect();
        while frames.len() > 1 {
            fold(&mut frames);
        }
        frames.pop().map_or_else(Vec::new, |frame| frame.parts)
    }

    /// Marks that no visible word follows: places at the end.
    pub fn rest(self) -> Vec<Part> {
        let places = self.next..self.marks.len();
        places.map(place).collect()
    }

    /// Ends marks that are over; those that were begun within one go on.
    fn close(&self, frames: &mut Vec<Frame>, at: u32) {
        let over = |frame: &Frame| {
            frame
                .mark
                .is_some_and(|mark| self.marks[mark].span.end <= at)
        };
        let Some(first) = frames.iter().position(over) else {
            return;
        };
        let kept: Vec<usize> = frames[first..]
            .iter()
            .filter(|frame| !over(frame))
            .filter_map(|frame| frame.mark)
            .collect();
        while frames.len() > first {
            fold(frames);
        }
        frames.extend(kept.into_iter().map(|mark| Frame::new(Some(mark), false)));
    }

    /// Begins the marks that have come.
    fn begin(&mut self, frames: &mut Vec<Frame>, at: u32) {
        while let Some(mark) = self
            .marks
            .get(self.next)
            .filter(|mark| mark.span.start <= at)
        {
            if mark.span.end > at && frames.len() <= DEEPEST {
                frames.push(Frame::new(Some(self.next), true));
            } else {
                push(frames, place(self.next));
            }
            self.next += 1;
        }
    }

    /// Where the next mark begins or one of the open ones ends.
    fn boundary(&self, frames: &[Frame], at: u32) -> u32 {
        let begins = self.marks.get(self.next).map(|mark| mark.span.start);
        let open = frames.iter().filter_map(|frame| frame.mark);
        let ends = open.map(|mark| self.marks[mark].span.end);
        let next = ends.chain(begins).min();
        next.unwrap_or(u32::MAX).max(at + 1)
    }
}

impl Frame {
    fn new(mark: Option<usize>, first: bool) -> Self {
        Frame {
            mark,
            first,
            parts: Vec::new(),
        }
    }
}

fn place(mark: usize) -> Part {
    Part::Mark {
        mark,
        first: true,
        parts: Vec::new(),
    }
}

fn push(frames: &mut [Frame], part: Part) {
    if let Some(frame) = frames.last_mut() {
        frame.parts.push(part);
    }
}

/// Ends the innermost mark. One that goes on and holds nothing here is left out.
fn fold(frames: &mut Vec<Frame>) {
    let Some(frame) = frames.pop() else {
        return;
    };
    if let Some(mark) = frame.mark
        && (frame.first || !frame.parts.is_empty())
    {
        push(
            frames,
            Part::Mark {
                mark,
                first: frame.first,
                parts: frame.parts,
            },
        );
    }
}
