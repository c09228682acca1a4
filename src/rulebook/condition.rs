//! Conditions: `a and (b or not c)`, with every error placed.
//!
//! `not` binds tightest, then `and`, then `or`. Names are resolved while reading, so that all unknown ones are reported at once.

use super::Condition;
use std::ops::Range;

/// Deeper nesting is refused: nobody can read it, and reading it would need a deep stack.
const DEEPEST: usize = 32;

/// Longer conditions are refused, in bytes: ours have less than a tenth of that.
const LONGEST: usize = 10_000;

/// What is wrong in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Bytes of the condition's text.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: Kind,
}

/// Kinds of errors in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not of the language: what is wrong, what to write instead.
    Syntax(&'static str, &'static str),
    /// A name nobody defined.
    Unknown(String),
}

/// A word or parenthesis with its place.
type Token<'a> = (&'a str, Range<usize>);

struct Reader<'a, 'r> {
    tokens: Vec<Token<'a>>,
    next: usize,
    end: usize,
    resolve: &'r mut dyn FnMut(&str) -> Option<u32>,
    flaws: Vec<Flaw>,
}

impl Condition {
    /// The condition written in `text`; `resolve` gives the number of a name.
    ///
    /// # Errors
    /// The first thing that is wrong, in words.
    pub fn parse(
        text: &str,
        resolve: &mut dyn FnMut(&str) -> Option<u32>,
    ) -> Result<Condition, String> {
        parse(text, resolve).map_err(
            |flaws| match flaws.into_iter().next().map(|flaw| flaw.kind) {
                Some(Kind::Unknown(name)) => format!("nothing is called `{name}`"),
                Some(Kind::Syntax(message, help)) => format!("{message}; {help}"),
                None => "this is no condition".to_owned(),
            },
        )
    }
}

/// The condition written in `text`, or everything that is wrong with it.
pub(super) fn parse(
    text: &str,
    resolve: &mut dyn FnMut(&str) -> Option<u32>,
) -> Result<Condition, Vec<Flaw>> {
    if text.len() > LONGEST {
        return Err(vec![Flaw {
            span: 0..text.len(),
            kind: Kind::Syntax(
                "this condition is too long",
                "make facts or signals of its parts",
            ),
        }]);
    }
    let mut reader = Reader {
        tokens: tokens(text),
        next: 0,
        end: text.len(),
        resolve,
        flaws: Vec::new(),
    };
    let condition = reader.any(0);
    if reader
        .flaws
        .iter()
        .all(|flaw| matches!(flaw.kind, Kind::Unknown(_)))
        && reader.peek().is_some()
    {
        let help = "join names with `and` or `or`; write every `(` with its `)`";
        reader.fault("expected `and`, `or` or the end of the condition", help);
    }
    match condition {
        Some(condition) if reader.flaws.is_empty() => Ok(condition),
        _ => Err(reader.flaws),
    }
}

/// Words and parentheses; white space parts them.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let ends = std::iter::once((text.len(), ' '));
    for (at, letter) in text.char_indices().chain(ends) {
        if !(letter.is_whitespace() || letter == '(' || letter == ')') {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            tokens.push((&text[start..at], start..at));
        }
        if !letter.is_whitespace() {
            tokens.push((&text[at..=at], at..at + 1));
        }
    }
    tokens
}

impl Reader<'_, '_> {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.next).map(|token| token.0)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(word);
        self.next += usize::from(found);
        found
    }

    /// Notes what is wrong at the next token, or at the end.
    fn fault(&mut self, message: &'static str, help: &'static str) {
        let span = self
            .tokens
            .get(self.next)
            .map_or(self.end..self.end, |token| token.1.clone());
        let kind = Kind::Syntax(message, help);
        self.flaws.push(Flaw { span, kind });
    }

    fn any(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.all(depth)?];
        while self.eat("or") {
            parts.push(self.all(depth)?);
        }
        Some(joined(parts, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.one(depth)?];
        while self.eat("and") {
            parts.push(self.one(depth)?);
        }
        Some(joined(parts, Condition::All))
    }

    fn one(&mut self, depth: usize) -> Option<Condition> {
        if depth > DEEPEST {
            self.fault("this is nested too deeply", "split the condition");
            return None;
        }
        if self.eat("not") {
            return Some(Condition::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.eat("(") {
            let inner = self.any(depth + 1)?;
            if !self.eat(")") {
                self.fault("expected `)` here", "close every `(` with a `)`");
                return None;
            }
            return Some(inner);
        }
        self.name()
    }

    fn name(&mut self) -> Option<Condition> {
        if matches!(self.peek(), None | Some("and" | "or" | ")")) {
            let help = "write a condition such as `a and (b or not c)`";
            self.fault("expected a name here", help);
            return None;
        }
        let (name, span) = self.tokens[self.next].clone();
        self.next += 1;
        let Some(index) = (self.resolve)(name) else {
            let kind = Kind::Unknown(name.to_owned());
            self.flaws.push(Flaw { span, kind });
            return Some(Condition::Name(0));
        };
        Some(Condition::Name(index))
    }
}

/// One part stays itself.
fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 {
        return parts.swap_remove(0);
    }
    join(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str) -> Option<u32> {
        ["a", "b", "c"]
            .iter()
            .position(|known| *known == name)
            .map(|at| at as u32)
    }

    #[test]
    fn not_binds_tighter_than_and_than_or() {
        use Condition::{All, Any, Name, Not};
        let expected = Any(vec![Name(0), All(vec![Not(Box::new(Name(1))), Name(2)])]);
        assert_eq!(parse("a or not b and c", &mut names), Ok(expected));
        assert_eq!(parse("((a))", &mut names), Ok(Name(0)));
    }

    #[test]
    fn every_unknown_name_is_placed() {
        let flaws = parse("a and x or yy", &mut names).unwrap_err();
        let spans: Vec<_> = flaws.into_iter().map(|flaw| flaw.span).collect();
        assert_eq!(spans, [6..7, 11..13]);
    }

    #[test]
    fn syntax_errors_are_placed() {
        for (text, span) in [
            ("", 0..0),
            ("a b", 2..3),
            ("(a", 2..2),
            ("a and", 5..5),
            ("a )", 2..3),
        ] {
            let flaws = parse(text, &mut names).unwrap_err();
            assert_eq!(flaws[0].span, span, "{text}");
        }
        assert!(parse(&"(".repeat(100_000), &mut names).is_err());
        assert!(parse(&"not ".repeat(100_000), &mut names).is_err());
    }
}
