//! Facts and territories.

use super::{Compiler, Space, Spot, owned};
use crate::rulebook::{Fact, Negated, Territory, schema::Words};

impl Compiler<'_> {
    pub(super) fn facts(&mut self) -> Vec<Fact> {
        (0..self.facts.rows.len())
            .map(|index| self.one_fact(index))
            .collect()
    }

    fn one_fact(&mut self, index: usize) -> Fact {
        let row = &self.facts.rows[index];
        let (id, raw, spot) = (row.id, row.raw, row.spot.clone());
        if raw.question.is_none() {
            let help = "add `question = \"…?\"`: what to ask the reader";
            self.desk
                .error(&spot, format!("the fact `{id}` has no `question`"), help);
        }
        let mut over_signals = |text| self.condition(spot.file, text, Space::Signals);
        Fact {
            id: id.to_owned(),
            question: owned(raw.question.as_ref()),
            yes: raw.yes.as_ref().and_then(&mut over_signals),
            no: raw.no.as_ref().and_then(&mut over_signals),
            silent: raw.silent,
        }
    }

    pub(super) fn territories(&mut self) -> Vec<Territory> {
        (0..self.territories.rows.len())
            .map(|index| self.one_territory(index))
            .collect()
    }

    fn one_territory(&mut self, index: usize) -> Territory {
        let row = &self.territories.rows[index];
        let (id, raw, spot) = (row.id, row.raw, row.spot.clone());
        let empty = Words::default();
        let words = raw.any.as_ref().unwrap_or(&empty);
        if words.0.is_empty() {
            let help = "add `any = [\"…\"]`: how a policy names it";
            self.desk
                .error(&spot, format!("the territory `{id}` has no `any`"), help);
        }
        let names = super::patterns::Names::new();
        let kind = (&names, Negated::Counts);
        Territory {
            id: id.to_owned(),
            title: raw
                .title
                .as_ref()
                .map_or_else(|| id.to_owned(), |title| title.get_ref().clone()),
            within: self.surroundings(index),
            signal: self.nameless(format!("_territory:{id}"), spot.file, words, kind),
        }
    }

    /// The territory itself and those it lies in, innermost first.
    fn surroundings(&mut self, index: usize) -> Vec<usize> {
        let mut within = vec![index];
        let mut last = index;
        loop {
            let row = &self.territories.rows[last];
            let (file, raw) = (row.spot.file, row.raw);
            let Some(outer) = &raw.within else {
                return within;
            };
            let spot = Spot::of(file, outer);
            match self.territories.find(outer.get_ref()) {
                None => self
                    .territories
                    .unknown(outer.get_ref(), &spot, &mut self.desk),
                Some(found) if within.contains(&found) => {
                    self.desk.error(
                        &spot,
                        "territories go round in a circle",
                        "a place cannot lie within itself",
                    );
                }
                Some(found) => {
                    within.push(found);
                    last = found;
                    continue;
                }
            }
            return within;
        }
    }
}
