//! From the trees of patterns to one [`Matcher`].

use super::super::pattern::{Clause, Form, Node, Pattern, Wanted};
use super::{
    ClauseProgram, Compiled, Lists, Matcher, Op, OwnTerms, Polarity, Ranges, SetId, Special, Term,
    needs,
    vocabulary::{Kind, Vocabulary},
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A set of symbols while it is being built.
pub(super) type Symbols = BTreeSet<u32>;

/// Collects terms, then signals, and gives the matcher.
///
/// Terms must come in order of dependency, before all signals; signals in order of their index.
#[derive(Debug, Default)]
pub struct Builder {
    pub(super) matcher: Matcher,
    pub(super) symbols: FxHashMap<(Kind, String), u32>,
    entries: Vec<(Kind, String)>,
    set_ids: FxHashMap<Vec<u32>, SetId>,
    term_ids: FxHashMap<String, u32>,
    /// The trees of the terms, for what they need and begin with.
    pub(super) term_trees: Vec<Vec<Vec<Node>>>,
    /// How many sets of patterns hold a symbol: what is common in the rules is common in the text.
    counts: FxHashMap<u32, u32>,
    /// Per pattern, the sets it needs.
    needed: Vec<Vec<SetId>>,
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Self {
        Builder::default()
    }

    /// Adds a term. Its patterns are simple ([`Pattern::is_simple`]); terms they use are there already.
    pub fn term(&mut self, name: &str, patterns: &[Pattern]) {
        let phrases: Vec<Vec<Node>> = patterns.iter().filter_map(simple).collect();
        let id = self.term_trees.len() as u32;
        let first = needs::first_of_any(self, &phrases);
        let first = first.map(|symbols| self.set(symbols));
        let start = self.program(&[Node::Group(phrases.clone())]);
        self.matcher.terms.push(Term {
            name: name.to_owned(),
            start,
            first,
            captures: needs::captures(self, &phrases),
        });
        self.term_trees.push(phrases);
        self.term_ids.insert(name.to_owned(), id);
        let own = &mut self.matcher.own;
        match name {
            "negation" => own.negation = Some(id),
            "not-negation" => own.not_negation = Some(id),
            "clause" => own.clause = Some(id),
            "subject" => own.subject = Some(id),
            "refusal" => own.refusal = Some(id),
            "hedge" => own.hedge = Some(id),
            "not-hedge" => own.not_hedge = Some(id),
            "subject-matter" => own.subject_matter = Some(id),
            _ => {}
        }
    }

    /// Adds the signal of that index: patterns that say it, and patterns that refuse it.
    pub fn signal(&mut self, index: u32, any: &[Pattern], not: &[Pattern]) {
        let start = self.matcher.patterns.len() as u32;
        for pattern in any {
            self.pattern(index, pattern);
        }
        let middle = self.matcher.patterns.len() as u32;
        for pattern in not {
            self.pattern(index, pattern);
        }
        let end = self.matcher.patterns.len() as u32;
        self.matcher.signals.push(Ranges {
            any: start,
            not: middle,
            end,
        });
    }

    /// The matcher.
    pub fn finish(mut self) -> Matcher {
        self.matcher.vocabulary = Vocabulary::new(std::mem::take(&mut self.entries));
        self.post();
        let symbols = self.matcher.vocabulary.len();
        self.matcher.memberships = self.matcher.sets.turned(symbols);
        self.matcher
    }

    fn pattern(&mut self, signal: u32, pattern: &Pattern) {
        let mut compiled = Compiled {
            signal,
            ..Compiled::default()
        };
        let mut needed = Vec::new();
        match &pattern.form {
            Form::Raw(raw) => {
                compiled.raw = Some(self.matcher.raw.push(raw.clone()));
            }
            Form::Clauses(clauses, then) => {
                let present = clauses
                    .iter()
                    .filter(|clause| clause.wanted == Wanted::Present);
                needed = present
                    .clone()
                    .flat_map(|clause| needs::of_phrase(self, &clause.phrase))
                    .collect();
                if present
                    .flat_map(|clause| &clause.phrase)
                    .any(|node| needs::negates(self, node))
                {
                    compiled.negation = Polarity::Own;
                }
                let phrases: Vec<Vec<Node>> =
                    clauses.iter().map(|clause| clause.phrase.clone()).collect();
                compiled.captures = needs::captures(self, &phrases);
                compiled.clauses = clauses.iter().map(|clause| self.clause(clause)).collect();
                compiled.then = then.iter().map(|clause| self.clause(clause)).collect();
            }
        }
        let mut sets: Vec<SetId> = needed
            .into_iter()
            .map(|symbols| self.set(symbols))
            .collect();
        sets.sort_unstable_by_key(|&set| (self.matcher.sets.get(set).len(), set));
        sets.dedup();
        for &symbol in sets.iter().flat_map(|&set| self.matcher.sets.get(set)) {
            *self.counts.entry(symbol).or_default() += 1;
        }
        self.needed.push(sets);
        self.matcher.patterns.push(compiled);
    }

    fn clause(&mut self, clause: &Clause) -> ClauseProgram {
        let heading = clause.heading.as_ref().map(|phrase| self.program(phrase));
        let first = needs::first(self, &clause.phrase).map(|symbols| self.set(symbols));
        ClauseProgram {
            heading,
            absent: clause.wanted == Wanted::Absent,
            start: self.program(&clause.phrase),
            first,
        }
    }

    /// Lists every pattern under the set it needs whose symbols are the rarest in the rules.
    fn post(&mut self) {
        let mut posts = vec![Vec::new(); self.matcher.vocabulary.len()];
        for (pattern, sets) in std::mem::take(&mut self.needed).into_iter().enumerate() {
            let weight = |set: &SetId| {
                self.matcher
                    .sets
                    .get(*set)
                    .iter()
                    .map(|symbol| u64::from(self.counts[symbol]))
                    .sum::<u64>()
            };
            match sets.iter().min_by_key(|set| (weight(set), **set)) {
                Some(&rarest) => {
                    for &symbol in self.matcher.sets.get(rarest) {
                        posts[symbol as usize].push(pattern as u32);
                    }
                    self.matcher.patterns[pattern].needs =
                        sets.into_iter().filter(|&set| set != rarest).collect();
                }
                None => self.matcher.unposted.push(pattern as u32),
            }
        }
        let mut lists = Lists::default();
        for post in posts {
            lists.push(post);
        }
        self.matcher.posts = lists;
    }

    pub(super) fn symbol(&mut self, kind: Kind, text: &str) -> u32 {
        let next = Special::COUNT + self.entries.len() as u32;
        *self
            .symbols
            .entry((kind, text.to_owned()))
            .or_insert_with(|| {
                self.entries.push((kind, text.to_owned()));
                next
            })
    }

    pub(super) fn term_id(&self, name: &str) -> Option<u32> {
        self.term_ids.get(name).copied()
    }

    pub(super) fn set(&mut self, symbols: Symbols) -> SetId {
        let list: Vec<u32> = symbols.into_iter().collect();
        if let Some(&id) = self.set_ids.get(&list) {
            return id;
        }
        let id = self.matcher.sets.push(list.iter().copied());
        self.set_ids.insert(list, id);
        id
    }

    fn program(&mut self, phrase: &[Node]) -> u32 {
        let start = self.matcher.ops.len() as u32;
        self.phrase(phrase);
        self.matcher.ops.push(Op::Accept);
        start
    }

    pub(super) fn address(&mut self, text: &str) -> u32 {
        let known = self
            .matcher
            .addresses
            .iter()
            .position(|known| known == text);
        known.unwrap_or_else(|| {
            self.matcher.addresses.push(text.to_owned());
            self.matcher.addresses.len() - 1
        }) as u32
    }
}

fn simple(pattern: &Pattern) -> Option<Vec<Node>> {
    match &pattern.form {
        Form::Clauses(clauses, _) => clauses.first().map(|clause| clause.phrase.clone()),
        Form::Raw(_) => None,
    }
}

/// The engine's own terms that say what a negation is.
pub(super) fn is_negation(own: &OwnTerms, term: u32) -> bool {
    own.negation == Some(term)
}
