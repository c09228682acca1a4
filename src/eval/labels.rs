//! Label files: one policy a line, as JSON.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A policy that people have read.
#[derive(Debug, Clone, Deserialize)]
pub struct Labelled {
    /// Its name.
    pub id: String,
    /// Its file, relative to the label file.
    pub path: String,
    /// Near-duplicates share one; they count once together.
    pub cluster: String,
    /// Label to 1 (there) or 0 (not there).
    pub labels: BTreeMap<String, u8>,
    /// Label to the words that people marked.
    #[serde(default)]
    pub evidence: BTreeMap<String, Vec<String>>,
}

/// The policies of a label file, or the line that cannot be read and why.
///
/// # Errors
/// The number of the line (from 1) and what is wrong with it.
pub fn parse(text: &str) -> Result<Vec<Labelled>, (usize, String)> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|problem| (at + 1, problem.to_string()))
        })
        .collect()
}

/// The corpus of a label: what stands before its first slash.
pub fn corpus(label: &str) -> &str {
    label.split('/').next().unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named() {
        let good = r#"{"id": "x/1", "path": "x/1.html", "cluster": "x/1", "labels": {"x/A": 1}}"#;
        assert_eq!(parse(good).expect("reads")[0].labels["x/A"], 1);
        assert_eq!(parse(&format!("{good}\n\n{{")).expect_err("fails").0, 3);
    }
}
