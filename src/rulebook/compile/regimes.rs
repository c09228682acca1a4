//! Regimes: their own data, and the frame their obligations are compiled in.

use super::{
    Compiler, Homes, Spot,
    desk::check_id,
    likes::{Home, id_of},
    owned,
};
use crate::rulebook::{
    InForce, Negated, Regime,
    problem::closest,
    read::RawFile,
    schema::{self, RawInForce, RawRegime, Text, Words},
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use toml::{Spanned, value::Datetime};

/// What the obligations of one regime are compiled in.
pub(super) struct Frame<'a, 'h> {
    pub(super) homes: &'h Homes<'a>,
    pub(super) home: &'h Home<'a>,
    pub(super) regime: &'a str,
    pub(super) in_force: InForce,
}

impl<'a> Compiler<'a> {
    /// All regimes, in order of id.
    pub(super) fn regimes(&mut self, raw: &'a [RawFile]) -> Vec<Regime> {
        for (file, written) in raw.iter().enumerate() {
            self.check_obligation_ids(file, written);
        }
        let homes = Homes::new(raw);
        let count = self.regimes.rows.len();
        let mut regimes: Vec<Regime> = (0..count)
            .map(|index| self.one_regime(index, &homes))
            .collect();
        regimes.sort_by(|a, b| a.id.cmp(&b.id));
        regimes
    }

    /// Obligations without id, twice, or outside a regime.
    fn check_obligation_ids(&mut self, file: usize, written: &RawFile) {
        let mut seen = BTreeSet::new();
        for entry in &written.obligations {
            let whole = Spot {
                file,
                span: entry.span(),
            };
            if written.regime.is_none() {
                self.desk.error(
                    &whole,
                    "this obligation belongs to no regime",
                    "begin the file with a `[regime]`",
                );
            }
            let Some(text) = id_of(entry.get_ref()) else {
                self.desk
                    .error(&whole, "this obligation has no `id`", "add `id = \"…\"`");
                continue;
            };
            let spot = Spot::of(file, text);
            let id = text.get_ref().rsplit('/').next().unwrap_or_default();
            if entry.get_ref().id.is_some() {
                check_id(text.get_ref(), &spot, &mut self.desk);
            }
            if !seen.insert(id) {
                self.desk.error(
                    &spot,
                    format!("there are two obligations `{id}` in this regime"),
                    "rename one",
                );
            }
        }
    }

    fn one_regime(&mut self, index: usize, homes: &Homes<'a>) -> Regime {
        let row = &self.regimes.rows[index];
        let (id, raw, spot) = (row.id, row.raw, row.spot.clone());
        self.check_regime(id, raw, &spot);
        let in_force = self.in_force(spot.file, raw.in_force.as_ref());
        let claims = raw.claims.as_ref().map(|claims| {
            let kind = (&raw.names, Negated::Refused);
            self.nameless(format!("_claims:{id}"), spot.file, claims, kind)
        });
        Regime {
            id: id.to_owned(),
            title: owned(raw.title.as_ref()),
            jurisdiction: owned(raw.jurisdiction.as_ref()),
            group: owned(raw.group.as_ref()),
            citation: owned(raw.citation.as_ref()),
            in_force,
            territory: raw
                .territory
                .as_ref()
                .and_then(|text| self.territory(spot.file, text)),
            applies_to: owned(raw.applies_to.as_ref()),
            notes: owned(raw.notes.as_ref()),
            claims,
            always: raw.always,
            obligations: self.obligations(id, in_force, homes),
        }
    }

    fn obligations(
        &mut self,
        regime: &'a str,
        in_force: InForce,
        homes: &Homes<'a>,
    ) -> Vec<crate::rulebook::Obligation> {
        let Some(home) = homes.get(regime) else {
            return Vec::new();
        };
        let frame = Frame {
            homes,
            home,
            regime,
            in_force,
        };
        let ids = homes.ids(regime);
        self.check_references(&frame, &ids);
        ids.iter()
            .filter_map(|id| self.obligation(&frame, id))
            .collect()
    }

    /// What a regime must have, and its own names.
    fn check_regime(&mut self, id: &str, raw: &RawRegime, spot: &Spot) {
        for (key, there) in [
            ("title", raw.title.is_some()),
            ("jurisdiction", raw.jurisdiction.is_some()),
            ("citation", raw.citation.is_some()),
        ] {
            if !there {
                self.desk.error(
                    spot,
                    format!("the regime `{id}` has no `{key}`"),
                    format!("add `{key} = \"…\"`"),
                );
            }
        }
        for (name, words) in &raw.names {
            let place = Spot::of(spot.file, name);
            check_id(name.get_ref(), &place, &mut self.desk);
            if words.0.is_empty() {
                self.desk.error(
                    &place,
                    "this name stands for nothing",
                    "give at least one pattern",
                );
            }
            if self.terms.find(name.get_ref()).is_some() {
                let message = format!("there is already a term `{}`", name.get_ref());
                self.desk.error(&place, message, "take another name");
            }
            self.check_name(spot.file, words);
        }
    }

    /// What a name stands for is put into patterns: it must be fit for any place in them.
    fn check_name(&mut self, file: usize, words: &Words) {
        for text in &words.0 {
            let found = self.pattern(file, text, &super::patterns::Names::new());
            if found.is_some_and(|(_, pattern)| !pattern.is_simple()) {
                let help = "a name has words, groups, `..`, captures and terms";
                self.desk
                    .error(&Spot::of(file, text), "a name cannot have this", help);
            }
        }
    }

    /// `like`, `drop` and `cites` must name what is there.
    fn check_references(&mut self, frame: &Frame<'a, '_>, ids: &[&str]) {
        let (file, raw) = (frame.home.file, frame.home.raw);
        let mut taken = Vec::new();
        if let Some(like) = &raw.like {
            if frame.homes.get(like.get_ref()).is_none() {
                self.unknown_regime(like.get_ref(), &Spot::of(file, like), frame.homes);
                return;
            }
            taken = frame.homes.ids(like.get_ref());
        }
        for word in raw.drop.iter().flat_map(|words| &words.0) {
            self.demand_obligation(word, file, &taken);
        }
        for name in raw.cites.keys() {
            self.demand_obligation(name, file, ids);
        }
    }

    fn demand_obligation(&mut self, name: &Text, file: usize, known: &[&str]) {
        if !known.contains(&name.get_ref().as_str()) {
            let help = suggestion(name.get_ref(), known.iter().copied());
            let message = format!("there is no obligation `{}` to take over", name.get_ref());
            self.desk.error(&Spot::of(file, name), message, help);
        }
    }

    pub(super) fn unknown_regime(&mut self, name: &str, spot: &Spot, homes: &Homes<'_>) {
        let help = suggestion(name, homes.names());
        self.desk
            .error(spot, format!("there is no regime `{name}`"), help);
    }

    fn territory(&mut self, file: usize, text: &Text) -> Option<usize> {
        let found = self.territories.find(text.get_ref());
        if found.is_none() {
            self.territories
                .unknown(text.get_ref(), &Spot::of(file, text), &mut self.desk);
        }
        found
    }

    /// First and last day as written.
    pub(super) fn in_force(&mut self, file: usize, raw: Option<&RawInForce>) -> InForce {
        let Some(raw) = raw else {
            return InForce::default();
        };
        let in_force = InForce {
            from: raw.from.as_ref().and_then(|day| self.date(file, day)),
            until: raw.until.as_ref().and_then(|day| self.date(file, day)),
        };
        if let (Some(from), Some(until), Some(day)) = (in_force.from, in_force.until, &raw.until)
            && until < from
        {
            let spot = Spot {
                file,
                span: day.span(),
            };
            self.desk.error(
                &spot,
                "this ends before it begins",
                "`until` is the last day in force",
            );
        }
        in_force
    }

    /// A day as written.
    pub(super) fn date(&mut self, file: usize, written: &Spanned<Datetime>) -> Option<Date> {
        let date = schema::day(written.get_ref());
        if date.is_none() {
            let spot = Spot {
                file,
                span: written.span(),
            };
            self.desk.error(
                &spot,
                "this is no day",
                "write year, month and day: `2018-05-25`",
            );
        }
        date
    }
}

/// What was meant, or that it is not there.
fn suggestion<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    match closest(name, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "use one that exists".to_owned(),
    }
}
