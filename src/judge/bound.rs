//! Lengths of time against the law's limit.
//!
//! Like is compared with like: months and years by the calendar (12 to a year), days, weeks and hours by the clock, business days
//! with business days. Across these kinds everything becomes calendar days: where a limit is a ceiling, a month has 31 and a year 366,
//! where it is a floor, 28 and 365; five business days take a week.

use crate::{
    quantity::{Duration, Unit},
    rulebook::{Bound, Relation},
};

/// Whether a stated length keeps to the bound.
pub(super) fn keeps(bound: Bound, stated: Duration) -> bool {
    let (stated, limit) = comparable(stated, bound);
    match bound.relation {
        Relation::AtMost => stated <= limit,
        Relation::AtLeast => stated >= limit,
    }
}

fn comparable(stated: Duration, bound: Bound) -> (f64, f64) {
    let limit = bound.limit;
    if stated.unit == limit.unit {
        return (stated.count, limit.count);
    }
    match (months(stated), months(limit)) {
        (Some(stated), Some(limit)) => (stated, limit),
        _ => (days(stated, bound.relation), days(limit, bound.relation)),
    }
}

fn months(length: Duration) -> Option<f64> {
    match length.unit {
        Unit::Months => Some(length.count),
        Unit::Years => Some(length.count * 12.0),
        Unit::Hours | Unit::Days | Unit::BusinessDays | Unit::Weeks => None,
    }
}

fn days(length: Duration, relation: Relation) -> f64 {
    let (month, year) = match relation {
        Relation::AtMost => (31.0, 366.0),
        Relation::AtLeast => (28.0, 365.0),
    };
    match length.unit {
        Unit::Hours => length.count / 24.0,
        Unit::Days => length.count,
        Unit::BusinessDays => length.count * 1.4,
        Unit::Weeks => length.count * 7.0,
        Unit::Months => (length.count / 12.0).trunc() * year + length.count % 12.0 * month,
        Unit::Years => length.count * year,
    }
}

/// `60 days`, `1 month`.
pub(super) fn in_words(length: Duration) -> String {
    let unit = match length.unit {
        Unit::Hours => "hour",
        Unit::Days => "day",
        Unit::BusinessDays => "business day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    let plural = if (length.count - 1.0).abs() < f64::EPSILON {
        ""
    } else {
        "s"
    };
    format!("{} {unit}{plural}", length.count)
}

/// `45 days is the most`.
pub(super) fn limit_in_words(bound: Bound) -> String {
    let limit = in_words(bound.limit);
    match bound.relation {
        Relation::AtMost => format!("{limit} is the most"),
        Relation::AtLeast => format!("{limit} is the least"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Duration {
        let (count, unit) = text.split_once(' ').expect("a number and a unit");
        let unit = match unit.trim_end_matches('s') {
            "hour" => Unit::Hours,
            "day" => Unit::Days,
            "business day" => Unit::BusinessDays,
            "week" => Unit::Weeks,
            "month" => Unit::Months,
            _ => Unit::Years,
        };
        let count = count.parse().expect("a number");
        Duration { count, unit }
    }

    #[test]
    fn stated_lengths_keep_to_a_limit_or_break_it() {
        let cases = [
            ("45 days", "<=", "45 days", true),
            ("60 days", "<=", "45 days", false),
            ("1 month", "<=", "45 days", true),
            ("1 month", "<=", "30 days", false),
            ("30 days", "<=", "1 month", true),
            ("15 business days", "<=", "15 business days", true),
            ("45 business days", "<=", "45 days", false),
            ("15 days", "<=", "15 business days", true),
            ("10 business days", "<=", "2 weeks", true),
            ("72 hours", "<=", "3 days", true),
            ("1 year", "<=", "12 months", true),
            ("1 year", ">=", "12 months", true),
            ("365 days", ">=", "12 months", true),
            ("30 days", ">=", "1 month", true),
            ("6 months", ">=", "1 year", false),
        ];
        for (stated, relation, limit, expected) in cases {
            let relation = match relation {
                "<=" => Relation::AtMost,
                _ => Relation::AtLeast,
            };
            let limit = length(limit);
            let kept = keeps(Bound { relation, limit }, length(stated));
            assert_eq!(kept, expected, "{stated} {relation:?} {limit:?}");
        }
    }

    #[test]
    fn lengths_in_words() {
        assert_eq!(in_words(length("1 month")), "1 month");
        assert_eq!(in_words(length("45 business days")), "45 business days");
        assert_eq!(in_words(length("1.5 years")), "1.5 years");
    }
}
