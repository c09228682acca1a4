//! From the text back to the source.
//!
//! A run of equal lengths maps byte by byte; any other maps as a whole, since its characters have no places of their own.
//!
//! **Invariant: runs are sorted by text, never empty, and a run of equal lengths holds the same characters, perhaps lowered.**

use super::Run;
use crate::span::Span;

/// Adds a stretch that was copied character by character.
pub(super) fn copied(runs: &mut Vec<Run>, text: Span, source: Span) {
    if let Some(last) = runs.last_mut()
        && last.text.end == text.start
        && last.source.end == source.start
        && last.text.len() == last.source.len()
    {
        last.text.end = text.end;
        last.source.end = source.end;
    } else if !text.is_empty() {
        runs.push(Run { text, source });
    }
}

/// Adds a stretch that stands for the source as a whole.
pub(super) fn replaced(runs: &mut Vec<Run>, text: Span, source: Span) {
    let equal = text.len() == source.len();
    if equal && text.len() > 1 {
        // Two runs, neither of equal lengths: otherwise a place within would split a character of the source.
        let middle = text.start + 1;
        let halves = [(text.start, middle), (middle, text.end)];
        runs.extend(halves.map(|(start, end)| Run {
            text: Span { start, end },
            source,
        }));
    } else if !text.is_empty() {
        runs.push(Run { text, source });
    }
}

/// A span of the text as a span of the source.
pub(super) fn to_source(runs: &[Run], span: Span) -> Span {
    let start = source_start(runs, span.start);
    if span.is_empty() {
        return Span { start, end: start };
    }
    let at = runs.partition_point(|run| run.text.start < span.end);
    let end = match at.checked_sub(1).map(|at| runs[at]) {
        None => start,
        Some(run) if span.end < run.text.end && run.text.len() == run.source.len() => {
            run.source.start + (span.end - run.text.start)
        }
        Some(run) => run.source.end,
    };
    Span {
        start,
        end: end.max(start),
    }
}

/// The first place of the text that came from within a span of the source.
pub(super) fn to_text(runs: &[Run], place: Span) -> Option<Span> {
    let at = runs.partition_point(|run| run.source.end <= place.start);
    let run = runs.get(at).filter(|run| run.source.start < place.end)?;
    if run.text.len() != run.source.len() {
        return Some(run.text);
    }
    let skip = place.start.saturating_sub(run.source.start);
    let start = run.text.start + skip;
    let end = run.text.end.min(start + place.len() as u32);
    Some(Span { start, end })
}

fn source_start(runs: &[Run], offset: u32) -> u32 {
    let at = runs.partition_point(|run| run.text.end <= offset);
    match runs.get(at) {
        None => runs.last().map_or(0, |run| run.source.end),
        Some(run) if offset > run.text.start && run.text.len() == run.source.len() => {
            run.source.start + (offset - run.text.start)
        }
        Some(run) => run.source.start,
    }
}
