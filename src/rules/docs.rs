//! Rules as written, for people: patterns, conditions, examples and limits, which judging does not need and a rulebook does not hold.

use super::{Selection, files};
use crate::rulebook::{
    Problem, RuleFile,
    compile::{Homes, Merged},
    read::{RawFile, read},
    schema::{RawFact, RawObligation, RawSignal, RawTerm, Text, Words},
};
use std::collections::BTreeMap;
use toml::{Spanned, value::Datetime};

/// All rules as written, by id.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// Terms.
    pub terms: BTreeMap<String, TermDoc>,
    /// Signals.
    pub signals: BTreeMap<String, SignalDoc>,
    /// Facts.
    pub facts: BTreeMap<String, FactDoc>,
    /// Regimes.
    pub regimes: BTreeMap<String, RegimeDoc>,
}

/// A term as written.
#[derive(Debug, Clone, Default)]
pub struct TermDoc {
    /// Its file.
    pub file: String,
    /// What it means.
    pub says: String,
    /// Its alternatives.
    pub any: Vec<String>,
}

/// A signal as written.
#[derive(Debug, Clone, Default)]
pub struct SignalDoc {
    /// Its file.
    pub file: String,
    /// What it says.
    pub says: String,
    /// Its patterns.
    pub any: Vec<String>,
    /// Patterns that refuse it.
    pub not: Vec<String>,
    /// What wording fools it.
    pub limits: String,
    /// Texts where it must be found.
    pub matches: Vec<String>,
    /// Texts where it must not.
    pub differs: Vec<String>,
}

/// A fact as written.
#[derive(Debug, Clone, Default)]
pub struct FactDoc {
    /// Its file.
    pub file: String,
    /// The question that settles it.
    pub question: String,
    /// The condition that shows it; may be empty.
    pub yes: String,
    /// The condition that denies it; may be empty.
    pub no: String,
}

/// A regime as written.
#[derive(Debug, Clone, Default)]
pub struct RegimeDoc {
    /// Its file.
    pub file: String,
    /// Patterns by which a policy claims it.
    pub claims: Vec<String>,
    /// Its obligations, in order, with what they take over put in.
    pub obligations: Vec<ObligationDoc>,
}

/// An obligation as written; a field not given is empty.
#[derive(Debug, Clone, Default)]
pub struct ObligationDoc {
    /// Its id within the regime.
    pub id: String,
    /// The condition of what must be said.
    pub needs: String,
    /// The condition of what must not be there.
    pub flaw: String,
    /// The demand on the policy's date.
    pub dated: String,
    /// What is said, but not well enough.
    pub weak: String,
    /// The opposite.
    pub opposed: String,
    /// Over facts: when it applies.
    pub when: String,
    /// Found, it does not apply.
    pub unless: String,
    /// Limits: signal and bound.
    pub bounds: Vec<(String, String)>,
    /// Where signals count: signal and patterns.
    pub places: Vec<(String, Vec<String>)>,
    /// What wording fools it.
    pub limits: String,
    /// Texts that satisfy it.
    pub met: Vec<String>,
    /// Texts that do not.
    pub unmet: Vec<String>,
    /// Texts that satisfy it and are not recognised; `limits` says why.
    pub missed: Vec<String>,
    /// Texts that do not satisfy it and are taken to; `limits` says why.
    pub mistaken: Vec<String>,
}

impl Docs {
    /// The rules selected, as written.
    ///
    /// # Errors
    /// What could not be read.
    pub fn load(selection: &Selection) -> Result<Docs, Vec<Problem>> {
        let files = files(selection)?;
        let mut problems = Vec::new();
        let docs = Docs::of(&files, &mut problems);
        if problems.is_empty() {
            Ok(docs)
        } else {
            Err(problems)
        }
    }

    fn of(files: &[RuleFile], problems: &mut Vec<Problem>) -> Docs {
        let raw: Vec<RawFile> = files.iter().map(|file| read(file, problems)).collect();
        let mut docs = Docs::default();
        for (file, raw) in files.iter().zip(&raw) {
            docs.add(&file.name, raw);
        }
        let homes = Homes::new(&raw);
        for id in homes.names() {
            let Some(home) = homes.get(id) else { continue };
            let obligations = homes.ids(id).into_iter().map(|name| {
                let merged = homes.merged(id, name).unwrap_or_default();
                obligation(name, &merged, &|word| home.word(word))
            });
            let regime = RegimeDoc {
                file: files[home.file].name.clone(),
                claims: texts(home.raw.claims.as_ref()),
                obligations: obligations.collect(),
            };
            docs.regimes.insert(id.to_owned(), regime);
        }
        docs
    }

    fn add(&mut self, file: &str, raw: &RawFile) {
        for entry in &raw.terms {
            self.terms.insert(
                text(entry.get_ref().id.as_ref()),
                term(file, entry.get_ref()),
            );
        }
        for entry in &raw.signals {
            self.signals.insert(
                text(entry.get_ref().id.as_ref()),
                signal(file, entry.get_ref()),
            );
        }
        for entry in &raw.facts {
            self.facts.insert(
                text(entry.get_ref().id.as_ref()),
                fact(file, entry.get_ref()),
            );
        }
    }
}

fn term(file: &str, raw: &RawTerm) -> TermDoc {
    TermDoc {
        file: file.to_owned(),
        says: text(raw.says.as_ref()),
        any: texts(raw.any.as_ref()),
    }
}

fn signal(file: &str, raw: &RawSignal) -> SignalDoc {
    SignalDoc {
        file: file.to_owned(),
        says: text(raw.says.as_ref()),
        any: texts(raw.any.as_ref()),
        not: texts(raw.not.as_ref()),
        limits: text(raw.limits.as_ref()),
        matches: texts(raw.r#match.as_ref()),
        differs: texts(raw.differ.as_ref()),
    }
}

fn fact(file: &str, raw: &RawFact) -> FactDoc {
    FactDoc {
        file: file.to_owned(),
        question: text(raw.question.as_ref()),
        yes: text(raw.yes.as_ref()),
        no: text(raw.no.as_ref()),
    }
}

fn obligation<'w>(
    id: &str,
    merged: &Merged<'_>,
    word: &dyn Fn(&str) -> Option<&'w str>,
) -> ObligationDoc {
    let field =
        |field: fn(&RawObligation) -> Option<&Text>| text(merged.get(field).map(|(_, text)| text));
    let filled = |field: fn(&RawObligation) -> Option<&Words>| -> Vec<String> {
        let written = texts(merged.get(field).map(|(_, words)| words));
        written
            .iter()
            .map(|text| crate::rulebook::fill(text, word).0)
            .collect()
    };
    let pairs = merged
        .get(|raw| raw.bound.as_ref())
        .into_iter()
        .flat_map(|(_, pairs)| pairs);
    let places = merged
        .get(|raw| raw.r#where.as_ref())
        .into_iter()
        .flat_map(|(_, places)| places);
    ObligationDoc {
        id: id.to_owned(),
        needs: field(|raw| raw.needs.as_ref()),
        flaw: flaws(merged),
        dated: field(|raw| raw.dated.as_ref()),
        weak: field(|raw| raw.weak.as_ref()),
        opposed: field(|raw| raw.opposed.as_ref()),
        when: field(|raw| raw.when.as_ref()),
        unless: field(|raw| raw.unless.as_ref()),
        bounds: pairs
            .map(|(name, bound)| (name.get_ref().clone(), bound.texts().join(", ")))
            .collect(),
        places: places
            .map(|(name, words)| (name.get_ref().clone(), words.texts()))
            .collect(),
        limits: field(|raw| raw.limits.as_ref()),
        met: filled(|raw| raw.met.as_ref()),
        unmet: filled(|raw| raw.unmet.as_ref()),
        missed: filled(|raw| raw.missed.as_ref()),
        mistaken: filled(|raw| raw.mistaken.as_ref()),
    }
}

/// The condition of the flaw, or of several with their dates.
fn flaws(merged: &Merged<'_>) -> String {
    let one = text(merged.get(|raw| raw.flaw.as_ref()).map(|(_, text)| text));
    let several = merged.get(|raw| raw.flaws.as_ref());
    let Some((_, several)) = several.filter(|_| one.is_empty()) else {
        return one;
    };
    let day = |word: &str, day: Option<&Spanned<Datetime>>| {
        day.map_or(String::new(), |day| format!(" {word} {}", day.get_ref()))
    };
    let written = several.iter().map(|flaw| {
        let (from, until) = (
            day("from", flaw.from.as_ref()),
            day("until", flaw.until.as_ref()),
        );
        format!("{}{from}{until}", flaw.flaw.get_ref())
    });
    written.collect::<Vec<_>>().join("; or ")
}

fn text(text: Option<&Text>) -> String {
    text.map(|text| text.get_ref().clone()).unwrap_or_default()
}

fn texts(words: Option<&Words>) -> Vec<String> {
    words.map(Words::texts).unwrap_or_default()
}
