//! The symbols of a document's words.

use crate::{
    document::{Document, Link, Shape, Token, TokenKind},
    rulebook::{
        matcher::{Lists, Matcher, Special},
        pattern::Case,
    },
};
use rustc_hash::FxHashMap;

/// For each token of a document, the symbols it has. What stands behind the last statement is not searched, and has none.
pub(super) struct Words<'a> {
    pub(super) document: &'a Document,
    pub(super) matcher: &'a Matcher,
    /// Per token, the number of its word.
    numbers: Vec<u32>,
    /// Per word, its symbols.
    symbols: Lists,
    /// Per word, which needs of patterns it meets, sorted.
    needs: Lists,
}

impl<'a> Words<'a> {
    pub(super) fn new(matcher: &'a Matcher, document: &'a Document) -> Self {
        let mut words = Words {
            document,
            matcher,
            numbers: Vec::new(),
            symbols: Lists::default(),
            needs: Lists::default(),
        };
        let mut seen: FxHashMap<(&str, [u8; 3]), u32> = FxHashMap::default();
        let mut list = Vec::new();
        let statements = document.statements.iter();
        let segments = statements.flat_map(|statement| &statement.segments);
        let searched = segments.map(|segment| segment.tokens.end as usize).max();
        for token in &document.tokens[..searched.unwrap_or(0)] {
            let word = &document.text[token.span.range()];
            let number = *seen
                .entry((
                    word,
                    [token.kind as u8, token.shape as u8, token.link as u8],
                ))
                .or_insert_with(|| {
                    list.clear();
                    symbols(matcher, word, token, &mut list);
                    words.symbols.push(list.iter().copied());
                    let holders = list.iter().map(|&symbol| matcher.needs.met_by(symbol));
                    let mut needs: Vec<u32> = holders.flatten().copied().collect();
                    needs.sort_unstable();
                    needs.dedup();
                    words.needs.push(needs)
                });
            words.numbers.push(number);
        }
        words
    }

    /// Which needs of patterns a token meets, sorted.
    #[inline]
    pub(super) fn needs_of(&self, token: u32) -> &[u32] {
        self.needs.get(self.numbers[token as usize])
    }

    /// The symbols of a token.
    #[inline]
    pub(super) fn of(&self, token: u32) -> &[u32] {
        self.symbols.get(self.numbers[token as usize])
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
