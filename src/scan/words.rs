//! The symbols of a document's words.

use crate::{
    document::{Document, Link, Shape, Token, TokenKind},
    rulebook::{
        matcher::{Matcher, Special},
        pattern::Case,
    },
};
use rustc_hash::FxHashMap;

/// For each token of a document, the symbols it has.
pub(super) struct Words<'a> {
    pub(super) document: &'a Document,
    pub(super) matcher: &'a Matcher,
    /// Per token, where its list stands in `symbols`.
    lists: Vec<(u32, u32)>,
    symbols: Vec<u32>,
}

impl<'a> Words<'a> {
    pub(super) fn new(matcher: &'a Matcher, document: &'a Document) -> Self {
        let mut words = Words {
            document,
            matcher,
            lists: Vec::with_capacity(document.tokens.len()),
            symbols: Vec::new(),
        };
        let mut seen: FxHashMap<(&str, [u8; 3]), (u32, u32)> = FxHashMap::default();
        for token in &document.tokens {
            let word = &document.text[token.span.range()];
            let list = *seen
                .entry((
                    word,
                    [token.kind as u8, token.shape as u8, token.link as u8],
                ))
                .or_insert_with(|| {
                    let start = words.symbols.len() as u32;
                    symbols(matcher, word, token, &mut words.symbols);
                    (start, words.symbols.len() as u32)
                });
            words.lists.push(list);
        }
        words
    }

    /// The symbols of a token.
    #[inline]
    pub(super) fn of(&self, token: u32) -> &[u32] {
        let (start, end) = self.lists[token as usize];
        &self.symbols[start as usize..end as usize]
    }
}

fn symbols(matcher: &Matcher, word: &str, token: &Token, symbols: &mut Vec<u32>) {
    let special = match token.kind {
        TokenKind::Email => Some(Special::Email),
        TokenKind::Url => Some(Special::Url),
        TokenKind::Phone => Some(Special::Phone),
        TokenKind::Number => Some(Special::Number),
        TokenKind::Word | TokenKind::Mark => None,
    };
    let link = match token.link {
        Link::None => None,
        Link::Page => Some(Special::Link),
        Link::Mail => Some(Special::Email),
        Link::Tel => Some(Special::Phone),
    };
    let capital = (token.shape != Shape::Lower).then_some(Special::Capital);
    symbols.extend(
        [special, link, capital]
            .into_iter()
            .flatten()
            .map(Special::symbol),
    );
    let case = match token.shape {
        Shape::Lower => None,
        Shape::Capitalised => Some(Case::Capital),
        Shape::Upper => Some(Case::Capitals),
    };
    matcher.vocabulary.symbols(word, case, symbols);
}
