//! From the trees of patterns to one [`Matcher`].

use super::super::pattern::{Clause, Form, Node, Pattern, Wanted};
use super::{
    ClauseProgram, Compiled, Lists, Matcher, Need, Op, OwnTerms, PhraseProgram, Polarity, Ranges,
    SetId, Special, Term, Usage,
    needs::{self, Anchor},
    vocabulary::{Kind, Vocabulary},
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeSet, ops::Range};

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
    /// The trees of the terms, for what negates.
    pub(super) term_trees: Vec<Vec<Vec<Node>>>,
    /// Per term, the word that it needs.
    pub(super) term_needs: Vec<Option<Anchor>>,
    /// Per term that is always one word, its symbols.
    pub(super) term_words: Vec<Option<Symbols>>,
    /// What is common in policies.
    usage: Usage,
    /// Per symbol, how common it is, once asked.
    weights: FxHashMap<u32, u64>,
    /// Phrases compiled, and where.
    programs: FxHashMap<Vec<Node>, u32>,
    /// Phrases that headings must say, to their index.
    headings: FxHashMap<Vec<Node>, u32>,
    /// Symbols that meet each need of patterns.
    needs: Lists,
    need_ids: FxHashMap<Vec<u32>, u32>,
    /// Per pattern, the rarest of its needs.
    rarest: Vec<Option<u32>>,
}

impl Builder {
    /// Nothing yet. Patterns will hang on the words that are rarest by this count.
    pub fn new(usage: Usage) -> Self {
        Builder {
            usage,
            ..Builder::default()
        }
    }

    /// Adds a term. Its patterns are simple ([`Pattern::is_simple`]); terms they use are there already.
    pub fn term(&mut self, name: &str, patterns: &[Pattern]) {
        let phrases: Vec<Vec<Node>> = patterns.iter().filter_map(simple).collect();
        let id = self.term_trees.len() as u32;
        let first = needs::first_of_any(self, &phrases);
        let first = first.map(|symbols| self.set(symbols));
        let start = self.program(&[Node::Group(phrases.clone())]);
        let (least, most) = needs::length_of_any(self, &phrases);
        self.matcher.terms.push(Term {
            name: name.to_owned(),
            start,
            first,
            least: least as u8,
            most: most as u8,
            captures: needs::captures(self, &phrases),
        });
        let needs = needs::of_group(self, &phrases);
        self.term_needs.push(needs);
        let words = self.single(&Node::Group(phrases.clone()));
        self.term_words.push(words);
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
        self.matcher.needs.meet(&self.needs, symbols);
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
                    .map(|clause| needs::of_phrase(self, &clause.phrase))
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
                compiled.clauses = self.clauses(clauses);
                compiled.then = self.clauses(then);
            }
        }
        self.matcher.patterns.push(compiled);
        self.hang(&needed);
    }

    /// Notes what the pattern added last needs, by clause, and the rarest of it.
    fn hang(&mut self, needed: &[Vec<Anchor>]) {
        let mut rarest = None;
        let mut needs = Vec::new();
        for clause in needed {
            for (at, Anchor { symbols, away }) in clause.iter().enumerate() {
                let (weight, id) = (self.weight(symbols), self.need(symbols));
                rarest = [rarest, Some((weight, id))].into_iter().flatten().min();
                needs.push(Need {
                    id,
                    begins: at == 0,
                    least: away.0.min(needs::LONG) as u8,
                    most: away.1.min(needs::LONG) as u8,
                });
            }
        }
        self.rarest.push(rarest.map(|(_, id)| id));
        self.matcher.needs.push(&needs);
    }

    /// Number of the need that words with one of the symbols meet.
    fn need(&mut self, symbols: &Symbols) -> u32 {
        let list: Vec<u32> = symbols.iter().copied().collect();
        let (needs, known) = (&mut self.needs, self.need_ids.entry(list));
        *known.or_insert_with_key(|list| needs.push(list.iter().copied()))
    }

    /// Compiles clauses and says where they are.
    fn clauses(&mut self, clauses: &[Clause]) -> Range<u32> {
        let start = self.matcher.clauses.len() as u32;
        for clause in clauses {
            let clause = self.clause(clause);
            self.matcher.clauses.push(clause);
        }
        start..self.matcher.clauses.len() as u32
    }

    fn clause(&mut self, clause: &Clause) -> ClauseProgram {
        let heading = clause.heading.as_ref().map(|phrase| self.heading(phrase));
        let first = needs::first(self, &clause.phrase).map(|symbols| self.set(symbols));
        ClauseProgram {
            heading,
            absent: clause.wanted == Wanted::Absent,
            start: self.program(&clause.phrase),
            first,
        }
    }

    /// Index of a phrase that headings must say.
    fn heading(&mut self, phrase: &[Node]) -> u32 {
        if let Some(&known) = self.headings.get(phrase) {
            return known;
        }
        let first = needs::first(self, phrase).map(|symbols| self.set(symbols));
        let start = self.program(phrase);
        self.matcher.headings.push(PhraseProgram { start, first });
        let index = self.headings.len() as u32;
        self.headings.insert(phrase.to_vec(), index);
        index
    }

    /// Lists every pattern that looks for something under the rarest of its needs.
    fn post(&mut self) {
        let mut posts = vec![Vec::new(); self.matcher.vocabulary.len()];
        for ranges in &self.matcher.signals {
            for pattern in ranges.any..ranges.not {
                match self.rarest[pattern as usize] {
                    None => self.matcher.unposted.push(pattern),
                    Some(rarest) => {
                        for &symbol in self.needs.get(rarest) {
                            posts[symbol as usize].push(pattern);
                        }
                    }
                }
            }
        }
        let mut lists = Lists::default();
        for post in posts {
            lists.push(post);
        }
        self.matcher.posts = lists;
    }

    /// How common words with one of the symbols are.
    pub(super) fn weight(&mut self, symbols: &Symbols) -> u64 {
        symbols.iter().map(|&symbol| self.weight_of(symbol)).sum()
    }

    fn weight_of(&mut self, symbol: u32) -> u64 {
        if let Some(&known) = self.weights.get(&symbol) {
            return known;
        }
        let weight = match symbol.checked_sub(Special::COUNT) {
            None => self.usage.of_special(symbol),
            Some(entry) => {
                let (kind, text) = &self.entries[entry as usize];
                self.usage.of(*kind, text)
            }
        };
        self.weights.insert(symbol, weight);
        weight
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

    /// Where the program of a phrase begins; the same phrase is compiled once.
    fn program(&mut self, phrase: &[Node]) -> u32 {
        if let Some(&known) = self.programs.get(phrase) {
            return known;
        }
        let start = self.matcher.ops.len() as u32;
        self.phrase(phrase);
        self.matcher.ops.push(Op::Accept);
        self.programs.insert(phrase.to_vec(), start);
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
