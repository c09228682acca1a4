//! What a phrase cannot do without, and what it can begin with.

use super::super::pattern::{Capture, Node};
use super::{
    Special,
    build::{Builder, Symbols, is_negation},
    phrase::address_symbols,
    vocabulary::Kind,
};

/// Sets of symbols of each of which one must be there.
pub(super) fn of_phrase(builder: &mut Builder, phrase: &[Node]) -> Vec<Symbols> {
    phrase
        .iter()
        .flat_map(|node| of_node(builder, node))
        .collect()
}

fn of_node(builder: &mut Builder, node: &Node) -> Vec<Symbols> {
    match node {
        Node::Word(word) => vec![[builder.symbol(Kind::Word, word)].into()],
        Node::Cased(word, case) => vec![[builder.symbol(Kind::Cased(*case), word)].into()],
        Node::Stem(stem) => vec![[builder.symbol(Kind::Stem, stem)].into()],
        Node::Address(_) => vec![address_symbols()],
        Node::Capture(capture) => of_capture(builder, *capture).into_iter().collect(),
        Node::Group(phrases) => of_group(builder, phrases).into_iter().collect(),
        Node::Term(name) => match builder.term_id(name) {
            Some(term) => {
                let phrases = builder.term_trees[term as usize].clone();
                of_group(builder, &phrases).into_iter().collect()
            }
            None => Vec::new(),
        },
        Node::Gap(_) | Node::Start | Node::End => Vec::new(),
    }
}

/// The smallest need of each phrase, together; nothing where one phrase needs nothing.
fn of_group(builder: &mut Builder, phrases: &[Vec<Node>]) -> Option<Symbols> {
    let mut together = Symbols::new();
    for phrase in phrases {
        together.extend(
            of_phrase(builder, phrase)
                .into_iter()
                .min_by_key(Symbols::len)?,
        );
    }
    (!together.is_empty()).then_some(together)
}

fn of_capture(builder: &mut Builder, capture: Capture) -> Option<Symbols> {
    const UNITS: [&str; 5] = ["hour", "day", "week", "month", "year"];
    match capture {
        Capture::Duration => Some(
            UNITS
                .iter()
                .map(|unit| builder.symbol(Kind::Stem, unit))
                .collect(),
        ),
        Capture::Date => Some([Special::Number.symbol()].into()),
        Capture::Email => Some([Special::Email.symbol()].into()),
        Capture::Url => Some([Special::Url.symbol()].into()),
        Capture::Phone => Some([Special::Phone.symbol()].into()),
        Capture::Link => Some(
            [
                Special::Link.symbol(),
                Special::Url.symbol(),
                Special::Email.symbol(),
            ]
            .into(),
        ),
        Capture::Organisation | Capture::Name => Some([Special::Capital.symbol()].into()),
        Capture::Number | Capture::Money | Capture::PostalAddress => None,
    }
}

/// Symbols that a phrase can begin with; none where it can begin with anything.
pub(super) fn first(builder: &mut Builder, phrase: &[Node]) -> Option<Symbols> {
    let mut symbols = Symbols::new();
    for node in phrase {
        let (begins, empty) = first_of_node(builder, node)?;
        symbols.extend(begins);
        if !empty {
            return Some(symbols);
        }
    }
    None // the whole phrase may be empty
}

/// As [`first`], for whichever of the phrases is there.
pub(super) fn first_of_any(builder: &mut Builder, phrases: &[Vec<Node>]) -> Option<Symbols> {
    let mut symbols = Symbols::new();
    for phrase in phrases {
        symbols.extend(first(builder, phrase)?);
    }
    Some(symbols)
}

/// Symbols that a node can begin with, and whether it may take no word at all; none where it can begin with anything.
fn first_of_node(builder: &mut Builder, node: &Node) -> Option<(Symbols, bool)> {
    match node {
        Node::Word(_) | Node::Cased(..) | Node::Stem(_) | Node::Address(_) => {
            of_node(builder, node).pop().map(|symbols| (symbols, false))
        }
        Node::Capture(
            Capture::Email
            | Capture::Url
            | Capture::Phone
            | Capture::Link
            | Capture::Organisation
            | Capture::Name,
        ) => of_node(builder, node).pop().map(|symbols| (symbols, false)),
        Node::Group(phrases) => {
            let optional = phrases.iter().any(Vec::is_empty);
            let phrases: Vec<Vec<Node>> = phrases
                .iter()
                .filter(|phrase| !phrase.is_empty())
                .cloned()
                .collect();
            first_of_any(builder, &phrases).map(|symbols| (symbols, optional))
        }
        Node::Term(name) => {
            let term = builder.term_id(name)?;
            let set = builder.matcher.terms[term as usize].first?;
            Some((
                builder.matcher.sets.get(set).iter().copied().collect(),
                false,
            ))
        }
        Node::Start | Node::End => Some((Symbols::new(), true)),
        Node::Capture(_) | Node::Gap(_) => None,
    }
}

/// Whether a phrase captures something, itself or by a term.
pub(super) fn captures(builder: &Builder, phrases: &[Vec<Node>]) -> bool {
    phrases.iter().flatten().any(|node| match node {
        Node::Capture(_) => true,
        Node::Group(phrases) => captures(builder, phrases),
        Node::Term(name) => builder
            .term_id(name)
            .is_some_and(|term| builder.matcher.terms[term as usize].captures),
        _ => false,
    })
}

/// Whether a node is a negation whatever is chosen in it.
pub(super) fn negates(builder: &Builder, node: &Node) -> bool {
    let every = |phrases: &[Vec<Node>]| {
        !phrases.is_empty()
            && phrases
                .iter()
                .all(|phrase| phrase.iter().any(|node| negates(builder, node)))
    };
    match node {
        Node::Word(_) => builder.matcher.own.negation.is_some_and(|term| {
            let alone =
                |phrase: &Vec<Node>| phrase.len() == 1 && flat(&phrase[0]).any(|word| word == node);
            builder.term_trees[term as usize].iter().any(alone)
        }),
        Node::Group(phrases) => every(phrases),
        Node::Term(name) => builder.term_id(name).is_some_and(|term| {
            is_negation(&builder.matcher.own, term) || every(&builder.term_trees[term as usize])
        }),
        _ => false,
    }
}

/// The node itself, or the single words of a group.
fn flat(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match node {
        Node::Group(phrases) => Box::new(
            phrases
                .iter()
                .filter(|phrase| phrase.len() == 1)
                .flat_map(|phrase| flat(&phrase[0])),
        ),
        _ => Box::new(std::iter::once(node)),
    }
}
