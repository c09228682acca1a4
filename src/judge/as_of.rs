//! The day a policy is judged as of: a draft as of today, an archived page as of the day it was archived.

use super::{AsOf, Why};
use crate::document::Document;
use jiff::civil::Date;

/// What the user said about the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    #[default]
    Default,
    /// The policy's own effective date.
    Effective,
    /// This day.
    Day(Date),
}

/// The day to judge as of, and why that day. A policy without the date that was asked for is judged as if nothing had been asked.
pub fn settle(asked: Asked, document: &Document, today: Date) -> AsOf {
    match asked {
        Asked::Day(date) => AsOf {
            date,
            why: Why::Asked,
        },
        Asked::Effective => effective(document).unwrap_or_else(|| default(document, today)),
        Asked::Default => default(document, today),
    }
}

fn effective(document: &Document) -> Option<AsOf> {
    document.effective.map(|stated| AsOf {
        date: stated.date,
        why: Why::Effective,
    })
}

fn default(document: &Document, today: Date) -> AsOf {
    match document.archived {
        Some(date) => AsOf {
            date,
            why: Why::Archived,
        },
        None => AsOf {
            date: today,
            why: Why::Today,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::StatedDate, span::Span};
    use jiff::civil::date;

    fn document(archived: Option<Date>, effective: Option<Date>) -> Document {
        Document {
            archived,
            effective: effective.map(|date| StatedDate {
                date,
                ambiguous: None,
                span: Span::default(),
            }),
            ..Document::default()
        }
    }

    #[test]
    fn the_day_asked_for_wins_then_the_archive_then_today() {
        let (day, today) = (date(2011, 3, 4), date(2026, 11, 24));
        let both = document(Some(day), Some(date(2010, 1, 1)));
        let why = |asked, document: &Document| settle(asked, document, today).why;
        assert_eq!(why(Asked::Day(day), &both), Why::Asked);
        assert_eq!(why(Asked::Effective, &both), Why::Effective);
        assert_eq!(why(Asked::Default, &both), Why::Archived);
        assert_eq!(why(Asked::Default, &document(None, None)), Why::Today);
        assert_eq!(why(Asked::Effective, &document(None, None)), Why::Today);
    }
}
