//! Dates that the policy or its archive states.

use super::{Document, StatedDate};
use jiff::civil::Date;

/// The policy's own date.
pub(crate) fn find(document: &Document) -> Option<StatedDate> {
    let _ = document;
    None
}

/// The day in an archive's line about the page.
pub(crate) fn archive_line(line: &str) -> Option<Date> {
    let _ = line;
    None
}
