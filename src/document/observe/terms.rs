//! Terms that are written as if defined: defined nowhere, or more than once.

use super::{Observation, has_phrase, is_prose, one, own, span_of, tokens_in};
use crate::document::{Break, Document, Shape, Statement, StatementKind};
use crate::span::Span;
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A bracket that holds quoted words, and quoted words that are said to mean something.
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\([^()\n]*["“'][^()\n]*\)"#).expect("the expression is fixed"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"["'\x{fffd}](?:the )?([a-z][a-z -]{2,40})[,.]?["'\x{fffd}]"#)
        .expect("the expression is fixed")
});
static MEANS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"["“'‘]([a-z][a-z -]{2,40})["”'’] (?:means?|shall mean|refers? to|is defined as|includes?)(?-u:\b)"#).expect("the expression is fixed")
});

/// Words that policies often use as defined terms; any other capitalised word may be a proper name.
const TERMS: &[&[&str]] = &[
    &["authorized", "users"],
    &["authorised", "users"],
    &["end", "users"],
    &["platform"],
    &["website"],
    &["site"],
    &["services"],
    &["service"],
    &["affiliates"],
    &["vendors"],
    &["subscribers"],
    &["application"],
    &["usage", "data"],
    &["customer", "data"],
    &["user", "content"],
];

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let definitions = definitions(document);
    let mut found = undefined(document, &definitions);
    found.extend(twice(definitions));
    found
}

/// Every term that is defined, with the places.
fn definitions(document: &Document) -> BTreeMap<String, Vec<Span>> {
    let mut all: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut add = |span: Span| {
        let tokens = tokens_in(document, span);
        let words: Vec<&str> = tokens.clone().map(|at| document.word(at)).collect();
        let words = words.strip_prefix(&["the"]).unwrap_or(&words).join(" ");
        let written_so = tokens
            .into_iter()
            .any(|at| document.tokens[at as usize].shape == Shape::Capitalised);
        let spans = all.entry(words).or_default();
        if written_so && spans.iter().all(|known| known.start != span.start) {
            spans.push(span);
        }
    };
    for bracket in BRACKET.find_iter(&document.text) {
        for quoted in QUOTED
            .captures_iter(bracket.as_str())
            .filter_map(|found| found.get(1))
        {
            add(Span::new(
                bracket.start() + quoted.start(),
                bracket.start() + quoted.end(),
            ));
        }
    }
    for quoted in MEANS
        .captures_iter(&document.text)
        .filter_map(|found| found.get(1))
    {
        add(Span::new(quoted.start(), quoted.end()));
    }
    for statement in document
        .statements
        .iter()
        .filter(|statement| is_prose(statement))
    {
        if let Some(term) = defined_by_sentence(document, statement) {
            add(span_of(document, &term));
        }
    }
    all.retain(|_, spans| !spans.is_empty());
    glossary(document, &mut all);
    all
}

/// `Service: the application at …` after the word `Definitions`, for terms that are defined elsewhere too.
fn glossary(document: &Document, all: &mut BTreeMap<String, Vec<Span>>) {
    let mut opened = false;
    for statement in &document.statements {
        let words = own(statement);
        if words.len() == 1 && document.word(words.start) == "definitions" {
            opened = true;
            continue;
        }
        let first = document.tokens.get(words.start as usize);
        let second = document.tokens.get(words.start as usize + 1);
        let (Some(first), Some(second)) = (first, second) else {
            continue;
        };
        let entry = second.before == Break::Colon && first.shape == Shape::Capitalised;
        let spans = all.get_mut(document.word(words.start));
        if let Some(spans) = spans.filter(|_| opened && entry && words.len() > 2)
            && !spans.contains(&first.span)
        {
            spans.push(first.span);
        }
    }
}

/// `Personal Data means …`, and under a heading on definitions `Service: the application at …`.
fn defined_by_sentence(document: &Document, statement: &Statement) -> Option<Range<u32>> {
    let words = own(statement);
    let verb = (words.start + 1..words.end.min(words.start + 6)).find(|at| {
        document.word(*at) == "means"
            || document.word(*at) == "shall"
                && *at + 1 < words.end
                && document.word(*at + 1) == "mean"
    })?;
    let term = words.start..verb;
    let names = |at: u32| {
        document.tokens[at as usize].shape != Shape::Lower
            && !matches!(document.word(at), "this" | "that" | "it" | "which")
    };
    term.clone().all(names).then_some(term)
}

fn twice(definitions: BTreeMap<String, Vec<Span>>) -> Vec<Observation> {
    const NAMES: &[&str] = &[
        "we", "us", "our", "ours", "you", "your", "company", "yourself", "user", "users",
    ];
    let again = definitions
        .into_iter()
        .filter(|(term, spans)| spans.len() > 1 && !NAMES.contains(&term.as_str()));
    let observation = |(term, spans): (String, Vec<Span>)| {
        let note = format!("“{term}” is defined {} times.", spans.len());
        Observation {
            spans,
            ..one("text:term-defined-twice", Span::default(), note)
        }
    };
    again.map(observation).collect()
}

fn undefined(document: &Document, definitions: &BTreeMap<String, Vec<Span>>) -> Vec<Observation> {
    if is_defined_elsewhere(document) {
        return Vec::new();
    }
    let uses = uses(document);
    // A term in quotation marks is being introduced, in whatever words.
    let quoted: FxHashSet<&str> = QUOTED
        .captures_iter(&document.text)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    let is_defined = |term: &str| {
        quoted.contains(term)
            || definitions.keys().any(|known| {
                known.split(' ').any(|word| {
                    term.split(' ')
                        .any(|part| part.trim_end_matches('s') == word.trim_end_matches('s'))
                })
            })
    };
    let found = TERMS.iter().filter_map(|term| {
        let (capital, small) = uses.get(term)?;
        let name = term.join(" ");
        let as_term = capital.len() > 1 && capital.len() > *small && !is_defined(&name);
        as_term.then(|| {
            let note = format!(
                "“{name}” is written with a capital {} times and defined nowhere.",
                capital.len()
            );
            Observation {
                spans: capital.clone(),
                ..one("text:undefined-term", Span::default(), note)
            }
        })
    });
    found.collect()
}

fn is_defined_elsewhere(document: &Document) -> bool {
    let phrases = [
        &["defined", "in", "our"][..],
        &["defined", "in", "the", "terms"],
        &["meaning", "given"],
        &["meanings", "as", "in"],
        &["same", "meaning"],
        &["same", "meanings"],
        &["capitalized", "terms"],
    ];
    let mut prose = document
        .statements
        .iter()
        .filter(|statement| is_prose(statement));
    prose.any(|statement| {
        phrases
            .iter()
            .any(|phrase| has_phrase(document, &own(statement), phrase))
    })
}

/// For each term, where it stands with a capital inside a sentence, and how often with a small letter.
fn uses(document: &Document) -> FxHashMap<&'static [&'static str], (Vec<Span>, usize)> {
    let mut uses: FxHashMap<&[&str], (Vec<Span>, usize)> = FxHashMap::default();
    let running = |statement: &&Statement| {
        statement.kind == StatementKind::Sentence || statement.kind == StatementKind::Item
    };
    for statement in document.statements.iter().filter(running) {
        let words = own(statement);
        let mut at = words.start;
        while at < words.end {
            let Some(term) = TERMS
                .iter()
                .find(|term| begins_with(document, at..words.end, term))
            else {
                at += 1;
                continue;
            };
            let end = at + term.len() as u32;
            let entry = uses.entry(*term).or_default();
            if is_small(document, at) {
                entry.1 += 1;
            } else if stands_free(document, &words, at..end) {
                entry.0.push(span_of(document, &(at..end)));
            }
            at = end;
        }
    }
    uses
}

fn begins_with(document: &Document, tokens: Range<u32>, term: &[&str]) -> bool {
    tokens.len() >= term.len()
        && term
            .iter()
            .zip(tokens)
            .all(|(word, at)| document.word(at) == *word)
}

fn is_small(document: &Document, at: u32) -> bool {
    document.tokens[at as usize].shape == Shape::Lower
}

/// Not part of a longer name such as `Terms of Service` or `Acme Services Limited`. A term of two words may begin the sentence.
fn stands_free(document: &Document, sentence: &Range<u32>, term: Range<u32>) -> bool {
    let first = term.start == sentence.start;
    let before = first
        || is_small(document, term.start - 1)
        || term.start - 1 == sentence.start && document.word(term.start - 1) == "the";
    let of = !first && document.word(term.start - 1) == "of";
    let after = term.end >= sentence.end || is_small(document, term.end);
    before && !of && after && (!first || term.len() > 1)
}
