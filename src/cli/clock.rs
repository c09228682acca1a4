//! The only clock: what day it is.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// Today, in UTC: the same on every machine at one moment.
pub(super) fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}
