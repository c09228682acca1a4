//! Which regimes and obligations are judged, and the day.

use super::{super::Remark, World};
use jiff::civil::date;

fn regime(id: &str, more: &str) -> String {
    format!(
        "[regime]\nid = \"{id}\"\ntitle = \"{id}\"\njurisdiction = \"X\"\ncitation = \"1\"\nclaims = [\"{id} law\"]\n{more}\n[[obligation]]\nid = \"it\"\ncite = \"1\"\ntitle = \"It\"\nlevel = \"required\"\nhelp = \"Say it.\"\nneeds = \"a\"\n"
    )
}

fn world(policy: &str) -> World {
    let files = [
        regime("always", "always = true"),
        regime("future", "in_force = { from = 2025-01-01 }"),
        regime("now", ""),
        regime("over", "in_force = { until = 2020-07-16 }"),
    ];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    World::with_regimes(&files, policy)
}

#[test]
fn regimes_claimed_and_in_force_are_judged() {
    let verdicts = world("# We keep to this. {_claims:now}").judged();
    assert_eq!(verdicts.regimes, [0, 2]);
    assert!(verdicts.remarks.is_empty());
    assert_eq!(verdicts.verdicts.len(), 2);
}

#[test]
fn a_negated_claim_is_none() {
    let verdicts = world("Not that. {_claims:now!}").judged();
    assert_eq!(verdicts.regimes, [0]);
    assert!(matches!(verdicts.remarks[..], [Remark::NoClaim]));
}

#[test]
fn a_claim_out_of_force_is_remarked_with_its_words() {
    let world = world("We keep to that. {_claims:over} {_claims:future}");
    let verdicts = world.judged();
    assert_eq!(verdicts.regimes, [0]);
    match &verdicts.remarks[..] {
        [
            Remark::ClaimOutOfForce(1, Some(_)),
            Remark::UpcomingRegime(1),
            Remark::ClaimOutOfForce(3, Some(witness)),
        ] => assert_eq!(
            world.words(std::slice::from_ref(witness)),
            ["We keep to that."]
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_claim_counts_while_in_force() {
    let verdicts = world("We keep to that. {_claims:over}")
        .on(date(2019, 1, 1))
        .judged();
    assert_eq!(verdicts.regimes, [0, 3]);
}

#[test]
fn regimes_asked_for_are_judged_once_in_order_if_in_force() {
    let verdicts = world("Nothing.").asking(&[3, 2, 0, 2, 99]).judged();
    assert_eq!(verdicts.regimes, [0, 2]);
    assert!(matches!(
        verdicts.remarks[..],
        [Remark::RegimeOutOfForce(3)]
    ));
}

#[test]
fn obligations_not_yet_in_force_are_remarked() {
    let judged = |from: &str| {
        let rules = format!("{}in_force = {{ from = {from} }}\n", regime("now", ""));
        World::with_regimes(&[&rules], "Nothing.")
            .asking(&[0])
            .judged()
    };
    let soon = judged("2025-06-01");
    assert!(soon.verdicts.is_empty());
    assert!(matches!(soon.remarks[..], [Remark::Upcoming(0, 0)]));
    let late = judged("2025-06-02");
    assert!(late.verdicts.is_empty() && late.remarks.is_empty());
}
