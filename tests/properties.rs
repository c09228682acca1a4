#![cfg(feature = "cli")]
//! What holds for any bytes at all.

mod common;

use common::RULEBOOK;
use lacuna::{
    render::{Colour, Detail, Format, Look, render},
    report::Report,
    source::Source,
};
use proptest::prelude::*;

fn report(name: &str, bytes: &[u8]) -> Report {
    let source = Source::from_bytes(name, bytes);
    common::report(source, (0..RULEBOOK.regimes.len()).collect())
}

fn rendered(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    let look = Look {
        width: 80,
        colour: Colour::Plain,
        detail: Detail::Full,
    };
    for format in [Format::Pretty, Format::Table, Format::Json, Format::Html] {
        render(std::slice::from_ref(report), format, &look, &mut out).expect("renders");
    }
    out
}

/// Words of policies, markup and odd characters, so that rules find something and parsers are tried.
fn policy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~\n]{0,20}",
        any::<char>().prop_map(|c| c.to_string()),
        prop::sample::select(vec![
            "You have the right to access your personal data. ",
            "We do not sell your personal information. ",
            "We will respond within forty-five (45) days.\n",
            "The controller is Häberle & Söhne GmbH, Lindenallee 14, 10115 Berlin.\n",
            "We share data with the following recipients:\n\n",
            "- hosting companies\n",
            "| Category | Sold |\n|---|---|\n| Identifiers | NO |\n",
            "<li>erase&nbsp;it</li><p hidden>no</p>",
            "## Your “rights”\n\n",
            "Last updated: 3/11/2011\n",
            "\u{200b}\u{feff}ﬁ…—’",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn check_report(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let first = report(name, bytes);
    for finding in &first.findings {
        for place in finding.evidence.iter().chain(&finding.near_misses) {
            let (start, end) = (place.start as usize, place.end as usize);
            prop_assert!(
                start <= end && end <= bytes.len(),
                "{start}..{end} of {}",
                bytes.len()
            );
            if let Ok(text) = std::str::from_utf8(bytes) {
                prop_assert_eq!(
                    text.get(start..end),
                    Some(place.text.as_str()),
                    "{}",
                    &finding.id
                );
            }
        }
    }
    let pool = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads")
    };
    let again = pool(2).install(|| rendered(&report(name, bytes)));
    prop_assert!(
        rendered(&first) == again,
        "the same bytes give the same report"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_policy_has_an_exact_report(text in policy(), ending in prop::sample::select(vec!["md", "html", "txt"])) {
        check_report(&format!("policy.{ending}"), text.as_bytes())?;
    }

    #[test]
    fn any_bytes_have_a_report(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(vec!["md", "html", "txt"])) {
        check_report(&format!("policy.{ending}"), &bytes)?;
    }
}
