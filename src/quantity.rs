//! Quantities that a policy states and a rule bounds.

use serde::{Deserialize, Serialize};

/// A length of time as written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Duration {
    /// How many.
    pub count: f64,
    /// Of what.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Hours
    Hours,
    /// Calendar days
    Days,
    /// Business or working days
    BusinessDays,
    /// Weeks
    Weeks,
    /// Months
    Months,
    /// Years
    Years,
}
