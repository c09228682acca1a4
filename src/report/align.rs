//! Which sentences of two versions of a text are the same, and what was put in place of what.
//!
//! Sentences that occur once in each version and stand in the same order are anchors; from them the same sentences are followed forwards and
//! back. What is left between is an edit. **Invariant: time grows with the length of the texts, not with how much they differ.**

use crate::span::Span;
use std::{collections::BTreeMap, ops::Range};

/// Two versions of a text, laid side by side.
#[derive(Debug)]
pub(super) struct Alignment {
    old: Vec<Span>,
    new: Vec<Span>,
    /// Pairs of stretches that are not the same, in order; indices of sentences.
    edits: Vec<Edit>,
}

/// Sentences put in place of others; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    old: Range<usize>,
    new: Range<usize>,
}

/// Where a sentence is in the other version.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is this one there.
    Same(usize),
    /// It was edited: an index of an edit.
    Edited(usize),
}

impl Alignment {
    pub(super) fn new(old_text: &str, new_text: &str) -> Alignment {
        let (old, new) = (sentences(old_text), sentences(new_text));
        let old_words: Vec<String> = old
            .iter()
            .map(|span| plain(&old_text[span.range()]))
            .collect();
        let new_words: Vec<String> = new
            .iter()
            .map(|span| plain(&new_text[span.range()]))
            .collect();
        let edits = edits(&old_words, &new_words);
        Alignment { old, new, edits }
    }

    /// The edits, by index.
    pub(super) fn edits(&self) -> usize {
        self.edits.len()
    }

    /// What stood there before, and what stands there now.
    pub(super) fn spans(&self, edit: usize) -> (Option<Span>, Option<Span>) {
        let Edit { old, new } = &self.edits[edit];
        (cover(&self.old, old), cover(&self.new, new))
    }

    /// What became of the sentence of the old version that a byte is in.
    pub(super) fn of_old(&self, byte: u32) -> Fate {
        let sentence = at(&self.old, byte);
        let next = self.edits.partition_point(|edit| edit.old.end <= sentence);
        match self.edits.get(next) {
            Some(edit) if edit.old.start <= sentence => Fate::Edited(next),
            _ => Fate::Same(self.shifted(sentence, next)),
        }
    }

    /// Where the sentence of the new version comes from that a byte is in: the index of its own, or an edit.
    pub(super) fn of_new(&self, byte: u32) -> Fate {
        let sentence = at(&self.new, byte);
        let next = self.edits.partition_point(|edit| edit.new.end <= sentence);
        match self.edits.get(next) {
            Some(edit) if edit.new.start <= sentence => Fate::Edited(next),
            _ => Fate::Same(sentence),
        }
    }

    /// Index in the new version of a sentence that stands before the edit `next`.
    fn shifted(&self, sentence: usize, next: usize) -> usize {
        match next.checked_sub(1).map(|last| &self.edits[last]) {
            Some(last) => sentence - last.old.end + last.new.end,
            None => sentence,
        }
    }
}

fn cover(sentences: &[Span], range: &Range<usize>) -> Option<Span> {
    let stretch = &sentences[range.clone()];
    let (first, last) = (stretch.first()?, stretch.last()?);
    Some(Span {
        start: first.start,
        end: last.end,
    })
}

/// The sentence that a byte is in, or the one before it.
fn at(sentences: &[Span], byte: u32) -> usize {
    let after = sentences.partition_point(|span| span.start <= byte);
    after.saturating_sub(1)
}

/// Lines cut behind full stops: finer than a sentence may be, never coarser.
fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let begin = range.start + piece.len() - piece.trim_start().len();
            spans.push(Span::new(begin, begin + trimmed.len()));
        }
    };
    let mut last = ' ';
    for (at, letter) in text.char_indices() {
        let ends = matches!(last, '.' | '!' | '?' | ';') && letter.is_whitespace();
        if ends || matches!(letter, '\n' | '\r') {
            push(start..at);
            start = at;
        }
        last = letter;
    }
    push(start..text.len());
    spans
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// What lies between the pairs of same sentences.
fn edits(old: &[String], new: &[String]) -> Vec<Edit> {
    let (old_once, new_once) = (once(old), once(new));
    let elsewhere =
        |sentence: &String, other: &Once| other.get(sentence).is_some_and(Option::is_some);
    let sides = Sides {
        old_moved: old
            .iter()
            .map(|sentence| elsewhere(sentence, &new_once))
            .collect(),
        new_moved: new
            .iter()
            .map(|sentence| elsewhere(sentence, &old_once))
            .collect(),
        old,
        new,
    };
    let mut edits = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut anchors = anchors(old, &old_once, &new_once);
    anchors.push((old.len(), new.len()));
    for (anchor_old, anchor_new) in anchors {
        if anchor_old < at_old || anchor_new < at_new {
            continue; // followed already
        }
        let (before_old, before_new) = (&old[at_old..anchor_old], &new[at_new..anchor_new]);
        let back = same(before_old.iter().rev(), before_new.iter().rev());
        let edit = Edit {
            old: at_old..anchor_old - back,
            new: at_new..anchor_new - back,
        };
        sides.refine(&edit, &mut edits);
        let forth = same(old[anchor_old..].iter(), new[anchor_new..].iter());
        (at_old, at_new) = (anchor_old + forth, anchor_new + forth);
    }
    edits
}

/// More sentences than this on a side are not paired: nobody edits so much at once and keeps it alike.
const MOST_PAIRED: usize = 48;

/// The sentences of both versions, and which of them stand elsewhere in the other.
struct Sides<'a> {
    old: &'a [String],
    new: &'a [String],
    old_moved: Vec<bool>,
    new_moved: Vec<bool>,
}

impl Sides<'_> {
    /// Cuts an edit into sentences that became others, and what was only taken out or put in.
    fn refine(&self, edit: &Edit, edits: &mut Vec<Edit>) {
        let (mut at_old, mut at_new) = (edit.old.start, edit.new.start);
        let mut pairs = self.pairs(edit);
        pairs.push((edit.old.end, edit.new.end));
        for (old, new) in pairs {
            self.between(at_old..old, at_new..new, edits);
            if old < edit.old.end {
                edits.push(Edit {
                    old: old..old + 1,
                    new: new..new + 1,
                });
            }
            (at_old, at_new) = (old + 1, new + 1);
        }
    }

    /// What has no counterpart: one edit, unless something in it only moved.
    fn between(&self, old: Range<usize>, new: Range<usize>, edits: &mut Vec<Edit>) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let moved = self.old_moved[old.clone()]
            .iter()
            .chain(&self.new_moved[new.clone()]);
        if !moved.copied().any(|moved| moved) {
            edits.push(Edit { old, new });
            return;
        }
        for run in runs(&self.old_moved, &old) {
            let new = new.start..new.start;
            edits.push(Edit { old: run, new });
        }
        for run in runs(&self.new_moved, &new) {
            let old = old.end..old.end;
            edits.push(Edit { old, new: run });
        }
    }

    /// The chain of pairs, in order, that have the most words in common.
    fn pairs(&self, edit: &Edit) -> Vec<(usize, usize)> {
        if edit.old.len().max(edit.new.len()) > MOST_PAIRED {
            return Vec::new();
        }
        let like = |old: usize, new: usize| {
            if self.old_moved[old] || self.new_moved[new] {
                0
            } else {
                likeness(&self.old[old], &self.new[new])
            }
        };
        // best[o][n]: the most that sentences from o and n on have in common.
        let mut best = vec![vec![0; edit.new.len() + 1]; edit.old.len() + 1];
        for old in (0..edit.old.len()).rev() {
            for new in (0..edit.new.len()).rev() {
                let paired = like(edit.old.start + old, edit.new.start + new);
                let skipped = best[old + 1][new].max(best[old][new + 1]);
                best[old][new] = skipped.max(if paired > 0 {
                    paired + best[old + 1][new + 1]
                } else {
                    0
                });
            }
        }
        let (mut old, mut new, mut pairs) = (0, 0, Vec::new());
        while old < edit.old.len() && new < edit.new.len() {
            if best[old][new] == best[old + 1][new] {
                old += 1;
            } else if best[old][new] == best[old][new + 1] {
                new += 1;
            } else {
                pairs.push((edit.old.start + old, edit.new.start + new));
                (old, new) = (old + 1, new + 1);
            }
        }
        pairs
    }
}

/// How many words in a thousand two sentences have in common; nothing where it is less than a third.
fn likeness(one: &str, other: &str) -> usize {
    let count = |text: &str| {
        let mut words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        words.sort_unstable();
        words
    };
    let (one, other) = (count(one), count(other));
    let (mut common, mut rest) = (0, other.iter().peekable());
    for word in &one {
        while rest.next_if(|next| *next < word).is_some() {}
        common += usize::from(rest.next_if(|next| *next == word).is_some());
    }
    let share = common * 1000 / one.len().max(other.len());
    if share * 3 < 1000 { 0 } else { share }
}

/// Stretches of a range in which all moved, or none.
fn runs(moved: &[bool], range: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        match runs.last_mut() {
            Some(run) if moved[run.start] == moved[at] => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// How many are the same at the beginning.
fn same<'a>(
    one: impl Iterator<Item = &'a String>,
    other: impl Iterator<Item = &'a String>,
) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Where each sentence stands; none where it stands more than once.
type Once = BTreeMap<String, Option<usize>>;

fn once(sentences: &[String]) -> Once {
    let mut places = Once::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let first = !places.contains_key(sentence);
        places.insert(sentence.clone(), first.then_some(at));
    }
    places
}

/// Sentences that occur once in each version: the longest chain that stands in the same order in both. The beginning is one too.
fn anchors(old: &[String], old_once: &Once, new_once: &Once) -> Vec<(usize, usize)> {
    let pairs = old.iter().enumerate().filter_map(|(at, sentence)| {
        old_once.get(sentence).copied().flatten()?;
        Some((at, new_once.get(sentence).copied().flatten()?))
    });
    let mut chain = vec![(0, 0)];
    chain.extend(longest_rising(&pairs.collect::<Vec<_>>()));
    chain
}

/// The longest chain of pairs whose second numbers rise; the first ones do already.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best chain of each length, and the pair before each one in its chain.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        chain.push(pairs[index]);
        next = before[index];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every edit as what it takes out and what it puts in.
    fn edited<'a>(old: &'a str, new: &'a str) -> Vec<(&'a str, &'a str)> {
        let alignment = Alignment::new(old, new);
        let text = |text: &'a str, span: Option<Span>| span.map_or("", |span| &text[span.range()]);
        let spans = (0..alignment.edits()).map(|edit| alignment.spans(edit));
        spans
            .map(|(before, after)| (text(old, before), text(new, after)))
            .collect()
    }

    #[test]
    fn edits_are_as_small_as_sentences() {
        let old = "# A\n\nOne. Two. Three.\n\nFour.\n";
        assert!(edited(old, old).is_empty());
        let one = old.replace("Two", "Zwei");
        assert_eq!(edited(old, &one), [("Two.", "Zwei.")]);
        assert_eq!(edited(old, &old.replace("Two. ", "")), [("Two.", "")]);
        assert_eq!(
            edited(old, "# A\n\nNought. One. Two. Three.\n\nFour."),
            [("", "Nought.")]
        );
        let moved = "# A\n\nFour.\n\nOne. Two. Three.";
        assert_eq!(edited(old, moved), [("", "Four."), ("Four.", "")]);
        assert_eq!(edited("", "One."), [("", "One.")]);
        assert_eq!(edited("One.", ""), [("One.", "")]);
        assert_eq!(edited("Same. Same. Same.", "Same. Same."), [("Same.", "")]);
        // What became what is seen, though all of it changed at once; and what only moved is kept apart.
        let old = "We keep it for ten days. We sell nothing at all. Moved.\n\nEnd.";
        let new = "We keep it for two days. We sell it all. Quite another thing.\n\nEnd. Moved.";
        let expected = [
            ("We keep it for ten days.", "We keep it for two days."),
            ("We sell nothing at all.", "We sell it all."),
            ("Moved.", ""),
            ("", "Quite another thing."),
            ("", "Moved."),
        ];
        assert_eq!(edited(old, new), expected);
    }

    #[test]
    fn every_byte_has_its_fate() {
        let (old, new) = ("One. Two. Three.", "Nought. One. Zwei. Three.");
        let alignment = Alignment::new(old, new);
        let of_old = |word: &str| alignment.of_old(old.find(word).expect("there") as u32);
        let of_new = |word: &str| alignment.of_new(new.find(word).expect("there") as u32);
        assert_eq!(of_old("One"), of_new("One"));
        assert_eq!(of_old("Three"), of_new("Three"));
        assert_eq!(of_old("Two"), Fate::Edited(1));
        assert_eq!(of_old("Two"), of_new("Zwei"));
        assert_eq!(of_new("Nought"), Fate::Edited(0));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_are_aligned(old in "([ab]\\. ?|\n){0,12}", new in "([ab]\\. ?|\n){0,12}") {
            let alignment = Alignment::new(&old, &new);
            // What no edit takes out is what no edit puts in.
            let kept = |text: &str, spans: &[Span], gone: &dyn Fn(usize) -> bool| {
                let kept = spans.iter().enumerate().filter(|(at, _)| !gone(*at));
                kept.map(|(_, span)| text[span.range()].to_owned()).collect::<Vec<_>>()
            };
            let edits = &alignment.edits;
            let old_kept = kept(&old, &alignment.old, &|at| edits.iter().any(|edit| edit.old.contains(&at)));
            let new_kept = kept(&new, &alignment.new, &|at| edits.iter().any(|edit| edit.new.contains(&at)));
            proptest::prop_assert_eq!(old_kept, new_kept);
        }
    }
}
