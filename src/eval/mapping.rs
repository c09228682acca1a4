//! What labels mean: a condition over signals and obligations for each.

use crate::rulebook::{Condition, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// Conditions by label.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// What each label means; the numbers are indices of `names`.
    pub conditions: BTreeMap<String, Condition>,
    /// What the conditions speak of.
    pub names: Vec<Name>,
    /// Regimes (indices) that obligations of the conditions belong to.
    pub regimes: Vec<usize>,
}

/// A name in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// Index of a signal.
    Signal(u32),
    /// Indices of a regime and of its obligation.
    Obligation(usize, usize),
}

impl Mapping {
    /// The mapping written in `text` (TOML: label = condition).
    ///
    /// # Errors
    /// Every problem, in words, with its label.
    pub fn parse(text: &str, rulebook: &Rulebook) -> Result<Mapping, Vec<String>> {
        let table: BTreeMap<String, String> =
            toml::from_str(text).map_err(|problem| vec![problem.to_string()])?;
        let mut mapping = Mapping::default();
        let mut problems = Vec::new();
        for (label, written) in table {
            let names = &mut mapping.names;
            let mut resolve = |name: &str| {
                names.push(resolve(rulebook, name)?);
                Some(names.len() as u32 - 1)
            };
            match Condition::parse(&written, &mut resolve) {
                Ok(condition) => drop(mapping.conditions.insert(label, condition)),
                Err(problem) => problems.push(format!("{label}: {problem}")),
            }
        }
        let regimes: BTreeSet<usize> = mapping
            .names
            .iter()
            .filter_map(|name| regime(*name))
            .collect();
        mapping.regimes = regimes.into_iter().collect();
        if problems.is_empty() {
            Ok(mapping)
        } else {
            Err(problems)
        }
    }
}

fn resolve(rulebook: &Rulebook, name: &str) -> Option<Name> {
    if let Some((regime, obligation)) = name.split_once('/') {
        let at = rulebook
            .regimes
            .iter()
            .position(|known| known.id == regime)?;
        let obligations = &rulebook.regimes[at].obligations;
        return obligations
            .iter()
            .position(|known| known.id == obligation)
            .map(|obligation| Name::Obligation(at, obligation));
    }
    rulebook
        .signals
        .iter()
        .position(|signal| signal.id == name)
        .map(|signal| Name::Signal(signal as u32))
}

fn regime(name: Name) -> Option<usize> {
    match name {
        Name::Obligation(regime, _) => Some(regime),
        Name::Signal(_) => None,
    }
}
