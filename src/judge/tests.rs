//! Each rule of the decision on a small world: rules as TOML, a policy as lines, hits written behind the lines that carry them.
//!
//! `We answer within 60 days. {answers=60 days}`: the signal `answers` is hit in this statement, with a captured length. `{x?}` is
//! hedged by the statement's first word, `{x!}` negated by it, `{x~}` ruled out by it, `{x…}` only announced.
//! A line that begins with `#` is a heading, with `-` an item, with `|` a row; one that ends in a colon is a lead-in.

mod choice;
mod disclosure;
mod facts;
mod near;
mod passage;
mod text;

use super::{AsOf, Facts, Outcome, Verdict, Verdicts, Why, Witness, judge};
use crate::{
    document::{
        Block, BlockKind, Document, Role, Section, Segment, StatedDate, Statement, StatementKind,
    },
    quantity::{Duration, Unit},
    rulebook::{RuleFile, Rulebook, compile},
    scan::{Force, Hit, Hits, Value},
    span::Span,
};
use jiff::civil::{Date, date};

/// A day on which the regimes of these tests are in force.
const DAY: Date = date(2024, 6, 1);

/// Rules, a policy, its hits, and what is known besides.
pub(super) struct World {
    pub(super) rulebook: Rulebook,
    pub(super) document: Document,
    pub(super) hits: Hits,
    pub(super) facts: Facts,
}

impl World {
    /// Signals of one letter, one regime that is asked for, and these rules (obligations, facts, territories); then the policy.
    pub(super) fn new(rules: &str, policy: &str) -> World {
        World::with_regimes(&[&format!("{REGIME}\n{rules}")], policy).asking(&[0])
    }

    /// These rule files, each with a regime, besides the signals of one letter; then the policy. Nothing is asked for.
    pub(super) fn with_regimes(files: &[&str], policy: &str) -> World {
        let rulebook = rulebook(files);
        let (document, hits) = read(&rulebook, policy);
        let as_of = Some(AsOf {
            date: DAY,
            why: Why::Asked,
        });
        let facts = Facts {
            as_of,
            ..Facts::default()
        };
        World {
            rulebook,
            document,
            hits,
            facts,
        }
    }

    pub(super) fn asking(mut self, regimes: &[usize]) -> World {
        self.facts.regimes = Some(regimes.to_vec());
        self
    }

    pub(super) fn on(mut self, day: Date) -> World {
        self.facts.as_of = Some(AsOf {
            date: day,
            why: Why::Asked,
        });
        self
    }

    pub(super) fn declaring(mut self, fact: &str, answer: bool) -> World {
        self.facts.declared.insert(fact.to_owned(), answer);
        self
    }

    pub(super) fn assuming_applicable(mut self) -> World {
        self.facts.assume_applicable = true;
        self
    }

    pub(super) fn dated(mut self, day: Date, ambiguous: Option<Date>) -> World {
        self.document.effective = Some(StatedDate {
            date: day,
            ambiguous,
            span: Span::new(0, 4),
        });
        self
    }

    pub(super) fn judged(&self) -> Verdicts {
        judge(&self.rulebook, &self.document, &self.hits, &self.facts)
    }

    pub(super) fn first(&self) -> Verdict {
        self.judged().verdicts.remove(0)
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.first().outcome
    }

    /// The words of each witness.
    pub(super) fn words(&self, witnesses: &[Witness]) -> Vec<&str> {
        let words = witnesses.iter().map(|witness| witness.spans[0]);
        words
            .map(|span| &self.document.text[span.range()])
            .collect()
    }
}

const REGIME: &str = r#"
[regime]
id = "law"
title = "A law"
jurisdiction = "X"
citation = "Law 1"
"#;

fn rulebook(files: &[&str]) -> Rulebook {
    let letters = ["a", "b", "c", "d"];
    let signal = |id: &&str| {
        format!("[[signal]]\nid = \"{id}\"\nsays = \"Says {id}.\"\nany = [\"word {id}\"]\n")
    };
    let local = "[[signal]]\nid = \"local\"\nsays = \"Says it locally.\"\nany = [\"word l\"]\nscope = \"territory\"\n";
    let signals = letters.iter().map(signal).collect::<String>() + local;
    let texts = std::iter::once(signals.as_str()).chain(files.iter().copied());
    let files: Vec<RuleFile> = texts
        .enumerate()
        .map(|(index, text)| RuleFile {
            name: format!("{index}.toml"),
            text: text.into(),
        })
        .collect();
    match compile(&files) {
        Ok((rulebook, _)) => rulebook,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// The document and hits of a policy as these tests write it.
fn read(rulebook: &Rulebook, policy: &str) -> (Document, Hits) {
    let mut document = Document {
        sections: vec![Section {
            heading: None,
            level: 0,
            parent: None,
        }],
        ..Document::default()
    };
    let mut hits = Vec::new();
    for line in policy
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let (words, marks) = line.split_once('{').unwrap_or((line, ""));
        let span = statement(&mut document, words.trim());
        let index = document.statements.len() as u32 - 1;
        for mark in marks.split(['{', '}', ' ']).filter(|mark| !mark.is_empty()) {
            hits.push(hit(rulebook, mark, index, span));
        }
    }
    (document, Hits::new(hits))
}

fn statement(document: &mut Document, words: &str) -> Span {
    let start = document.text.len();
    document.text.push_str(words);
    let span = Span::new(start, document.text.len());
    document.text.push('\n');
    let kind = kind(words);
    if kind == StatementKind::Heading {
        open_section(document, words);
    }
    let section = document.sections.len() as u32 - 1;
    document.blocks.push(Block {
        kind: BlockKind::Paragraph,
        tokens: 0..0,
        span,
        section,
        cells: Vec::new(),
        head: None,
    });
    document.statements.push(Statement {
        kind,
        segments: vec![Segment {
            tokens: 0..0,
            role: Role::Own,
        }],
        section,
        block: document.blocks.len() as u32 - 1,
    });
    span
}

fn kind(words: &str) -> StatementKind {
    match words.chars().next() {
        Some('#') => StatementKind::Heading,
        Some('-') => StatementKind::Item,
        Some('|') => StatementKind::Row,
        _ if words.ends_with(':') => StatementKind::LeadIn,
        _ => StatementKind::Sentence,
    }
}

fn open_section(document: &mut Document, words: &str) {
    let level = words.chars().take_while(|&sign| sign == '#').count() as u8;
    let parent = document
        .sections
        .iter()
        .rposition(|above| above.level < level);
    document.sections.push(Section {
        heading: Some(document.blocks.len() as u32),
        level,
        parent: parent.map(|parent| parent as u32),
    });
}

fn hit(rulebook: &Rulebook, mark: &str, statement: u32, span: Span) -> Hit {
    let (name, length) = mark.split_once('=').unwrap_or((mark, ""));
    let id = name.trim_end_matches(['?', '!', '~', '…']);
    let signal = rulebook.signals.iter().position(|signal| signal.id == id);
    let first_word = Span::new(span.start as usize, span.start as usize + 2);
    Hit {
        signal: signal.unwrap_or_else(|| panic!("no signal {id}")) as u32,
        statement,
        spans: vec![span],
        force: match name.chars().last() {
            Some('?') => Force::Hedged(first_word),
            Some('!') => Force::Negated(first_word),
            Some('~') => Force::Refused(first_word),
            Some('…') => Force::Announced,
            _ => Force::Plain,
        },
        values: value(length)
            .map(|value| (value, span))
            .into_iter()
            .collect(),
    }
}

/// `60days`, `1month`
fn value(text: &str) -> Option<Value> {
    let unit = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let count = text.trim_end_matches(unit).parse().ok()?;
    let unit = match unit {
        "days" => Unit::Days,
        _ => Unit::Months,
    };
    Some(Value::Duration(Duration { count, unit }))
}
