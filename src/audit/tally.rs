//! Counts over many policies.
//!
//! **Invariant: a tally is a sum; the order in which policies are added shows nowhere but in which errors are told first.**

use super::Shares;
use crate::{
    judge::{Outcome, Why},
    rulebook::{Level, Rulebook},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many errors are told in words; the others are counted.
const ERRORS_TOLD: usize = 10;

/// What a tally needs to know of one policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The year the policy is of, if it is known.
    pub year: Option<i16>,
    /// Indices of the regimes it was judged by.
    pub regimes: Vec<usize>,
    /// Verdicts: index of the regime, of the obligation in it, and the outcome.
    pub outcomes: Vec<(usize, usize, Outcome)>,
}

/// Counts over many policies.
#[derive(Debug, Clone)]
pub struct Tally {
    pub(super) policies: u64,
    pub(super) regimes: Vec<RegimeTally>,
    pub(super) years: BTreeMap<i16, (u64, Shares)>,
    pub(super) undated: u64,
    pub(super) errors: u64,
    pub(super) first_errors: Vec<(String, String)>,
}

/// Counts of one regime.
#[derive(Debug, Clone)]
pub(super) struct RegimeTally {
    pub(super) policies: u64,
    pub(super) obligations: Vec<(Level, Shares)>,
}

impl Tally {
    /// Nothing counted yet, with room for all that these rules know.
    pub fn new(rulebook: &Rulebook) -> Tally {
        let regimes = rulebook.regimes.iter().map(|regime| RegimeTally {
            policies: 0,
            obligations: regime
                .obligations
                .iter()
                .map(|obligation| (obligation.level, Shares::default()))
                .collect(),
        });
        Tally {
            policies: 0,
            regimes: regimes.collect(),
            years: BTreeMap::new(),
            undated: 0,
            errors: 0,
            first_errors: Vec::new(),
        }
    }

    /// How many policies were judged.
    pub fn policies(&self) -> u64 {
        self.policies
    }

    /// How many could not be.
    pub fn errors(&self) -> u64 {
        self.errors
    }

    /// Counts a policy.
    pub fn add(&mut self, marks: &Marks) {
        self.policies += 1;
        for &regime in &marks.regimes {
            self.regimes[regime].policies += 1;
        }
        let mut binding = Shares::default();
        for &(regime, obligation, outcome) in &marks.outcomes {
            let (level, shares) = &mut self.regimes[regime].obligations[obligation];
            shares.count(outcome);
            if *level != Level::Recommended {
                binding.count(outcome);
            }
        }
        match marks.year {
            Some(year) => {
                let (policies, shares) = self.years.entry(year).or_default();
                *policies += 1;
                shares.add(&binding);
            }
            None => self.undated += 1,
        }
    }

    /// Counts something that could not be judged.
    pub fn add_error(&mut self, path: &str, error: &str) {
        self.errors += 1;
        if self.first_errors.len() < ERRORS_TOLD {
            self.first_errors.push((path.to_owned(), error.to_owned()));
        }
    }
}

/// The year a policy is of: its own date's, else that of the day an archive took it.
pub(super) fn year(effective: Option<Date>, as_of: Option<(Date, Why)>) -> Option<i16> {
    let archived = as_of.filter(|(_, why)| *why == Why::Archived);
    effective.or(archived.map(|(date, _)| date)).map(Date::year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_policy_is_of_its_own_year_before_the_archives() {
        let captured = Some((date(2015, 1, 2), Why::Archived));
        assert_eq!(year(Some(date(2011, 1, 1)), captured), Some(2011));
        assert_eq!(year(None, captured), Some(2015));
        assert_eq!(year(None, Some((date(2026, 1, 1), Why::Today))), None);
    }
}
