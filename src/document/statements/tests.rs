use super::*;

/// `KIND borrowed + own`, a line a statement.
fn shown(lines: &str) -> Vec<String> {
    let document = sample::document(lines);
    let show = |statement: &Statement| {
        let words = |segment: &Segment| {
            let words: Vec<&str> = segment.tokens.clone().map(|at| document.word(at)).collect();
            match segment.role {
                Role::Own => words.join(" "),
                Role::Borrowed => format!("<{}>", words.join(" ")),
            }
        };
        let segments: Vec<String> = statement.segments.iter().map(words).collect();
        format!("{:?} {}", statement.kind, segments.join(" "))
    };
    build(&document).statements.iter().map(show).collect()
}

fn sentences(line: &str) -> Vec<String> {
    let document = sample::document(line);
    let all = 0..document.tokens.len() as u32;
    let words = |range: Range<u32>| {
        range
            .map(|at| document.word(at))
            .collect::<Vec<_>>()
            .join(" ")
    };
    sentence::split(&document, all)
        .into_iter()
        .map(words)
        .collect()
}

#[test]
fn sentences_end_at_stops_that_are_stops() {
    let one = [
        "We share data, e.g. Your name, i.e. The one you gave.",
        "Sessions, Inc. (the Company) runs this.",
        "See No. 5 and Art. 6 and Sec. 7 and Smith vs. Jones.",
        "Data goes to the U.S. Department of Commerce.",
        "The law of Cal. Civ. Code § 1798.100(a) applies.",
        "Write to J. Smith at Acme Ltd. Privacy Office.",
        "We keep data ... and delete it.",
        "1. Data we collect",
        "We collect a; b; and c.",
        "Ask us. or not",
    ];
    for line in one {
        assert_eq!(sentences(line).len(), 1, "{line}: {:?}", sentences(line));
    }
    let two = [
        "We do. You do.",
        "Is it so? It is.",
        "Stop! We do.",
        "We run Acme, Inc. We sell.",
        "Hosted in the U.S. We sell.",
        "See www.acme.example. We sell.",
        "It costs 5.50. We sell.",
        "We take names, etc. Cookies are used.",
    ];
    for line in two {
        assert_eq!(sentences(line).len(), 2, "{line}: {:?}", sentences(line));
    }
}

#[test]
fn items_borrow_their_lead_in_and_their_parents() {
    let lines = "We use cookies. You have the right to:\n- access your data\n- erase. It is free.\n-- at once\n- go\n# Else\n- alone";
    assert_eq!(
        shown(lines),
        [
            "Sentence we use cookies",
            "LeadIn you have the right to",
            "Item <you have the right to> access your data",
            "Item <you have the right to> erase",
            "Item <you have the right to> <erase> it is free",
            "Item <you have the right to> <erase> at once",
            "Item <you have the right to> go",
            "Heading else",
            "Item alone",
        ]
    );
}

#[test]
fn a_sentence_with_a_stop_lends_only_what_it_announces() {
    assert_eq!(shown("We do.\n- this")[1], "Item this");
    assert_eq!(
        shown("We do the following.\n- this")[1],
        "Item <we do the following> this"
    );
    assert_eq!(shown("We collect\n- this")[1], "Item <we collect> this");
    assert_eq!(shown("# We collect:\n- this")[1], "Item <we collect> this");
}

#[test]
fn rows_carry_their_column_headings() {
    let rows = shown("Category | Collected | Sold\nIdentifiers | YES | NO");
    assert_eq!(
        rows,
        [
            "Heading category collected sold",
            "Row <category> identifiers <collected> yes <sold> no"
        ]
    );
}

#[test]
fn paragraphs_in_the_place_of_a_list_are_its_items() {
    let rights = "You have the following rights:\nAccess. You can ask for a copy.\nErasure. You can ask us.\n# Next";
    assert_eq!(
        shown(rights)[..3],
        [
            "LeadIn you have the following rights",
            "Item <you have the following rights> access",
            "Item <you have the following rights> <access> you can ask for a copy",
        ]
    );
    let parts = "We use data to:\nbill you;\nhelp you; and\nserve you.\nWe keep it.";
    assert_eq!(
        shown(parts)[3..],
        ["Item <we use data to> serve you", "Sentence we keep it"]
    );
}

#[test]
fn a_list_that_never_comes_is_empty() {
    let empty = [
        "We obtain personal data from these categories of sources:\n# Cookies\nOur site uses cookies.",
        "We obtain personal data from these categories of sources:\nCookies\nOur site uses cookies.",
        "We rely on these partners for hosting, too:\n# Contact",
        "We rely on these partners for hosting, too:\nContact",
        "We disclose data if we think that this is needed in order to:\n# Security\nWe protect data.",
        "You can exercise the following rights as described below:\nExercising your rights. If you wish to use the rights listed above, write.\nComplaints. You can complain.",
        "Acme uses the collected data for various purposes:\nDisclosure of Data. We do not sell it. We do not.\n# More",
        "Our providers include the following:",
        "We use it to:\nWe protect your data.",
    ];
    for lines in empty {
        assert!(
            shown(lines)[0].starts_with("EmptyAnnouncement"),
            "{lines}: {:?}",
            shown(lines)
        );
    }
}

#[test]
fn a_list_that_comes_in_another_form_is_not_empty() {
    let fine = [
        "We share data with the following: hosts, banks and the tax office.\n# Next",
        "You have the following rights:\n# Right to access\nYou can ask.\n# Right to erasure\nYou can ask.",
        "# Rights\nYou have the following rights:\n## More\nYou can ask.",
        "We collect the following:\nCategory | Sold\nNames | NO",
        "Email:\na@b.example",
        "Contact Us:\nIf you have questions, write.",
        "The Data Controller is:\nNAME: Sessions, Inc.\nADDRESS: 3948 Market St",
        "We may disclose data under the following circumstances.\n# Business Transaction\nIt may be transferred.",
        "We collect the following data:\nName\nAddress\nTelephone\n# Next",
        "# Definitions:\nService. It is a service.",
    ];
    for lines in fine {
        let empty = shown(lines)
            .into_iter()
            .find(|line| line.starts_with("EmptyAnnouncement"));
        assert_eq!(empty, None, "{lines}");
    }
}

#[test]
fn every_token_is_owned_once() {
    let lines = "# A\nOne. Two:\n- three. four\n-- five\nA | b\nC | d\nYou have these rights:\nAccess. Yes.\nErasure. Yes.";
    let document = sample::document(lines);
    let own = |statement: &Statement| {
        let own = statement
            .segments
            .iter()
            .filter(|segment| segment.role == Role::Own);
        own.flat_map(|segment| segment.tokens.clone())
            .collect::<Vec<_>>()
    };
    let owned: Vec<u32> = build(&document).statements.iter().flat_map(own).collect();
    assert_eq!(owned, (0..document.tokens.len() as u32).collect::<Vec<_>>());
}

/// The sentences of the catalogue's obligation on announced lists, read as files.
#[test]
fn real_text_is_judged_alike() {
    let kinds = |text: &str| -> Vec<StatementKind> {
        let source = crate::source::Source::from_text("policy.txt", text);
        let statements = Document::parse(&source).statements;
        statements.iter().map(|statement| statement.kind).collect()
    };
    let fine = [
        "We share data with the following recipients: hosting companies, payment firms and the tax office.",
        "You have the following rights:\nAccess. You can ask for a copy.\nErasure. You can ask us to delete your data.",
    ];
    let empty = [
        "We obtain personal data from these categories of sources:\nCookies\nOur site uses cookies.",
        "At present we work with these providers:\nLinks to other sites\nOur site contains links.\nWe rely on these partners for hosting, too:\nContact",
        "We may disclose data if we believe in good faith that this is needed in order to:\nSecurity\nWe protect data.",
    ];
    for text in fine {
        assert!(
            !kinds(text).contains(&StatementKind::EmptyAnnouncement),
            "{text}"
        );
    }
    for text in empty {
        assert!(
            kinds(text).contains(&StatementKind::EmptyAnnouncement),
            "{text}: {:?}",
            kinds(text)
        );
    }
}
