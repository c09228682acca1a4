//! The grammar of a pattern: `clause & clause >> clause`, where a clause is a phrase, perhaps with `!` or a `[heading]`.

use super::{
    Clause, Form, Node, Pattern, PatternError, Wanted,
    lexer::{Placed, Sign, error, signs},
};
use std::{iter::Peekable, ops::Range, vec::IntoIter};

/// The longest pattern in bytes: one that cannot be read aloud is not a pattern.
const LONGEST: usize = 4000;
/// How deep groups may nest.
const DEEPEST: usize = 12;

struct Parser {
    signs: Peekable<IntoIter<Placed>>,
    end: usize,
    terms: Vec<(String, Range<usize>)>,
}

pub(super) fn parse(text: &str) -> Result<Pattern, PatternError> {
    if text.len() > LONGEST {
        return Err(error(
            0..text.len(),
            &format!("longer than {LONGEST} bytes"),
            "split it into several patterns",
        ));
    }
    if let Some(raw) = text.trim_start().strip_prefix("re:") {
        return raw_pattern(text, raw.trim());
    }
    let mut parser = Parser {
        signs: signs(text)?.into_iter().peekable(),
        end: text.len(),
        terms: Vec::new(),
    };
    let first = parser.clauses()?;
    let then = if parser.take(&Sign::Then) {
        parser.clauses()?
    } else {
        Vec::new()
    };
    if let Some((sign, span)) = parser.signs.next() {
        return Err(stray(&sign, span));
    }
    if first.iter().all(|clause| clause.wanted == Wanted::Absent) {
        return Err(error(
            0..text.len(),
            "nothing is asked for",
            "name a phrase that must be there beside the one that must not",
        ));
    }
    Ok(Pattern {
        terms: parser.terms,
        form: Form::Clauses(first, then),
    })
}

fn raw_pattern(text: &str, raw: &str) -> Result<Pattern, PatternError> {
    let built = regex::RegexBuilder::new(raw)
        .size_limit(1 << 18)
        .nest_limit(50)
        .build();
    match built {
        Ok(_) => Ok(Pattern {
            terms: Vec::new(),
            form: Form::Raw(raw.to_owned()),
        }),
        Err(problem) => Err(error(
            0..text.len(),
            &problem.to_string(),
            "mend the regular expression, or write it as words",
        )),
    }
}

fn stray(sign: &Sign, span: Range<usize>) -> PatternError {
    match sign {
        Sign::Close => error(
            span,
            "this bracket closes nothing",
            "remove it, or open a group before it",
        ),
        Sign::Or => error(
            span,
            "`|` stands outside a group",
            "put brackets around the alternatives: (a|b)",
        ),
        Sign::Then => error(span, "`>>` may stand once", "two steps at the most: a >> b"),
        Sign::CloseHeading => error(
            span,
            "this bracket closes nothing",
            "a heading is written before the phrase: [your rights] access",
        ),
        _ => error(
            span,
            "this does not belong here",
            "see docs/rules.md for what may stand where",
        ),
    }
}

impl Parser {
    fn take(&mut self, wanted: &Sign) -> bool {
        self.signs.next_if(|(sign, _)| sign == wanted).is_some()
    }

    fn place(&mut self) -> Range<usize> {
        self.signs
            .peek()
            .map_or(self.end..self.end, |(_, span)| span.clone())
    }

    fn clauses(&mut self) -> Result<Vec<Clause>, PatternError> {
        let mut clauses = vec![self.clause()?];
        while self.take(&Sign::And) {
            clauses.push(self.clause()?);
        }
        Ok(clauses)
    }

    fn clause(&mut self) -> Result<Clause, PatternError> {
        let wanted = if self.take(&Sign::Not) {
            Wanted::Absent
        } else {
            Wanted::Present
        };
        let heading = if self.take(&Sign::OpenHeading) {
            Some(self.heading()?)
        } else {
            None
        };
        let start = self.place();
        let phrase = self.phrase(0)?;
        checked(&phrase, start)?;
        Ok(Clause {
            heading,
            wanted,
            phrase,
        })
    }

    /// The words of a heading; `[a|b]` is short for `[(a|b)]`.
    fn heading(&mut self) -> Result<Vec<Node>, PatternError> {
        let start = self.place();
        let mut phrases = vec![self.phrase(0)?];
        while self.take(&Sign::Or) {
            phrases.push(self.phrase(0)?);
        }
        if !self.take(&Sign::CloseHeading) {
            let help = "close the bracket after the heading's words";
            return Err(error(start, "`]` is missing", help));
        }
        for phrase in &phrases {
            checked(phrase, start.clone())?;
        }
        match phrases.len() {
            1 => Ok(phrases.remove(0)),
            _ => Ok(vec![Node::Group(phrases)]),
        }
    }

    fn phrase(&mut self, depth: usize) -> Result<Vec<Node>, PatternError> {
        let mut phrase = Vec::new();
        while let Some((sign, span)) = self
            .signs
            .next_if(|(sign, _)| matches!(sign, Sign::Pieces(_) | Sign::Open))
        {
            match sign {
                Sign::Pieces(pieces) => {
                    if let [Node::Term(name)] = pieces.as_slice() {
                        self.terms
                            .push((name.clone(), span.start + 1..span.end - 1));
                    }
                    phrase.extend(pieces);
                }
                _ => phrase.push(self.group(span, depth)?),
            }
        }
        Ok(phrase)
    }

    fn group(&mut self, open: Range<usize>, depth: usize) -> Result<Node, PatternError> {
        if depth == DEEPEST {
            return Err(error(
                open,
                "groups nest too deep",
                "make a term of the inner ones",
            ));
        }
        let mut phrases = vec![self.phrase(depth + 1)?];
        while self.take(&Sign::Or) {
            phrases.push(self.phrase(depth + 1)?);
        }
        if !self.take(&Sign::Close) {
            return Err(error(
                open,
                "this bracket is never closed",
                "write `)` after the last alternative",
            ));
        }
        if phrases.iter().all(Vec::is_empty) {
            return Err(error(
                open,
                "the group is empty",
                "write its alternatives: (a|b)",
            ));
        }
        Ok(Node::Group(phrases))
    }
}

/// A phrase that says something, and does not begin or end with a gap.
fn checked(phrase: &[Node], place: Range<usize>) -> Result<(), PatternError> {
    let gap = |node: Option<&Node>| matches!(node, Some(Node::Gap(_)));
    if phrase.is_empty() {
        return Err(error(
            place,
            "a phrase is missing here",
            "write the words to look for",
        ));
    }
    if gap(phrase.first()) || gap(phrase.last()) {
        return Err(error(
            place,
            "a phrase begins or ends with a gap",
            "leave the gap out: what comes before and after is free anyway",
        ));
    }
    Ok(())
}
