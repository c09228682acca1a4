//! Rules are tested by the examples they carry: `match` and `differ` of signals, `met` and `unmet` of obligations.
//!
//! Each example is a small policy of its own, read as plain text. **Invariant: failures come in the order of the rules, whatever
//! thread found them.**

use crate::{
    document::Document,
    judge::{AsOf, Facts, Outcome, Why, judge},
    rulebook::{InForce, Rulebook},
    rules::{Docs, ObligationDoc},
    scan::{Force, scan},
    source::Source,
};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// An example that does not do what its rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule file.
    pub file: String,
    /// The signal, or `regime/obligation`.
    pub rule: String,
    /// Which list it stands in.
    pub list: List,
    /// The example.
    pub text: String,
    /// What came of it, in plain words.
    pub got: String,
}

/// The list an example stands in: what it must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The signal must be there.
    Match,
    /// The signal must not be there.
    Differ,
    /// The obligation must be met.
    Met,
    /// The obligation must not be met.
    Unmet,
    /// The obligation should be met and is known not to be: no longer missed, it belongs under `met`.
    Missed,
    /// The obligation should not be met and is known to be.
    Mistaken,
}

impl List {
    /// Its key in a rule file.
    pub fn key(self) -> &'static str {
        match self {
            List::Match => "match",
            List::Differ => "differ",
            List::Met => "met",
            List::Unmet => "unmet",
            List::Missed => "missed",
            List::Mistaken => "mistaken",
        }
    }
}

/// What is to be run: whose example, and what it is about.
struct Example<'a> {
    file: &'a str,
    rule: String,
    list: List,
    text: &'a str,
    about: About,
}

/// What an example is about, by index.
#[derive(Clone, Copy)]
enum About {
    Signal(u32),
    Obligation(usize, usize),
}

/// Runs all examples; gives those that fail. `today` is the day on which rules in force are judged.
pub fn run(rulebook: &Rulebook, docs: &Docs, today: Date) -> Vec<Failure> {
    let mut examples = of_signals(rulebook, docs);
    examples.extend(of_obligations(rulebook, docs));
    examples
        .into_par_iter()
        .filter_map(|example| failure(rulebook, &example, today))
        .collect()
}

/// How many examples there are.
pub fn count(rulebook: &Rulebook, docs: &Docs) -> usize {
    of_signals(rulebook, docs).len() + of_obligations(rulebook, docs).len()
}

fn of_signals<'a>(rulebook: &Rulebook, docs: &'a Docs) -> Vec<Example<'a>> {
    let indices: BTreeMap<&str, u32> = (0..)
        .zip(&rulebook.signals)
        .map(|(index, signal)| (signal.id.as_str(), index))
        .collect();
    let mut examples = Vec::new();
    for (id, doc) in &docs.signals {
        let Some(index) = indices.get(id.as_str()) else {
            continue;
        };
        for (list, texts) in [(List::Match, &doc.matches), (List::Differ, &doc.differs)] {
            examples.extend(texts.iter().map(|text| Example {
                file: &doc.file,
                rule: id.clone(),
                list,
                text,
                about: About::Signal(*index),
            }));
        }
    }
    examples
}

fn of_obligations<'a>(rulebook: &Rulebook, docs: &'a Docs) -> Vec<Example<'a>> {
    let mut examples = Vec::new();
    for (at, regime) in rulebook.regimes.iter().enumerate() {
        let Some(doc) = docs.regimes.get(&regime.id) else {
            continue;
        };
        let written: BTreeMap<&str, &ObligationDoc> = doc
            .obligations
            .iter()
            .map(|obligation| (obligation.id.as_str(), obligation))
            .collect();
        for (index, obligation) in regime.obligations.iter().enumerate() {
            let Some(texts) = written.get(obligation.id.as_str()) else {
                continue;
            };
            for (list, texts) in [
                (List::Met, &texts.met),
                (List::Unmet, &texts.unmet),
                (List::Missed, &texts.missed),
                (List::Mistaken, &texts.mistaken),
            ] {
                examples.extend(texts.iter().map(|text| Example {
                    file: &doc.file,
                    rule: format!("{}/{}", regime.id, obligation.id),
                    list,
                    text,
                    about: About::Obligation(at, index),
                }));
            }
        }
    }
    examples
}

fn failure(rulebook: &Rulebook, example: &Example<'_>, today: Date) -> Option<Failure> {
    let source = Source::from_text("example.txt", example.text);
    let document = Document::parse(&source);
    let (holds, got) = match example.about {
        About::Signal(signal) => seen(rulebook, &document, signal),
        About::Obligation(regime, obligation) => {
            decided(rulebook, &document, (regime, obligation), today)
        }
    };
    let wanted = matches!(example.list, List::Match | List::Met | List::Mistaken);
    (holds != wanted).then(|| Failure {
        file: example.file.to_owned(),
        rule: example.rule.clone(),
        list: example.list,
        text: example.text.to_owned(),
        got,
    })
}

/// Whether the signal is there, and how that came.
fn seen(rulebook: &Rulebook, document: &Document, signal: u32) -> (bool, String) {
    let hits = scan(rulebook, document);
    let forces: Vec<Force> = hits.of(signal).iter().map(|hit| hit.force).collect();
    let counts = |force: &Force| matches!(force, Force::Plain | Force::Hedged(_));
    let words = |span: crate::span::Span| document.text.get(span.range()).unwrap_or_default();
    let got = match forces.iter().find(|force| counts(force)).or(forces.first()) {
        None => "not found".to_owned(),
        Some(Force::Plain | Force::Hedged(_)) => "found".to_owned(),
        Some(Force::Negated(span)) => format!("refused: negated by `{}`", words(*span)),
        Some(Force::Refused(span)) => format!("refused: `not` found `{}`", words(*span)),
        Some(Force::OffTopic) => "refused: the text is about something else".to_owned(),
        Some(Force::Announced) => "refused: it announces a list that never comes".to_owned(),
    };
    (forces.iter().any(counts), got)
}

/// Whether the obligation is met, and what was decided.
fn decided(
    rulebook: &Rulebook,
    document: &Document,
    at: (usize, usize),
    today: Date,
) -> (bool, String) {
    let obligation = &rulebook.regimes[at.0].obligations[at.1];
    let facts = Facts {
        assume_applicable: true,
        as_of: Some(AsOf {
            date: day_in(obligation.in_force, today),
            why: Why::Asked,
        }),
        regimes: Some(vec![at.0]),
        ..Facts::default()
    };
    let verdicts = judge(rulebook, document, &scan(rulebook, document), &facts);
    let verdict = verdicts
        .verdicts
        .iter()
        .find(|verdict| (verdict.regime, verdict.obligation) == at);
    verdict.map_or((false, "not judged".to_owned()), |verdict| {
        let got = format!("{:?}: {}", verdict.outcome, verdict.reason);
        (verdict.outcome == Outcome::Met, got)
    })
}

/// A day on which the obligation is in force: today, or the nearest to it.
fn day_in(in_force: InForce, today: Date) -> Date {
    let day = in_force.from.map_or(today, |from| from.max(today));
    in_force.until.map_or(day, |until| until.min(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_in_force_is_found() {
        let (from, until) = (Some(date(2000, 7, 26)), Some(date(2015, 10, 6)));
        let today = date(2026, 11, 24);
        assert_eq!(day_in(InForce { from, until }, today), date(2015, 10, 6));
        assert_eq!(day_in(InForce { from, until: None }, today), today);
        let from = Some(date(2027, 1, 1));
        assert_eq!(
            day_in(InForce { from, until: None }, today),
            date(2027, 1, 1)
        );
    }
}
