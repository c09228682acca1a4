//! The hits as one obligation reads them: those that speak to its territory, in the places it asks for.
//!
//! **Invariant: a hit either counts, strongly or weakly, or fails for one reason that can be told.**

use super::{
    Facts,
    condition::{self, Truth},
    outline::Outline,
};
use crate::{
    document::Document,
    rulebook::{Condition, Rulebook, Scope},
    scan::{Force, Hit, Hits},
    span::Span,
};
use jiff::civil::Date;

/// All that verdicts stand on.
pub(super) struct Case<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) document: &'a Document,
    pub(super) hits: &'a Hits,
    pub(super) facts: &'a Facts,
    /// The day judged as of.
    pub(super) day: Date,
    pub(super) outline: Outline<'a>,
}

/// How well something is said, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Not at all.
    Unsaid,
    /// Only with a hedge.
    Hedged,
    /// Plainly.
    Said,
}

impl Truth for Strength {
    const NO: Self = Strength::Unsaid;
    const YES: Self = Strength::Said;

    /// What is hedged is said after all: its opposite does not hold.
    fn not(self) -> Self {
        match self {
            Strength::Unsaid => Strength::Said,
            Strength::Hedged | Strength::Said => Strength::Unsaid,
        }
    }
}

/// What a hit is worth.
pub(super) enum Standing {
    /// It counts.
    Counts(Strength),
    /// It does not.
    Fails(Failure),
}

/// Why a hit does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// Negated by these words.
    Negated(Span),
    /// Ruled out by these words.
    Refused(Span),
    /// In a lead-in whose list never comes.
    Announced,
    /// In a text that is about something else.
    OffTopic,
    /// It speaks to another territory (index) only.
    Elsewhere(usize),
    /// Not in a place that says what must go with it.
    Misplaced,
}

/// The hits as one obligation reads them.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) case: &'a Case<'a>,
    /// The territory whose residents the regime protects; none: everywhere.
    pub(super) territory: Option<usize>,
    /// Where hits of a signal must stand: (signal, signal of the place).
    pub(super) places: &'a [(u32, u32)],
}

impl<'a> Reading<'a> {
    /// What a hit is worth.
    pub(super) fn standing(&self, hit: &Hit) -> Standing {
        let strength = match hit.force {
            Force::Plain => Strength::Said,
            Force::Hedged(_) => Strength::Hedged,
            Force::Negated(words) => return Standing::Fails(Failure::Negated(words)),
            Force::Refused(words) => return Standing::Fails(Failure::Refused(words)),
            Force::Announced => return Standing::Fails(Failure::Announced),
            Force::OffTopic => return Standing::Fails(Failure::OffTopic),
        };
        match self.elsewhere(hit).or_else(|| self.misplaced(hit)) {
            Some(failure) => Standing::Fails(failure),
            None => Standing::Counts(strength),
        }
    }

    fn elsewhere(&self, hit: &Hit) -> Option<Failure> {
        let signal = self.case.rulebook.signals.get(hit.signal as usize)?;
        if signal.scope == Scope::Everywhere {
            return None;
        }
        let spoken = self.case.outline.speaks_to(hit.statement);
        let other = *spoken.first()?;
        let heard = spoken.iter().any(|place| self.within().contains(place));
        (!heard).then_some(Failure::Elsewhere(other))
    }

    /// The territories that the regime's own is or lies within.
    fn within(&self) -> &'a [usize] {
        let territories = &self.case.rulebook.territories;
        self.territory
            .and_then(|own| territories.get(own))
            .map_or(&[], |territory| territory.within.as_slice())
    }

    fn misplaced(&self, hit: &Hit) -> Option<Failure> {
        let wanted = self.places.iter().filter(|place| place.0 == hit.signal);
        wanted
            .map(|place| place.1)
            .any(|place| !self.is_in_place(hit.statement, place))
            .then_some(Failure::Misplaced)
    }

    fn is_in_place(&self, statement: u32, place: u32) -> bool {
        std::iter::once(statement)
            .chain(self.case.outline.above(statement))
            .any(|near| self.is_hit_in(place, near))
    }

    fn is_hit_in(&self, signal: u32, statement: u32) -> bool {
        let hits = self.case.hits.of(signal);
        let first = hits.partition_point(|hit| hit.statement < statement);
        hits[first..]
            .iter()
            .take_while(|hit| hit.statement == statement)
            .any(|hit| matches!(hit.force, Force::Plain | Force::Hedged(_)))
    }

    /// How well a signal is said.
    pub(super) fn strength(&self, signal: u32) -> Strength {
        let mut best = Strength::Unsaid;
        for hit in self.case.hits.of(signal) {
            if let Standing::Counts(strength) = self.standing(hit) {
                best = best.max(strength);
            }
            if best == Strength::Said {
                break;
            }
        }
        best
    }

    /// Hits of a signal that count for just so much, in order of place.
    pub(super) fn hits(
        &self,
        signal: u32,
        strength: Strength,
    ) -> impl Iterator<Item = &'a Hit> + use<'a, '_> {
        self.case.hits.of(signal).iter().filter(
            move |hit| matches!(self.standing(hit), Standing::Counts(found) if found == strength),
        )
    }

    /// Hits of a signal that do not count, each with the reason, in order of place.
    pub(super) fn failures(
        &self,
        signal: u32,
    ) -> impl Iterator<Item = (&'a Hit, Failure)> + use<'a, '_> {
        let hits = self.case.hits.of(signal).iter();
        hits.filter_map(|hit| match self.standing(hit) {
            Standing::Fails(failure) => Some((hit, failure)),
            Standing::Counts(_) => None,
        })
    }

    /// How well a condition over signals is said.
    pub(super) fn holds(&self, condition: &Condition) -> Strength {
        condition::fold(condition, &|signal| self.strength(signal))
    }

    /// Signals that make the condition hold, in groups: one of each group is needed.
    pub(super) fn groups(&self, condition: &Condition) -> Vec<Vec<u32>> {
        condition::groups(condition, &|signal| self.strength(signal))
    }

    /// Where the territory whose residents the regime protects is named.
    pub(super) fn named(&self) -> impl Iterator<Item = &'a Hit> + Clone {
        let territories = &self.case.rulebook.territories;
        let own = self.territory.and_then(|own| territories.get(own));
        let hits = own.map_or(&[][..], |own| self.case.hits.of(own.signal));
        hits.iter()
            .filter(|hit| matches!(hit.force, Force::Plain | Force::Hedged(_)))
    }

    /// Signals that make the condition hold.
    pub(super) fn support(&self, condition: &Condition) -> Vec<u32> {
        condition::support(condition, &|signal| self.strength(signal))
    }
}
