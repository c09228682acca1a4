//! What was typed, settled against the rules: rules loaded, regimes and facts looked up.

use super::{args::RuleArgs, failure::Failure};
use lacuna::{
    rulebook::{Rulebook, Unknown, closest},
    rules::{Bundled, Selection},
};
use std::collections::{BTreeMap, BTreeSet};

/// The rules asked for.
pub(super) fn selection(args: &RuleArgs) -> Selection {
    Selection {
        bundled: if args.no_bundled_rules {
            Bundled::Without
        } else {
            Bundled::With
        },
        directories: args.folders.clone(),
    }
}

/// The rules asked for, compiled. Warnings are for those who write rules: `rules check` tells them.
pub(super) fn rulebook(args: &RuleArgs) -> Result<Rulebook, Failure> {
    let loaded = Rulebook::load(&selection(args)).map_err(Failure::Rules)?;
    Ok(loaded.0)
}

/// The regimes named, by index and in order; none for `auto`.
pub(super) fn regimes(
    typed: &[String],
    rulebook: &Rulebook,
) -> Result<Option<Vec<usize>>, Failure> {
    if typed.iter().all(|name| name == "auto") {
        return Ok(None);
    }
    let mut chosen = BTreeSet::new();
    for name in typed.iter().filter(|name| *name != "auto") {
        chosen.extend(rulebook.regimes_called(name).map_err(unknown)?);
    }
    Ok(Some(chosen.into_iter().collect()))
}

fn unknown(unknown: Unknown) -> Failure {
    Failure::usage(unknown.message, unknown.help)
}

/// The facts stated, each one known.
pub(super) fn facts(
    typed: &[(String, bool)],
    rulebook: &Rulebook,
) -> Result<BTreeMap<String, bool>, Failure> {
    let mut facts = BTreeMap::new();
    for (name, holds) in typed {
        rulebook.fact_called(name).map_err(unknown)?;
        if facts
            .insert(name.clone(), *holds)
            .is_some_and(|old| old != *holds)
        {
            let message = format!("`{name}` is said to be true and false");
            return Err(Failure::usage(message, "state it once"));
        }
    }
    Ok(facts)
}

/// `did you mean …?`, if something is close.
pub(super) fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    closest(name, known).map(|known| format!("did you mean `{known}`?"))
}
