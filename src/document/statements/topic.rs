//! What an announcing sentence announces, and the words by which headings and paragraphs are known to carry it.

use super::sentence::is_numbering;
use crate::document::Document;
use std::ops::Range;

/// What an announcing sentence announces.
pub(super) struct Topic<'a> {
    /// The announced things, as the sentence names them.
    pub(super) nouns: Vec<&'a str>,
}

/// For things often announced, the words by which the headings of their items are known.
const ITEM_WORDS: &[(&[&str], &[&str])] = &[
    (
        &["rights", "right", "choices", "options", "requests"],
        &[
            "right",
            "access",
            "erasure",
            "deletion",
            "delete",
            "rectification",
            "correction",
            "correct",
            "object",
            "objection",
            "portability",
            "restriction",
            "restrict",
            "complain",
            "complaint",
            "opt",
            "know",
            "withdraw",
            "choice",
            "choices",
            "email",
            "cookies",
            "unsubscribe",
            "account",
        ],
    ),
    (
        &["cookies", "cookie", "technologies"],
        &[
            "cookie",
            "cookies",
            "essential",
            "necessary",
            "analytics",
            "functional",
            "performance",
            "advertising",
            "beacons",
            "pixels",
            "log",
        ],
    ),
    (
        &[
            "circumstances",
            "cases",
            "situations",
            "parties",
            "recipients",
            "ways",
            "entities",
            "persons",
            "third",
        ],
        &[
            "transfer",
            "transfers",
            "information",
            "merger",
            "legal",
            "law",
            "consent",
            "affiliates",
            "provider",
            "providers",
            "partners",
            "vendors",
            "aggregated",
            "safety",
            "authorities",
            "business",
            "parties",
        ],
    ),
    (
        &["information", "data", "types", "categories", "kinds"],
        &[
            "information",
            "data",
            "provide",
            "automatically",
            "directly",
            "personal",
            "usage",
            "device",
            "cookies",
            "contact",
            "category",
            "identifiers",
        ],
    ),
    (
        &["sources"],
        &[
            "sources",
            "directly",
            "provide",
            "third",
            "automatically",
            "public",
            "partners",
        ],
    ),
    (
        &["purposes", "reasons"],
        &[
            "provide",
            "improve",
            "communicate",
            "marketing",
            "legal",
            "purposes",
            "security",
            "service",
            "services",
        ],
    ),
    (
        &["grounds", "bases", "basis"],
        &[
            "consent",
            "contract",
            "contractual",
            "legitimate",
            "legal",
            "interests",
            "obligation",
            "vital",
        ],
    ),
    (
        &["contact", "address", "us", "at", "officer"],
        &[
            "address",
            "email",
            "mail",
            "phone",
            "telephone",
            "post",
            "online",
            "attn",
        ],
    ),
];

/// What sections of policies are about; a list that was announced is lost where one of them begins.
const OTHER_TOPICS: &[&str] = &[
    "cookies",
    "cookie",
    "security",
    "links",
    "contact",
    "changes",
    "children",
    "minors",
    "retention",
    "transfers",
    "websites",
    "sites",
    "usage",
    "disclosure",
    "updates",
    "complaints",
    "definitions",
    "sharing",
];

impl<'a> Topic<'a> {
    /// The last things named in the sentence that headings are known for: `categories of sources` is about sources.
    pub(super) fn of(document: &'a Document, sentence: &Range<u32>) -> Topic<'a> {
        let known = |word: &&str| ITEM_WORDS.iter().any(|(nouns, _)| nouns.contains(word));
        let announced = sentence
            .clone()
            .skip_while(|at| document.word(*at) != "following")
            .map(|at| document.word(at));
        let mut nouns: Vec<&str> = announced.take(6).filter(known).collect();
        // `… necessary to:` wants the rest of its sentence, whatever it names before.
        let wants_part = matches!(document.word(sentence.end - 1), "to" | "by");
        if nouns.is_empty() && !wants_part {
            let back = sentence.clone().rev().take(6).map(|at| document.word(at));
            nouns.extend(back.filter(known).take(1));
        }
        // Of `categories of sources` only the second noun says what comes.
        if nouns.len() > 1 {
            nouns.retain(|noun| !matches!(*noun, "types" | "categories" | "kinds"));
        }
        Topic { nouns }
    }

    /// Whether a heading, or the first words of a paragraph, are about something that is never an item of the announced list.
    pub(super) fn is_left(&self, document: &Document, tokens: &Range<u32>) -> bool {
        const GOING_ON: &[&str] = &[
            "to", "for", "from", "our", "your", "by", "in", "with", "when", "if", "as",
        ];
        let goes_on = tokens.is_empty()
            || GOING_ON.contains(&document.word(tokens.start))
            || is_numbering(document, tokens.start);
        let mut first = tokens.clone().take(8);
        !goes_on
            && first.any(|at| OTHER_TOPICS.contains(&document.word(at)))
            && !self.fits(document, tokens)
    }

    /// Whether the words of a heading, or the first of a paragraph, belong to what was announced.
    fn fits(&self, document: &Document, tokens: &Range<u32>) -> bool {
        let items = ITEM_WORDS
            .iter()
            .filter(|(nouns, _)| self.nouns.iter().any(|noun| nouns.contains(noun)));
        let words: Vec<&str> = items.flat_map(|(_, words)| words.iter().copied()).collect();
        tokens
            .clone()
            .take(8)
            .any(|at| words.contains(&document.word(at)))
    }
}
