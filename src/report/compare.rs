//! Two versions of a policy, judged alike: which verdicts changed, and by which words.
//!
//! Whatever only shifts because something was written above it has not changed: places are compared through the sentences that both versions
//! share ([`super::align`]).

use super::{
    Finding, Report, Standing, Words,
    align::{Alignment, Fate},
};
use crate::{judge::Outcome, rulebook::Level, source::Source, span::Span};
use jiff::civil::Date;
use serde::Serialize;
use std::{collections::BTreeMap, ops::Range};

/// What changed from one version of a policy to the next.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// The day both were judged as of.
    pub as_of: Option<Date>,
    /// Ids of the regimes both were judged by.
    pub regimes: Vec<String>,
    /// Changes counted; all kinds are always there.
    pub summary: BTreeMap<Change, usize>,
    /// All changes, the gravest kind first, then as in the rule files.
    pub changes: Vec<Changed>,
    /// Things to know that are no changes, in sentences.
    pub remarks: Vec<String>,
    /// Changes that are the same in several regimes put together: indices into `changes`.
    #[serde(skip)]
    pub groups: Vec<Vec<usize>>,
}

/// A version of a policy.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// What the user called it: a file, or `revision:file`.
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub hash: String,
    /// Its own date.
    pub effective_date: Option<Date>,
}

/// What kind of change, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// What was said, or said weakly, is missing, out of bounds or contradicted now.
    Opened,
    /// Worse than before, though not missing: said weakly now, or an open question now.
    Weakened,
    /// Better than before, and still not good.
    Strengthened,
    /// A gap no more.
    Closed,
    /// The same words in another place.
    Moved,
    /// As good or bad as before, in other words.
    Reworded,
}

impl Change {
    /// All kinds, the gravest first.
    pub const ALL: [Change; 6] = [
        Change::Opened,
        Change::Weakened,
        Change::Strengthened,
        Change::Closed,
        Change::Moved,
        Change::Reworded,
    ];

    /// Whether something got worse.
    pub fn is_worse(self) -> bool {
        matches!(self, Change::Opened | Change::Weakened)
    }
}

/// An obligation whose verdict, words or place changed.
#[derive(Debug, Clone, Serialize)]
pub struct Changed {
    /// `regime/obligation`.
    pub id: String,
    /// Id of the regime.
    pub regime: String,
    /// Id of the obligation.
    pub obligation: String,
    /// What kind of change.
    pub change: Change,
    /// How binding it is.
    pub level: Level,
    /// Its citation.
    pub cite: String,
    /// What it asks.
    pub title: String,
    /// How it was decided in the old version.
    pub before: Decided,
    /// How it is decided in the new version.
    pub after: Decided,
    /// The passages whose change made the difference.
    pub edits: Vec<Edited>,
    /// What to write.
    pub help: String,
    /// Whether the new version's finding is held against it.
    pub standing: Standing,
}

/// A verdict and its words.
#[derive(Debug, Clone, Serialize)]
pub struct Decided {
    /// How it was decided.
    pub outcome: Outcome,
    /// The words that decide it.
    pub evidence: Vec<Words>,
    /// Words that did not suffice.
    pub near_misses: Vec<Words>,
    /// Why, in plain words.
    pub reason: String,
}

/// A passage that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edited {
    /// What stood there; none where something was put in.
    pub old: Option<Words>,
    /// What stands there; none where something was taken out.
    pub new: Option<Words>,
    /// The words taken out, without what the two have in common before and after.
    pub removed: String,
    /// The words put in.
    pub added: String,
}

/// Compares two versions that were judged by the same regimes, as of the same day.
pub fn compare(old: &Report, new: &Report) -> Comparison {
    let alignment = Alignment::new(&old.source.text, &new.source.text);
    let before: BTreeMap<&str, &Finding> = old
        .findings
        .iter()
        .map(|finding| (finding.id.as_str(), finding))
        .collect();
    let mut changes: Vec<Changed> = new
        .findings
        .iter()
        .filter_map(|after| {
            let before = before.get(after.id.as_str())?;
            let change = change(before, after, &alignment)?;
            let edits = edits(before, after, &alignment);
            let edits = edits
                .into_iter()
                .map(|edit| edited(edit, &alignment, old, new));
            Some(changed(before, after, change, edits.collect()))
        })
        .collect();
    changes.sort_by_key(|changed| changed.change);
    let count = |kind: &Change| changes.iter().filter(|of| of.change == *kind).count();
    Comparison {
        old: version(old),
        new: version(new),
        as_of: new.as_of,
        regimes: new.regimes.clone(),
        summary: Change::ALL
            .iter()
            .map(|kind| (*kind, count(kind)))
            .collect(),
        groups: group(&changes),
        changes,
        remarks: Vec::new(),
    }
}

impl Comparison {
    /// Whether something got worse that nobody answers for.
    pub fn is_worse(&self) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|changed| changed.change.is_worse() && changed.standing.counts())
    }
}

fn version(report: &Report) -> Version {
    Version {
        path: report.path.clone(),
        hash: report.hash.clone(),
        effective_date: report.effective_date,
    }
}

/// What became of an obligation; none: nothing.
fn change(before: &Finding, after: &Finding, alignment: &Alignment) -> Option<Change> {
    let (was, is) = (weight(before.outcome), weight(after.outcome));
    if is > was {
        return Some(match is {
            FAILING => Change::Opened,
            _ => Change::Weakened,
        });
    }
    if is < was {
        return Some(match is {
            0 => Change::Closed,
            _ => Change::Strengthened,
        });
    }
    if before.outcome != after.outcome || texts(before.decisive()) != texts(after.decisive()) {
        return Some(Change::Reworded);
    }
    let mut pairs = before.decisive().iter().zip(after.decisive());
    let moved = pairs
        .any(|(old, new)| alignment.of_old(old.span.start) != alignment.of_new(new.span.start));
    moved.then_some(Change::Moved)
}

/// The weight of what fails.
const FAILING: u8 = 3;

/// How much is wrong.
fn weight(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Undetermined => 1,
        Outcome::Weak => 2,
        Outcome::OutOfBounds | Outcome::Contradicted | Outcome::Missing => FAILING,
    }
}

fn texts(words: &[Words]) -> Vec<String> {
    words.iter().map(|words| plain(&words.text)).collect()
}

/// The edits that touch the words of either version, by index; if none does and there is only one, that one.
fn edits(before: &Finding, after: &Finding, alignment: &Alignment) -> Vec<usize> {
    let fates = |finding: &Finding, fate: &dyn Fn(u32) -> Fate| -> Vec<usize> {
        let words = finding.decisive().iter().chain(&finding.near_misses);
        let edited = words.filter_map(|words| match fate(words.span.start) {
            Fate::Edited(edit) => Some(edit),
            Fate::Same(_) => None,
        });
        edited.collect()
    };
    let mut touched = fates(before, &|byte| alignment.of_old(byte));
    touched.extend(fates(after, &|byte| alignment.of_new(byte)));
    touched.sort_unstable();
    touched.dedup();
    if touched.is_empty() && alignment.edits() == 1 {
        touched.push(0);
    }
    touched
}

fn edited(edit: usize, alignment: &Alignment, old: &Report, new: &Report) -> Edited {
    let (before, after) = alignment.spans(edit);
    let before = before.map(|span| words(&old.source, span));
    let after = after.map(|span| words(&new.source, span));
    let text = |words: &Option<Words>| {
        words
            .as_ref()
            .map_or("", |words| words.text.as_str())
            .to_owned()
    };
    let (removed, added) = difference(&text(&before), &text(&after));
    Edited {
        old: before,
        new: after,
        removed,
        added,
    }
}

fn words(source: &Source, span: Span) -> Words {
    let bytes = source.to_bytes(span);
    let (line, column) = source.position(span.start as usize);
    Words {
        start: bytes.start,
        end: bytes.end,
        line,
        column,
        text: source.text.get(span.range()).unwrap_or_default().to_owned(),
        signal: None,
        note: String::new(),
        span,
    }
}

/// What two texts do not have in common, without the words and stops that are the same at the beginning and at the end.
fn difference(old: &str, new: &str) -> (String, String) {
    let (old_words, new_words) = (words_and_stops(old), words_and_stops(new));
    let same = |one: &Range<usize>, other: &Range<usize>| old[one.clone()] == new[other.clone()];
    let (old_spans, new_spans) = (&old_words[..], &new_words[..]);
    let pairs = old_spans.iter().zip(new_spans);
    let before = pairs.take_while(|(one, other)| same(one, other)).count();
    let (old_spans, new_spans) = (&old_spans[before..], &new_spans[before..]);
    let back = old_spans.iter().rev().zip(new_spans.iter().rev());
    let after = back.take_while(|(one, other)| same(one, other)).count();
    let middle = |text: &str, spans: &[Range<usize>]| {
        let spans = &spans[..spans.len() - after];
        let (first, last) = (spans.first()?, spans.last()?);
        Some(plain(&text[first.start..last.end]))
    };
    (
        middle(old, old_spans).unwrap_or_default(),
        middle(new, new_spans).unwrap_or_default(),
    )
}

/// Words, and every other sign by itself.
fn words_and_stops(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let part = letter.is_alphanumeric();
        match spans.last_mut() {
            Some(last) if part && in_word => last.end = end,
            _ if letter.is_whitespace() => {}
            _ => spans.push(at..end),
        }
        in_word = part;
    }
    spans
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn changed(before: &Finding, after: &Finding, change: Change, edits: Vec<Edited>) -> Changed {
    Changed {
        id: after.id.clone(),
        regime: after.regime.clone(),
        obligation: after.obligation.clone(),
        change,
        level: after.level,
        cite: after.cite.clone(),
        title: after.title.clone(),
        before: decided(before),
        after: decided(after),
        edits,
        help: after.help.clone(),
        standing: after.standing.clone(),
    }
}

fn decided(finding: &Finding) -> Decided {
    Decided {
        outcome: finding.outcome,
        evidence: finding.decisive().to_vec(),
        near_misses: finding.near_misses.clone(),
        reason: finding.reason.clone(),
    }
}

/// The same obligation changed by the same words in several regimes is one change to a reader.
fn group(changes: &[Changed]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, changed) in changes.iter().enumerate() {
        let same = groups.iter_mut().find(|group| {
            let first = &changes[group[0]];
            first.obligation == changed.obligation
                && first.change == changed.change
                && first.before.outcome == changed.before.outcome
                && first.after.outcome == changed.after.outcome
                && first.edits == changed.edits
                && first.standing == changed.standing
        });
        match same {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_as_small_as_words() {
        let between = |old, new| {
            let (removed, added) = difference(old, new);
            format!("{removed}|{added}")
        };
        assert_eq!(between("Kept for 30 days.", "Kept for 60 days."), "30|60");
        assert_eq!(between("A copy of your data.", "A copy."), "of your data|");
        assert_eq!(between("One, two.", "One, two, three."), "|, three");
        assert_eq!(between("a a", "a a a"), "|a");
        assert_eq!(between("", "Now this."), "|Now this.");
        assert_eq!(between("Same.", "Same."), "|");
    }
}
