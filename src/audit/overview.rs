//! The counts of an audit, grouped for telling.
//!
//! **Invariant: what is left out, put first or put together is decided here; renderers only write it down.**

use super::{Tally, tally::RegimeTally};
use crate::{
    judge::Outcome,
    report::OUTCOMES,
    rulebook::{Level, Regime, Rulebook},
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::{cmp::Reverse, collections::BTreeMap};

/// How many obligations are named as those most often not met.
const MOST_OFTEN: usize = 20;

/// What came of an audit.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// How many policies were judged.
    pub policies: u64,
    /// Hash of the rules.
    pub rules_version: String,
    /// How many could not be judged.
    pub errors: u64,
    /// The first of them: what, and why not.
    pub first_errors: Vec<(String, String)>,
    /// What was passed over, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// By regime, in order of id; those no policy was judged by are left out.
    pub regimes: Vec<RegimeOverview>,
    /// By year, where dates are known, in order.
    pub years: Vec<YearOverview>,
    /// How many policies have no known date.
    pub undated: u64,
    /// What the law demands and is most often not there, most often first.
    pub most_often_lacking: Vec<Prevalence>,
}

/// One regime.
#[derive(Debug, Clone, Serialize)]
pub struct RegimeOverview {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How many policies were judged by it.
    pub policies: u64,
    /// All verdicts on what it demands.
    pub binding: Shares,
    /// Its obligations, as in the rule file; those never judged are left out.
    pub obligations: Vec<Prevalence>,
}

/// One obligation.
#[derive(Debug, Clone, Serialize)]
pub struct Prevalence {
    /// `regime/obligation`.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// How binding it is.
    pub level: Level,
    /// How often it was decided how.
    pub shares: Shares,
}

/// One year.
#[derive(Debug, Clone, Serialize)]
pub struct YearOverview {
    /// The year.
    pub year: i16,
    /// How many policies are of that year.
    pub policies: u64,
    /// All verdicts on what the law demands of them.
    pub binding: Shares,
}

/// Verdicts counted by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares([u64; OUTCOMES.len()]);

impl Shares {
    /// Counts one verdict.
    pub fn count(&mut self, outcome: Outcome) {
        self.0[outcome as usize] += 1;
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: &Shares) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }

    /// How many of this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.0[outcome as usize]
    }

    /// How many are said well.
    pub fn said(&self) -> u64 {
        self.of(Outcome::Met)
    }

    /// How many are said weakly.
    pub fn weak(&self) -> u64 {
        self.of(Outcome::Weak)
    }

    /// How many are not said, or said against the law.
    pub fn lacking(&self) -> u64 {
        self.of(Outcome::Missing) + self.of(Outcome::OutOfBounds) + self.of(Outcome::Contradicted)
    }

    /// How many depend on something nobody stated.
    pub fn open(&self) -> u64 {
        self.of(Outcome::Undetermined)
    }

    /// How many were decided: said, weak or lacking. The whole that shares are of.
    pub fn decided(&self) -> u64 {
        self.said() + self.weak() + self.lacking()
    }

    fn all(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Serialize for Shares {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for outcome in OUTCOMES {
            map.serialize_entry(&outcome, &self.of(outcome))?;
        }
        map.end()
    }
}

impl Overview {
    /// What came of an audit by these rules, in which some things were passed over.
    pub fn new(tally: &Tally, rulebook: &Rulebook, skipped: BTreeMap<String, u64>) -> Overview {
        let regimes: Vec<RegimeOverview> = rulebook
            .regimes
            .iter()
            .zip(&tally.regimes)
            .filter(|(_, counted)| counted.policies > 0)
            .map(|(regime, counted)| of_regime(regime, counted))
            .collect();
        let years = tally
            .years
            .iter()
            .map(|(&year, &(policies, binding))| YearOverview {
                year,
                policies,
                binding,
            });
        Overview {
            policies: tally.policies,
            rules_version: rulebook.version.clone(),
            errors: tally.errors,
            first_errors: tally.first_errors.clone(),
            skipped,
            years: years.collect(),
            undated: tally.undated,
            most_often_lacking: most_often_lacking(&regimes),
            regimes,
        }
    }
}

impl Overview {
    /// Ids of all obligations on which there are verdicts, in order.
    pub fn obligations(&self) -> Vec<String> {
        let all = self.regimes.iter().flat_map(|regime| &regime.obligations);
        all.map(|obligation| obligation.id.clone()).collect()
    }
}

fn of_regime(regime: &Regime, counted: &RegimeTally) -> RegimeOverview {
    let mut binding = Shares::default();
    let mut obligations = Vec::new();
    for (obligation, (level, shares)) in regime.obligations.iter().zip(&counted.obligations) {
        if shares.all() == 0 {
            continue;
        }
        if *level != Level::Recommended {
            binding.add(shares);
        }
        obligations.push(Prevalence {
            id: format!("{}/{}", regime.id, obligation.id),
            title: obligation.title.clone(),
            level: *level,
            shares: *shares,
        });
    }
    RegimeOverview {
        id: regime.id.clone(),
        title: regime.title.clone(),
        policies: counted.policies,
        binding,
        obligations,
    }
}

fn most_often_lacking(regimes: &[RegimeOverview]) -> Vec<Prevalence> {
    let all = regimes.iter().flat_map(|regime| &regime.obligations);
    let mut lacking: Vec<&Prevalence> = all
        .filter(|of| of.level != Level::Recommended && of.shares.lacking() > 0)
        .collect();
    // A stable sort: where shares are the same, the order of the rules remains.
    lacking.sort_by_key(|of| Reverse(of.shares.lacking()));
    lacking.into_iter().take(MOST_OFTEN).cloned().collect()
}
