//! Which signals some regimes ask for.

use crate::rulebook::{Check, Condition, Obligation, Rulebook, matcher::Matcher};

/// For each signal, whether the verdicts of these regimes (indices) can depend on it. What only gives context (claims, territories,
/// places) always counts.
pub(super) fn by(rulebook: &Rulebook, regimes: &[usize]) -> Vec<bool> {
    let mut wanted: Vec<bool> = rulebook
        .signals
        .iter()
        .map(|signal| signal.id.starts_with('_'))
        .collect();
    let mut facts = vec![false; rulebook.facts.len()];
    let obligations = regimes
        .iter()
        .filter_map(|&regime| rulebook.regimes.get(regime));
    for obligation in obligations.flat_map(|regime| &regime.obligations) {
        for condition in conditions(obligation) {
            mark(condition, &mut wanted);
        }
        if let Some(when) = &obligation.when {
            mark(when, &mut facts);
        }
    }
    for (fact, _) in rulebook
        .facts
        .iter()
        .zip(&facts)
        .filter(|(_, asked)| **asked)
    {
        for condition in [&fact.yes, &fact.no].into_iter().flatten() {
            mark(condition, &mut wanted);
        }
    }
    wanted
}

/// The patterns that say one of the signals, a bit each: there are many patterns, and those of rules nobody asked for are passed over fast.
pub(super) fn patterns(matcher: &Matcher, signals: &[bool]) -> Vec<u64> {
    let mut wanted = vec![0u64; matcher.patterns.len().div_ceil(64)];
    let of_wanted = matcher
        .signals
        .iter()
        .zip(signals)
        .filter(|(_, wanted)| **wanted);
    for pattern in of_wanted.flat_map(|(ranges, _)| ranges.any..ranges.not) {
        wanted[pattern as usize / 64] |= 1 << (pattern % 64);
    }
    wanted
}

/// The conditions over signals of an obligation.
fn conditions(obligation: &Obligation) -> Vec<&Condition> {
    let mut conditions: Vec<&Condition> = match &obligation.check {
        Check::Needs(needs) => vec![needs],
        Check::Flaw(flaws) => flaws.iter().map(|flaw| &flaw.condition).collect(),
        Check::Dated(_) => Vec::new(),
    };
    let others = [
        &obligation.weak,
        &obligation.opposed,
        &obligation.unless,
        &obligation.near,
    ];
    conditions.extend(others.into_iter().flatten());
    conditions
}

fn mark(condition: &Condition, names: &mut [bool]) {
    match condition {
        Condition::Name(name) => names[*name as usize] = true,
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                mark(part, names);
            }
        }
        Condition::Not(inner) => mark(inner, names),
    }
}
