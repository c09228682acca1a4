//! Ways to reach the company: two that conflict, or none at all.

use super::{Observation, has, has_phrase, is_prose, one, own, span_of};
use crate::document::{Document, Link, Statement, TokenKind, entity};
use crate::span::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A telephone number that the tokens do not show, or an address that a robot hid.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\+?[0-9][0-9 ().-]{7,}[0-9]|\[email.protected\]|[a-z0-9._-]+ ?[\[(]at[\])] ?[a-z0-9-]+",
    )
    .expect("the expression is fixed")
});

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut found = conflicts(document);
    found.extend(no_channel(document));
    found
}

/// What a contact is for, by the words around it.
const PURPOSES: &[(&str, &[&[&str]])] = &[
    (
        "rights",
        &[
            &["exercise"],
            &["rights", "requests"],
            &["rights", "request"],
            &["your", "rights"],
        ],
    ),
    ("questions", &[&["question"], &["questions"], &["concerns"]]),
    ("complaints", &[&["complaint"], &["complaints"]]),
];

/// Somebody else's address, or one that is offered beside another.
const OTHERS: &[&str] = &[
    "representative",
    "authority",
    "authorities",
    "commissioner",
    "dispute",
    "arbitration",
    "partner",
    "third",
    "or",
    "also",
    "alternatively",
    "officer",
    "orders",
    "support",
    "california",
    "eu",
    "uk",
    "european",
    "agent",
    "copyright",
];

fn conflicts(document: &Document) -> Vec<Observation> {
    let mut found = Vec::new();
    for (purpose, phrases) in PURPOSES {
        let mut addresses: Vec<(&str, Span)> = Vec::new();
        for statement in document
            .statements
            .iter()
            .filter(|statement| is_prose(statement))
        {
            let words = own(statement);
            if !phrases
                .iter()
                .any(|phrase| has_phrase(document, &words, phrase))
                || has(document, &words, OTHERS)
            {
                continue;
            }
            let email = |at: &u32| document.tokens[*at as usize].kind == TokenKind::Email;
            for at in words.filter(email) {
                let address = document.word(at);
                if addresses
                    .iter()
                    .all(|(known, _)| domain(known) != domain(address))
                {
                    addresses.push((address, document.tokens[at as usize].span));
                }
            }
        }
        if addresses.len() == 2 {
            let note = format!(
                "For {purpose} the text gives {} and {}.",
                addresses[0].0, addresses[1].0
            );
            let spans = addresses.iter().map(|(_, span)| *span).collect();
            found.push(Observation {
                spans,
                ..one("text:contact-conflict", Span::default(), note)
            });
        }
    }
    found
}

fn domain(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or(address)
}

fn no_channel(document: &Document) -> Vec<Observation> {
    let promise =
        |statement: &&Statement| is_prose(statement) && is_promise(document, &own(statement));
    let spans: Vec<Span> = document
        .statements
        .iter()
        .filter(promise)
        .map(|statement| span_of(document, &own(statement)))
        .collect();
    if spans.is_empty() || has_channel(document) {
        return Vec::new();
    }
    let note = "The text offers this, and names no address, number, form or setting to use it.";
    vec![Observation {
        spans,
        ..one("text:no-channel", Span::default(), note)
    }]
}

/// A choice or an answer that the reader has to ask for.
fn is_promise(document: &Document, words: &Range<u32>) -> bool {
    let asks = [
        &["upon", "request"][..],
        &["on", "request"],
        &["tell", "us"],
        &["contact", "us"],
        &["contacting", "us"],
        &["notify", "us"],
        &["ask", "us"],
        &["let", "us", "know"],
        &["write", "to", "us"],
    ];
    let choices = [
        &["opt", "out"][..],
        &["right", "to"],
        &["unsubscribe"],
        &["withdraw", "your", "consent"],
    ];
    let offers = ["you", "may", "can", "able", "opportunity", "have"];
    asks.iter()
        .any(|phrase| has_phrase(document, words, phrase))
        || has(document, words, &offers[..1])
            && has(document, words, &offers[1..])
            && choices
                .iter()
                .any(|phrase| has_phrase(document, words, phrase))
}

fn has_channel(document: &Document) -> bool {
    let by_form = document.tokens.iter().any(|token| {
        matches!(token.kind, TokenKind::Email | TokenKind::Phone)
            || token.link != Link::None
            || is_page(document, token.span, token.kind)
    });
    by_form || HIDDEN.is_match(&document.text) || by_words(document) || by_post(document)
}

/// A web address that leads to a page of the site; the site alone is no channel.
fn is_page(document: &Document, span: Span, kind: TokenKind) -> bool {
    let address = &document.text[span.range()];
    let path = address
        .split("://")
        .last()
        .and_then(|rest| rest.split_once('/'));
    kind == TokenKind::Url && path.is_some_and(|(_, path)| !path.is_empty())
}

fn by_words(document: &Document) -> bool {
    const MEANS: &[&str] = &[
        "settings",
        "form",
        "preferences",
        "dashboard",
        "toll",
        "telephone",
    ];
    let all = 0..document.tokens.len() as u32;
    has(document, &all, MEANS)
        || has_phrase(document, &all, &["unsubscribe", "link"])
        || has_phrase(document, &all, &["p", "o", "box"])
}

fn by_post(document: &Document) -> bool {
    document.statements.iter().any(|statement| {
        let tokens: Vec<u32> = own(statement).collect();
        (0..tokens.len()).any(|at| entity::postal_address(document, &tokens, at).is_some())
    })
}
