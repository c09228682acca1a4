//! Whether a text is about what the rules are about.
//!
//! A recipe, a licence or a report in a newspaper can hold many phrases that mean something in a policy and nothing there. A text of some length
//! that hardly ever names the subject matter (term `subject-matter`) is not read as a policy: nothing it says counts.

use super::{Force, Hit, memory::Memory, run::Run, view::View, words::Words};
use crate::rulebook::Rulebook;

/// A shorter text may be an excerpt, and is taken at its word.
const LONG: usize = 100;
/// A policy names its subject matter every twenty words or so; one mention in so many words is not yet a policy.
const SPARSE: usize = 250;

/// Whether the text is long and hardly names the subject matter.
pub(super) fn is_missed(words: &Words<'_>) -> bool {
    let length = words.document.tokens.len();
    let Some(term) = words.matcher.own.subject_matter.filter(|_| length >= LONG) else {
        return false;
    };
    let wanted = length.div_ceil(SPARSE);
    let (mut view, mut memory) = (View::default(), Memory::default());
    let mut found = 0;
    for (number, statement) in words.document.statements.iter().enumerate() {
        view.load(statement, number as u32);
        let mut run = Run::new(words, &view, &mut memory);
        found += (0..view.len())
            .filter(|&at| run.term(term, at) != 0)
            .count();
        if found >= wanted {
            return false;
        }
    }
    true
}

/// Refuses what was found, save what only gives context (claims, territories, places).
pub(super) fn refuse(rulebook: &Rulebook, hits: &mut [Hit]) {
    for hit in hits {
        if !rulebook.signals[hit.signal as usize].id.starts_with('_') {
            hit.force = Force::OffTopic;
        }
    }
}
