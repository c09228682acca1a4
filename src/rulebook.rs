//! The rules, valid and compiled: what to look for and what it means.
//!
//! `schema` is a rule file as written, `compile` turns all of them into one [`Rulebook`], collecting every problem with its
//! place. **Invariant: in a `Rulebook` every name is an index; there is nothing left to look up or to get wrong.**

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All rules that were asked for, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rulebook {
    /// Hash of all rule files, in hex: what a report stands on.
    pub version: String,
    /// Signals, in the order of their files; the engine's observations last.
    pub signals: Vec<Signal>,
    /// Facts about a business.
    pub facts: Vec<Fact>,
    /// Laws and programmes, sorted by id.
    pub regimes: Vec<Regime>,
}

/// A named way of saying something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signal {
    /// Its id, such as `right-of-access`.
    pub id: String,
    /// What it says, in plain words.
    pub says: String,
}

/// Something about the business that makes an obligation apply.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, such as `sells-personal-data`.
    pub id: String,
    /// The question that settles it.
    pub question: String,
}

/// A law or programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Regime {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it applies.
    pub jurisdiction: String,
    /// Folder-like grouping for overviews: `eu`, `us-states`.
    pub group: String,
    /// Where it is found.
    pub citation: String,
    /// When it was in force.
    pub in_force: InForce,
    /// Whom it binds.
    pub applies_to: String,
    /// What a reader should know.
    pub notes: String,
    /// What it requires, in the order of the file.
    pub obligations: Vec<Obligation>,
}

/// First and last day, both inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// First day; none: always was.
    pub from: Option<Date>,
    /// Last day; none: no end known.
    pub until: Option<Date>,
}

/// One thing a regime requires a policy to say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Obligation {
    /// Its id within the regime.
    pub id: String,
    /// Its citation.
    pub cite: String,
    /// What it asks, in a line.
    pub title: String,
    /// How binding it is.
    pub level: Level,
    /// When it was in force, already cut to the regime's dates.
    pub in_force: InForce,
    /// What to write, in plain words.
    pub help: String,
}

/// How binding an obligation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The law demands it.
    Required,
    /// The law demands it if a fact holds.
    Conditional,
    /// Good practice, or a duty on conduct whose statement can be wrong.
    Recommended,
}
