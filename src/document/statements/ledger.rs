//! The statements so far, within the limits of what is searched.
//!
//! **Invariant: no statement is longer than a few sentences of the limit, and all together borrow and own no more words than theirs.**

use crate::{
    document::{Role, Segment, Statement, StatementKind},
    limits::{Limit, SENTENCE_WORDS, STATEMENTS, WORDS},
};
use std::ops::Range;

/// Statements, their words counted.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) statements: Vec<Statement>,
    /// Limits reached, and the token where.
    pub(super) reached: Vec<(Limit, u32)>,
    words: usize,
    full: bool,
}

impl Ledger {
    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Adds a statement, in pieces if it is too long.
    pub(super) fn add(&mut self, mut statement: Statement) {
        for segment in &mut statement.segments {
            if segment.role == Role::Borrowed {
                segment.tokens = last_piece(&segment.tokens);
            }
        }
        // A row's headings are as many as its cells; the lead-ins of an item are few.
        let borrowed = match statement.kind {
            StatementKind::Row => count(&statement.segments, Role::Borrowed),
            _ => 0,
        };
        if borrowed + count(&statement.segments, Role::Own) <= SENTENCE_WORDS {
            return self.take(statement);
        }
        self.reach(Limit::SentenceWords, first(&statement.segments));
        for segments in pieces(&statement.segments) {
            self.take(Statement {
                segments,
                ..statement
            });
        }
    }

    fn take(&mut self, statement: Statement) {
        if self.full {
            return;
        }
        let words =
            count(&statement.segments, Role::Own) + count(&statement.segments, Role::Borrowed);
        let limit = if self.words + words > WORDS {
            Limit::Words
        } else if self.statements.len() >= STATEMENTS {
            Limit::Statements
        } else {
            self.words += words;
            return self.statements.push(statement);
        };
        self.full = true;
        self.reach(limit, first(&statement.segments));
    }

    fn reach(&mut self, limit: Limit, at: u32) {
        if self.reached.iter().all(|(known, _)| *known != limit) {
            self.reached.push((limit, at));
        }
    }
}

/// A lead-in that was read in pieces lends its last one, which is where it announces.
fn last_piece(tokens: &Range<u32>) -> Range<u32> {
    tokens
        .start
        .max(tokens.end.saturating_sub(SENTENCE_WORDS as u32))..tokens.end
}

fn count(segments: &[Segment], role: Role) -> usize {
    let of = segments.iter().filter(|segment| segment.role == role);
    of.map(|segment| segment.tokens.len()).sum()
}

/// The first own word.
fn first(segments: &[Segment]) -> u32 {
    let own = segments.iter().find(|segment| segment.role == Role::Own);
    own.map_or(0, |segment| segment.tokens.start)
}

/// Stretches of segments with at most so many words; what one borrows goes with each piece of the own words behind it.
fn pieces(segments: &[Segment]) -> Vec<Vec<Segment>> {
    let (mut pieces, mut piece, mut words) = (Vec::new(), Vec::new(), 0);
    let mut borrowed: Vec<Segment> = Vec::new();
    for segment in segments {
        if segment.role == Role::Borrowed {
            borrowed.push(segment.clone());
            continue;
        }
        for own in cut(segment) {
            let more = own.tokens.len() + count(&borrowed, Role::Borrowed);
            if words > 0 && words + more > SENTENCE_WORDS {
                pieces.push(std::mem::take(&mut piece));
                words = 0;
            }
            words += more;
            piece.extend(borrowed.iter().cloned());
            piece.push(own);
        }
        borrowed.clear();
    }
    pieces.push(piece);
    pieces
}

/// Own words in stretches of the limit.
fn cut(segment: &Segment) -> impl Iterator<Item = Segment> {
    let end = segment.tokens.end;
    segment
        .tokens
        .clone()
        .step_by(SENTENCE_WORDS)
        .map(move |start| Segment {
            tokens: start..end.min(start + SENTENCE_WORDS as u32),
            role: Role::Own,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::source::Source;

    fn document(name: &str, text: &str) -> Document {
        Document::parse(&Source::from_text(name, text))
    }

    fn owned(document: &Document) -> Vec<u32> {
        let statements = document.statements.iter();
        statements
            .flat_map(|statement| &statement.segments)
            .filter(|segment| segment.role == Role::Own)
            .flat_map(|segment| segment.tokens.clone())
            .collect()
    }

    #[test]
    fn a_long_sentence_is_read_in_pieces_and_none_of_it_is_lost() {
        let document = document("x.txt", &"data and ".repeat(SENTENCE_WORDS));
        assert_eq!(document.statements.len(), 2);
        assert_eq!(
            owned(&document),
            (0..2 * SENTENCE_WORDS as u32).collect::<Vec<_>>()
        );
        assert_eq!(document.reached[0].limit, Limit::SentenceWords);
        assert!(document.is_whole());
    }

    #[test]
    fn a_wide_row_is_read_in_pieces_each_cell_under_its_heading() {
        let cells = SENTENCE_WORDS;
        let (head, row) = ("name|".repeat(cells), "yes|".repeat(cells));
        let text = format!("|{head}\n|{}\n|{row}\n", "-|".repeat(cells));
        let document = document("x.md", &text);
        let rows: Vec<&Statement> = document
            .statements
            .iter()
            .filter(|statement| statement.kind == StatementKind::Row)
            .collect();
        assert_eq!(rows.len(), 2);
        for row in rows {
            let roles: Vec<Role> = row.segments.iter().map(|segment| segment.role).collect();
            assert!(
                roles
                    .chunks(2)
                    .all(|pair| pair == [Role::Borrowed, Role::Own])
            );
        }
    }

    #[test]
    fn what_is_behind_the_limit_of_words_is_told() {
        let document = document(
            "x.txt",
            &"We share no data of yours with others. ".repeat(WORDS / 8 + 1),
        );
        assert_eq!(document.statements.len(), WORDS / 8);
        assert!(!document.is_whole());
        let place = document.reached[0].at;
        assert_eq!(document.tokens[WORDS].span, place);
    }

    #[test]
    fn a_lead_in_lent_to_many_items_counts_each_time() {
        let lead = "we share data and ".repeat(100);
        let text = format!(
            "{lead} the following:\n\n{}",
            "- your name\n".repeat(10_000)
        );
        let document = document("x.md", &text);
        assert!(document.statements.len() < 1000);
        assert_eq!(document.reached[0].limit, Limit::Words);
    }
}
