//! What a template or a hasty edit leaves behind: placeholders, alternatives, notes to the author, sentences that break off.

use super::{has, one, own, places, span_of, tokens_in};
use crate::document::statements::{Ending, ending};
use crate::document::{
    Block, BlockKind, Document, Observation, Shape, Statement, StatementKind, TokenKind,
};
use crate::span::Span;
use memchr::memmem;
use regex::Regex;
use std::sync::LazyLock;

const NAMES: &str = "company|your (?:company|business|name|website|site|app|e-?mail|state|country|address|url)|insert|name|date|e-?mail\
    |address|website|url|phone|app name|business|organi[sz]ation|country|link|contact|legal|jurisdiction|effective date|product";

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        format!(
            r"\[(?:{NAMES})(?: (?:name|address|here|date|url|of|your|the|e-?mail|number)[^\]\n]*)?\]"
        ),
        r"\[insert [^\]\n]+\]".to_owned(),
        r"\{\{[^}\n]+\}\}".to_owned(),
        r"\{(?:company|name|date|e-?mail|website|address)[^}\n]{0,30}\}".to_owned(),
        format!(r"<(?:{NAMES})(?:[ _][a-z _]{{0,30}})?>"),
        r"lorem ipsum|(?-u:\b)(?:dd/mm/yyyy|mm/dd/yyyy|yyyy-mm-dd)(?-u:\b)|_{4,}".to_owned(),
        r"(?:@|(?-u:\b)www\.)(?:example|yourdomain|yourcompany|yoursite|domain)\.(?:com|org)(?-u:\b)"
            .to_owned(),
    ];
    Regex::new(&parts.join("|")).expect("the expression is fixed")
});

/// Placeholders only if they are written in capitals.
static SHOUTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:insert (?:date|name|company|your|address|email|link|url|here)|tbd|tbc|todo|xxx+)(?-u:\b)",
    )
    .expect("the expression is fixed")
});

static OPTION: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"\[[^\]\n./:]*[a-z]{3,} ?/ ?[a-z][^\]\n.:]+\]",
        r"\[[a-z][a-z ]{3,30}(?:, [a-z][a-z ]{3,30}){2,}\]",
        r"\[incl\.? ?/ ?excl\.?[^\]\n]*\]",
        r"\[(?:optional|if applicable|delete (?:if|as|this|where)|choose one|select one|include if|note to)(?-u:\b)[^\]\n]*\]",
        r"(?-u:\b)delete (?:this|the) (?:paragraph|section|sentence|clause) if(?-u:\b)|(?-u:\b)delete (?:if not applicable|as (?:appropriate|applicable))(?-u:\b)",
        r"(?-u:\b)(?:note to draft|drafting note|note to author|choose one (?:of|option)|a description of comments or information)(?-u:\b)",
    ];
    Regex::new(&parts.join("|")).expect("the expression is fixed")
});

/// A domain that ends after its first name, and a verb that lost its preposition.
static CUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)www\.[a-z0-9-]+\.?(?:[\s,;)]|$)|(?-u:\b)protect(?:s|ing)? the (?:loss|misuse|alteration|theft)(?-u:\b)").expect("the expression is fixed")
});

/// What a match of each expression cannot do without: most policies have nothing of it, and then the expression is not even compiled.
const IN_PLACEHOLDER: &[&str] = &[
    "[",
    "{",
    "<",
    "lorem ipsum",
    "yyyy",
    "____",
    "example.",
    "domain.",
    "yourcompany.",
    "yoursite.",
];
const IN_SHOUTED: &[&str] = &["insert ", "tbd", "tbc", "todo", "xxx"];
const IN_OPTION: &[&str] = &[
    "[",
    "delete ",
    "note to ",
    "drafting note",
    "choose one ",
    "a description of comments",
];
const IN_CUT: &[&str] = &["www.", "protect"];

/// Where an expression is found, given what it cannot do without.
fn seen(document: &Document, expression: &LazyLock<Regex>, needs: &[&str]) -> Vec<Span> {
    let text = document.text.as_bytes();
    let possible = |need: &&str| memmem::find(text, need.as_bytes()).is_some();
    if needs.iter().any(possible) {
        places(document, expression)
    } else {
        Vec::new()
    }
}

/// Whether the place is in one of the spans, which come in order and do not overlap.
fn stands_in(spans: &[Span], at: u32) -> bool {
    let after = spans.partition_point(|span| span.start <= at);
    after > 0 && at < spans[after - 1].end
}

pub(super) fn observe(document: &Document) -> Vec<Observation> {
    let mut found = Vec::new();
    let mut add = |id, spans: Vec<Span>, note: &str| {
        found.extend(spans.into_iter().map(|span| one(id, span, note)));
    };
    // `[name](address)` is a link in plain text.
    let is_link = |span: &Span| document.text[span.end as usize..].starts_with('(');
    let mut placeholders = seen(document, &PLACEHOLDER, IN_PLACEHOLDER);
    placeholders.retain(|span| !is_link(span));
    let shouted = seen(document, &SHOUTED, IN_SHOUTED)
        .into_iter()
        .filter(|span| is_shouted(document, *span));
    placeholders.extend(
        shouted
            .filter(|span| !stands_in(&placeholders, span.start))
            .collect::<Vec<_>>(),
    );
    add(
        "text:placeholder",
        placeholders,
        "A placeholder was not filled in.",
    );
    let options = seen(document, &OPTION, IN_OPTION)
        .into_iter()
        .filter(|span| !is_link(span) && !document.text[span.range()].contains("and/or"));
    add(
        "text:template-option",
        options.collect(),
        "The author was to choose or delete here.",
    );
    let cut = seen(document, &CUT, IN_CUT)
        .into_iter()
        .map(|span| span_of(document, &tokens_in(document, span)));
    add(
        "text:fragment",
        cut.collect(),
        "The name or the phrase lacks a part.",
    );
    let broken = document
        .statements
        .iter()
        .filter(|statement| breaks_off(document, statement));
    let spans = broken
        .map(|statement| span_of(document, &own(statement)))
        .collect();
    add("text:fragment", spans, "The sentence breaks off.");
    found
}

fn is_shouted(document: &Document, span: Span) -> bool {
    tokens_in(document, span)
        .into_iter()
        .all(|at| document.tokens[at as usize].shape == Shape::Upper)
}

/// A paragraph that ends in a conjunction or article, and does not go on in the next block.
fn breaks_off(document: &Document, statement: &Statement) -> bool {
    const CONJUNCTIONS: &[&str] = &["and", "or", "if", "because", "which", "the", "a", "an"];
    let own = own(statement);
    let block = &document.blocks[statement.block as usize];
    let ends = statement.kind == StatementKind::Sentence
        && block.kind == BlockKind::Paragraph
        && block.tokens.end == own.end;
    if !ends || own.len() < 5 || ending(document, own.end) != Ending::Open {
        return false;
    }
    let next = document.blocks.get(statement.block as usize + 1);
    let numbered =
        |next: &Block| document.tokens[next.tokens.start as usize].kind == TokenKind::Number;
    let closed =
        next.is_none_or(|next| matches!(next.kind, BlockKind::Heading(_)) && numbered(next));
    closed && has(document, &(own.end - 1..own.end), CONJUNCTIONS)
}
