//! The baseline: gaps that were there when a repository began to be checked, so that only new ones fail.
//!
//! A gap is recognised by its obligation and the words that make it, not by its place. **Invariant: the same gaps make the same bytes, one
//! value a line, so that version control shows what changed.**

use crate::{
    judge::Outcome,
    report::{FailRule, Finding, Report},
    rulebook::{Problem, RuleFile},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Version of the form; a newer one is refused.
const VERSION: u32 = 1;

/// Gaps that are known, by policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    /// Gaps of each policy, by obligation. Policies are named from the folder of `lacuna.toml`, else the current one, with `/`.
    pub policies: BTreeMap<String, Vec<Entry>>,
}

/// A gap that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// `regime/obligation`.
    pub id: String,
    /// What it was.
    pub outcome: Outcome,
    /// The finding's.
    pub fingerprint: String,
    /// The words that made it a gap, in small letters and with single spaces; none for what is missing.
    pub words: Vec<String>,
}

/// The JSON Schema of a baseline: a file of the repository, which travels inside the program.
pub fn schema() -> &'static str {
    include_str!("../../schema/baseline.json")
}

/// The head of a baseline of any version.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

impl Default for Baseline {
    fn default() -> Self {
        Baseline {
            version: VERSION,
            policies: BTreeMap::new(),
        }
    }
}

impl Baseline {
    /// The baseline in a file.
    ///
    /// # Errors
    /// It is broken, or of a newer version. A baseline that cannot be read must not pass for an empty one, nor for a full one.
    pub fn parse(file: &RuleFile) -> Result<Baseline, Box<Problem>> {
        let broken = |cause: serde_json::Error| {
            let at = offset(&file.text, cause.line(), cause.column());
            let message = format!("this is no baseline: {}", reason(&cause));
            let problem = Problem::error(file, Some(at..at + 1), message);
            let help = "restore it from version control, or write it anew with `--write-baseline`";
            Box::new(problem.help(help))
        };
        let head: Head = serde_json::from_str(&file.text).map_err(broken)?;
        if head.version != u64::from(VERSION) {
            let message = format!(
                "this baseline has version {}, and this program reads version {VERSION}",
                head.version
            );
            let help =
                "use the version of Lacuna that wrote it, or write it anew with `--write-baseline`";
            return Err(Box::new(Problem::error(file, None, message).help(help)));
        }
        serde_json::from_str(&file.text).map_err(broken)
    }

    /// The gaps of a policy.
    pub fn of(&self, policy: &str) -> &[Entry] {
        self.policies.get(policy).map_or(&[], Vec::as_slice)
    }

    /// Puts in the gaps of a policy, in place of those it had: all that nobody has waived. Open questions only where they make a run fail.
    pub fn record(&mut self, policy: &str, report: &Report, rule: &FailRule) {
        let findings = report.findings.iter().filter(|finding| {
            let counts = finding.outcome != Outcome::Undetermined || rule.concerns(finding);
            finding.outcome.needs_work() && counts && !is_waived(finding)
        });
        self.put(policy, findings.map(Entry::new).collect());
    }

    /// Takes out what a policy no longer has, of what was judged now.
    pub fn prune(&mut self, policy: &str, report: &Report) {
        let entries = self.policies.remove(policy).unwrap_or_default();
        let kept = entries.into_iter().filter_map(|entry| {
            match report.findings.iter().find(|of| of.id == entry.id) {
                None => Some(entry),
                Some(finding) if entry.covers(finding) => Some(Entry::new(finding)),
                Some(_) => None,
            }
        });
        self.put(policy, kept.collect());
    }

    fn put(&mut self, policy: &str, mut entries: Vec<Entry>) {
        entries.sort_by(|one, other| one.id.cmp(&other.id));
        if entries.is_empty() {
            self.policies.remove(policy);
        } else {
            self.policies.insert(policy.to_owned(), entries);
        }
    }

    /// Writes it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// How many gaps it has.
    pub fn count(&self) -> usize {
        self.policies.values().map(Vec::len).sum()
    }
}

impl Entry {
    fn new(finding: &Finding) -> Entry {
        Entry {
            id: finding.id.clone(),
            outcome: finding.outcome,
            fingerprint: finding.fingerprint.clone(),
            words: words(finding),
        }
    }

    /// Whether a finding is this gap: the same, a part of it, or what is left of it.
    pub fn covers(&self, finding: &Finding) -> bool {
        if self.id != finding.id || !finding.outcome.needs_work() {
            return false;
        }
        let (was, is) = (weight(self.outcome), weight(finding.outcome));
        let words = words(finding);
        let part = !words.is_empty() && words.iter().all(|said| self.words.contains(said));
        is < was || is == was && (self.fingerprint == finding.fingerprint || part)
    }
}

/// How much is wrong, for comparison.
fn weight(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Undetermined => 1,
        Outcome::Weak => 2,
        Outcome::OutOfBounds | Outcome::Contradicted | Outcome::Missing => 3,
    }
}

fn is_waived(finding: &Finding) -> bool {
    matches!(finding.standing, crate::report::Standing::Waived { .. })
}

fn words(finding: &Finding) -> Vec<String> {
    let words = finding.evidence.iter();
    words.map(|words| plain(&words.text)).collect()
}

/// Words in small letters, with single spaces: what is left of them when line breaks and capitals do not count.
pub(super) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// What is wrong, without the place, which the label shows.
fn reason(cause: &serde_json::Error) -> String {
    let told = cause.to_string();
    let place = format!(" at line {} column {}", cause.line(), cause.column());
    told.strip_suffix(&place).unwrap_or(&told).to_owned()
}

/// The byte at a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}
