//! Patterns in their places: parsed, their terms looked up, a regime's own names put in.

use super::{Compiler, Entry, Spot};
use crate::rulebook::{
    Headings, Hedged, Negated, Scope, Signal,
    pattern::{self, Form, Pattern, Wanted},
    schema::{Text, Words},
};
use std::collections::BTreeMap;

/// More patterns are refused: ten times what we have.
const MOST_PATTERNS: usize = 100_000;
/// Longer patterns are refused: nobody can read them.
const LONGEST_PATTERN: usize = 4_000;

/// More regular expressions are refused: each must be made before a policy is read. Ten times what we have are fewer.
const MOST_RAW: usize = 100;

/// What a regime calls itself and its place: names usable as terms in its patterns.
pub(super) type Names = BTreeMap<Text, Words>;

/// Signals without a name made so far: patterns and what a negation does, to index.
pub(super) type Nameless = BTreeMap<(Vec<String>, bool), u32>;

impl Compiler<'_> {
    /// Patterns to search for: each must have a word to begin with.
    pub(super) fn searchable(&mut self, file: usize, words: Option<&Words>) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in words.iter().flat_map(|words| &words.0) {
            if let Some((_, pattern)) = self.pattern(file, text, &Names::new()) {
                self.demand_findable(file, text, &pattern);
                patterns.push(pattern);
            }
        }
        patterns
    }

    /// Patterns that only refuse what another found.
    pub(super) fn plain_patterns(&mut self, file: usize, words: Option<&Words>) -> Vec<Pattern> {
        let texts = words.iter().flat_map(|words| &words.0);
        texts
            .filter_map(|text| self.pattern(file, text, &Names::new()))
            .map(|(_, pattern)| pattern)
            .collect()
    }

    /// Index of a signal without a name that sees these patterns; the same patterns give the same signal.
    pub(super) fn nameless(
        &mut self,
        id: String,
        file: usize,
        words: &Words,
        kind: (&Names, Negated),
    ) -> u32 {
        let (names, negated) = kind;
        let (mut texts, mut any) = (Vec::new(), Vec::new());
        for text in &words.0 {
            if let Some((written, pattern)) = self.pattern(file, text, names) {
                self.demand_findable(file, text, &pattern);
                texts.push(written);
                any.push(pattern);
            }
        }
        let next =
            self.signals.rows.len() + crate::rulebook::OBSERVATIONS.len() + self.nameless.len();
        let key = (texts, negated == Negated::Counts);
        let index = *self.known_nameless.entry(key).or_insert(next as u32);
        if index as usize == next {
            self.nameless.push(Entry {
                signal: Signal {
                    id,
                    says: String::new(),
                    hedged: Hedged::Counts,
                    negated,
                    scope: Scope::Everywhere,
                    headings: Headings::Count,
                },
                any,
                not: Vec::new(),
            });
        }
        index
    }

    /// Refuses what could not be searched for, or never be found.
    fn demand_findable(&mut self, file: usize, text: &Text, pattern: &Pattern) {
        if denies_itself(pattern) {
            let help = "take the phrase out, or out of the part after `!`";
            self.desk.error(
                &Spot::of(file, text),
                "this pattern can never match: it wants and refuses the same phrase",
                help,
            );
        }
        if !pattern.yields_literal() {
            let help =
                "add a word, a stem or a term; a pattern of gaps alone would be tried everywhere";
            self.desk.error(
                &Spot::of(file, text),
                "this pattern has no word to search for",
                help,
            );
        }
    }

    /// The pattern and its text once `names` are put in; what is wrong is reported.
    pub(super) fn pattern(
        &mut self,
        file: usize,
        text: &Text,
        names: &Names,
    ) -> Option<(String, Pattern)> {
        let spot = Spot::of(file, text);
        if !self.within_limits(&spot, text.get_ref()) {
            return None;
        }
        let parsed = self.parsed(&spot, text.get_ref())?;
        let mut written = text.get_ref().clone();
        for (name, range) in parsed.terms.iter().rev() {
            if let Some(words) = names.get(name.as_str()) {
                let braced = range.start - 1..range.end + 1;
                written.replace_range(braced, &format!("({})", words.texts().join("|")));
            } else if self.terms.find(name).is_none() {
                let spot = self.desk.inside(&spot, range);
                let own: Vec<&str> = names.keys().map(|name| name.get_ref().as_str()).collect();
                self.terms.unknown_among(name, &spot, &own, &mut self.desk);
            }
        }
        if written == *text.get_ref() {
            return Some((written, parsed));
        }
        let pattern = pattern::parse(&written).ok()?;
        Some((written, pattern))
    }

    fn within_limits(&mut self, spot: &Spot, text: &str) -> bool {
        self.patterns += 1;
        if self.patterns == MOST_PATTERNS {
            self.desk.error(
                spot,
                "there are too many patterns",
                format!("the limit is {MOST_PATTERNS} in all"),
            );
        }
        if text.trim_start().starts_with("re:") {
            self.raw += 1;
            if self.raw > MOST_RAW {
                let help = format!("write it as words; the limit is {MOST_RAW} in all");
                self.desk
                    .error(spot, "there are too many regular expressions", help);
                return false;
            }
        }
        if text.len() > LONGEST_PATTERN {
            let help = format!(
                "split it, or move lists into a term; the limit is {LONGEST_PATTERN} bytes"
            );
            self.desk.error(spot, "this pattern is too long", help);
            return false;
        }
        self.patterns < MOST_PATTERNS
    }

    fn parsed(&mut self, spot: &Spot, text: &str) -> Option<Pattern> {
        match pattern::parse(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let spot = self.desk.inside(spot, &error.span);
                self.desk.error(&spot, error.message, error.help);
                None
            }
        }
    }
}

/// Whether a phrase is both wanted and refused.
fn denies_itself(pattern: &Pattern) -> bool {
    let Form::Clauses(clauses, then) = &pattern.form else {
        return false;
    };
    [clauses, then].into_iter().any(|clauses| {
        let phrases = |wanted| clauses.iter().filter(move |clause| clause.wanted == wanted);
        phrases(Wanted::Present).any(|present| {
            phrases(Wanted::Absent).any(|absent| {
                (&absent.phrase, &absent.heading) == (&present.phrase, &present.heading)
            })
        })
    })
}
