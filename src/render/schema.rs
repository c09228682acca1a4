//! JSON Schemas of what is written as JSON: files of the repository, which travel inside the program.

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The object of `check --format json`.
    Report,
    /// A line of `check --format jsonl`.
    Policy,
    /// The object of `signals --format json`.
    Signals,
    /// The object of `diff --format json`.
    Diff,
}

impl Form {
    /// Its schema, as JSON.
    pub fn schema(self) -> &'static str {
        match self {
            Form::Report => include_str!("../../schema/report.json"),
            Form::Policy => include_str!("../../schema/policy.json"),
            Form::Signals => include_str!("../../schema/signals.json"),
            Form::Diff => include_str!("../../schema/diff.json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Format, sample};
    use serde_json::Value;

    #[test]
    fn the_sample_follows_them() {
        let report = serde_json::from_str(&sample::render_all(Format::Json)).expect("JSON");
        sample::assert_valid(Form::Report.schema(), &report);
        for line in sample::render_all(Format::Jsonl).lines() {
            let policy = serde_json::from_str(line).expect("JSON");
            sample::assert_valid(Form::Policy.schema(), &policy);
        }
    }

    #[test]
    fn a_policy_is_described_once() {
        let parts = |form: Form| {
            let schema: Value = serde_json::from_str(form.schema()).expect("JSON");
            schema["$defs"].clone()
        };
        assert_eq!(parts(Form::Report), parts(Form::Policy));
        assert_eq!(parts(Form::Report)["words"], parts(Form::Signals)["words"]);
        assert_eq!(parts(Form::Report)["words"], parts(Form::Diff)["words"]);
        assert_eq!(
            parts(Form::Report)["standing"],
            parts(Form::Diff)["standing"]
        );
    }
}
