//! What holds of any policy: shared by the tests over hostile families and the fuzz targets.

use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    render::{Format, Look, render},
    report::{Report, Words},
    rulebook::Rulebook,
    rules::Selection,
    scan::{Hits, scan},
    source::Source,
    span::Span,
};
use std::sync::LazyLock;

pub(crate) static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let rules = Rulebook::load(&Selection::default());
    rules.expect("the bundled rules are valid").0
});

// All signals are searched; some of the regimes are judged, and written in all formats, for that takes most of the time.

/// Formats whose bytes are JSON as a whole.
const JSON: [Format; 3] = [Format::Json, Format::Sarif, Format::Gitlab];
/// The others.
const OTHERS: [Format; 5] = [
    Format::Jsonl,
    Format::Junit,
    Format::Csv,
    Format::Github,
    Format::Markdown,
];

/// The whole way of one policy, with everything checked that must hold on it.
pub(crate) fn check(name: &str, bytes: &[u8]) -> Report {
    let source = Source::from_bytes(name, bytes);
    let document = Document::parse(&source);
    document_holds(&source, &document, bytes.len());
    let hits = scan(&RULEBOOK, &document);
    hits_hold(&document, &hits);
    let report = reported(source, &document, &hits);
    for words in report.findings.iter().flat_map(shown) {
        words_hold(words, &report, bytes);
    }
    let again = reported(
        report.source.clone(),
        &document,
        &scan(&RULEBOOK, &document),
    );
    rendered_alike(&report, &again);
    report
}

fn reported(source: Source, document: &Document, hits: &Hits) -> Report {
    let as_of = AsOf {
        date: date(2026, 11, 24),
        why: Why::Asked,
    };
    let facts = Facts {
        as_of: Some(as_of),
        regimes: Some((0..RULEBOOK.regimes.len()).step_by(9).collect()),
        ..Facts::default()
    };
    let verdicts = judge(&RULEBOOK, document, hits, &facts);
    Report::new(source, document, &RULEBOOK, &facts, &verdicts)
}

fn shown(finding: &lacuna::report::Finding) -> impl Iterator<Item = &Words> {
    let words = finding.evidence.iter().chain(&finding.near_misses);
    words.chain(&finding.anchor)
}

/// Tokens, blocks and statements are in order, within the text, and lead back to the file.
pub(crate) fn document_holds(source: &Source, document: &Document, length: usize) {
    let text = &document.text;
    let mut last = 0;
    for token in &document.tokens {
        assert!(token.span.start >= last, "tokens are in order");
        assert!(
            text.get(token.span.range())
                .is_some_and(|word| !word.is_empty())
        );
        last = token.span.end;
        let place = document.to_source(token.span);
        assert!(
            source.text.get(place.range()).is_some(),
            "a place in the source"
        );
        assert!(
            source.to_bytes(place).end as usize <= length,
            "a place in the file"
        );
    }
    let mut next = 0;
    for block in &document.blocks {
        assert!(block.tokens.start >= next && block.tokens.end as usize <= document.tokens.len());
        next = block.tokens.end;
        assert!((block.section as usize) < document.sections.len());
        assert!(
            block
                .head
                .is_none_or(|head| (head as usize) < document.blocks.len())
        );
    }
    for statement in &document.statements {
        for segment in &statement.segments {
            let tokens = document
                .tokens
                .get(segment.tokens.start as usize..segment.tokens.end as usize);
            assert!(tokens.is_some(), "words of the document");
        }
    }
    let spans = document.observations.iter().flat_map(|seen| &seen.spans);
    spans.for_each(|&span| in_text(document, span));
}

fn in_text(document: &Document, span: Span) {
    assert!(
        document.text.get(span.range()).is_some(),
        "{span:?} is no place in the text"
    );
}

/// Hits are sorted, and stand in statements and in the text.
pub(crate) fn hits_hold(document: &Document, hits: &Hits) {
    assert!(
        hits.hits
            .is_sorted_by_key(|hit| (hit.signal, hit.statement))
    );
    for hit in &hits.hits {
        let statements = document.statements.len().max(1);
        assert!((hit.statement as usize) < statements && !hit.spans.is_empty());
        hit.spans.iter().for_each(|&span| in_text(document, span));
        hit.values
            .iter()
            .for_each(|&(_, span)| in_text(document, span));
    }
}

fn words_hold(words: &Words, report: &Report, bytes: &[u8]) {
    let (start, end) = (words.start as usize, words.end as usize);
    assert!(
        start <= end && end <= bytes.len(),
        "{start}..{end} of {}",
        bytes.len()
    );
    assert!(words.line >= 1 && words.column >= 1);
    assert_eq!(
        report.source.text.get(words.span.range()),
        Some(words.text.as_str())
    );
    if std::str::from_utf8(bytes).is_ok() && report.source.encoding == "UTF-8" {
        assert_eq!(&bytes[start..end], words.text.as_bytes());
    }
}

/// Every format can be written, the same each time, and JSON can be read again.
fn rendered_alike(one: &Report, other: &Report) {
    let bytes = |report: &Report, format: Format| {
        let mut out = Vec::new();
        render(
            std::slice::from_ref(report),
            format,
            &Look::default(),
            &mut out,
        )
        .expect("renders");
        out
    };
    for format in JSON {
        let json: serde_json::Value = serde_json::from_slice(&bytes(one, format)).expect("JSON");
        let again = serde_json::to_vec(&json).expect("JSON");
        let read: serde_json::Value = serde_json::from_slice(&again).expect("JSON");
        assert_eq!(read, json, "JSON goes round");
    }
    for format in JSON.into_iter().chain(OTHERS).chain(for_people()) {
        let first = bytes(one, format);
        assert!(std::str::from_utf8(&first).is_ok(), "{format:?} is UTF-8");
        assert_eq!(
            first,
            bytes(other, format),
            "the same bytes give the same {format:?}"
        );
    }
}

#[cfg(feature = "cli")]
fn for_people() -> Vec<Format> {
    vec![Format::Pretty, Format::Table]
}

#[cfg(not(feature = "cli"))]
fn for_people() -> Vec<Format> {
    Vec::new()
}
