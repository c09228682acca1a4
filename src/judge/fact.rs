//! Facts about the business: what was declared, what the policy shows or denies, what its silence means.

use super::{
    Witness,
    condition::{self, Truth},
    evidence::{self, Evidence},
    reading::{Reading, Strength},
};
use crate::rulebook::{Condition, Fact, Silent};
use serde::Serialize;
use std::collections::BTreeSet;

/// Whether a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It does not.
    No,
    /// Nobody knows.
    Unknown,
    /// It does.
    Yes,
}

impl Truth for Answer {
    const NO: Self = Answer::No;
    const YES: Self = Answer::Yes;

    fn not(self) -> Self {
        match self {
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
            Answer::Yes => Answer::No,
        }
    }
}

/// What a fact's answer stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The user stated it.
    Stated,
    /// The policy says so.
    Text,
    /// The policy says nothing.
    Silence,
    /// It was assumed, for the worst case.
    Assumed,
}

/// A fact as it stood for one regime.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Index of the fact.
    pub fact: usize,
    /// Index of the regime.
    pub regime: usize,
    /// Whether it holds.
    pub answer: Answer,
    /// What the answer stands on.
    pub because: Because,
    /// The words it was read from, if it was.
    pub evidence: Vec<Witness>,
}

/// All facts, as they stand for one regime.
pub(super) struct Answers<'a> {
    reading: Reading<'a>,
    settled: Vec<(Answer, Because)>,
}

impl<'a> Answers<'a> {
    /// All facts, read for one regime.
    pub(super) fn new(reading: Reading<'a>) -> Self {
        let facts = reading.case.rulebook.facts.iter();
        let settled = facts.map(|fact| settle(&reading, fact)).collect();
        Answers { reading, settled }
    }

    /// Whether an obligation with this `when` applies.
    pub(super) fn applies(&self, when: Option<&Condition>) -> Answer {
        let answer = when.map_or(Answer::Yes, |when| {
            condition::fold(when, &|fact| self.answer(fact))
        });
        match answer {
            Answer::Unknown if self.reading.case.facts.assume_applicable => Answer::Yes,
            settled => settled,
        }
    }

    fn answer(&self, fact: u32) -> Answer {
        let settled = self.settled.get(fact as usize);
        settled.map_or(Answer::Unknown, |settled| settled.0)
    }

    /// The first fact that makes `when` just so true.
    pub(super) fn decisive(&self, when: &Condition, answer: Answer) -> Option<u32> {
        condition::decisive(when, &|fact| self.answer(fact), answer)
    }

    /// A fact's answer and what it stands on.
    pub(super) fn settled(&self, fact: u32) -> (Answer, Because) {
        let settled = self.settled.get(fact as usize).copied();
        settled.unwrap_or((Answer::Unknown, Because::Silence))
    }

    /// The facts that these conditions speak of, in order, as they stand for this regime.
    pub(super) fn asked<'c>(
        &self,
        regime: usize,
        whens: impl Iterator<Item = &'c Condition>,
    ) -> Vec<Settled> {
        let mut named = BTreeSet::new();
        for when in whens {
            condition::mentioned(when, &mut named);
        }
        let settled = named.into_iter().map(|fact| {
            let (answer, because) = self.presumed(fact);
            Settled {
                fact: fact as usize,
                regime,
                answer,
                because,
                evidence: self.evidence(fact).witnesses,
            }
        });
        settled.collect()
    }

    /// A fact's answer as it was used: what nobody knows is taken for true where the worst case is asked for.
    fn presumed(&self, fact: u32) -> (Answer, Because) {
        match self.settled(fact) {
            (Answer::Unknown, _) if self.reading.case.facts.assume_applicable => {
                (Answer::Yes, Because::Assumed)
            }
            settled => settled,
        }
    }

    /// The words that settle a fact; none where it was stated or where nothing is said.
    pub(super) fn evidence(&self, fact: u32) -> Evidence {
        let rule = self.reading.case.rulebook.facts.get(fact as usize);
        let condition = match (rule, self.settled(fact)) {
            (Some(rule), (Answer::No, Because::Text)) => rule.no.as_ref(),
            (Some(rule), (Answer::Yes, Because::Text)) => rule.yes.as_ref(),
            _ => None,
        };
        condition.map_or_else(Evidence::default, |condition| {
            evidence::of(&self.reading, &self.reading.support(condition))
        })
    }
}

fn settle(reading: &Reading, fact: &Fact) -> (Answer, Because) {
    let said = |condition: &Option<Condition>| {
        let strength = condition.as_ref().map(|condition| reading.holds(condition));
        strength == Some(Strength::Said)
    };
    let facts = reading.case.facts;
    match facts.declared.get(&fact.id) {
        Some(true) => (Answer::Yes, Because::Stated),
        Some(false) => (Answer::No, Because::Stated),
        // Assuming is for the worst case: only the user's own word is believed against it.
        None if facts.assume_applicable => (Answer::Unknown, Because::Silence),
        None if said(&fact.no) => (Answer::No, Because::Text),
        None if said(&fact.yes) => (Answer::Yes, Because::Text),
        None => match fact.silent {
            Silent::Unknown => (Answer::Unknown, Because::Silence),
            Silent::No => (Answer::No, Because::Silence),
        },
    }
}
