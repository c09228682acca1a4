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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Tone;

    fn crosswalk(spans: &[(u32, u32)]) -> Crosswalk {
        let mark = |&(start, end): &(u32, u32)| Mark {
            span: Span { start, end },
            tone: Tone::Said,
            clause: 0,
        };
        Crosswalk {
            marks: spans.iter().map(mark).collect(),
            clauses: Vec::new(),
        }
    }

    /// Marks in brackets, with their number where they begin: `[0:ab[1:c]]`.
    fn told(parts: &[Part], text: &str) -> String {
        let told = parts.iter().map(|part| match part {
            Part::Words(span) => text[span.range()].to_owned(),
            Part::Mark { mark, first, parts } => {
                let name = if *first {
                    format!("{mark}:")
                } else {
                    "+".to_owned()
                };
                format!("[{name}{}]", told(parts, text))
            }
        });
        told.collect()
    }

    fn lay(spans: &[(u32, u32)], pieces: &[(usize, usize)]) -> String {
        let crosswalk = crosswalk(spans);
        let mut layers = Layers::new(&crosswalk);
        let pieces: Vec<Span> = pieces
            .iter()
            .map(|&(start, end)| Span::new(start, end))
            .collect();
        let text = "abcdefghijklmnopqrstuvwxyz";
        let cells: Vec<String> = pieces
            .chunks(2)
            .map(|cell| told(&layers.cell(cell), text))
            .collect();
        format!("{}{}", cells.join("|"), told(&layers.rest(), text))
    }

    #[test]
    fn marks_nest_cross_and_go_on() {
        let one = [(0, 8)];
        assert_eq!(lay(&[], &one), "abcdefgh");
        assert_eq!(lay(&[(1, 3)], &one), "a[0:bc]defgh");
        assert_eq!(lay(&[(1, 6), (2, 4)], &one), "a[0:b[1:cd]ef]gh");
        assert_eq!(lay(&[(1, 4), (2, 6)], &one), "a[0:b[1:cd]][+ef]gh");
        assert_eq!(lay(&[(1, 4), (1, 3), (4, 6)], &one), "a[0:[1:bc]d][2:ef]gh");
        assert_eq!(
            lay(&[(3, 12)], &[(0, 5), (5, 8), (10, 14)]),
            "abc[0:defgh]|[+kl]mn"
        );
    }

    #[test]
    fn no_mark_is_lost() {
        // Between pieces, without words, behind the end.
        let told = lay(&[(2, 2), (5, 7), (20, 22)], &[(0, 4), (8, 10)]);
        assert_eq!(told, "ab[0:]cd[1:]ij[2:]");
    }

    #[test]
    fn deep_nesting_ends_in_places() {
        let spans: Vec<(u32, u32)> = (0..12).map(|nth| (nth, 26)).collect();
        let told = lay(&spans, &[(0, 26)]);
        assert_eq!(
            told,
            "[0:a[1:b[2:c[3:d[4:e[5:f[6:]g[7:]h[8:]i[9:]j[10:]k[11:]lmnopqrstuvwxyz]]]]]]"
        );
    }
}
