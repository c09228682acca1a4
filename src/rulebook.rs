//! The rules, valid and compiled: what to look for and what it means.
//!
//! `schema` is a rule file as written, `compile` turns all of them into one [`Rulebook`], collecting every problem with its
//! place. **Invariant: in a `Rulebook` every name is an index; there is nothing left to look up or to get wrong.**

mod bound;
pub(crate) mod compile;
mod condition;
mod lookup;
pub mod matcher;
pub mod pattern;
mod place;
mod problem;
pub(crate) mod read;
pub(crate) mod schema;

pub use compile::compile;
pub(crate) use compile::fill;
pub use lookup::Unknown;
pub(crate) use problem::{MOST_PROBLEMS, hand_in};
pub use problem::{Problem, RuleFile, closest};

use crate::quantity::Duration;
use jiff::civil::Date;
use matcher::Matcher;
use serde::{Deserialize, Serialize};

/// All rules that were asked for, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rulebook {
    /// Hash of all rule files, in hex: what a report stands on.
    pub version: String,
    /// Signals: those of the rule files in the order of their files, then the engine's observations (`text:…`), then nameless ones
    /// made for claims, territories and `where` (their id begins with `_`).
    pub signals: Vec<Signal>,
    /// Facts about a business.
    pub facts: Vec<Fact>,
    /// Places whose residents a statement may speak to.
    pub territories: Vec<Territory>,
    /// Laws and programmes, sorted by id.
    pub regimes: Vec<Regime>,
    /// The patterns of all signals, compiled.
    pub matcher: Matcher,
}

/// A named way of saying something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signal {
    /// Its id, such as `right-of-access`.
    pub id: String,
    /// What it says, in plain words.
    pub says: String,
    /// What a hedge before the verb does.
    pub hedged: Hedged,
    /// What a negation does.
    pub negated: Negated,
    /// Where a statement that speaks to one territory counts.
    pub scope: Scope,
    /// Whether a heading alone can say it.
    pub headings: Headings,
}

/// What a hedge (`may`, `from time to time`) does to a hit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedged {
    /// Nothing.
    #[default]
    Counts,
    /// The hit counts as weak.
    Weak,
}

/// What a negation in a match, or before it in the same clause, does to a hit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negated {
    /// The hit is refused and kept as a near miss.
    #[default]
    Refused,
    /// Nothing.
    Counts,
}

/// For which regimes a hit counts in a statement that speaks to residents of one territory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// For all.
    #[default]
    Everywhere,
    /// For regimes of that territory.
    Territory,
}

/// What a heading alone can do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Headings {
    /// Give context only.
    #[default]
    Context,
    /// Count as a hit.
    Count,
}

/// A place whose residents a statement may speak to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Territory {
    /// Its id, such as `us-ca`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Territories (indices) it is part of, itself included: a statement to any of them speaks to its residents too.
    pub within: Vec<usize>,
    /// Index of the nameless signal that sees it named.
    pub signal: u32,
}

/// Something about the business that makes an obligation apply.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, such as `sells-personal-data`.
    pub id: String,
    /// The question that settles it.
    pub question: String,
    /// Condition over signals that shows it.
    pub yes: Option<Condition>,
    /// Condition over signals that denies it; a denial wins.
    pub no: Option<Condition>,
    /// What a policy that says nothing means.
    pub silent: Silent,
}

/// What silence means for a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Silent {
    /// Nobody knows.
    #[default]
    Unknown,
    /// The fact does not hold.
    No,
}

/// A condition over names: signals or facts, by where it stands. The number is an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// It is there, or holds.
    Name(u32),
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A law or programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Regime {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it applies, as the law's own code says: `EU`, `US-CA`.
    pub jurisdiction: String,
    /// Folder-like grouping for overviews: `eu`, `us-states`.
    pub group: String,
    /// Where it is found.
    pub citation: String,
    /// When it was in force.
    pub in_force: InForce,
    /// Index of the territory whose residents it protects; none: everywhere.
    pub territory: Option<usize>,
    /// Whom it binds.
    pub applies_to: String,
    /// What a reader should know.
    pub notes: String,
    /// Index of the nameless signal by which a policy claims it; none: it can only be asked for.
    pub claims: Option<u32>,
    /// Judged under `auto` whatever the policy claims.
    pub always: bool,
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

impl InForce {
    /// Whether `day` lies within, both ends included.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
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
    /// What is looked for.
    pub check: Check,
    /// Beside [`Check::Needs`]: where what is needed is not said, a demand on the policy's own date that does as well.
    pub or_dated: Option<Dated>,
    /// Over signals: said, but not well enough.
    pub weak: Option<Condition>,
    /// Limits on what a signal (index) states.
    pub bounds: Vec<(u32, Bound)>,
    /// Hits of the first signal count only in statements where the second (nameless) one is hit, or under a heading where it is.
    pub places: Vec<(u32, u32)>,
    /// Over signals: the opposite is said.
    pub opposed: Option<Condition>,
    /// Over facts: when it applies; none: always.
    pub when: Option<Condition>,
    /// Over signals: found, it does not apply.
    pub unless: Option<Condition>,
    /// Over signals: hits to show as near misses when it is missing, besides the refused ones.
    pub near: Option<Condition>,
    /// What to write, in plain words.
    pub help: String,
}

/// What an obligation looks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Check {
    /// Something must be said: a condition over signals.
    Needs(Condition),
    /// Flaws that must not be there; the first that is decides.
    Flaw(Vec<Flaw>),
    /// A demand on the policy's own date.
    Dated(Dated),
}

/// A flaw that must not be there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flaw {
    /// Over signals: the flaw is there.
    pub condition: Condition,
    /// What its presence means.
    pub outcome: FlawIs,
    /// Only in a policy dated within (its own date; without one, the day it is judged as of).
    pub dated: InForce,
}

/// What the presence of a flaw means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlawIs {
    /// `missing`
    #[default]
    Missing,
    /// `weak`
    Weak,
    /// `contradicted`
    Contradicted,
    /// `out-of-bounds`
    OutOfBounds,
}

/// A demand on the policy's own effective or last-updated date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Dated {
    /// There is one.
    Known,
    /// If there is one, it does not lie after the day judged as of.
    Past,
    /// If there is one, it can be read in one way only.
    Unambiguous,
    /// If there is one, it is not older than so long on the day judged as of.
    Within(Duration),
}

/// A limit on a stated quantity.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// How the stated quantity compares.
    pub relation: Relation,
    /// The limit.
    pub limit: Duration,
}

/// How a quantity compares with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

/// How binding an obligation is, the most binding first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The law demands it.
    Required,
    /// The law demands it if a fact holds.
    Conditional,
    /// Good practice, or a duty on conduct whose statement can be wrong.
    Recommended,
}

/// What the engine itself observes about the text: id and meaning. Rule files name them like signals.
pub const OBSERVATIONS: [(&str, &str); 19] = [
    (
        "text:empty-announcement",
        "A list is announced and never comes.",
    ),
    ("text:empty-heading", "A heading has nothing under it."),
    (
        "text:placeholder",
        "A placeholder of a template was never filled in.",
    ),
    (
        "text:template-option",
        "A choice or note of a template was left in.",
    ),
    ("text:fragment", "A passage breaks off."),
    (
        "text:count-mismatch",
        "A stated number of items is not the number that follows.",
    ),
    (
        "text:promised-section-missing",
        "The text points to a section that is not there.",
    ),
    (
        "text:dangling-back-reference",
        "The text points back to something that is not there.",
    ),
    (
        "text:numbering-gap",
        "A number is missing in a numbered sequence.",
    ),
    ("text:duplicate-passage", "A passage stands there twice."),
    ("text:long-sentence", "A sentence is very long."),
    ("text:long-average", "Sentences are long on average."),
    (
        "text:undefined-term",
        "A term is used as if defined, and is not.",
    ),
    ("text:term-defined-twice", "A term is defined twice."),
    (
        "text:name-variants",
        "The organisation's name is written in different ways.",
    ),
    (
        "text:contact-conflict",
        "Contact details contradict each other.",
    ),
    ("text:broken-link", "A link leads nowhere."),
    (
        "text:encoding-damage",
        "Characters were damaged by a wrong encoding.",
    ),
    (
        "text:no-channel",
        "A choice or request is offered without a way to make it.",
    ),
];
