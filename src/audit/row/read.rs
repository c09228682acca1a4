//! What is read back of a row, full or lean.

use crate::{
    audit::{Marks, tally},
    judge::{Outcome, Why},
    rulebook::{Level, Rulebook},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;

/// A row: a policy judged, or something that could not be.
#[derive(Debug, Deserialize)]
pub struct Row<'a> {
    /// The web archive the policy was found in.
    #[serde(borrow, default)]
    pub archive: Option<Cow<'a, str>>,
    /// What the policy is called.
    #[serde(borrow)]
    pub path: Cow<'a, str>,
    /// Why it could not be judged.
    #[serde(borrow, default)]
    pub error: Option<Cow<'a, str>>,
    /// The day judged as of.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Why that day.
    #[serde(default)]
    pub as_of_why: Option<Why>,
    /// The policy's own date.
    #[serde(default)]
    pub effective_date: Option<Date>,
    /// Ids of the regimes judged.
    #[serde(borrow, default)]
    pub regimes: Vec<Cow<'a, str>>,
    /// All verdicts.
    #[serde(borrow, default)]
    pub findings: Vec<Entry<'a>>,
}

/// A verdict.
#[derive(Debug, Deserialize)]
pub struct Entry<'a> {
    /// `regime/obligation`.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Id of the regime.
    #[serde(borrow)]
    pub regime: Cow<'a, str>,
    /// Id of the obligation.
    #[serde(borrow)]
    pub obligation: Cow<'a, str>,
    /// How it was decided.
    pub outcome: Outcome,
    /// How binding it is.
    pub level: Level,
    /// The words that decide it.
    #[serde(borrow)]
    pub evidence: Vec<Spot<'a>>,
}

/// Words of the file.
#[derive(Debug, Deserialize)]
pub struct Spot<'a> {
    /// First byte in the file as given.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The source text between them.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
}

/// Where each id stands in the rules.
#[derive(Debug)]
pub struct Index<'a> {
    regimes: FxHashMap<&'a str, usize>,
    obligations: FxHashMap<String, (usize, usize)>,
}

impl<'a> Index<'a> {
    /// The index of these rules.
    pub fn new(rulebook: &'a Rulebook) -> Index<'a> {
        let mut index = Index {
            regimes: FxHashMap::default(),
            obligations: FxHashMap::default(),
        };
        for (at, regime) in rulebook.regimes.iter().enumerate() {
            index.regimes.insert(&regime.id, at);
            for (place, obligation) in regime.obligations.iter().enumerate() {
                let id = format!("{}/{}", regime.id, obligation.id);
                index.obligations.insert(id, (at, place));
            }
        }
        index
    }

    /// Where an obligation (`regime/obligation`) stands: regime, and obligation in it.
    pub fn obligation(&self, id: &str) -> Option<(usize, usize)> {
        self.obligations.get(id).copied()
    }
}

impl<'a> Row<'a> {
    /// The row that a line holds.
    pub fn parse(line: &'a [u8]) -> serde_json::Result<Row<'a>> {
        serde_json::from_slice(line)
    }

    /// The marks of the policy, if the row is of one, and by these rules.
    pub fn marks(&self, index: &Index<'_>) -> Option<Marks> {
        let as_of = self.as_of.zip(self.as_of_why);
        let regimes = self.regimes.iter();
        let findings = self.findings.iter();
        Some(Marks {
            year: tally::year(self.effective_date, as_of),
            regimes: regimes
                .map(|id| index.regimes.get(&**id).copied())
                .collect::<Option<_>>()?,
            outcomes: findings
                .map(|entry| {
                    let (regime, obligation) = index.obligation(&entry.id)?;
                    Some((regime, obligation, entry.outcome))
                })
                .collect::<Option<_>>()?,
        })
    }
}
