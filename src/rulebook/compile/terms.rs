//! Terms, each after those it uses.

use super::{Compiler, Spot};
use crate::rulebook::pattern::Pattern;
use std::{collections::BTreeMap, ops::Range};

/// Deeper terms are refused: reading them would need a deep stack, and nobody can follow them.
const DEEPEST: usize = 16;
/// A term that stands for more alternatives is refused: its text would be larger than the policies it reads.
const MOST_ALTERNATIVES: usize = 20_000;

/// What a term may not have, and how to say it.
const NOT_IN_TERMS: [(&str, &str); 6] = [
    ("...", "a gap inside a term is `..`, up to 3 words"),
    ("&", "`&` belongs in a signal's pattern"),
    ("!", "`!` belongs in a signal's pattern"),
    (">>", "`>>` belongs in a signal's pattern"),
    ("[", "`[…]` belongs in a signal's pattern"),
    ("re:", "a regular expression belongs in a signal's pattern"),
];

/// A term read, before its place in the order is known.
struct Parsed {
    patterns: Vec<Pattern>,
    /// Terms it uses, and where.
    uses: Vec<(usize, Spot)>,
}

/// A walk over the terms, users before used, noting them the other way round.
struct Walk {
    parsed: Vec<Parsed>,
    path: Vec<usize>,
    /// Alternatives of each finished term.
    sizes: BTreeMap<usize, usize>,
    order: Vec<usize>,
}

impl<'a> Compiler<'a> {
    /// All terms with their patterns, used ones first.
    pub(super) fn terms(&mut self) -> Vec<(&'a str, Vec<Pattern>)> {
        let count = self.terms.rows.len();
        let parsed = (0..count).map(|index| self.one_term(index)).collect();
        let mut walk = Walk {
            parsed,
            path: Vec::new(),
            sizes: BTreeMap::new(),
            order: Vec::new(),
        };
        for index in 0..count {
            self.visit(index, &mut walk);
        }
        let mut parsed: Vec<_> = walk
            .parsed
            .into_iter()
            .map(|parsed| parsed.patterns)
            .collect();
        let rows = &self.terms.rows;
        let taken = walk.order.into_iter();
        taken
            .map(|index| (rows[index].id, std::mem::take(&mut parsed[index])))
            .collect()
    }

    fn one_term(&mut self, index: usize) -> Parsed {
        let row = &self.terms.rows[index];
        let (raw, spot) = (row.raw, row.spot.clone());
        let words = raw.any.iter().flat_map(|words| &words.0);
        let mut parsed = Parsed {
            patterns: Vec::new(),
            uses: Vec::new(),
        };
        for text in words {
            let place = Spot::of(spot.file, text);
            let Some((_, pattern)) = self.pattern(spot.file, text, &BTreeMap::new()) else {
                continue;
            };
            if !pattern.is_simple() {
                let (span, help) = forbidden(text.get_ref());
                let place = self.desk.inside(&place, &span);
                self.desk.error(&place, "a term cannot have this", help);
                continue;
            }
            for (name, range) in &pattern.terms {
                let used = self.terms.find(name);
                parsed
                    .uses
                    .extend(used.map(|used| (used, self.desk.inside(&place, range))));
            }
            parsed.patterns.push(pattern);
        }
        if raw.any.as_ref().is_none_or(|any| any.0.is_empty()) {
            self.desk
                .error(&spot, "this term stands for nothing", "add `any = [\"…\"]`");
        }
        parsed
    }

    fn visit(&mut self, index: usize, walk: &mut Walk) {
        if walk.sizes.contains_key(&index) {
            return;
        }
        walk.path.push(index);
        let mut size = walk.parsed[index].patterns.len();
        for at in 0..walk.parsed[index].uses.len() {
            let (used, spot) = walk.parsed[index].uses[at].clone();
            if let Some(start) = walk.path.iter().position(|above| *above == used) {
                self.report_circle(&walk.path[start..], &spot);
            } else if walk.path.len() >= DEEPEST {
                self.desk.error(
                    &spot,
                    "terms are nested too deeply here",
                    format!("the limit is {DEEPEST}"),
                );
            } else {
                self.visit(used, walk);
                size = size.saturating_add(walk.sizes.get(&used).copied().unwrap_or(0));
            }
        }
        walk.path.pop();
        if size > MOST_ALTERNATIVES {
            let spot = self.terms.rows[index].spot.clone();
            let message = format!("this term stands for {size} alternatives");
            self.desk
                .error(&spot, message, format!("the limit is {MOST_ALTERNATIVES}"));
            size = 0;
        }
        walk.sizes.insert(index, size);
        walk.order.push(index);
    }

    fn report_circle(&mut self, path: &[usize], spot: &Spot) {
        let names = path
            .iter()
            .chain(&path[..1])
            .map(|index| self.terms.rows[*index].id);
        let names: Vec<&str> = names.collect();
        let message = format!("terms go round in a circle: {}", names.join(" → "));
        self.desk
            .error(spot, message, "write out the words in one of them");
    }
}

/// What in a pattern is too much for a term.
fn forbidden(text: &str) -> (Range<usize>, &'static str) {
    let found = NOT_IN_TERMS.iter().find_map(|(sign, help)| {
        let at = text.find(sign)?;
        Some((at..at + sign.len(), *help))
    });
    found.unwrap_or((
        0..text.len(),
        "terms have words, groups, `..`, captures and other terms",
    ))
}
