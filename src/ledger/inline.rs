//! Waivers written into the policy: `<!-- lacuna: waive regime/obligation reason="…" expires=2027-01-01 owner="…" -->`.

use crate::{
    config::{Placed, Terms, Waiver},
    document::comments_with,
    limits::WAIVERS,
    rulebook::{Problem, RuleFile, closest, hand_in},
    source::Source,
};
use jiff::civil::Date;
use std::ops::Range;

/// How a comment to us begins.
const MARK: &str = "lacuna:";
/// What such a comment can say.
const WAIVE: &str = "waive";
/// What a waiver can say about itself.
const KEYS: [&str; 4] = ["reason", "expires", "owner", "words"];

/// What is written to us in a policy.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// Waivers of the right form.
    pub waivers: Vec<Waiver>,
    /// What is not.
    pub problems: Vec<Problem>,
}

/// The waivers in a policy, wherever they stand in it: an obligation is about the whole of it.
pub fn waivers(source: &Source) -> Written {
    let mut written = Written::default();
    let comments = comments_with(source, MARK);
    if comments.is_empty() {
        return written;
    }
    let file = RuleFile {
        name: source.name.clone(),
        text: source.text.as_str().into(),
    };
    let mut count = 0;
    for comment in comments {
        let inside = &file.text[comment.range()];
        let start = comment.range().start + inside.len() - inside.trim_start().len();
        if !inside.trim_start().starts_with(MARK) {
            continue;
        }
        let mut reader = Reader {
            file: &file,
            problems: &mut written.problems,
        };
        let waiver = reader.waiver(start + MARK.len()..comment.range().end);
        count += waiver.as_ref().map_or(1, |waiver| waiver.ids.len());
        if count > WAIVERS {
            let told = format!("this policy waives more than {WAIVERS} obligations in comments");
            reader.error(start..comment.range().end, told, MANY);
            break;
        }
        written.waivers.extend(waiver);
    }
    written
}

struct Reader<'a> {
    file: &'a RuleFile,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// The waiver in this comment, if nothing is wrong with it.
    fn waiver(&mut self, span: Range<usize>) -> Option<Waiver> {
        let before = self.problems.len();
        let mut words = words(&self.file.text, span.clone()).into_iter();
        let Some(command) = words.next() else {
            self.error(span, "this comment asks for nothing", EXAMPLE);
            return None;
        };
        if self.text(&command) != WAIVE {
            let told = format!("`{}` is not known here", self.text(&command));
            self.error(command, told, EXAMPLE);
            return None;
        }
        let (mut ids, mut said) = (Vec::new(), Said::default());
        for word in words {
            match self.text(&word).find('=') {
                Some(at) => self.term(word, at, &mut said),
                None => ids.extend(self.ids(word)),
            }
        }
        if ids.is_empty() {
            self.error(
                command.clone(),
                "the waiver does not say which obligation",
                EXAMPLE,
            );
        }
        if said.reason.is_none() {
            let help = "add reason=\"…\": why this may stay as it is";
            self.error(command, "the waiver has no reason", help);
        }
        let reason = said.reason.filter(|_| self.problems.len() == before)?;
        Some(Waiver {
            file: self.file.clone(),
            ids,
            terms: Terms {
                reason,
                owner: said.owner,
                expires: said.expires,
            },
            policy: None,
            words: said.words,
        })
    }

    /// Ids, which commas may part.
    fn ids(&self, word: Range<usize>) -> Vec<Placed<String>> {
        let mut ids = Vec::new();
        let mut start = word.start;
        for part in self.text(&word).split(',') {
            if !part.is_empty() {
                ids.push(Placed {
                    value: part.to_owned(),
                    span: start..start + part.len(),
                });
            }
            start += part.len() + 1;
        }
        ids
    }

    /// `key=value`, with the `=` at this place of the word.
    fn term(&mut self, word: Range<usize>, at: usize, said: &mut Said) {
        let key = word.start..word.start + at;
        let value = word.start + at + 1..word.end;
        let text = unquoted(self.text(&value)).map(|text| text.trim().to_owned());
        let name = self.text(&key).to_owned();
        if !KEYS.contains(&name.as_str()) {
            let help = match closest(&name, KEYS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known here: {}", KEYS.join(", ")),
            };
            return self.error(key, format!("unknown key `{name}`"), help);
        }
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            let help = format!("write {name}=\"…\", with quotes on both sides");
            return self.error(value, format!("`{name}` says nothing"), help);
        };
        match name.as_str() {
            "reason" => said.reason = Some(text),
            "owner" => said.owner = Some(text),
            "words" => said.words = Some(text),
            _ => match text.parse::<Date>() {
                Ok(day) => said.expires = Some(day),
                Err(_) => self.error(
                    value,
                    format!("`{text}` is no day"),
                    "write year, month and day: expires=2027-01-01",
                ),
            },
        }
    }

    fn text(&self, span: &Range<usize>) -> &str {
        &self.file.text[span.clone()]
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let problem = Problem::error(self.file, Some(span), message);
        hand_in(self.problems, problem.help(help));
    }
}

const MANY: &str = "put them into lacuna.toml";

const EXAMPLE: &str =
    "write <!-- lacuna: waive regime/obligation reason=\"…\" expires=2027-01-01 owner=\"…\" -->";

/// What a waiver says about itself.
#[derive(Default)]
struct Said {
    reason: Option<String>,
    owner: Option<String>,
    expires: Option<Date>,
    words: Option<String>,
}

/// Pairs of quotes; editors turn straight ones into curly ones.
const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];

fn closing(open: char) -> Option<char> {
    let pair = QUOTES.iter().find(|(first, _)| *first == open);
    pair.map(|(_, close)| *close)
}

/// Words parted by white space; a quote keeps together what it holds. One that never closes holds the rest.
fn words(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (None, None);
    for (at, letter) in text[span.clone()].char_indices() {
        let at = span.start + at;
        match quote {
            Some(close) if letter == close => quote = None,
            Some(_) => {}
            None if letter.is_whitespace() => words.extend(start.take().map(|start| start..at)),
            None => {
                let value = start.is_some_and(|start: usize| text[start..at].ends_with('='));
                quote = closing(letter).filter(|_| value);
                start = start.or(Some(at));
            }
        }
    }
    words.extend(start.map(|start| start..span.end));
    if let Some(last) = words.last_mut() {
        last.end = last.start + text[last.clone()].trim_end().len();
    }
    words
}

/// The inside of quotes, or the word as it is; none where a quote does not close.
fn unquoted(value: &str) -> Option<&str> {
    let Some((open, close)) = value
        .chars()
        .next()
        .and_then(|open| Some((open, closing(open)?)))
    else {
        return Some(value);
    };
    value[open.len_utf8()..].strip_suffix(close)
}
