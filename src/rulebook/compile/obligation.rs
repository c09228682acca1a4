//! Obligations: the merged layers of one, checked and resolved.

use super::{
    Compiler, Merged, Space, Spot,
    likes::{Fault, Layer, id_of},
    regimes::Frame,
};
use crate::rulebook::{
    Bound, Check, Condition, Dated, Flaw, InForce, Level, Negated, Obligation, bound,
    schema::{RawFlaw, RawObligation, Text},
};
use std::ops::Range;

impl<'a> Compiler<'a> {
    /// The obligation of that id in a regime; what is wrong is reported.
    pub(super) fn obligation(&mut self, frame: &Frame<'a, '_>, id: &str) -> Option<Obligation> {
        let merged = match frame.homes.merged(frame.regime, id) {
            Ok(merged) => merged,
            Err(fault) => {
                self.report(fault, frame);
                return None;
            }
        };
        let spot = own_spot(frame, &merged)?;
        let check = self.check(&merged, &spot);
        let weak = self.over_signals(&merged, |raw| raw.weak.as_ref());
        let looked_for = names(check.as_ref(), weak.as_ref());
        let when = merged.get(|raw| raw.when.as_ref());
        Some(Obligation {
            id: id.to_owned(),
            cite: self.cite(frame, &merged, id, &spot),
            title: self.filled(
                frame,
                merged.get(|raw| raw.title.as_ref()),
                ("title", &spot),
            ),
            level: self.level(&merged, &spot),
            in_force: self.obligation_in_force(frame, &merged),
            bounds: self.bounds(&merged, &looked_for),
            places: self.places(frame, &merged, id, &looked_for),
            opposed: self.over_signals(&merged, |raw| raw.opposed.as_ref()),
            when: when.and_then(|(file, text)| self.condition(file, text, Space::Facts)),
            or_dated: self.or_dated(&merged),
            unless: self.over_signals(&merged, |raw| raw.unless.as_ref()),
            near: self.over_signals(&merged, |raw| raw.near.as_ref()),
            help: self.filled(frame, merged.get(|raw| raw.help.as_ref()), ("help", &spot)),
            weak,
            check: check?,
        })
    }

    fn report(&mut self, fault: Fault, frame: &Frame<'a, '_>) {
        match fault {
            Fault::Regime(spot, name) => self.unknown_regime(&name, &spot, frame.homes),
            Fault::Obligation(spot, regime, id) => {
                let known = frame.homes.ids(&regime);
                let help = match crate::rulebook::problem::closest(&id, known) {
                    Some(meant) => format!("did you mean `{regime}/{meant}`?"),
                    None => format!("look at the obligations of `{regime}`"),
                };
                self.desk.error(
                    &spot,
                    format!("there is no obligation `{regime}/{id}`"),
                    help,
                );
            }
            Fault::Endless(spot) => {
                let help = "one of them must stand by itself; at most 8 in a row";
                self.desk.error(
                    &spot,
                    "this `like` goes round in a circle, or on for too long",
                    help,
                );
            }
        }
    }

    /// The condition over signals in that field.
    fn over_signals(
        &mut self,
        merged: &Merged<'a>,
        field: impl Fn(&'a RawObligation) -> Option<&'a Text>,
    ) -> Option<Condition> {
        let (file, text) = merged.get(field)?;
        self.condition(file, text, Space::Signals)
    }

    /// A law's citation is its own, never taken over.
    fn cite(
        &mut self,
        frame: &Frame<'a, '_>,
        merged: &Merged<'a>,
        id: &str,
        spot: &Spot,
    ) -> String {
        let listed = frame.home.raw.cites.get(id);
        let own = merged.own(frame.home.file, |raw| raw.cite.as_ref());
        if let Some(cite) = own.or(listed) {
            return cite.get_ref().clone();
        }
        let message = format!("the obligation `{id}` has no citation");
        let help = format!(
            "add `cite = \"…\"` to it, or `{id} = \"…\"` to `[regime.cites]`; a citation is never taken over"
        );
        self.desk.error(spot, message, help);
        String::new()
    }

    fn level(&mut self, merged: &Merged<'a>, spot: &Spot) -> Level {
        let Some((file, level)) = merged.get(|raw| raw.level.as_ref()) else {
            let help = "add `level = \"required\"`, `\"conditional\"` or `\"recommended\"`";
            self.desk
                .error(spot, "this obligation has no `level`", help);
            return Level::Required;
        };
        if *level.get_ref() == Level::Conditional && merged.get(|raw| raw.when.as_ref()).is_none() {
            let spot = Spot {
                file,
                span: level.span(),
            };
            let help = "add `when = \"…\"`: the fact on which it depends";
            self.desk
                .error(&spot, "a conditional obligation needs a `when`", help);
        }
        *level.get_ref()
    }

    /// Its own dates, cut to the regime's. Another law's dates are not taken over.
    fn obligation_in_force(&mut self, frame: &Frame<'a, '_>, merged: &Merged<'a>) -> InForce {
        let (file, outer) = (frame.home.file, frame.in_force);
        let Some(raw) = merged.own(file, |raw| raw.in_force.as_ref()) else {
            return outer;
        };
        let own = self.in_force(file, Some(raw));
        for (day, written) in [(own.from, &raw.from), (own.until, &raw.until)] {
            if let (Some(day), Some(written)) = (day, written)
                && !outer.holds(day)
            {
                let spot = Spot {
                    file,
                    span: written.span(),
                };
                let help = "an obligation cannot be in force when its regime is not";
                self.desk
                    .error(&spot, "this day lies outside the regime's `in_force`", help);
            }
        }
        InForce {
            from: own.from.or(outer.from),
            until: own.until.or(outer.until),
        }
    }

    /// What is looked for: the first layer that says so decides.
    fn check(&mut self, merged: &Merged<'a>, spot: &Spot) -> Option<Check> {
        let says = |layer: &&Layer<'a>| checks(layer.raw) > 0;
        let Some(layer) = merged.layers.iter().find(says) else {
            let help = "add `needs = \"…\"`, a condition over signals (or `flaw`, or `dated`)";
            self.desk
                .error(spot, "this obligation looks for nothing", help);
            return None;
        };
        let (file, raw) = (layer.file, layer.raw);
        if checks(raw) > 1 {
            let help = "keep one of them, and make another obligation of the rest";
            let message = "`needs`, `flaw`, `flaws` and `dated` exclude each other (`needs` and `dated` do not)";
            let second = raw.flaw.as_ref().or(raw.dated.as_ref());
            let spot = second.map_or_else(|| spot.clone(), |text| Spot::of(file, text));
            self.desk.error(&spot, message, help);
            return None;
        }
        let needs = raw.needs.as_ref();
        needs
            .and_then(|needs| self.condition(file, needs, Space::Signals))
            .map(Check::Needs)
            .or_else(|| {
                Some(Check::Flaw(vec![self.flaw(
                    merged,
                    file,
                    raw.flaw.as_ref()?,
                )?]))
            })
            .or_else(|| self.flaws(file, raw.flaws.as_ref()?).map(Check::Flaw))
            .or_else(|| self.dated(file, raw.dated.as_ref()?).map(Check::Dated))
    }

    fn flaw(&mut self, merged: &Merged<'a>, file: usize, flaw: &Text) -> Option<Flaw> {
        let from = merged.get(|raw| raw.flaw_from.as_ref());
        let until = merged.get(|raw| raw.flaw_until.as_ref());
        Some(Flaw {
            outcome: merged
                .get(|raw| raw.flaw_is.as_ref())
                .map(|(_, is)| *is)
                .unwrap_or_default(),
            dated: InForce {
                from: from.and_then(|(file, day)| self.date(file, day)),
                until: until.and_then(|(file, day)| self.date(file, day)),
            },
            condition: self.condition(file, flaw, Space::Signals)?,
        })
    }

    /// Flaws of several times; one that cannot be read spoils all, and all are read to report it.
    fn flaws(&mut self, file: usize, written: &[RawFlaw]) -> Option<Vec<Flaw>> {
        let read: Vec<Option<Flaw>> = written.iter().map(|raw| self.one_of(file, raw)).collect();
        read.into_iter().collect()
    }

    fn one_of(&mut self, file: usize, raw: &RawFlaw) -> Option<Flaw> {
        let (from, until) = (raw.from.as_ref(), raw.until.as_ref());
        Some(Flaw {
            outcome: raw.is.unwrap_or_default(),
            dated: InForce {
                from: from.and_then(|day| self.date(file, day)),
                until: until.and_then(|day| self.date(file, day)),
            },
            condition: self.condition(file, &raw.flaw, Space::Signals)?,
        })
    }

    /// A date that does as well as what `needs` asks for.
    fn or_dated(&mut self, merged: &Merged<'a>) -> Option<Dated> {
        let (file, text) = merged.get(|raw| raw.needs.as_ref().and(raw.dated.as_ref()))?;
        self.dated(file, text)
    }

    fn dated(&mut self, file: usize, text: &Text) -> Option<Dated> {
        let dated = bound::parse_dated(text.get_ref());
        if dated.is_none() {
            let help = "write `known`, `past`, `unambiguous` or a limit such as `<= 12 months`";
            self.desk
                .error(&Spot::of(file, text), "this is no demand on a date", help);
        }
        dated
    }

    fn bounds(&mut self, merged: &Merged<'a>, looked_for: &[u32]) -> Vec<(u32, Bound)> {
        let Some((file, written)) = merged.get(|raw| raw.bound.as_ref()) else {
            return Vec::new();
        };
        let mut bounds = Vec::new();
        for (name, words) in written {
            let signal = self.looked_for(file, name, looked_for);
            for text in &words.0 {
                let Some(bound) = bound::parse(text.get_ref()) else {
                    self.desk
                        .error(&Spot::of(file, text), "this is no bound", bound::EXAMPLE);
                    continue;
                };
                bounds.extend(signal.map(|signal| (signal, bound)));
            }
        }
        bounds
    }

    fn places(
        &mut self,
        frame: &Frame<'a, '_>,
        merged: &Merged<'a>,
        id: &str,
        looked_for: &[u32],
    ) -> Vec<(u32, u32)> {
        let Some((file, written)) = merged.get(|raw| raw.r#where.as_ref()) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        for (name, words) in written {
            let signal = self.looked_for(file, name, looked_for);
            let place = format!("_where:{}/{id}/{}", frame.regime, name.get_ref());
            let kind = (&frame.home.raw.names, Negated::Counts);
            let nameless = self.nameless(place, file, words, kind);
            places.extend(signal.map(|signal| (signal, nameless)));
        }
        places
    }

    /// Index of a signal that the obligation looks for: anything else could have no effect.
    fn looked_for(&mut self, file: usize, name: &Text, looked_for: &[u32]) -> Option<u32> {
        let spot = Spot::of(file, name);
        let signal = self.known_signal(name.get_ref(), &spot)?;
        if !looked_for.is_empty() && !looked_for.contains(&signal) {
            let message = format!("the obligation does not look for `{}`", name.get_ref());
            self.desk.error(
                &spot,
                message,
                "name a signal of its `needs`, `flaw` or `weak`",
            );
        }
        Some(signal)
    }

    /// A text with the regime's own words put in for `{name}`.
    fn filled(
        &mut self,
        frame: &Frame<'a, '_>,
        text: Option<(usize, &'a Text)>,
        key: (&str, &Spot),
    ) -> String {
        let Some((file, text)) = text else {
            self.desk.error(
                key.1,
                format!("this obligation has no `{}`", key.0),
                format!("add `{} = \"…\"`", key.0),
            );
            return String::new();
        };
        let (filled, unknown) = fill(text.get_ref(), &|name| word(frame, name));
        for range in unknown {
            let spot = self.desk.inside(&Spot::of(file, text), &range);
            let message = format!("the regime `{}` has no word for this", frame.regime);
            self.desk
                .error(&spot, message, "add it to `[regime.words]`");
        }
        filled
    }
}

/// The regime's word for `{name}`.
fn word<'f>(frame: &'f Frame<'_, '_>, name: &str) -> Option<&'f str> {
    frame.home.word(name)
}

/// `text` with every `{name}` replaced, and the places of those without a replacement.
pub(crate) fn fill<'w>(
    text: &str,
    word: &dyn Fn(&str) -> Option<&'w str>,
) -> (String, Vec<Range<usize>>) {
    let (mut filled, mut unknown, mut done) = (String::new(), Vec::new(), 0);
    while let Some(open) = text[done..].find('{').map(|at| at + done) {
        let Some(close) = text[open..].find('}').map(|at| at + open) else {
            break;
        };
        filled.push_str(&text[done..open]);
        if let Some(word) = word(&text[open + 1..close]) {
            filled.push_str(word);
        } else {
            unknown.push(open..close + 1);
            filled.push_str(&text[open..=close]);
        }
        done = close + 1;
    }
    filled.push_str(&text[done..]);
    (filled, unknown)
}

/// How many checks an obligation has; more than one is an error.
fn checks(raw: &RawObligation) -> usize {
    let given = [
        raw.needs.is_some(),
        raw.flaw.is_some(),
        raw.flaws.is_some(),
        // Beside `needs` it is another way to satisfy it.
        raw.dated.is_some() && raw.needs.is_none(),
    ];
    given.into_iter().filter(|given| *given).count()
}

/// Where the obligation is written: its id, or the `like` of its regime.
fn own_spot(frame: &Frame<'_, '_>, merged: &Merged<'_>) -> Option<Spot> {
    let file = frame.home.file;
    let id = merged.own(file, id_of).or(frame.home.raw.like.as_ref())?;
    Some(Spot::of(file, id))
}

/// Signals that an obligation looks for, weakly or well.
fn names(check: Option<&Check>, weak: Option<&Condition>) -> Vec<u32> {
    let mut names = Vec::new();
    match check {
        Some(Check::Needs(condition)) => add_names(condition, &mut names),
        Some(Check::Flaw(flaws)) => {
            for flaw in flaws {
                add_names(&flaw.condition, &mut names);
            }
        }
        Some(Check::Dated(_)) | None => {}
    }
    if let Some(weak) = weak {
        add_names(weak, &mut names);
    }
    names
}

fn add_names(condition: &Condition, names: &mut Vec<u32>) {
    match condition {
        Condition::Name(name) => names.push(*name),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                add_names(part, names);
            }
        }
        Condition::Not(inner) => add_names(inner, names),
    }
}
