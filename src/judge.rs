//! Hits to verdicts: pure arithmetic, no I/O, no clock, no text search.
//!
//! For each regime that applies the hits are *read* as it reads them (`reading`: territory, place, force), the facts are settled
//! from that reading (`fact`), and every obligation is decided in one order (`decide`). **Invariant: a verdict stands on conditions,
//! hits, facts and the day alone; the same four give the same verdict, in the same words.**

pub mod as_of;
mod bound;
pub(crate) mod condition;
mod decide;
mod evidence;
mod fact;
mod near;
mod outline;
mod partial;
pub mod passage;
mod reading;
mod reason;
mod regimes;
#[cfg(test)]
mod tests;
mod text;

use crate::{
    document::Document,
    rulebook::{Obligation, Rulebook},
    scan::Hits,
    span::Span,
};
use decide::Hearing;
use evidence::Evidence;
use fact::Answers;
pub use fact::{Answer, Because, Settled};
use jiff::civil::Date;
use outline::Outline;
use reading::{Case, Reading};
use serde::{Deserialize, Serialize};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl Outcome {
    /// Whether somebody has to do something about it: write, or answer a question.
    pub fn needs_work(self) -> bool {
        !matches!(self, Outcome::Met | Outcome::NotApplicable)
    }
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
    /// Where the evidence is a whole passage: the words themselves, here and elsewhere, by which versions are compared.
    pub words: Vec<Witness>,
    /// How many statements more say so and are not shown.
    pub more: usize,
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
    /// Facts that obligations hang on, as each regime reads them: by regime, then in the order of the rules.
    pub facts: Vec<Settled>,
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
    let case = Case {
        rulebook,
        document,
        hits,
        facts,
        day: day(facts, document),
        outline: Outline::new(rulebook, document, hits),
    };
    let (regimes, remarks) = regimes::choose(&case);
    let mut found = Verdicts {
        remarks,
        ..Verdicts::default()
    };
    for &regime in &regimes {
        judge_regime(&case, regime, &mut found);
    }
    Verdicts {
        questions: questions(&found.verdicts),
        regimes,
        ..found
    }
}

/// The day judged as of. Callers settle it ([`as_of::settle`]); without it the document's own dates stand in, and last the end of time,
/// which is the law as it stands.
fn day(facts: &Facts, document: &Document) -> Date {
    let settled = facts.as_of.map(|as_of| as_of.date);
    let stated = document.effective.map(|stated| stated.date);
    settled
        .or(document.archived)
        .or(stated)
        .unwrap_or(Date::MAX)
}

fn judge_regime(case: &Case, regime: usize, found: &mut Verdicts) {
    let rules = &case.rulebook.regimes[regime];
    let reading = Reading {
        case,
        territory: rules.territory,
        places: &[],
    };
    let answers = Answers::new(reading);
    for (index, obligation) in rules.obligations.iter().enumerate() {
        if obligation.in_force.holds(case.day) {
            let ruling = rule(reading, obligation, &answers);
            let anchor = ruling
                .is_placeless()
                .then(|| near::anchor(&reading, &rules.obligations, index));
            let verdict = ruling.into_verdict(regime, index, anchor.flatten());
            found.verdicts.push(verdict);
        } else if regimes::is_upcoming(obligation.in_force, case.day) {
            found.remarks.push(Remark::Upcoming(regime, index));
        }
    }
    let binding = rules
        .obligations
        .iter()
        .filter(|obligation| obligation.in_force.holds(case.day));
    let whens = binding.filter_map(|obligation| obligation.when.as_ref());
    found.facts.extend(answers.asked(regime, whens));
}

fn rule<'a>(reading: Reading<'a>, obligation: &'a Obligation, answers: &'a Answers<'a>) -> Ruling {
    let reading = Reading {
        places: &obligation.places,
        ..reading
    };
    let hearing = Hearing {
        reading,
        obligation,
        answers,
    };
    partial::doubt(decide::decide(&hearing), &hearing)
}

/// How many verdicts hang on each fact, most first.
fn questions(verdicts: &[Verdict]) -> Vec<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let open = verdicts
        .iter()
        .filter(|verdict| verdict.outcome == Outcome::Undetermined);
    for fact in open.filter_map(|verdict| verdict.fact) {
        *counts.entry(fact).or_default() += 1;
    }
    let mut questions: Vec<_> = counts.into_iter().collect();
    questions.sort_by_key(|&(fact, count)| (std::cmp::Reverse(count), fact));
    questions
}

/// A verdict that does not know yet which obligation it is about.
struct Ruling {
    outcome: Outcome,
    evidence: Vec<Witness>,
    words: Vec<Witness>,
    more: usize,
    near_misses: Vec<Witness>,
    reason: String,
    fact: Option<usize>,
}

impl Ruling {
    fn new(outcome: Outcome, evidence: impl Into<Evidence>, reason: String) -> Self {
        let Evidence { witnesses, more } = evidence.into();
        Ruling {
            outcome,
            evidence: witnesses,
            words: Vec::new(),
            more,
            near_misses: Vec::new(),
            reason,
            fact: None,
        }
    }

    fn missing(reason: String) -> Self {
        Ruling::new(Outcome::Missing, Vec::new(), reason)
    }

    /// Whether it is about words that are not there.
    fn is_placeless(&self) -> bool {
        let absent = matches!(self.outcome, Outcome::Missing | Outcome::Undetermined);
        absent && self.evidence.is_empty()
    }

    fn into_verdict(self, regime: usize, obligation: usize, anchor: Option<Span>) -> Verdict {
        Verdict {
            regime,
            obligation,
            outcome: self.outcome,
            evidence: self.evidence,
            words: self.words,
            more: self.more,
            near_misses: self.near_misses,
            reason: self.reason,
            fact: self.fact,
            anchor,
        }
    }
}
