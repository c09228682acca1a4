//! Conditions on a scale of three: no, perhaps, yes. Signals are missing, hedged or said; facts are denied, unknown or true.
//!
//! `All` is as true as its falsest part, `Any` as its truest; only `Not` depends on what the middle of the scale means.

use crate::rulebook::Condition;
use std::collections::BTreeSet;

/// A scale of three, lowest first.
pub(crate) trait Truth: Ord + Copy {
    /// The lowest.
    const NO: Self;
    /// The highest.
    const YES: Self;
    /// The opposite.
    fn not(self) -> Self;
}

impl Truth for bool {
    const NO: Self = false;
    const YES: Self = true;

    fn not(self) -> Self {
        !self
    }
}

/// How true the condition is, when `of` says it of each name.
pub(crate) fn fold<T: Truth>(condition: &Condition, of: &impl Fn(u32) -> T) -> T {
    match condition {
        Condition::Name(name) => of(*name),
        Condition::All(parts) => least(parts.iter().map(|part| fold(part, of))),
        Condition::Any(parts) => most(parts.iter().map(|part| fold(part, of))),
        Condition::Not(inner) => fold(inner, of).not(),
    }
}

fn least<T: Truth>(parts: impl Iterator<Item = T>) -> T {
    parts.min().unwrap_or(T::YES)
}

fn most<T: Truth>(parts: impl Iterator<Item = T>) -> T {
    parts.max().unwrap_or(T::NO)
}

/// The names that make the condition as true as it is: of an `Any` all alternatives that do, of a `Not` none.
pub(super) fn support<T: Truth>(condition: &Condition, of: &impl Fn(u32) -> T) -> Vec<u32> {
    let truth = fold(condition, of);
    if truth == T::NO {
        return Vec::new();
    }
    match condition {
        Condition::Name(name) => vec![*name],
        Condition::All(parts) => parts.iter().flat_map(|part| support(part, of)).collect(),
        Condition::Any(parts) => parts
            .iter()
            .filter(|part| fold(part, of) == truth)
            .flat_map(|part| support(part, of))
            .collect(),
        Condition::Not(_) => Vec::new(),
    }
}

/// The names that make the condition as true as it is, in groups: of each group one is enough, and one of each is needed.
pub(crate) fn groups<T: Truth>(condition: &Condition, of: &impl Fn(u32) -> T) -> Vec<Vec<u32>> {
    let truth = fold(condition, of);
    if truth == T::NO {
        return Vec::new();
    }
    match condition {
        Condition::Name(name) => vec![vec![*name]],
        Condition::All(parts) => parts.iter().flat_map(|part| groups(part, of)).collect(),
        Condition::Any(parts) => {
            let holding = parts.iter().filter(|part| fold(part, of) == truth);
            either(holding.map(|part| groups(part, of)).collect())
        }
        Condition::Not(_) => Vec::new(),
    }
}

/// The groups of alternatives: those of one group are one group together, else the first alternative stands for all.
fn either(alternatives: Vec<Vec<Vec<u32>>>) -> Vec<Vec<u32>> {
    let single = alternatives.iter().filter(|groups| groups.len() == 1);
    let together: Vec<u32> = single.flatten().flatten().copied().collect();
    if together.is_empty() {
        return alternatives.into_iter().next().unwrap_or_default();
    }
    vec![together]
}

/// The names that would have to be there for the condition to hold, and are not.
pub(super) fn lacking<T: Truth>(condition: &Condition, of: &impl Fn(u32) -> T) -> Vec<u32> {
    if fold(condition, of) != T::NO {
        return Vec::new();
    }
    match condition {
        Condition::Name(name) => vec![*name],
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(|part| lacking(part, of)).collect()
        }
        Condition::Not(_) => Vec::new(),
    }
}

/// The names that must not be there, and are.
pub(super) fn barring<T: Truth>(condition: &Condition, of: &impl Fn(u32) -> T) -> Vec<u32> {
    match condition {
        Condition::Name(_) => Vec::new(),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(|part| barring(part, of)).collect()
        }
        Condition::Not(inner) => support(inner, of),
    }
}

/// The first name that makes the condition exactly as true as `truth`.
pub(super) fn decisive<T: Truth>(
    condition: &Condition,
    of: &impl Fn(u32) -> T,
    truth: T,
) -> Option<u32> {
    match condition {
        Condition::Name(name) => (of(*name) == truth).then_some(*name),
        Condition::All(parts) | Condition::Any(parts) => parts
            .iter()
            .filter(|part| fold(part, of) == truth)
            .find_map(|part| decisive(part, of, truth)),
        Condition::Not(inner) => decisive(inner, of, truth.not()),
    }
}

/// All names that can speak for the condition, in order, each once.
pub(crate) fn names(condition: &Condition) -> Vec<u32> {
    let mut found = Vec::new();
    collect(condition, &mut found);
    found
}

/// All names in the condition, denied ones too.
pub(super) fn mentioned(condition: &Condition, found: &mut BTreeSet<u32>) {
    match condition {
        Condition::Name(name) => {
            found.insert(*name);
        }
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                mentioned(part, found);
            }
        }
        Condition::Not(inner) => mentioned(inner, found),
    }
}

fn collect(condition: &Condition, found: &mut Vec<u32>) {
    match condition {
        Condition::Name(name) if !found.contains(name) => found.push(*name),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect(part, found);
            }
        }
        Condition::Name(_) | Condition::Not(_) => {}
    }
}
