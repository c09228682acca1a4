//! All patterns, compiled against one vocabulary: what [`crate::scan`] runs.

use serde::{Deserialize, Serialize};

/// All patterns of all signals, compiled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Matcher {}
