//! Which patterns to try on a statement, and what came of it.

use super::{
    Force, Hit, Value,
    marks::Marks,
    memory::Memory,
    over::Over,
    run::{Match, Run, Touches},
    view::View,
    wanted,
    words::Words,
};
use crate::{
    document::StatementKind,
    rulebook::{
        Headings, Hedged, Negated, Rulebook,
        matcher::{ClauseProgram, Compiled, Polarity},
    },
    span::Span,
};
use std::ops::Range;

/// How many statements after the first may hold the second step of a pattern (`>>`).
const STEP_STATEMENTS: usize = 3;

/// The search through the statements of one document.
pub(super) struct Search<'a> {
    rulebook: &'a Rulebook,
    words: &'a Words<'a>,
    /// The statement in view, and what is remembered of it.
    view: View,
    memory: Memory,
    /// Which statement that is.
    focus: usize,
    /// The views and memories of statements near it, for patterns of two steps; the place of the one in view is empty.
    near: [(View, Memory); STEP_STATEMENTS + 1],
    /// Per symbol, the last statement (plus one) that holds it.
    seen: Vec<u32>,
    /// Per pattern, the last statement (plus one) it was considered for.
    considered: Vec<u32>,
    candidates: Vec<u32>,
    /// Patterns to look for, a bit each; none: all.
    wanted: Option<Vec<u64>>,
    /// What the headings say, for `[heading]`.
    over: Over,
}

/// A match of a pattern in a statement.
struct Found {
    spans: Vec<Span>,
    force: Force,
    values: Vec<(Value, Span)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        rulebook: &'a Rulebook,
        words: &'a Words<'a>,
        wanted: Option<Vec<bool>>,
    ) -> Self {
        Search {
            rulebook,
            words,
            view: View::default(),
            memory: Memory::default(),
            focus: 0,
            near: Default::default(),
            seen: vec![0; words.matcher.vocabulary.len()],
            considered: vec![0; words.matcher.patterns.len()],
            candidates: Vec::new(),
            wanted: wanted.map(|signals| wanted::patterns(words.matcher, &signals)),
            over: Over::new(words.document),
        }
    }

    /// Adds the hits in one statement.
    pub(super) fn statement(&mut self, index: usize, hits: &mut Vec<Hit>) {
        let statement = &self.words.document.statements[index];
        self.focus(index);
        if self.view.len() == 0 {
            return;
        }
        self.consider(index);
        let candidates = std::mem::take(&mut self.candidates);
        let mut marks = None;
        let matcher = self.words.matcher;
        let signal_of = |pattern: u32| matcher.patterns[pattern as usize].signal;
        for patterns in candidates.chunk_by(|&a, &b| signal_of(a) == signal_of(b)) {
            let signal = signal_of(patterns[0]);
            if statement.kind == StatementKind::Heading
                && self.rulebook.signals[signal as usize].headings == Headings::Context
            {
                continue;
            }
            if let Some(found) = self.signal(index, patterns, &mut marks) {
                hits.push(Hit {
                    signal,
                    statement: index as u32,
                    spans: found.spans,
                    force: found.force,
                    values: found.values,
                });
            }
        }
        self.candidates = candidates;
    }

    /// Brings a statement into view. Those near it stay as they are, so that each is loaded once.
    fn focus(&mut self, index: usize) {
        self.swap(self.focus);
        self.swap(index);
        self.focus = index;
        let number = index as u32 + 1;
        if self.view.number != number {
            let statement = &self.words.document.statements[index];
            self.view.load(statement, number);
        }
    }

    fn swap(&mut self, index: usize) {
        let place = &mut self.near[index % (STEP_STATEMENTS + 1)];
        std::mem::swap(&mut self.view, &mut place.0);
        std::mem::swap(&mut self.memory, &mut place.1);
    }

    fn pattern(&self, pattern: u32) -> &'a Compiled {
        &self.words.matcher.patterns[pattern as usize]
    }

    /// Fills `candidates`: patterns (no `not` ones) whose needs are all in the statement, by signal.
    fn consider(&mut self, index: usize) {
        let matcher = self.words.matcher;
        let stamp = index as u32 + 1;
        self.memory.index(self.words, &self.view);
        self.candidates.clear();
        for &token in &self.view.tokens {
            for &symbol in self.words.of(token) {
                if std::mem::replace(&mut self.seen[symbol as usize], stamp) != stamp {
                    self.candidates.extend_from_slice(matcher.posts.get(symbol));
                }
            }
        }
        self.candidates.extend_from_slice(&matcher.unposted);
        let wanted = self.wanted.as_deref();
        let (memory, considered) = (&self.memory, &mut self.considered);
        self.candidates.retain(|&pattern| {
            wanted.is_none_or(|wanted| wanted[pattern as usize / 64] >> (pattern % 64) & 1 == 1)
                && std::mem::replace(&mut considered[pattern as usize], stamp) != stamp
                && memory.may_hold(matcher.needs.of(pattern))
        });
        self.candidates.sort_unstable();
    }

    /// The best that one signal's patterns find: plain before hedged before refused.
    fn signal(
        &mut self,
        index: usize,
        patterns: &[u32],
        marks: &mut Option<Marks>,
    ) -> Option<Found> {
        let mut best: Option<Found> = None;
        for &pattern in patterns {
            let compiled = self.pattern(pattern);
            if best.as_ref().is_some_and(|best| best.force == Force::Plain) && !compiled.captures {
                continue; // nothing to gain
            }
            let Some(found) = self.found(index, compiled, marks) else {
                continue;
            };
            match &mut best {
                Some(best) if rank(best.force) <= rank(found.force) => {
                    if best.force == found.force {
                        best.values.extend(found.values);
                    }
                }
                _ => best = Some(found),
            }
        }
        let mut best = best?;
        best.values.sort_by_key(|(_, span)| *span);
        best.values.dedup_by_key(|(_, span)| *span);
        if let Some(refused) = self.refused(index, patterns[0]) {
            best.force = Force::Refused(refused);
        } else if self.words.document.statements[index].kind == StatementKind::EmptyAnnouncement {
            best.force = Force::Announced;
        }
        Some(best)
    }

    /// The words of the signal's `not` patterns, if one is in the statement.
    fn refused(&mut self, index: usize, pattern: u32) -> Option<Span> {
        let ranges = self.words.matcher.signals[self.pattern(pattern).signal as usize];
        for pattern in ranges.not..ranges.end {
            let compiled = self.pattern(pattern);
            if let Some(matches) = self.clauses(index, &compiled.clauses, None)
                && let Some(first) = matches.first()
            {
                let mut spans = Vec::new();
                self.view
                    .spans(self.words.document, first.start, first.end, &mut spans);
                return spans.first().copied();
            }
        }
        None
    }

    fn found(
        &mut self,
        index: usize,
        compiled: &Compiled,
        marks: &mut Option<Marks>,
    ) -> Option<Found> {
        if let Some(raw) = compiled.raw {
            return self.raw(index, raw);
        }
        let mut matches = self.clauses(index, &compiled.clauses, None)?;
        let signal = &self.rulebook.signals[compiled.signal as usize];
        let mut force = Force::Plain;
        if compiled.negation == Polarity::Plain && signal.negated == Negated::Refused {
            let marks = self.marks(marks);
            if let Some(negation) = matches.iter().find_map(|found| marks.negates(found)) {
                let closed = (marks.negation.as_slice(), marks.scope.as_slice());
                match self.clauses(index, &compiled.clauses, Some(closed)) {
                    Some(free) if free.iter().all(|found| marks.negates(found).is_none()) => {
                        matches = free;
                    }
                    _ => force = Force::Negated(self.word(negation)),
                }
            }
        }
        if force == Force::Plain && signal.hedged == Hedged::Weak {
            let hedge = matches
                .iter()
                .find_map(|found| self.marks(marks).hedges(found));
            force = hedge.map_or(Force::Plain, |hedge| Force::Hedged(self.word(hedge)));
        }
        let mut found = self.told(&matches, force);
        if !compiled.then.is_empty() {
            self.step(index, compiled, &mut found)?;
        }
        Some(found)
    }

    /// The marks of the statement in view, made when first asked for.
    fn marks<'m>(&mut self, marks: &'m mut Option<Marks>) -> &'m Marks {
        marks.get_or_insert_with(|| Marks::new(self.words, &self.view, &mut self.memory))
    }

    fn word(&self, at: usize) -> Span {
        self.words.document.tokens[self.view.tokens[at] as usize].span
    }

    /// Matches of all clauses that must be there; none if one is not, or one that must be absent is. A clause with a heading is
    /// there only under that heading. One clause must touch the statement's own words; the others may be in its lead-in.
    fn clauses(
        &mut self,
        index: usize,
        range: &Range<u32>,
        closed: Option<(&[bool], &[Option<u32>])>,
    ) -> Option<Vec<Match>> {
        let clauses = self.words.matcher.clauses(range);
        if !self.may_find(index, clauses) {
            return None;
        }
        let mut matches = Vec::with_capacity(clauses.len());
        let mut owns = false;
        for clause in clauses {
            let mut run = Run::new(self.words, &self.view, &mut self.memory);
            run.closed = if clause.absent { None } else { closed };
            let mut found = run.find(clause);
            owns |= found.is_some();
            if found.is_none() && !clause.absent && clauses.len() > 1 && self.view.borrows() {
                run.touches = Touches::Any;
                found = run.find(clause);
            }
            let found = found.filter(|_| self.is_under(index, clause));
            match found {
                Some(_) if clause.absent => return None,
                None if !clause.absent => return None,
                Some(found) => matches.push(found),
                None => {}
            }
        }
        (owns || matches.is_empty()).then_some(matches)
    }

    /// Whether all clauses that must be there may be.
    fn may_find(&mut self, index: usize, clauses: &[ClauseProgram]) -> bool {
        let mut run = Run::new(self.words, &self.view, &mut self.memory);
        let mut wanted = clauses.iter().filter(|clause| !clause.absent);
        wanted.clone().all(|clause| run.may_find(clause))
            && wanted.all(|clause| self.is_under(index, clause))
    }

    /// Whether the statement stands under a heading that the clause asks for.
    fn is_under(&mut self, index: usize, clause: &ClauseProgram) -> bool {
        let phrase = clause.heading;
        phrase.is_none_or(|phrase| self.over.says(self.words, index, phrase))
    }

    fn told(&mut self, matches: &[Match], force: Force) -> Found {
        let document = self.words.document;
        let mut found = Found {
            spans: Vec::new(),
            force,
            values: Vec::new(),
        };
        let run = Run::new(self.words, &self.view, &mut self.memory);
        for one in matches {
            self.view
                .spans(document, one.start, one.end, &mut found.spans);
            for (value, place) in run.values(one) {
                let first = document.tokens[self.view.tokens[place.start] as usize].span;
                let last = document.tokens[self.view.tokens[place.end - 1] as usize].span;
                found.values.push((value, first.cover(last)));
            }
        }
        found.spans.sort_unstable();
        found.spans.dedup();
        found
    }

    fn raw(&self, index: usize, raw: u32) -> Option<Found> {
        let regex = self.words.matcher.raw.get(raw)?;
        let document = self.words.document;
        let block = document.statements[index].block;
        let span = self
            .view
            .tokens
            .iter()
            .map(|&token| document.tokens[token as usize]);
        let own = document
            .blocks
            .get(block as usize)
            .map(|block| block.span)?;
        let mut spans = span
            .map(|token| token.span)
            .filter(|span| own.start <= span.start && span.end <= own.end);
        let first = spans.next()?;
        let whole = spans.fold(first, Span::cover);
        let found = regex.find(&document.text[whole.range()])?;
        let start = whole.start as usize;
        Some(Found {
            spans: vec![Span::new(start + found.start(), start + found.end())],
            force: Force::Plain,
            values: Vec::new(),
        })
    }

    /// The second step of a pattern in one of the statements that follow in the section.
    fn step(&mut self, index: usize, compiled: &Compiled, found: &mut Found) -> Option<()> {
        let statements = &self.words.document.statements;
        let section = statements[index].section;
        let mut second = None;
        let following = statements.iter().enumerate().skip(index + 1);
        for (next, statement) in following.take(STEP_STATEMENTS) {
            if statement.section != section || statement.kind == StatementKind::Heading {
                break;
            }
            self.focus(next);
            second = self
                .clauses(index, &compiled.then, None)
                .map(|matches| self.told(&matches, found.force));
            if second.is_some() {
                break;
            }
        }
        self.focus(index);
        let second = second?;
        found.spans.extend(second.spans);
        found.values.extend(second.values);
        Some(())
    }
}

fn rank(force: Force) -> u8 {
    match force {
        Force::Plain => 0,
        Force::Hedged(_) => 1,
        _ => 2,
    }
}
