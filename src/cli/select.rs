//! What was typed, settled against the rules: rules loaded, regimes and facts looked up.

use super::{args::RuleArgs, failure::Failure};
use lacuna::{
    rulebook::{Rulebook, closest},
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
        let named = rulebook
            .regimes
            .iter()
            .enumerate()
            .filter(|(_, regime)| name == "all" || regime.id == *name || regime.group == *name);
        let mut known = named.map(|(index, _)| index).peekable();
        if known.peek().is_none() {
            return Err(unknown_regime(name, rulebook));
        }
        chosen.extend(known);
    }
    Ok(Some(chosen.into_iter().collect()))
}

fn unknown_regime(name: &str, rulebook: &Rulebook) -> Failure {
    let ids = rulebook.regimes.iter().map(|regime| regime.id.as_str());
    let groups = rulebook.regimes.iter().map(|regime| regime.group.as_str());
    let known = ids.chain(groups).chain(["auto", "all"]);
    let list = "`lacuna regimes` lists them";
    let help = meant(name, known).map_or(list.to_owned(), |meant| format!("{meant}; {list}"));
    Failure::usage(format!("no regime is called `{name}`"), help)
}

/// The facts stated, each one known.
pub(super) fn facts(
    typed: &[(String, bool)],
    rulebook: &Rulebook,
) -> Result<BTreeMap<String, bool>, Failure> {
    let known = || rulebook.facts.iter().map(|fact| fact.id.as_str());
    let mut facts = BTreeMap::new();
    for (name, holds) in typed {
        if !known().any(|id| id == name) {
            let all: Vec<&str> = known().collect();
            let list = format!("the facts are: {}", all.join(", "));
            let help = meant(name, known()).unwrap_or(list);
            return Err(Failure::usage(format!("no fact is called `{name}`"), help));
        }
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
