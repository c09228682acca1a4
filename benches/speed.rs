//! Throughput of each phase on the policies in `fixtures/`, beside `CommonMark` parsing of the same bytes. Read the ratios, not the
//! figures: all rows of one run are on one machine.

use divan::{Bencher, counter::BytesCount};
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    report::Report,
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::{fs, hint::black_box, sync::LazyLock};

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut paths: Vec<_> = fs::read_dir("fixtures/policies")
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|ending| ending == "md" || ending == "txt")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| Source::read(path).expect("reads"))
        .collect()
});
static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| SOURCES.iter().map(Document::parse).collect());
static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::load(&Selection::default()).expect("rules").0);

fn bytes() -> BytesCount {
    BytesCount::new(
        SOURCES
            .iter()
            .map(|source| source.text.len())
            .sum::<usize>(),
    )
}

/// All regimes, so that nothing is left out.
fn facts() -> Facts {
    let as_of = AsOf {
        date: jiff::civil::date(2026, 11, 1),
        why: Why::Asked,
    };
    Facts {
        regimes: Some((0..RULEBOOK.regimes.len()).collect()),
        as_of: Some(as_of),
        ..Facts::default()
    }
}

#[divan::bench]
fn commonmark_alone(bencher: Bencher) {
    bencher.counter(bytes()).bench_local(|| {
        SOURCES
            .iter()
            .map(|source| pulldown_cmark::Parser::new(black_box(&source.text)).count())
            .sum::<usize>()
    });
}

#[divan::bench]
fn parse(bencher: Bencher) {
    bencher.counter(bytes()).bench_local(|| {
        SOURCES
            .iter()
            .map(|source| Document::parse(black_box(source)).tokens.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn scan_all(bencher: Bencher) {
    let counter = bytes();
    bencher.counter(counter).bench_local(|| {
        DOCUMENTS
            .iter()
            .map(|document| scan(&RULEBOOK, black_box(document)).hits.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn judge_all(bencher: Bencher) {
    let counter = bytes();
    let facts = facts();
    let read: Vec<_> = DOCUMENTS
        .iter()
        .map(|document| (document, scan(&RULEBOOK, document)))
        .collect();
    bencher.counter(counter).bench_local(|| {
        read.iter()
            .map(|(document, hits)| {
                judge(&RULEBOOK, document, black_box(hits), &facts)
                    .verdicts
                    .len()
            })
            .sum::<usize>()
    });
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let counter = bytes();
    let facts = facts();
    bencher.counter(counter).bench_local(|| {
        let report = |source: &Source| {
            let document = Document::parse(source);
            let hits = scan(&RULEBOOK, &document);
            let verdicts = judge(&RULEBOOK, &document, &hits, &facts);
            black_box(Report::new(
                source.clone(),
                &document,
                &RULEBOOK,
                &facts,
                &verdicts,
            ))
        };
        SOURCES
            .iter()
            .for_each(|source| drop(report(black_box(source))));
    });
}

fn main() {
    divan::main();
}
