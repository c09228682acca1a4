//! Times each phase of the engine on files in memory, one thread, beside parsers that only parse: `phases ROUNDS FILE…`. Prints the
//! fastest of the rounds, in seconds, as JSON. `benches/compare` makes a table of it.

use lacuna::{
    audit::{Judged, row},
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    rulebook::Rulebook,
    rules::Selection,
    scan::scan_for,
    source::Source,
};
use std::{
    collections::BTreeMap,
    env,
    error::Error,
    hint::black_box,
    io::{self, Write},
    path::Path,
    time::Instant,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let rounds: usize = arguments.next().ok_or("phases ROUNDS FILE…")?.parse()?;
    let sources: Vec<Source> = arguments
        .map(|path| Source::read(Path::new(&path)))
        .collect::<Result<_, _>>()?;
    let (rulebook, _) =
        Rulebook::load(&Selection::default()).map_err(|_| "the bundled rules are broken")?;
    let facts = Facts {
        regimes: Some((0..rulebook.regimes.len()).collect()),
        as_of: Some(AsOf {
            date: jiff::civil::date(2026, 11, 24),
            why: Why::Asked,
        }),
        ..Facts::default()
    };
    let mut best = BTreeMap::new();
    for _ in 0..rounds.max(1) {
        let mut times = Times(&mut best);
        parsers(&sources, &mut times);
        engine(&sources, &rulebook, &facts, &mut times)?;
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &best)?;
    Ok(writeln!(out)?)
}

/// The shortest time of each phase.
struct Times<'a>(&'a mut BTreeMap<&'static str, f64>);

impl Times<'_> {
    fn take<T>(&mut self, phase: &'static str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = black_box(work());
        let seconds = begun.elapsed().as_secs_f64();
        let best = self.0.entry(phase).or_insert(f64::INFINITY);
        *best = best.min(seconds);
        result
    }
}

/// What parsing alone costs.
fn parsers(sources: &[Source], times: &mut Times<'_>) {
    times.take("CommonMark parser alone", || {
        let events = |source: &Source| pulldown_cmark::Parser::new(&source.text).count();
        sources.iter().map(events).sum::<usize>()
    });
    times.take("HTML parser alone", || {
        let tokens = |source: &Source| html5gum::Tokenizer::new(&source.text).flatten().count();
        sources.iter().map(tokens).sum::<usize>()
    });
}

fn engine(
    sources: &[Source],
    rulebook: &Rulebook,
    facts: &Facts,
    times: &mut Times<'_>,
) -> io::Result<()> {
    let regimes: Vec<usize> = (0..rulebook.regimes.len()).collect();
    let documents: Vec<Document> =
        times.take("parse", || sources.iter().map(Document::parse).collect());
    let hits: Vec<_> = times.take("scan", || {
        let scan = |document| scan_for(rulebook, document, &regimes);
        documents.iter().map(scan).collect()
    });
    let verdicts: Vec<_> = times.take("judge", || {
        let read = documents.iter().zip(&hits);
        read.map(|(document, hits)| judge(rulebook, document, hits, facts))
            .collect()
    });
    let judged: Vec<Judged> = sources
        .iter()
        .zip(documents)
        .zip(verdicts)
        .map(|((source, document), verdicts)| Judged {
            source: source.clone(),
            document,
            facts: facts.clone(),
            verdicts,
        })
        .collect();
    let fragments = row::Fragments::new(rulebook)?;
    let mut bytes = Vec::new();
    times.take("lean rows", || write_lean(&judged, &fragments, &mut bytes))?;
    times.take("full rows", || {
        judged.into_iter().try_for_each(|judged| {
            bytes.clear();
            row::full(judged, rulebook, row::Origin::default(), &mut bytes)
        })
    })
}

fn write_lean(
    judged: &[Judged],
    fragments: &row::Fragments,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    judged.iter().try_for_each(|judged| {
        bytes.clear();
        fragments.write(judged, row::Origin::default(), bytes)
    })
}
