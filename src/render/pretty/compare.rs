//! What changed between two versions, for people: the gravest first, with the words that made the difference.

use super::ink::Ink;
use crate::{
    render::{Detail, Look, words},
    report::{Change, Changed, Comparison, Edited, Words},
    safe::tame_line,
};
use std::io::{self, Write};

/// More passages than this are counted only.
const MOST_EDITS: usize = 3;
/// Longer passages are shown by their beginning and end.
const MOST_LETTERS: usize = 240;

/// Writes what changed in each policy.
pub fn compare(comparisons: &[Comparison], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let ink = Ink::new(look);
    for (index, comparison) in comparisons.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        policy(comparison, look, ink, out)?;
    }
    Ok(())
}

fn policy(comparison: &Comparison, look: &Look, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (&comparison.old.path, &comparison.new.path);
    let (old, new) = (ink.bold(&tame_line(old)), ink.bold(&tame_line(new)));
    write!(out, "{old} → {new}")?;
    match comparison.as_of {
        Some(day) => writeln!(out, "  both as of {day}")?,
        None => writeln!(out)?,
    }
    ink.wrapped(&counts(comparison), "  ", out)?;
    for remark in &comparison.remarks {
        ink.wrapped(&format!("note: {remark}"), "  ", out)?;
    }
    if look.detail == Detail::Brief {
        return Ok(());
    }
    let mut last = None;
    let mut shown: Vec<&Changed> = Vec::new();
    for group in &comparison.groups {
        let group: Vec<&Changed> = group
            .iter()
            .map(|&index| &comparison.changes[index])
            .collect();
        let change = group[0].change;
        if change == Change::Reworded && look.detail != Detail::Full {
            break; // They come last.
        }
        if last != Some(change) {
            writeln!(out, "\n{}", ink.bold(heading(change)))?;
            last = Some(change);
        }
        match change {
            Change::Moved => moved(&group, ink, out)?,
            _ => full(&group, &mut shown, ink, out)?,
        }
    }
    Ok(())
}

fn counts(comparison: &Comparison) -> String {
    let counts = comparison.summary.iter().filter(|(_, count)| **count > 0);
    let counts: Vec<String> = counts
        .map(|(change, count)| format!("{count} {}", name(*change)))
        .collect();
    if counts.is_empty() {
        "no verdict changed".to_owned()
    } else {
        counts.join(" · ")
    }
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Opened => "opened",
        Change::Weakened => "weakened",
        Change::Strengthened => "strengthened",
        Change::Closed => "closed",
        Change::Moved => "moved",
        Change::Reworded => "reworded",
    }
}

fn heading(change: Change) -> &'static str {
    match change {
        Change::Opened => "Gaps opened",
        Change::Weakened => "Weakened",
        Change::Strengthened => "Strengthened, and not closed",
        Change::Closed => "Gaps closed",
        Change::Moved => "Moved",
        Change::Reworded => "Reworded",
    }
}

fn full<'a>(
    group: &[&'a Changed],
    shown: &mut Vec<&'a Changed>,
    ink: Ink,
    out: &mut dyn Write,
) -> io::Result<()> {
    let first = group[0];
    head(group, ink, out)?;
    for changed in group {
        let cited = match group.len() {
            1 => changed.cite.clone(),
            _ => format!("{}: {}", changed.regime, changed.cite),
        };
        ink.wrapped(&cited, "    ", out)?;
    }
    if !first.after.reason.is_empty() {
        ink.wrapped(&tame_line(&first.after.reason), "    ", out)?;
    }
    edits(first, shown, ink, out)?;
    if !first.standing.counts() {
        let answered = words::waiver(&first.standing);
        let answered = tame_line(&answered);
        ink.wrapped(&format!("waived: {answered}"), "    ", out)?;
    } else if first.change.is_worse() && !first.help.is_empty() {
        ink.wrapped(&format!("help: {}", first.help), "    ", out)?;
    }
    Ok(())
}

/// `✗ said → missing  gdpr/right-of-access · Right of access`
fn head(group: &[&Changed], ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let first = group[0];
    let sign = match first.change {
        _ if !first.standing.counts() => ink.dim("-"),
        Change::Opened => ink.bad("✗"),
        Change::Weakened | Change::Strengthened => ink.poor("~"),
        Change::Closed => ink.good("✓"),
        Change::Moved | Change::Reworded => ink.dim("="),
    };
    let (before, after) = (
        words::outcome(first.before.outcome),
        words::outcome(first.after.outcome),
    );
    let outcome = if before == after {
        before.to_owned()
    } else {
        format!("{before} → {after}")
    };
    let id = id(group);
    let taken = 2 + outcome.chars().count() + 2 + id.chars().count();
    write!(out, "{sign} {outcome}  {}", ink.bold(id))?;
    if taken + 3 + first.title.chars().count() <= ink.width {
        return writeln!(out, " · {}", first.title);
    }
    writeln!(out)?;
    ink.wrapped(&first.title, "    ", out)
}

/// Of one regime with the regime, of several without.
fn id<'a>(group: &[&'a Changed]) -> &'a str {
    match group.len() {
        1 => &group[0].id,
        _ => &group[0].obligation,
    }
}

fn moved(group: &[&Changed], ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let first = group[0];
    head(group, ink, out)?;
    let line = |words: &[Words]| words.first().map_or(0, |words| words.line);
    let (from, to) = (line(&first.before.evidence), line(&first.after.evidence));
    writeln!(out, "    line {from} → line {to}")
}

/// The passages that made the difference; those shown already by the name of the obligation they were shown with.
fn edits<'a>(
    changed: &'a Changed,
    shown: &mut Vec<&'a Changed>,
    ink: Ink,
    out: &mut dyn Write,
) -> io::Result<()> {
    let before = shown.iter().find(|before| before.edits == changed.edits);
    if let Some(before) = before.filter(|_| !changed.edits.is_empty()) {
        let line = format!("the same passage as at {}", before.id);
        return ink.wrapped(&line, "    ", out);
    }
    for edit in changed.edits.iter().take(MOST_EDITS) {
        edited(edit, ink, out)?;
    }
    if changed.edits.len() > MOST_EDITS {
        let more = changed.edits.len() - MOST_EDITS;
        let more = words::number(more, "more passage", "more passages");
        writeln!(out, "    {more} changed")?;
    }
    shown.push(changed);
    Ok(())
}

/// What stood there, what stands there, and what the two do not have in common.
fn edited(edit: &Edited, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    if let Some(old) = &edit.old {
        let line = format!("- {:>4}  {}", old.line, shortened(&old.text));
        ink.wrapped(&line, "    ", out)?;
    }
    if let Some(new) = &edit.new {
        let line = format!("+ {:>4}  {}", new.line, shortened(&new.text));
        ink.wrapped(&line, "    ", out)?;
    }
    if edit.old.is_none() || edit.new.is_none() {
        return Ok(());
    }
    let (removed, added) = (shortened(&edit.removed), shortened(&edit.added));
    let told = match (removed.is_empty(), added.is_empty()) {
        (false, false) => format!("“{removed}” became “{added}”"),
        (false, true) => format!("“{removed}” is gone"),
        (true, false) => format!("“{added}” is new"),
        (true, true) => return Ok(()),
    };
    ink.wrapped(&told, "    ", out)
}

/// On one line, with nothing in it that acts on a terminal; the middle of a long text left out.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let letters: Vec<char> = tame_line(&line).chars().collect();
    if letters.len() <= MOST_LETTERS {
        return letters.into_iter().collect();
    }
    let half = MOST_LETTERS / 2;
    let head: String = letters[..half].iter().collect();
    let tail: String = letters[letters.len() - half..].iter().collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
