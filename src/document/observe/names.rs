//! One company, one name: variants of a name with a legal form.

use super::{Observation, is_prose, one, own, span_of};
use crate::document::{Break, Document, Shape};
use crate::span::Span;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Legal forms; those that are short for each other share a second word.
const FORMS: &[(&str, &str)] = &[
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("ltd", "ltd"),
    ("limited", "ltd"),
    ("llc", "llc"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("gmbh", "gmbh"),
    ("plc", "plc"),
];

/// A short form that is given a meaning.
static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"["'“]([a-z]{3,30})["'”]? (?:means|refers to|is)(?-u:\b)|\(["'“]([a-z]{3,30})["'”]\)"#,
    )
    .expect("the expression is fixed")
});

/// More names than this are a list of partners, not variants.
const NAMES: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    base: String,
    form: &'static str,
}

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let names = names(document);
    let mut found = short_forms(document, &names);
    if names.len() > NAMES {
        return found;
    }
    let all: Vec<(&Name, &(Span, u32))> = names.iter().collect();
    for (index, (one_name, (first, sentence))) in all.iter().enumerate() {
        for (other, (second, other_sentence)) in &all[index + 1..] {
            if sentence != other_sentence && are_variants(one_name, other) {
                let note = format!(
                    "“{} {}” is elsewhere “{} {}”.",
                    one_name.base, one_name.form, other.base, other.form
                );
                let mut spans = vec![*first, *second];
                spans.sort();
                found.push(Observation {
                    spans,
                    ..one("text:name-variants", Span::default(), note)
                });
            }
        }
    }
    found
}

/// `"Looms" means Looms, Inc.`, and later `Loom`.
fn short_forms(document: &Document, names: &BTreeMap<Name, (Span, u32)>) -> Vec<Observation> {
    let defined = DEFINED.captures_iter(&document.text).filter_map(|found| {
        let quoted = found.get(1).or(found.get(2))?;
        let is_name = |name: &Name| name.base.split(' ').any(|word| word == quoted.as_str());
        let known = quoted.len() > 3 && names.keys().any(is_name);
        known.then(|| (quoted.as_str(), Span::new(quoted.start(), quoted.end())))
    });
    let misspelt = |(name, place): (&str, Span)| {
        let other = name
            .strip_suffix('s')
            .map_or(format!("{name}s"), str::to_owned);
        let again = first_use(document, &other)?;
        let note = format!("“{name}” is elsewhere “{other}”.");
        Some(Observation {
            spans: vec![place, again],
            ..one("text:name-variants", Span::default(), note)
        })
    };
    defined.filter_map(misspelt).collect()
}

/// The first place where a word stands with a capital within a sentence.
fn first_use(document: &Document, word: &str) -> Option<Span> {
    let named = |at: &u32| {
        let token = document.tokens[*at as usize];
        token.shape == Shape::Capitalised
            && token.before < Break::Stop
            && document.word(*at) == word
    };
    let at = (0..document.tokens.len() as u32).find(named)?;
    Some(document.tokens[at as usize].span)
}

/// Two names a slip of the pen apart. The same name with two legal forms is as a rule two companies of one group.
fn are_variants(one: &Name, other: &Name) -> bool {
    let words = |name: &Name| name.base.split(' ').count();
    let long = one.base.len() > 6 && other.base.len() > 6;
    long && words(one) == words(other)
        && one.base != other.base
        && strsim::levenshtein(&one.base, &other.base) <= 2
}

/// Every name with its first place, and the statement it stands in.
fn names(document: &Document) -> BTreeMap<Name, (Span, u32)> {
    let mut names = BTreeMap::new();
    for (index, statement) in document
        .statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| is_prose(statement))
    {
        let words = own(statement);
        for at in words.clone() {
            let Some((_, form)) = FORMS.iter().find(|(form, _)| *form == document.word(at)) else {
                continue;
            };
            let Some(base) = base(document, &words, at) else {
                continue;
            };
            let spelt = base
                .clone()
                .map(|at| document.word(at))
                .filter(|word| !matches!(*word, "&" | "and"));
            let name = Name {
                base: spelt.collect::<Vec<_>>().join(" "),
                form,
            };
            names
                .entry(name)
                .or_insert((span_of(document, &(base.start..at + 1)), index as u32));
        }
    }
    names
}

/// The capitalised words before a legal form.
fn base(document: &Document, words: &Range<u32>, form: u32) -> Option<Range<u32>> {
    let named = |at: u32| document.tokens[at as usize].shape != Shape::Lower;
    let mut start = form;
    while start > words.start && form - start < 4 {
        let joins = document.word(start - 1) == "and"
            && start - 1 > words.start
            && named(start - 2)
            && start < form;
        let apart = start < form && document.tokens[start as usize].before >= Break::Bracket;
        if apart || !named(start - 1) && !joins {
            break;
        }
        start -= 1;
    }
    (named(form) && start < form).then_some(start..form)
}
