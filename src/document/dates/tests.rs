use super::*;
use crate::source::Source;

/// A block a line.
fn parsed(text: &str) -> Document {
    Document::parse(&Source::from_text("policy.md", &text.replace('\n', "\n\n")))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Policies, and the date that is theirs.
const OWN: &[(&str, &str)] = &[
    (
        "# Privacy Policy\nLast updated: July 1, 2026\nWe care.",
        "2026-07-01",
    ),
    (
        "# Privacy Policy\nThis policy was last updated on 01.02.2024.",
        "2024-02-01",
    ),
    (
        "# Privacy Policy\nLast Updated\nJuly 2025\nWe care.",
        "2025-07-01",
    ),
    ("# Privacy Policy\n1 July 2026\nWe care.", "2026-07-01"),
    (
        "# Policy\nEffective: January 1, 2020 | Last updated: March 2, 2021",
        "2021-03-02",
    ),
    ("# Policy\nEffective Date: 25-05-2018\nText", "2018-05-25"),
    ("# Policy\nPosted: 3 May 2016", "2016-05-03"),
    ("# Policy\nRevised March 2013", "2013-03-01"),
    ("Last Modified September 3, 2025", "2025-09-03"),
    (
        "# Policy\nThis policy is effective as of November 4th, 2025.",
        "2025-11-04",
    ),
    (
        "# Policy\nThe new policy will take effect on 1 May 2027.",
        "2027-05-01",
    ),
    (
        "# Policy\nThe new policy will take effect on 1 May 2027.\nLast updated: 1 April 2026",
        "2026-04-01",
    ),
    ("# Policy\nUpdated: 5/25/2018", "2018-05-25"),
    (
        "# Policy\nWe were founded in May 1998.\nVersion of 1 May 2019",
        "2019-05-01",
    ),
    ("# Policy\nPage updated: April 2024", "2024-04-01"),
    (
        "# Policy\nText (updated December 1, 2020) and more text of the policy that goes on and on.",
        "2020-12-01",
    ),
    (
        "# Policy\n_Last updated: \\[October 2021\\]._",
        "2021-10-01",
    ),
    (
        "# Policy\nThis Privacy Policy has an effective date of 10/16/2018.",
        "2018-10-16",
    ),
    (
        "# Policy\nThis Privacy Notice was most recently revised in June 2026.",
        "2026-06-01",
    ),
    (
        "# Policy\nThis Acme Shield policy was last updated on June 1, 2019.",
        "2019-06-01",
    ),
    (
        "# Policy\nThis notice takes effect on September 23, 2013 and remains in effect until we replace it.",
        "2013-09-23",
    ),
    ("# Policy\nImplementation date: May 2017.", "2017-05-01"),
    ("Effective 2019. Transfers are covered.", "2019-01-01"),
    (
        "Last updated: 25 May 2018 (reviewed on 22 November 2026)",
        "2018-05-25",
    ),
    ("# Policy\nLast reviewed: May 2021", "2021-05-01"),
    ("# Policy\nCorrect as at 1 March 2021.", "2021-03-01"),
    ("# Policy\nStatus: May 2018", "2018-05-01"),
    ("# Policy\nApplicable from 1 May 2019", "2019-05-01"),
    ("# Policy\nAs of: May 2024", "2024-05-01"),
    ("# Policy\nOur policies as of 7/23/11", "2011-07-23"),
    (
        "# Policy\nThis Privacy Policy is updated as of December 3, 2018.",
        "2018-12-03",
    ),
    ("# Policy\nRevised 11/2020", "2020-11-01"),
    ("# Policy\nFormulated on 3 May 2016", "2016-05-03"),
    (
        "# Policy\nWhen was this policy last updated? On 3 May 2020.",
        "2020-05-03",
    ),
    (
        "# Policy\n## When was this policy last updated?\nOn 3 May 2020.",
        "2020-05-03",
    ),
    (
        "# Policy\nText about it.\nDecember 2019 version",
        "2019-12-01",
    ),
];

#[test]
fn the_policys_own_date() {
    let found: Vec<_> = OWN
        .iter()
        .map(|(text, expected)| {
            (
                *text,
                find(&parsed(text)).map(|found| found.date),
                Some(day(expected)),
            )
        })
        .filter(|(_, found, expected)| found != expected)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn dates_of_other_things() {
    let texts = [
        "# Policy\nWe were founded in May 1998.",
        "# Policy\nUnder Regulation 2016/679 of 27 April 2016 you have rights.",
        "# Policy\nThe Act became effective on January 1, 2020.",
        "# Policy\nThe Online Toys Act of April 21, 2000 is effective.",
        "# Policy\nCopyright May 2018 Acme",
        "# Policy\nRates as of June 2023",
        "# Policy\nWe follow Decree 11/2020 of the ministry.",
        "# Policy\nEffective January 1, 2023, a statute amended the law.",
        "# Policy\nUpdated 31/02/2020",
        "# Policy\nAs of June 18, 2026, we have never received a letter.",
        "Friday, December 11, 2020\nNews",
        "# Policy\nBefore 3 May 2016 we used cookies.",
        "",
    ];
    for text in texts {
        assert_eq!(find(&parsed(text)), None, "{text}");
    }
}

#[test]
fn open_dates() {
    let of = |text: &str| find(&parsed(text)).map(|found| (found.date, found.ambiguous));
    assert_eq!(
        of("Last updated: 3/11/2011"),
        Some((day("2011-11-03"), Some(day("2011-03-11"))))
    );
    assert_eq!(
        of("Last updated: 3/3/2011"),
        Some((day("2011-03-03"), None))
    );
    assert_eq!(
        of("Last updated: 3/11/2011\nSince 5/25/2018 we do."),
        Some((day("2011-03-11"), None))
    );
    assert_eq!(
        of("Last updated: 3/11/2011\nSince 25/5/2018 we do."),
        Some((day("2011-11-03"), None))
    );
    assert_eq!(
        of("Last updated: 3/11/2011\nSince 25 May 2018 we do."),
        Some((day("2011-11-03"), Some(day("2011-03-11"))))
    );
}

#[test]
fn span_is_of_the_date() {
    let document = parsed("# Policy\nLast updated: July 1, 2026.");
    let span = find(&document).expect("a date").span;
    assert_eq!(&document.text[span.range()], "july 1, 2026");
}

#[test]
fn archive_lines() {
    let cases = [
        (
            "This is a copy of the page that was archived on 2014-04-16 by the Internet Archive.",
            Some("2014-04-16"),
        ),
        (
            "Archived: https://web.archive.org/web/20140416120214/http://acme.example/privacy",
            Some("2014-04-16"),
        ),
        (
            "[opt out](https://web.archive.org/web/20230306004036/https://x.example)",
            None,
        ),
        ("Archived on 2014-13-16", None),
        ("We keep archived copies for 30 days.", None),
        ("archived on é201", None),
    ];
    for (line, expected) in cases {
        assert_eq!(archive_line(line), expected.map(day), "{line}");
    }
}
