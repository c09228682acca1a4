use super::*;
use crate::source::Source;
use proptest::prelude::*;

fn parsed(text: &str) -> Document {
    Document::parse(&Source::from_text("policy.txt", text))
}

/// What the recogniser makes of the text from `at` on, with the words it takes.
fn taken<T>(
    text: &str,
    at: usize,
    recognise: impl Fn(&Document, &[u32], usize) -> Option<(usize, T)>,
) -> Option<(String, T)> {
    let document = parsed(text);
    let tokens: Vec<u32> = (0..document.tokens.len() as u32).collect();
    let (len, found) = recognise(&document, &tokens, at)?;
    let span = document.tokens[at]
        .span
        .cover(document.tokens[at + len - 1].span);
    Some((document.text[span.range()].to_owned(), found))
}

fn counted(
    recognise: fn(&Document, &[u32], usize) -> Option<usize>,
) -> impl Fn(&Document, &[u32], usize) -> Option<(usize, ())> {
    move |document, tokens, at| Some((recognise(document, tokens, at)?, ()))
}

/// Fails with all texts that are not taken as a whole (or, with `|`, up to there), or are though they should not be.
fn check(recognise: fn(&Document, &[u32], usize) -> Option<usize>, yes: &[&str], no: &[&str]) {
    let mut wrong = Vec::new();
    for text in yes {
        let expected = text.split('|').next().unwrap_or_default().to_lowercase();
        let expected = expected
            .trim()
            .trim_end_matches(['.', ')'])
            .replace('&', "and");
        let strip = |text: &str| text.replace(['.', '\n'], "");
        match taken(&text.replace('|', ""), 0, counted(recognise)) {
            Some((words, ())) if strip(&words) == strip(&expected) => {}
            other => wrong.push(format!("{text}: {other:?}")),
        }
    }
    for text in no {
        if let Some((words, ())) = taken(text, 0, counted(recognise)) {
            wrong.push(format!("not {text}: {words}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers() {
    let cases = [
        ("45", Some(45.0)),
        ("1,000", Some(1000.0)),
        ("2.5", Some(2.5)),
        ("forty-five", Some(45.0)),
        ("forty-five (45)", Some(45.0)),
        ("45 (forty-five)", Some(45.0)),
        ("one hundred and twenty", Some(120.0)),
        ("nine hundred ninety-nine", Some(999.0)),
        ("a thousand", Some(1000.0)),
        ("two thousand five hundred", Some(2500.0)),
        ("seventeen", Some(17.0)),
        ("third", None),
        ("1st", None),
        ("01.07.2026", None),
        ("a", None),
        ("and", None),
    ];
    for (text, expected) in cases {
        let found = taken(text, 0, number);
        assert_eq!(found.as_ref().map(|(_, value)| *value), expected, "{text}");
    }
    let (words, value) = taken("twenty thirty", 0, number).expect("a number");
    assert_eq!((words.as_str(), value), ("twenty", 20.0));
}

#[test]
fn durations() {
    use Unit::{BusinessDays, Days, Hours, Months, Weeks, Years};
    let cases = [
        ("45 days", Some((45.0, Days))),
        ("forty-five (45) days", Some((45.0, Days))),
        ("thirty (30) business days", Some((30.0, BusinessDays))),
        ("45 working days", Some((45.0, BusinessDays))),
        ("45-day", Some((45.0, Days))),
        ("30 calendar days", Some((30.0, Days))),
        ("one (1) calendar month", Some((1.0, Months))),
        ("a month", Some((1.0, Months))),
        ("an additional 30 days", None),
        ("24 hours", Some((24.0, Hours))),
        ("two weeks", Some((2.0, Weeks))),
        ("12-month", Some((12.0, Months))),
        ("a year", Some((1.0, Years))),
        ("a period of", None),
        ("third month", None),
        ("30. Days", None),
        ("30", None),
    ];
    for (text, expected) in cases {
        let found = taken(text, 0, duration);
        assert_eq!(
            found.map(|(_, length)| (length.count, length.unit)),
            expected,
            "{text}"
        );
    }
    assert!(taken("once a year", 1, duration).is_none());
    assert!(taken("within a month", 1, duration).is_some());
}

#[test]
fn dates() {
    let day = |text: &str| text.parse::<Date>().expect("a day");
    let cases = [
        ("1 July 2026", "2026-07-01"),
        ("July 1, 2026", "2026-07-01"),
        ("July 1,2026", "2026-07-01"),
        ("1st of July 2026", "2026-07-01"),
        ("1st day of July, 2026", "2026-07-01"),
        ("2026-07-01", "2026-07-01"),
        ("2026/07/01", "2026-07-01"),
        ("01.07.2026", "2026-07-01"),
        ("3/11/2011", "2011-11-03"),
        ("5/25/2018", "2018-05-25"),
        ("25/05/18", "2018-05-25"),
        ("06-03-26", "2026-03-06"),
        ("May 2018", "2018-05-01"),
        ("May, 2018", "2018-05-01"),
        ("Jul. 1, 2013", "2013-07-01"),
        ("Sept 30th, 2019", "2019-09-30"),
        ("25-May-2018", "2018-05-25"),
    ];
    for (text, expected) in cases {
        let (words, found) = taken(text, 0, date).unwrap_or_else(|| panic!("{text} is a date"));
        assert_eq!(
            (words, found),
            (
                text.to_lowercase().trim_end_matches('.').to_owned(),
                day(expected)
            ),
            "{text}"
        );
    }
    let none = [
        "31/02/2020",
        "February 30, 2020",
        "may 18",
        "May we",
        "1798.100",
        "13/13/2020",
        "1-800-555",
        "2016/679",
        "June. 2020 was a year",
    ];
    for text in none {
        let found = taken(text, 0, date);
        assert!(
            found.is_none() || text.starts_with("June"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn amounts() {
    check(
        money,
        &[
            "$20",
            "$1,000 | a year",
            "20 usd",
            "EUR 10",
            "20 euros",
            "€ 10",
            "US$20",
            "£5 million",
            "twenty dollars",
            "10 US dollars",
        ],
        &["20", "usd", "$", "pounds", "20. Euros are"],
    );
}

#[test]
fn addresses() {
    check(
        postal_address,
        &[
            "12 Fitzwilliam Place, Dublin 2",
            "12 Fitzwilliam Place, Dublin 2, Ireland|. Write to us",
            "3948 Market St #24702, Minneapolis, MN 55424",
            "1600 Amphitheatre Parkway, Mountain View, CA 94043, USA| or by",
            "1 Hacker Way, Menlo Park, California 94025",
            "Lindenallee 14, 10115 Berlin",
            "Lindenallee 14\n10115 Berlin\nGermany",
            "Herengracht 124, 1015 BT Amsterdam, The Netherlands",
            "10 rue de la Paix, 75002 Paris",
            "Box 1187, 111 81 Stockholm",
            "P.O. Box 123, Springfield, IL 62701",
            "PO Box 99",
            "10 Downing Street, London SW1A 2AA",
            "100 Queen St. W., Toronto, ON M5H 2N2",
            "Av. Paulista, 1000, São Paulo - SP, 01310-100",
            "Minneapolis, MN 55424",
            "10115 Berlin",
            "CH-8001 Zürich",
            "Vesterbrogade 1, 1620 København",
            "Barrow Street, Dublin D04 E5W5",
        ],
        &[
            "Berlin",
            "Dublin, Ireland",
            "12 months after Termination",
            "123 Main Street",
            "ACME Article 13",
            "Section 1798 Code",
            "2018 Springfield Consumer Records Act",
            "Google Analytics 4",
            "the 10115",
            "30 Days",
            "May 25, 2018",
            "Effective January 21, 2026\n\nThreads",
            "May 15, 2019\n\nCompany News",
            "2018\n\nPrivacy Centre\n\nCookies",
        ],
    );
}

#[test]
fn organisations() {
    check(
        organisation,
        &[
            "Acme GmbH| is",
            "Harrow & Pine B.V.",
            "Acme, Inc.",
            "Acme Widgets Pty Ltd| and",
            "Acme GmbH & Co. KG",
            "Novo Nordisk A/S",
            "Alza s.r.o.",
            "Acme Sp. z o.o.",
            "Meta Platforms Ireland Limited|, Merrion Road",
            "University of Copenhagen",
            "Mozilla Foundation",
            "Amazon Europe Core S.à r.l.",
            "Telia Company AB",
            "Acme L.L.C.",
        ],
        &[
            "Our Company",
            "The Company",
            "Company",
            "Acme as a company",
            "We are Limited",
            "GmbH",
            "Acme",
            "acme limited",
            "University",
            "Google se",
            "LIABILITY TO YOU IS LIMITED",
            "SHOULD COMPANY",
            "BUT NOT LIMITED",
        ],
    );
}

#[test]
fn names() {
    check(
        name,
        &[
            "Jane Doe| is",
            "Jane J. Smith",
            "Bank of America| account",
            "Data Protection Officer",
            "Google Analytics",
        ],
        &["We", "Google", "the Data", "data"],
    );
    assert!(taken("our Google account", 1, counted(name)).is_some());
    assert!(taken("so. Google account", 1, counted(name)).is_none());
}

proptest! {
    #[test]
    fn nothing_panics_or_reaches_too_far(text in "([A-Za-z0-9é€$.,:/() -]|May |Box |GmbH |forty |(12)|é9|D0é ){0,60}") {
        let document = parsed(&text);
        let tokens: Vec<u32> = (0..document.tokens.len() as u32).collect();
        for at in 0..=tokens.len() {
            let lens = [
                duration(&document, &tokens, at).map(|found| found.0),
                number(&document, &tokens, at).map(|found| found.0),
                date(&document, &tokens, at).map(|found| found.0),
                money(&document, &tokens, at),
                postal_address(&document, &tokens, at),
                organisation(&document, &tokens, at),
                name(&document, &tokens, at),
            ];
            for len in lens.into_iter().flatten() {
                prop_assert!(len > 0 && at + len <= tokens.len(), "{lens:?} at {at} of {text:?}");
            }
        }
    }
}

/// `Í s-À`, five bytes of noise, once ended the program: the form `S.à r.l.` was taken for three words where only two were left.
#[test]
fn nothing_reaches_beyond_the_words_there_are() {
    let text = "Acme Sp. z o.o., Acme S.à r.l., Acme S-À, Acme A/S, Acme GmbH & Co. KG, Acme Pty Ltd. The University of the North. \
        P.O. Box 12, 1012 AB Amsterdam, Postbus 3, 111 81 Stockholm, SW1A 2AA, CH-8001 Zürich, 12 Fitzwilliam Place, Dublin 2, \
        Lindenallee 14, 10115 Berlin, Minneapolis, MN 55424-1234, 01310-100, 10 rue de la Paix. Within forty-five (45) business \
        days, one hundred and twenty calendar days, half a year, 1.5 months, a month and a half, $ 20, EUR 10, 20 euros. 1st of \
        July, 2026, July 1, 2026, May 2018, 2026-07-01, 3/11/2011, 25. 5. 2018, the first day of March 2020.";
    let document = parsed(text);
    let all: Vec<u32> = (0..document.tokens.len() as u32).collect();
    for end in 0..=all.len() {
        let words = &all[..end];
        for at in end.saturating_sub(30)..=end {
            let lengths = [
                duration(&document, words, at).map(|found| found.0),
                number(&document, words, at).map(|found| found.0),
                date(&document, words, at).map(|found| found.0),
                money(&document, words, at),
                postal_address(&document, words, at),
                organisation(&document, words, at),
                name(&document, words, at),
            ];
            for length in lengths.into_iter().flatten() {
                assert!(
                    at + length <= end,
                    "{lengths:?} at {at} of {end}: {:?}",
                    document.word(at as u32)
                );
            }
        }
    }
}
