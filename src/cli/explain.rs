//! `lacuna explain`: what a rule asks, where it comes from, how it is looked for, and how two laws differ.

mod layout;
mod survey;
mod versus;
mod words;

use super::{
    args::ExplainArgs, exit::Exit, failure::Failure, output, regimes::dates, select,
    terminal::Terminal,
};
use lacuna::{
    render::Page,
    rulebook::{Level, Obligation, Regime, Rulebook},
    rules::{Docs, FactDoc, ObligationDoc, RegimeDoc, SignalDoc, TermDoc},
};
use std::collections::BTreeMap;

pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let docs = Docs::load(&select::selection(&args.rules)).map_err(Failure::Rules)?;
    let known = Known {
        rulebook: &rulebook,
        docs: &docs,
    };
    let look = terminal.look();
    if let Some(other) = &args.versus {
        let sides = [known.side(&args.id)?, known.side(other)?];
        output::print(|out| versus::write(&sides, &look, out))?;
    } else if let Some(side) = known.regime(&args.id) {
        output::print(|out| survey::write(&side, &look, out))?;
    } else {
        let page = known.page(&args.id);
        let page = page.ok_or_else(|| known.unknown(&args.id))?;
        output::print(|out| page.write(&look, out))?;
    }
    Ok(Exit::Clean)
}

/// A regime, compiled and as written.
struct Side<'a> {
    regime: &'a Regime,
    doc: &'a RegimeDoc,
    /// Name of the territory whose residents it protects.
    territory: &'a str,
}

impl<'a> Side<'a> {
    /// What it asks, in the order of the file.
    fn asked(&self) -> impl Iterator<Item = (&'a Obligation, &'a ObligationDoc)> + use<'a> {
        let written = self.doc.obligations.iter();
        let written: BTreeMap<&str, &ObligationDoc> =
            written.map(|doc| (doc.id.as_str(), doc)).collect();
        let compiled = self.regime.obligations.iter();
        compiled.filter_map(move |one| Some((one, *written.get(one.id.as_str())?)))
    }
}

/// All that can be explained.
struct Known<'a> {
    rulebook: &'a Rulebook,
    docs: &'a Docs,
}

impl<'a> Known<'a> {
    /// A page about anything but a regime, which has its survey.
    fn page(&self, id: &str) -> Option<Page> {
        if let Some((regime, obligation)) = id.split_once('/') {
            return self.obligation(regime, obligation);
        }
        self.signal(id)
            .or_else(|| Some(fact(id, self.docs.facts.get(id)?)))
            .or_else(|| Some(term(id, self.docs.terms.get(id)?)))
    }

    fn regime(&self, id: &str) -> Option<Side<'a>> {
        let mut regimes = self.rulebook.regimes.iter();
        let regime = regimes.find(|regime| regime.id == id)?;
        let territory = regime.territory.map(|at| &self.rulebook.territories[at]);
        Some(Side {
            regime,
            doc: self.docs.regimes.get(id)?,
            territory: territory.map_or("everywhere", |territory| &territory.title),
        })
    }

    /// A regime to compare.
    fn side(&self, id: &str) -> Result<Side<'a>, Failure> {
        self.regime(id).ok_or_else(|| {
            let regimes = self.docs.regimes.keys().map(String::as_str);
            let list = "`lacuna regimes` lists them";
            let help = select::meant(id, regimes)
                .map_or(list.to_owned(), |meant| format!("{meant}; {list}"));
            Failure::usage(format!("no regime is called `{id}`"), help)
        })
    }

    fn obligation(&self, regime: &str, id: &str) -> Option<Page> {
        let side = self.regime(regime)?;
        let (obligation, doc) = side.asked().find(|(one, _)| one.id == id)?;
        Some(obligation_page(side.regime, obligation, doc))
    }

    /// Signals as written, then the engine's own, which are in no file.
    fn signal(&self, id: &str) -> Option<Page> {
        let signal = self
            .rulebook
            .signals
            .iter()
            .find(|signal| signal.id == id)?;
        Some(match self.docs.signals.get(id) {
            Some(doc) => signal_page(id, doc),
            None => Page::new(id, "observation about the text").text("says", &signal.says),
        })
    }

    fn unknown(&self, id: &str) -> Failure {
        let regimes = self.rulebook.regimes.iter();
        let obligations: Vec<String> = regimes
            .flat_map(|regime| {
                let ids = regime.obligations.iter();
                ids.map(|obligation| format!("{}/{}", regime.id, obligation.id))
            })
            .collect();
        let signals = self.rulebook.signals.iter().map(|signal| &signal.id);
        let named = signals
            .filter(|id| !id.starts_with('_'))
            .chain(self.docs.regimes.keys())
            .chain(self.docs.facts.keys())
            .chain(self.docs.terms.keys())
            .chain(&obligations)
            .map(String::as_str);
        let help = select::meant(id, named).unwrap_or(
            "ids of regimes are listed by `lacuna regimes`; those of obligations and signals stand in every result".to_owned(),
        );
        Failure::usage(format!("nothing is called `{id}`"), help)
    }
}

fn obligation_page(regime: &Regime, obligation: &Obligation, doc: &ObligationDoc) -> Page {
    let places = doc.places.iter();
    let places: Vec<String> = places
        .map(|(name, words)| format!("{name}: {}", words.join(" | ")))
        .collect();
    Page::new(
        &format!("{}/{}", regime.id, obligation.id),
        &obligation.title,
    )
    .text("citation", &obligation.cite)
    .text("level", level(obligation.level))
    .text("in force", &dates(obligation.in_force))
    .text("met if", &doc.needs)
    .text("flawed if", &doc.flaw)
    .text("its date", &doc.dated)
    .text("weak if", &doc.weak)
    .list("limits on", &words::bounds(doc))
    .list("counts only at", &places)
    .text("contradicted if", &doc.opposed)
    .text("applies if", &doc.when)
    .text("does not apply if", &doc.unless)
    .text("known limits", &doc.limits)
    .text("help", &obligation.help)
    .list("met by", &doc.met)
    .list("not met by", &doc.unmet)
    .list("missed by mistake", &doc.missed)
    .list("met by mistake", &doc.mistaken)
}

fn signal_page(id: &str, doc: &SignalDoc) -> Page {
    Page::new(id, "signal")
        .text("says", &doc.says)
        .list("found by", &doc.any)
        .list("found by, in words", &words::readings(&doc.any))
        .list("refused by", &doc.not)
        .list("refused by, in words", &words::readings(&doc.not))
        .text("known limits", &doc.limits)
        .list("found in", &doc.matches)
        .list("not found in", &doc.differs)
        .text("file", &doc.file)
}

fn fact(id: &str, doc: &FactDoc) -> Page {
    Page::new(id, "fact")
        .text("question", &doc.question)
        .text("shown by", &doc.yes)
        .text("denied by", &doc.no)
        .text("state it", &format!("--fact {id}=true|false"))
        .text("file", &doc.file)
}

fn term(id: &str, doc: &TermDoc) -> Page {
    Page::new(id, "term")
        .text("says", &doc.says)
        .list("one of", &doc.any)
        .text("file", &doc.file)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Required => "required",
        Level::Conditional => "conditional",
        Level::Recommended => "recommended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lacuna::{render::Look, rules::Selection};

    fn versus(sides: &[Side; 2]) -> String {
        let mut out = Vec::new();
        versus::write(sides, &Look::default(), &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn any_two_regimes_can_be_compared() {
        let (rulebook, _) = Rulebook::load(&Selection::default()).expect("bundled rules");
        let docs = Docs::load(&Selection::default()).expect("bundled rules");
        let known = Known {
            rulebook: &rulebook,
            docs: &docs,
        };
        for pair in rulebook.regimes.windows(2) {
            let [first, second] = [0, 1].map(|at| known.regime(&pair[at].id).expect("known"));
            let same = known.regime(&first.regime.id).expect("known");
            let count = first.asked().count();
            let text = versus(&[same, known.regime(&first.regime.id).expect("known")]);
            assert!(text.ends_with(&format!("alike: {count}\n")), "{text}");
            assert_eq!(text.lines().count(), 3, "{text}");
            for line in versus(&[first, second]).lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }

    #[test]
    fn what_is_no_regime_cannot_be_compared() {
        let known = Known {
            rulebook: &Rulebook::default(),
            docs: &Docs {
                regimes: [("acme-act".to_owned(), RegimeDoc::default())].into(),
                ..Docs::default()
            },
        };
        let Err(Failure::Usage { help, .. }) = known.side("acme-atc") else {
            panic!("a usage error");
        };
        assert!(help.starts_with("did you mean `acme-act`?"), "{help}");
    }
}
