//! Labels in doubt: what people marked, and the text does not bear out, each with the reason.

use super::Decision;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Labels that are in doubt.
#[derive(Debug, Clone, Default)]
pub struct Disputed {
    /// Policy and label.
    pairs: BTreeSet<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    disputed: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    label: String,
    why: String,
    policies: Vec<String>,
}

impl Disputed {
    /// The labels in doubt written in `text` (TOML: `[[disputed]]` with `label`, `why` and `policies`).
    ///
    /// # Errors
    /// What cannot be read, or an entry without a reason.
    pub fn parse(text: &str) -> Result<Disputed, String> {
        let file: File = toml::from_str(text).map_err(|problem| problem.to_string())?;
        let mut pairs = BTreeSet::new();
        for entry in file.disputed {
            if entry.why.trim().is_empty() {
                return Err(format!("{}: say why it is disputed", entry.label));
            }
            let pair = |policy| (policy, entry.label.clone());
            pairs.extend(entry.policies.into_iter().map(pair));
        }
        Ok(Disputed { pairs })
    }

    /// The decisions on labels that are not in doubt.
    pub fn without(&self, decisions: &[Decision]) -> Vec<Decision> {
        let doubted = |of: &&Decision| self.pairs.contains(&(of.id.clone(), of.label.clone()));
        decisions
            .iter()
            .filter(|decision| !doubted(decision))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(id: &str, label: &str) -> Decision {
        Decision {
            id: id.into(),
            label: label.into(),
            expected: 1,
            decided: 0,
            evidence: Vec::new(),
            touched: None,
        }
    }

    #[test]
    fn a_label_in_doubt_is_left_out_of_that_policy_only() {
        let text = "[[disputed]]\nlabel = \"x/A\"\nwhy = \"It is there.\"\npolicies = [\"x/1\"]";
        let disputed = Disputed::parse(text).expect("reads");
        let all = [
            decision("x/1", "x/A"),
            decision("x/1", "x/B"),
            decision("x/2", "x/A"),
        ];
        let left = disputed.without(&all);
        let left: Vec<_> = left.iter().map(|of| (&*of.id, &*of.label)).collect();
        assert_eq!(left, [("x/1", "x/B"), ("x/2", "x/A")]);
    }

    #[test]
    fn a_reason_is_asked_for() {
        let text = "[[disputed]]\nlabel = \"x/A\"\nwhy = \" \"\npolicies = [\"x/1\"]";
        assert_eq!(
            Disputed::parse(text).expect_err("fails"),
            "x/A: say why it is disputed"
        );
    }
}
