//! Bounds: `<= 45 days`, `>= 30 business days`.

use super::{Bound, Dated, Relation};
use crate::quantity::{Duration, Unit};

/// What a bound looks like, for messages.
pub(super) const EXAMPLE: &str =
    "write `<= 45 days` or `>= 30 days`; units: hours, days, business days, weeks, months, years";

/// The bound written in `text`.
pub(super) fn parse(text: &str) -> Option<Bound> {
    let text = text.trim();
    let (relation, rest) = if let Some(rest) = text.strip_prefix("<=") {
        (Relation::AtMost, rest)
    } else {
        (Relation::AtLeast, text.strip_prefix(">=")?)
    };
    let (count, unit) = rest.trim().split_once(char::is_whitespace)?;
    let limit = Duration {
        count: count
            .parse()
            .ok()
            .filter(|count| (0.0..1e6).contains(count))?,
        unit: unit_of(unit.trim())?,
    };
    Some(Bound { relation, limit })
}

/// The demand on the policy's date written in `text`.
pub(super) fn parse_dated(text: &str) -> Option<Dated> {
    match text.trim() {
        "known" => Some(Dated::Known),
        "past" => Some(Dated::Past),
        "unambiguous" => Some(Dated::Unambiguous),
        other => parse(other)
            .filter(|bound| bound.relation == Relation::AtMost)
            .map(|bound| Dated::Within(bound.limit)),
    }
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" => Unit::Hours,
        "day" | "days" => Unit::Days,
        "business day" | "business days" => Unit::BusinessDays,
        "week" | "weeks" => Unit::Weeks,
        "month" | "months" => Unit::Months,
        "year" | "years" => Unit::Years,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read() {
        let bound = parse(">= 30 business days").expect("a bound");
        assert_eq!(bound.relation, Relation::AtLeast);
        assert_eq!(bound.limit.unit, Unit::BusinessDays);
        for wrong in [
            "45 days",
            "< 45 days",
            "<= days",
            "<= 45",
            "<= 45 fortnights",
            "<= -1 days",
            "",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert!(matches!(
            parse_dated("<= 12 months"),
            Some(Dated::Within(_))
        ));
        assert_eq!(parse_dated(">= 12 months"), None);
    }
}
