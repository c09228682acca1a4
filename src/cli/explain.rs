//! `lacuna explain`: what a rule asks, where it comes from, and how it is looked for.

use super::{
    args::ExplainArgs, exit::Exit, failure::Failure, output, regimes::dates, select,
    terminal::Terminal,
};
use lacuna::{
    render::Page,
    rulebook::{Level, Obligation, Regime, Rulebook},
    rules::{Docs, FactDoc, ObligationDoc, RegimeDoc, SignalDoc, TermDoc},
};

pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let docs = Docs::load(&select::selection(&args.rules)).map_err(Failure::Rules)?;
    let known = Known {
        rulebook: &rulebook,
        docs: &docs,
    };
    let page = known
        .page(&args.id)
        .ok_or_else(|| known.unknown(&args.id))?;
    output::print(|out| page.write(&terminal.look(), out))?;
    Ok(Exit::Clean)
}

/// All that can be explained.
struct Known<'a> {
    rulebook: &'a Rulebook,
    docs: &'a Docs,
}

impl Known<'_> {
    fn page(&self, id: &str) -> Option<Page> {
        if let Some((regime, obligation)) = id.split_once('/') {
            return self.obligation(regime, obligation);
        }
        self.regime(id)
            .or_else(|| self.signal(id))
            .or_else(|| Some(fact(id, self.docs.facts.get(id)?)))
            .or_else(|| Some(term(id, self.docs.terms.get(id)?)))
    }

    fn regime(&self, id: &str) -> Option<Page> {
        let regime = self
            .rulebook
            .regimes
            .iter()
            .find(|regime| regime.id == id)?;
        Some(regime_page(regime, self.docs.regimes.get(id)?))
    }

    fn obligation(&self, regime: &str, id: &str) -> Option<Page> {
        let home = self
            .rulebook
            .regimes
            .iter()
            .find(|home| home.id == regime)?;
        let index = home.obligations.iter().position(|one| one.id == id)?;
        let written = &self.docs.regimes.get(regime)?.obligations;
        let doc = written.iter().find(|one| one.id == id)?;
        Some(obligation_page(home, &home.obligations[index], doc))
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

fn regime_page(regime: &Regime, doc: &RegimeDoc) -> Page {
    let obligations = regime.obligations.iter();
    let lines: Vec<String> = obligations
        .map(|one| format!("{}/{} · {}", regime.id, one.id, one.title))
        .collect();
    Page::new(&regime.id, &regime.title)
        .text("citation", &regime.citation)
        .text("jurisdiction", &regime.jurisdiction)
        .text("in force", &dates(regime.in_force))
        .text("applies to", &regime.applies_to)
        .text("notes", &regime.notes)
        .list("claimed by", &doc.claims)
        .list("obligations", &lines)
        .text("file", &doc.file)
}

fn obligation_page(regime: &Regime, obligation: &Obligation, doc: &ObligationDoc) -> Page {
    let pairs = |pairs: &[(String, String)]| -> Vec<String> {
        pairs
            .iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect()
    };
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
    .list("limits on", &pairs(&doc.bounds))
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
        .list("refused by", &doc.not)
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
