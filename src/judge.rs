//! Hits to verdicts: pure arithmetic, no I/O, no clock, no text search.

pub mod as_of;

use crate::{document::Document, rulebook::Rulebook, scan::Hits, span::Span};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the user and the document say about the business and the day: what a verdict stands on besides the text.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Facts the user stated, by id.
    pub declared: BTreeMap<String, bool>,
    /// Judge every conditional obligation as if its facts were true.
    pub assume_applicable: bool,
    /// The day judged as of.
    pub as_of: Option<AsOf>,
    /// Regimes asked for, by index into [`crate::rulebook::Rulebook::regimes`]; none: those the policy claims.
    pub regimes: Option<Vec<usize>>,
}

/// The day a policy is judged as of, and why that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AsOf {
    /// The day.
    pub date: Date,
    /// Where it comes from.
    pub why: Why,
}

/// Where the day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The user said so.
    Asked,
    /// The web archive's capture date.
    Archived,
    /// The policy's own effective date.
    Effective,
    /// Nothing else was known.
    Today,
}

/// How an obligation was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Said.
    Met,
    /// Said, but vague, hedged or partly.
    Weak,
    /// A number or date breaks the law's limit.
    OutOfBounds,
    /// Said, and its opposite too.
    Contradicted,
    /// Not said.
    Missing,
    /// It depends on a fact nobody stated.
    Undetermined,
    /// The fact that triggers it is not there.
    NotApplicable,
}

/// An obligation decided.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Index of the regime.
    pub regime: usize,
    /// Index of the obligation in the regime.
    pub obligation: usize,
    /// How it was decided.
    pub outcome: Outcome,
    /// The words that decide it; empty for what is missing.
    pub evidence: Vec<Witness>,
    /// The closest statements that did not suffice.
    pub near_misses: Vec<Witness>,
    /// Why, in plain words.
    pub reason: String,
    /// For `undetermined` and `not-applicable`: the fact (index) it hangs on.
    pub fact: Option<usize>,
    /// Where the words would belong: the closest section's heading, for formats that demand a place.
    pub anchor: Option<Span>,
}

/// Words of the policy that speak for or against.
#[derive(Debug, Clone)]
pub struct Witness {
    /// Spans of the document's text, in order: usually one; a lead-in and an item are two.
    pub spans: Vec<Span>,
    /// Index of the signal seen; none for the policy's own date.
    pub signal: Option<usize>,
    /// For a near miss: why it does not suffice. For evidence: what was read, such as `60 days`; may be empty.
    pub note: String,
}

/// What `judge` found for one policy.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// Regimes judged, in order of id.
    pub regimes: Vec<usize>,
    /// All verdicts: by regime, then in the order of the rule file.
    pub verdicts: Vec<Verdict>,
    /// Things to know that are no verdicts, in order.
    pub remarks: Vec<Remark>,
    /// Facts whose answer would change verdicts, most first: (fact, how many).
    pub questions: Vec<(usize, usize)>,
}

/// Something to know that is no verdict.
#[derive(Debug, Clone)]
pub enum Remark {
    /// The policy claims a regime (index) that was over, or not yet in force, on the day: with the words.
    ClaimOutOfForce(usize, Option<Witness>),
    /// A regime was asked for that was over, or not yet in force, on the day: nothing of it was judged.
    RegimeOutOfForce(usize),
    /// An obligation (regime, obligation) comes into force within twelve months.
    Upcoming(usize, usize),
    /// A regime comes into force within twelve months.
    UpcomingRegime(usize),
    /// No regime was asked for and the policy claims none.
    NoClaim,
}

/// Every obligation of the regimes that apply, decided.
pub fn judge(rulebook: &Rulebook, document: &Document, hits: &Hits, facts: &Facts) -> Verdicts {
    let _ = (rulebook, document, hits, facts);
    Verdicts::default()
}
