//! What a phrase cannot do without, and what it can begin with.

use super::super::pattern::{Capture, Node};
use super::{
    Special,
    build::{Builder, Symbols, is_negation},
    phrase::address_symbols,
    vocabulary::Kind,
};

/// A word that a phrase cannot do without: its symbols, one of which it has, and where it may stand, in words.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub(super) symbols: Symbols,
    /// From the word before (of a phrase's first: from its beginning) to this one, at least and at most.
    pub(super) away: (usize, usize),
}

/// Longer phrases are not measured: this and more is as long as may be.
pub(super) const LONG: usize = 127;

/// The words that a phrase cannot do without, in order.
pub(super) fn of_phrase(builder: &mut Builder, phrase: &[Node]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut passed = (0, 0);
    for node in phrase {
        let (least, most) = length(builder, node);
        let Some(Anchor { symbols, away }) = of_node(builder, node) else {
            passed = (passed.0 + least, passed.1 + most);
            continue;
        };
        anchors.push(Anchor {
            symbols,
            away: (passed.0 + away.0, passed.1 + away.1),
        });
        let least = least.saturating_sub(away.1).max(1);
        passed = (least, most.saturating_sub(away.0).max(least));
    }
    anchors
}

/// As [`of_phrase`], with all places counted from the beginning of the phrase.
fn from_beginning(builder: &mut Builder, phrase: &[Node]) -> Vec<Anchor> {
    let mut before = (0, 0);
    let mut anchors = of_phrase(builder, phrase);
    for anchor in &mut anchors {
        before = (before.0 + anchor.away.0, before.1 + anchor.away.1);
        anchor.away = before;
    }
    anchors
}

/// How many words a node takes, at least and at most.
fn length(builder: &Builder, node: &Node) -> (usize, usize) {
    match node {
        Node::Word(_) | Node::Cased(..) | Node::Stem(_) | Node::Address(_) => (1, 1),
        Node::Gap(most) => (0, usize::from(*most)),
        Node::Start | Node::End => (0, 0),
        Node::Capture(Capture::Email | Capture::Url | Capture::Phone | Capture::Link) => (1, 1),
        Node::Capture(_) => (0, LONG),
        Node::Group(phrases) => length_of_any(builder, phrases),
        Node::Term(name) => match builder.term_id(name) {
            Some(term) => {
                let term = &builder.matcher.terms[term as usize];
                (usize::from(term.least), usize::from(term.most))
            }
            None => (0, LONG),
        },
    }
}

/// How many words one of the phrases takes, at least and at most.
pub(super) fn length_of_any(builder: &Builder, phrases: &[Vec<Node>]) -> (usize, usize) {
    let lengths = phrases.iter().map(|phrase| {
        let lengths = phrase.iter().map(|node| length(builder, node));
        lengths.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
    });
    let of_any = lengths.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let (least, most) = of_any.unwrap_or_default();
    (least.min(LONG), most.min(LONG))
}

fn of_node(builder: &mut Builder, node: &Node) -> Option<Anchor> {
    let here = |symbols| Anchor {
        symbols,
        away: (0, 0),
    };
    match node {
        Node::Word(_) | Node::Cased(..) | Node::Stem(_) | Node::Address(_) => {
            of_word(builder, node).map(here)
        }
        Node::Capture(capture) => of_capture(builder, *capture).map(|symbols| Anchor {
            symbols,
            away: (0, length(builder, node).1.saturating_sub(1)),
        }),
        Node::Group(phrases) => of_group(builder, phrases),
        Node::Term(name) => {
            let term = builder.term_id(name)?;
            builder.term_needs[term as usize].clone()
        }
        Node::Gap(_) | Node::Start | Node::End => None,
    }
}

/// The symbols of a node that is one word.
fn of_word(builder: &mut Builder, node: &Node) -> Option<Symbols> {
    Some(match node {
        Node::Word(word) => [builder.symbol(Kind::Word, word)].into(),
        Node::Cased(word, case) => [builder.symbol(Kind::Cased(*case), word)].into(),
        Node::Stem(stem) => [builder.symbol(Kind::Stem, stem)].into(),
        Node::Address(_) => address_symbols(),
        _ => return None,
    })
}

/// The rarest need of each phrase, together; nothing where one phrase needs nothing.
pub(super) fn of_group(builder: &mut Builder, phrases: &[Vec<Node>]) -> Option<Anchor> {
    let mut together: Option<Anchor> = None;
    for phrase in phrases {
        let needs = from_beginning(builder, phrase).into_iter();
        let rarest = needs.min_by_key(|need| builder.weight(&need.symbols))?;
        match &mut together {
            None => together = Some(rarest),
            Some(together) => {
                together.symbols.extend(rarest.symbols);
                let (least, most) = rarest.away;
                together.away = (together.away.0.min(least), together.away.1.max(most));
            }
        }
    }
    together
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
            of_word(builder, node).map(|symbols| (symbols, false))
        }
        Node::Capture(
            Capture::Email
            | Capture::Url
            | Capture::Phone
            | Capture::Link
            | Capture::Organisation
            | Capture::Name,
        ) => of_node(builder, node).map(|need| (need.symbols, false)),
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
