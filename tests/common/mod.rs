//! The whole way of one policy, as several tests go it: the bundled rules, judged as of the day the fixtures were read.

use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    report::Report,
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::sync::LazyLock;

pub(crate) static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    Rulebook::load(&Selection::default())
        .expect("valid rules")
        .0
});

/// The report on a policy under these regimes (indices).
pub(crate) fn report(source: Source, regimes: Vec<usize>) -> Report {
    let document = Document::parse(&source);
    let as_of = AsOf {
        date: date(2026, 11, 24),
        why: Why::Asked,
    };
    let facts = Facts {
        as_of: Some(as_of),
        regimes: Some(regimes),
        ..Facts::default()
    };
    let hits = scan(&RULEBOOK, &document);
    let verdicts = judge(&RULEBOOK, &document, &hits, &facts);
    Report::new(source, &document, &RULEBOOK, &facts, &verdicts)
}
