//! Where laws look alike and are not: each trap with both sides, what is right and what one falls into.

use jiff::civil::{Date, date};
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Outcome, Verdicts, Why, judge},
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::{collections::BTreeSet, sync::LazyLock};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    Rulebook::load(&Selection::default())
        .expect("valid rules")
        .0
});

/// A day on which all laws of these tests are in force, the programmes that ended aside.
const TODAY: Date = date(2026, 11, 24);

/// A policy with its conditional obligations taken to apply, as of a day; without a regime, by what it claims.
fn verdicts(policy: &str, regime: Option<&str>, day: Date) -> Verdicts {
    let document = Document::parse(&Source::from_text("policy.md", policy));
    let hits = scan(&RULEBOOK, &document);
    let facts = Facts {
        assume_applicable: true,
        as_of: Some(AsOf {
            date: day,
            why: Why::Asked,
        }),
        regimes: regime.map(|name| RULEBOOK.regimes_called(name).expect("a known regime")),
        ..Facts::default()
    };
    judge(&RULEBOOK, &document, &hits, &facts)
}

/// How an obligation comes out; `None`: it is not judged.
fn outcome(policy: &str, id: &str, day: Date) -> Option<Outcome> {
    let (regime, obligation) = id.split_once('/').expect("regime/obligation");
    let verdicts = verdicts(policy, Some(regime), day);
    let found = verdicts.verdicts.iter().find(|verdict| {
        RULEBOOK.regimes[verdict.regime].obligations[verdict.obligation].id == obligation
    });
    found.map(|verdict| verdict.outcome)
}

fn is_met(policy: &str, id: &str) -> bool {
    outcome(policy, id, TODAY).expect("judged") == Outcome::Met
}

/// The regimes a policy is judged by when none is asked for, those aside that are judged whatever it claims.
fn claimed(policy: &str, day: Date) -> BTreeSet<String> {
    let regimes = verdicts(policy, None, day).regimes;
    regimes
        .into_iter()
        .map(|regime| &RULEBOOK.regimes[regime])
        .filter(|regime| !regime.always)
        .map(|regime| regime.id.clone())
        .collect()
}

/// Ids of the regimes that have an obligation.
fn with(obligation: &str) -> BTreeSet<&'static str> {
    let regimes = RULEBOOK.regimes.iter();
    regimes
        .filter(|regime| regime.obligations.iter().any(|one| one.id == obligation))
        .map(|regime| regime.id.as_str())
        .collect()
}

/// A number of days is within the limit, one more is not.
fn at_most(id: &str, days: u32, said: impl Fn(u32) -> String) {
    let of = |days| outcome(&said(days), id, TODAY);
    assert_eq!(of(days), Some(Outcome::Met), "{id}: {}", said(days));
    let over = Some(Outcome::OutOfBounds);
    assert_eq!(of(days + 1), over, "{id}: {}", said(days + 1));
}

#[test]
fn some_laws_know_no_appeal() {
    let policy = "You may ask us to delete your data by writing to privacy@acme.example.";
    for regime in ["ccpa", "utah", "nevada", "alabama"] {
        let verdicts = verdicts(policy, Some(regime), in_force(regime));
        assert!(!verdicts.verdicts.is_empty(), "{regime} is judged");
        for verdict in &verdicts.verdicts {
            let id = &RULEBOOK.regimes[verdict.regime].obligations[verdict.obligation].id;
            assert!(!id.contains("appeal"), "{regime}/{id} is asked for");
        }
    }
    for regime in ["virginia", "texas", "florida", "iowa"] {
        let id = format!("{regime}/appeal-process");
        assert_eq!(outcome(policy, &id, TODAY), Some(Outcome::Missing), "{id}");
    }
}

#[test]
fn days_to_answer_and_to_extend() {
    for (regime, answer, extension) in [
        ("virginia", 45, 45),
        ("texas", 45, 45),
        ("florida", 45, 15),
        ("iowa", 90, 45),
        ("nevada", 60, 30),
    ] {
        at_most(&format!("{regime}/response-time"), answer, |days| {
            format!("We will respond to your opt-out request within {days} days.")
        });
        at_most(&format!("{regime}/response-extension"), extension, |days| {
            format!("We may extend this period once by another {days} days and will tell you why.")
        });
    }
}

#[test]
fn days_to_decide_an_appeal() {
    let laws = [
        (45, "colorado oregon minnesota new-jersey washington-mhmda"),
        (
            60,
            "virginia connecticut texas florida iowa maryland delaware indiana kentucky montana nebraska new-hampshire rhode-island \
             tennessee louisiana oklahoma",
        ),
    ];
    let mut known = BTreeSet::new();
    for (days, regimes) in laws {
        for regime in regimes.split_whitespace() {
            known.insert(regime);
            let id = format!("{regime}/appeal-response-time");
            let said = |days: u32| format!("We decide on your appeal within {days} days.");
            let day = in_force(regime);
            assert_eq!(outcome(&said(days), &id, day), Some(Outcome::Met), "{id}");
            let over = Some(Outcome::OutOfBounds);
            assert_eq!(outcome(&said(days + 1), &id, day), over, "{id}");
        }
    }
    let not_listed: Vec<_> = with("appeal-response-time")
        .into_iter()
        .filter(|id| !known.contains(id) && *id != "nevada-chd")
        .collect();
    assert!(
        not_listed.is_empty(),
        "days to decide an appeal: {not_listed:?}"
    );
}

/// Today, or the day the law begins.
fn in_force(regime: &str) -> Date {
    let regime = RULEBOOK.regimes.iter().find(|one| one.id == regime);
    let from = regime.expect("a known regime").in_force.from;
    from.map_or(TODAY, |from| from.max(TODAY))
}

#[test]
fn scripted_notices_in_exact_words() {
    for kind in ["sensitive", "biometric"] {
        let texas = format!("NOTICE: We may sell your {kind} personal data.");
        let florida = format!("NOTICE: This website may sell your {kind} personal data.");
        let paraphrases = [
            format!("NOTICE: We sell your {kind} personal data."),
            format!("NOTICE: We may sell your {kind} data."),
            format!("NOTICE: Your {kind} personal data may be sold by us."),
            format!("NOTICE: This site may sell your {kind} personal data."),
            format!("We may sell your {kind} personal data."),
            format!("This website may sell your {kind} personal data."),
        ];
        for (regime, right, wrong) in [
            ("texas", &texas, &florida),
            ("louisiana", &texas, &florida),
            ("florida", &florida, &texas),
        ] {
            let id = format!("{regime}/{kind}-data-sale-notice");
            let met = |policy: &str| outcome(policy, &id, in_force(regime)) == Some(Outcome::Met);
            assert!(met(right), "{id}: {right}");
            assert!(!met(wrong), "{id}: {wrong}");
            for paraphrase in &paraphrases {
                assert!(!met(paraphrase), "{id}: {paraphrase}");
            }
        }
    }
}

#[test]
fn a_complaint_to_the_controller_since_june_2026() {
    let id = "uk-gdpr/complaint-to-controller";
    let to_us = "You have the right to complain to us about how we handle your personal data.";
    let to_the_office = "You have the right to complain to the Information Commissioner's Office.";
    let (before, since) = (date(2026, 6, 18), date(2026, 6, 19));
    assert_eq!(outcome(to_us, id, before), None);
    assert_eq!(outcome(to_us, id, since), Some(Outcome::Met));
    assert_eq!(outcome(to_the_office, id, since), Some(Outcome::Missing));
    // No other law asks for it.
    let laws = with("complaint-to-controller");
    assert_eq!(laws, BTreeSet::from(["uk-gdpr"]));
    assert!(is_met(to_the_office, "uk-gdpr/complaint-authority"));
}

#[test]
fn switzerland_wants_the_states_named() {
    let id = "swiss-fadp/transfer-countries";
    let named = "We transfer personal data to the United States and to India.";
    let vague = "We transfer personal data to countries outside Switzerland and the EEA.";
    assert!(is_met(named, id));
    assert!(!is_met(vague, id));
    // For the other law the fact of the transfer is enough.
    assert!(is_met(vague, "gdpr/international-transfer"));
}

#[test]
fn brazil_wants_the_officer_by_name() {
    let id = "lgpd/dpo-identity-contact";
    let by_name =
        "Our data protection officer (encarregado) is Ana Souza, encarregado@acme.example.";
    let by_office = "You can reach our data protection officer at dpo@acme.example.";
    assert!(is_met(by_name, id));
    assert!(!is_met(by_office, id));
    // The other law is content with an address.
    assert!(is_met(by_office, "gdpr/dpo-contact"));
}

/// Regimes that a text claims, and some it seems to.
fn claims(cases: &[(&str, &[&str], &[&str])]) {
    for (policy, claims, seems_to) in cases {
        let found = claimed(policy, TODAY);
        for id in *claims {
            assert!(found.contains(*id), "{policy} claims {id}, not {found:?}");
        }
        for id in *seems_to {
            assert!(!found.contains(*id), "{policy} does not claim {id}");
        }
    }
}

#[test]
fn one_name_inside_another() {
    claims(&[
        ("We comply with the UK GDPR.", &["uk-gdpr"], &["gdpr"]),
        (
            "We comply with the UK General Data Protection Regulation.",
            &["uk-gdpr"],
            &["gdpr"],
        ),
        ("We comply with the GDPR.", &["gdpr"], &["uk-gdpr"]),
        (
            "We comply with the GDPR and with the UK GDPR.",
            &["gdpr", "uk-gdpr"],
            &[],
        ),
        (
            "Residents of West Virginia can order by phone.",
            &[],
            &["virginia"],
        ),
        ("Virginia residents have these rights.", &["virginia"], &[]),
    ]);
}

#[test]
fn abbreviations_of_several_laws() {
    claims(&[
        (
            "A CPA audits our books under the CPA.",
            &[],
            &["colorado", "connecticut"],
        ),
        (
            "We comply with the MCDPA.",
            &[],
            &["montana", "minnesota", "maryland"],
        ),
        ("We comply with the MNCDPA.", &["minnesota"], &["montana"]),
        ("We comply with the ICDPA.", &["iowa"], &["indiana"]),
        ("We comply with the INCDPA.", &["indiana"], &["iowa"]),
        ("We comply with the CCPA.", &["ccpa"], &["colorado"]),
        (
            "Our data processing agreement (DPA) is available on request.",
            &[],
            &["uk-gdpr"],
        ),
        ("We comply with the DPA 2018.", &["uk-gdpr"], &[]),
    ]);
}

#[test]
fn words_of_health_care_make_no_notice_of_privacy_practices() {
    claims(&[
        (
            "We encrypt Protected Health Information (PHI), are HIPAA compliant and sign a Business Associate Agreement (BAA).",
            &[],
            &["hipaa-npp"],
        ),
        (
            "Business associates process protected health information under a BAA.",
            &[],
            &["hipaa-npp"],
        ),
        ("# Notice of Privacy Practices", &["hipaa-npp"], &[]),
        (
            "This notice describes how medical information about you may be used and disclosed.",
            &["hipaa-npp"],
            &[],
        ),
    ]);
}

const SAFE_HARBOR: &str = "We adhere to the U.S.-EU Safe Harbor Framework.";
const SWISS_SAFE_HARBOR: &str = "We adhere to the U.S.-Swiss Safe Harbor Framework.";
const SHIELD: &str = "We adhere to the EU-U.S. Privacy Shield Framework.";
const SWISS_SHIELD: &str = "We adhere to the Swiss-U.S. Privacy Shield Framework.";
const DPF: &str = "We adhere to the EU-U.S. Data Privacy Framework.";
const UK_DPF: &str = "We adhere to the UK Extension to the EU-U.S. Data Privacy Framework.";
const SWISS_DPF: &str = "We adhere to the Swiss-U.S. Data Privacy Framework.";

#[test]
fn programmes_in_their_time() {
    for (id, policy, first, last) in [
        (
            "safe-harbor/adherence-statement",
            SAFE_HARBOR,
            date(2000, 11, 1),
            Some(date(2016, 10, 31)),
        ),
        (
            "safe-harbor/swiss-safe-harbor",
            SWISS_SAFE_HARBOR,
            date(2009, 2, 16),
            Some(date(2016, 10, 31)),
        ),
        (
            "privacy-shield/participation",
            SHIELD,
            date(2016, 8, 1),
            Some(date(2023, 7, 16)),
        ),
        (
            "privacy-shield/swiss-privacy-shield",
            SWISS_SHIELD,
            date(2017, 4, 12),
            Some(date(2023, 7, 16)),
        ),
        ("dpf/participation", DPF, date(2023, 7, 10), None),
        ("dpf/uk-extension", UK_DPF, date(2023, 7, 17), None),
        ("dpf/swiss-dpf", SWISS_DPF, date(2023, 7, 17), None),
    ] {
        let on = |day: Date| outcome(policy, id, day);
        let met = Some(Outcome::Met);
        assert_eq!(on(first), met, "{id} on its first day");
        let before = first.yesterday().expect("a day");
        assert_eq!(on(before), None, "{id} on the day before");
        match last {
            Some(last) => {
                assert_eq!(on(last), met, "{id} on its last day");
                let after = last.tomorrow().expect("a day");
                assert_eq!(on(after), None, "{id} on the day after");
            }
            None => assert_eq!(on(TODAY), met, "{id} today"),
        }
    }
}

#[test]
fn one_programme_is_not_another() {
    let (harbor, shield, dpf) = (date(2012, 1, 1), date(2018, 1, 1), TODAY);
    for (id, policy, day) in [
        ("safe-harbor/swiss-safe-harbor", SAFE_HARBOR, harbor),
        ("privacy-shield/swiss-privacy-shield", SHIELD, shield),
        ("privacy-shield/participation", SAFE_HARBOR, shield),
        ("dpf/swiss-dpf", DPF, dpf),
        ("dpf/swiss-dpf", SWISS_SHIELD, dpf),
        ("dpf/uk-extension", DPF, dpf),
        ("dpf/participation", SHIELD, dpf),
    ] {
        let found = outcome(policy, id, day).expect("in force");
        assert_ne!(found, Outcome::Met, "{id}: {policy}");
    }
}

#[test]
fn a_programme_named_after_its_end() {
    let harbor = "hygiene/safe-harbor-after-invalidation";
    let shield = "hygiene/privacy-shield-as-transfer-basis";
    let transfers = "Transfers to the United States are lawful because of the Privacy Shield.";
    let left = "We remain committed to the Privacy Shield but do not rely on it; we use standard contractual clauses.";
    for (id, dated, said, expected) in [
        (harbor, "2012", SAFE_HARBOR, Outcome::Met),
        (harbor, "2018", SAFE_HARBOR, Outcome::Missing),
        (harbor, "2018", SWISS_SAFE_HARBOR, Outcome::Missing),
        (harbor, "2018", SHIELD, Outcome::Met),
        (shield, "2019", transfers, Outcome::Met),
        (shield, "2021", transfers, Outcome::Missing),
        (shield, "2021", left, Outcome::Met),
        (shield, "2025", SHIELD, Outcome::Missing),
        (shield, "2025", DPF, Outcome::Met),
    ] {
        let policy = format!("Last updated: 1 March {dated}.\n\n{said}\n");
        assert_eq!(
            outcome(&policy, id, TODAY),
            Some(expected),
            "{id}: {policy}"
        );
    }
}
