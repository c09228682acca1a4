use super::*;
use crate::{
    document::{
        Block, BlockKind, Break, Link, Section, Segment, Shape, StatementKind, Token, TokenKind,
    },
    rulebook::{
        Hedged, Signal,
        matcher::{Builder, Usage},
        pattern,
    },
};

/// One statement a line: words at white space; a comma, semicolon or colon at the end of a word is the sign before the next; a
/// line that begins with `#` is a heading, `lead: own` is an item with its lead-in.
fn document(text: &str) -> Document {
    let mut document = Document {
        text: text.to_lowercase(),
        ..Document::default()
    };
    document.sections.push(Section {
        heading: None,
        level: 0,
        parent: None,
    });
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let first = document.tokens.len() as u32;
        let seam = words(&mut document, line, at);
        at += line.len();
        statement(&mut document, line.starts_with('#'), first, seam);
    }
    document
}

/// Adds the words of a line that begins at a byte; gives the token after its colon.
fn words(document: &mut Document, line: &str, mut at: usize) -> Option<u32> {
    let mut before = Break::Block;
    let mut seam = None;
    for piece in line.split_inclusive(' ') {
        let word = piece
            .trim_end()
            .trim_end_matches([',', ';', ':', '.'])
            .trim_start_matches('#');
        let start = at + piece.find(word).unwrap_or(0);
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        document.tokens.push(token(word, start, before));
        before = match piece.trim_end().chars().last() {
            Some(',') => Break::Comma,
            Some(';') => Break::Semicolon,
            Some(':') => {
                seam = Some(document.tokens.len() as u32);
                Break::Colon
            }
            _ => Break::None,
        };
    }
    seam
}

fn token(word: &str, start: usize, before: Break) -> Token {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let shape = if word.len() > 1 && word.chars().all(char::is_uppercase) {
        Shape::Upper
    } else if capital {
        Shape::Capitalised
    } else {
        Shape::Lower
    };
    let kind = if word.contains('@') {
        TokenKind::Email
    } else {
        TokenKind::Word
    };
    Token {
        span: Span::new(start, start + word.len()),
        kind,
        shape,
        before,
        link: Link::None,
    }
}

/// Adds the block and the statement of the tokens from `first` on; a heading opens a section.
fn statement(document: &mut Document, heading: bool, first: u32, seam: Option<u32>) {
    let end = document.tokens.len() as u32;
    let segment = |tokens, role| Segment { tokens, role };
    let lead = seam.map(|seam| segment(first..seam, Role::Borrowed));
    let own = segment(seam.unwrap_or(first)..end, Role::Own);
    let block = document.blocks.len() as u32;
    let section = document.sections.len() as u32 - u32::from(!heading);
    if heading {
        document.sections.push(Section {
            heading: Some(block),
            level: 1,
            parent: Some(0),
        });
    }
    document.blocks.push(Block {
        kind: BlockKind::Paragraph,
        tokens: first..end,
        span: Span::default(),
        section,
        cells: Vec::new(),
        head: None,
    });
    document.statements.push(Statement {
        kind: if heading {
            StatementKind::Heading
        } else {
            StatementKind::Sentence
        },
        segments: lead.into_iter().chain([own]).collect(),
        section,
        block,
    });
}

const TERMS: [(&str, &[&str]); 9] = [
    ("negation", &["(not|never|no|without)"]),
    (
        "not-negation",
        &["not only", "no later than", "without undue delay"],
    ),
    ("clause", &["(but|unless|if)"]),
    ("subject", &["(we|you)"]),
    ("refusal", &["(is|are) not .. (accepted|possible)"]),
    ("hedge", &["(may|might)"]),
    ("not-hedge", &["you may"]),
    ("subject-matter", &["personal data"]),
    ("data", &["personal (data|information)", "your data"]),
];

fn rulebook(any: &[&str], not: &[&str], hedged: Hedged) -> Rulebook {
    let parse = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| pattern::parse(text).expect(text))
            .collect::<Vec<_>>()
    };
    let mut builder = Builder::new(Usage::default());
    for (name, patterns) in TERMS {
        builder.term(name, &parse(patterns));
    }
    builder.signal(0, &parse(any), &parse(not));
    let signal = Signal {
        id: "s".into(),
        says: String::new(),
        hedged,
        negated: crate::rulebook::Negated::Refused,
        scope: crate::rulebook::Scope::Everywhere,
        headings: crate::rulebook::Headings::Context,
    };
    Rulebook {
        signals: vec![signal],
        matcher: builder.finish(),
        ..Rulebook::default()
    }
}

/// What is found of one pattern in a text: the words and how much they count.
#[track_caller]
fn found(any: &str, text: &str) -> Vec<(String, &'static str)> {
    let document = document(text);
    let hits = scan(&rulebook(&[any], &["refuse this"], Hedged::Weak), &document);
    let words = |hit: &Hit| {
        hit.spans
            .iter()
            .map(|span| &document.text[span.range()])
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let force = |hit: &Hit| match hit.force {
        Force::Plain => "plain",
        Force::Hedged(_) => "hedged",
        Force::Negated(_) => "negated",
        Force::Refused(_) => "refused",
        Force::Announced => "announced",
        Force::OffTopic => "off topic",
    };
    hits.hits
        .iter()
        .map(|hit| (words(hit), force(hit)))
        .collect()
}

#[track_caller]
fn check(any: &str, text: &str, expected: &[(&str, &str)]) {
    let found = found(any, text);
    let found: Vec<_> = found
        .iter()
        .map(|(words, force)| (words.as_str(), *force))
        .collect();
    assert_eq!(found, expected, "{any} in {text}");
}

#[test]
fn words_gaps_groups_and_terms() {
    check(
        "access .. {data}",
        "you may access all of your data here",
        &[("access all of your data", "plain")],
    );
    check(
        "access .. {data}",
        "access one two three four your data",
        &[],
    );
    check(
        "(obtain|ask for|) a copy",
        "we give a copy",
        &[("a copy", "plain")],
    );
    check(
        "retain* ... month",
        "data is retained for a month",
        &[("retained for a month", "plain")],
    );
    check("EURO", "the euro", &[]);
    check("EURO", "the EURO", &[("euro", "plain")]);
    check(
        "<email>",
        "write to a@b.example today",
        &[("a@b.example", "plain")],
    );
}

#[test]
fn a_lead_in_belongs_to_its_item_and_counts_only_with_it() {
    check(
        "right to .. access",
        "you have the right to: access data",
        &[("right to … access", "plain")],
    );
    check(
        "you have the right",
        "you have the right to: access data",
        &[],
    );
    check(
        "access & you have the right",
        "you have the right to: access data",
        &[("you have the right … access", "plain")],
    );
    check(
        "right to & you have",
        "you have the right to: access data",
        &[],
    );
}

#[test]
fn a_negation_refuses_unless_the_pattern_says_it() {
    check(
        "we ... share {data}",
        "we do not share your data",
        &[("we do not share your data", "negated")],
    );
    check(
        "do not share {data}",
        "we do not share your data",
        &[("do not share your data", "plain")],
    );
    check(
        "share {data}",
        "we never share your data",
        &[("share your data", "negated")],
    );
    check(
        "share {data}",
        "we do not sell, but share your data",
        &[("share your data", "plain")],
    );
    check(
        "share {data}",
        "we do not sell, we share your data",
        &[("share your data", "plain")],
    );
    check(
        "share {data}",
        "we not only sell and share your data",
        &[("share your data", "plain")],
    );
    check(
        "share {data}",
        "requests to share your data are not accepted",
        &[("share your data", "negated")],
    );
}

#[test]
fn a_free_match_is_preferred_to_a_negated_one() {
    check(
        "share {data}",
        "we do not share your data; they share your data",
        &[("share your data", "plain")],
    );
}

#[test]
fn a_hedge_is_the_writers_not_the_readers() {
    check(
        "share {data}",
        "we may share your data",
        &[("share your data", "hedged")],
    );
    check(
        "access {data}",
        "you may access your data",
        &[("access your data", "plain")],
    );
}

#[test]
fn a_refusing_pattern_and_an_absent_clause() {
    check(
        "share {data}",
        "share your data and refuse this",
        &[("share your data", "refused")],
    );
    check(
        "share {data} & ! agents",
        "share your data with agents",
        &[],
    );
    check(
        "agents & share",
        "share your data with agents",
        &[("share … agents", "plain")],
    );
}

#[test]
fn a_heading_over_the_statement_and_a_second_step() {
    check(
        "[your rights] access",
        "#Your rights\naccess data",
        &[("access", "plain")],
    );
    check("[your rights] access", "access data", &[]);
    check(
        "rights >> access",
        "your rights are these\none\naccess data",
        &[("rights … access", "plain")],
    );
}

#[test]
fn a_heading_counts_for_clauses_that_must_be_absent_too() {
    check(
        "access & ! [europe] data",
        "access data",
        &[("access", "plain")],
    );
    check("access & ! [europe] data", "#In Europe\naccess data", &[]);
}

#[test]
fn a_long_text_about_something_else_says_nothing() {
    let filler = "the soup is stirred and the bread is cut\n".repeat(15);
    check(
        "contact us",
        &format!("contact us\n{filler}"),
        &[("contact us", "off topic")],
    );
    let policy = format!("contact us\npersonal data\n{filler}");
    check("contact us", &policy, &[("contact us", "plain")]);
}

#[test]
fn hostile_programs_end() {
    let text = "a ".repeat(3000);
    let pattern = format!("{} b", "a ... ".repeat(40).trim_end());
    check(&pattern, &format!("{text}\nb"), &[]);
}
