//! Many policies: where they come from, how they are judged in parallel, what becomes of them all together.
//!
//! One policy goes the way of every policy ([`Question::judge`]). `ordered` runs many of them on all cores and hands the results on in
//! order; `row` is a policy as one line of a file; `tally` counts; `overview` groups the counts for telling; `warc` reads web archives.
//! **Invariant: rows and counts depend on the inputs and the question alone, not on the number of threads, nor on whether the audit was
//! interrupted and resumed.** So everything that is told can be made again from the rows.

pub mod ordered;
mod overview;
mod question;
pub mod row;
mod tally;
pub mod warc;

pub use overview::{Overview, Prevalence, RegimeOverview, Shares, YearOverview};
pub use question::{Judged, Question};
pub use tally::{Marks, Tally};
