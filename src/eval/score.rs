//! Precision, recall and F1, each cluster counted once, with intervals.

use super::{
    Decision,
    labels::{Labelled, corpus},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Resamplings of the clusters for an interval.
const RESAMPLINGS: usize = 1000;

/// What all decisions come to.
#[derive(Debug, Clone, Serialize)]
pub struct Scores {
    /// Version of this form.
    pub version: u32,
    /// Per label, in order.
    pub labels: Vec<LabelScore>,
    /// Per corpus, in order: all its labels together.
    pub corpora: Vec<CorpusScore>,
    /// Labels of the label file that the mapping does not name.
    pub unmapped: Vec<String>,
    /// The same without the labels in doubt, where some are said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undisputed: Option<Undisputed>,
}

/// What the decisions come to without those on labels in doubt.
#[derive(Debug, Clone, Serialize)]
pub struct Undisputed {
    /// How many decisions are left out.
    pub left_out: usize,
    /// Per label, in order.
    pub labels: Vec<LabelScore>,
    /// Per corpus, in order.
    pub corpora: Vec<CorpusScore>,
}

impl Scores {
    /// Adds the scores of the decisions that are left when those on labels in doubt are not counted.
    pub fn beside(&mut self, all: &[Decision], left: &[Decision], labelled: &[Labelled]) {
        let scores = score(left, labelled);
        self.undisputed = Some(Undisputed {
            left_out: all.len() - left.len(),
            labels: scores.labels,
            corpora: scores.corpora,
        });
    }
}

/// One label.
#[derive(Debug, Clone, Serialize)]
pub struct LabelScore {
    /// The label.
    pub label: String,
    /// Its corpus.
    pub corpus: String,
    /// Clusters it was read in.
    pub weight: f64,
    /// The class of policies that lack it.
    pub missing: Class,
    /// The class of policies that have it.
    pub present: Class,
    /// How the spans reported meet those that people marked.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How the spans reported meet those that people marked; none where nobody marked any.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Evidence {
    /// Of the spans reported where people marked words, the share that touches theirs.
    #[serde(rename = "evidence_right", skip_serializing_if = "Option::is_none")]
    pub right: Option<f64>,
    /// Of the policies and labels where people marked words, the share with a touched passage.
    #[serde(rename = "evidence_found", skip_serializing_if = "Option::is_none")]
    pub found: Option<f64>,
}

/// One corpus.
#[derive(Debug, Clone, Serialize)]
pub struct CorpusScore {
    /// The corpus.
    pub corpus: String,
    /// Its labels' decisions together.
    pub missing: Class,
    /// Its labels' decisions together.
    pub present: Class,
    /// How the spans reported meet those that people marked.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Precision, recall and F1 of a class.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Class {
    /// Of what was decided so, the share that is so.
    pub precision: f64,
    /// Of what is so, the share decided so.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// 95 % interval of `f1`: clusters drawn again, with replacement.
    pub f1_interval: [f64; 2],
    /// Weight of what is so.
    pub support: f64,
}

/// Weights of right and wrong decisions: `[expected][decided]`.
type Table = [[f64; 2]; 2];

/// Counts the decisions.
pub fn score(decisions: &[Decision], labelled: &[Labelled]) -> Scores {
    let weights = weights(labelled);
    let mut by_label: BTreeMap<&str, Vec<(&str, Table)>> = BTreeMap::new();
    let mut by_corpus: BTreeMap<&str, Vec<(&str, Table)>> = BTreeMap::new();
    for decision in decisions {
        let corpus = corpus(&decision.label);
        let Some(&(cluster, weight)) = weights.get(&(decision.id.as_str(), corpus)) else {
            continue;
        };
        let mut table = Table::default();
        table[usize::from(decision.expected.min(1))][usize::from(decision.decided.min(1))] = weight;
        by_label
            .entry(&decision.label)
            .or_default()
            .push((cluster, table));
        by_corpus.entry(corpus).or_default().push((cluster, table));
    }
    let known: BTreeSet<&str> = by_label.keys().copied().collect();
    let all: BTreeSet<&str> = labelled
        .iter()
        .flat_map(|policy| policy.labels.keys().map(String::as_str))
        .collect();
    Scores {
        version: 1,
        undisputed: None,
        unmapped: all
            .difference(&known)
            .map(|label| (*label).to_owned())
            .collect(),
        labels: by_label
            .iter()
            .map(|(label, rows)| label_score(label, rows, decisions))
            .collect(),
        corpora: by_corpus
            .iter()
            .map(|(corpus, rows)| corpus_score(corpus, rows, decisions))
            .collect(),
    }
}

/// Per policy and corpus: its cluster, and one by the policies of that cluster in the corpus.
fn weights(labelled: &[Labelled]) -> BTreeMap<(&str, &str), (&str, f64)> {
    let corpora = |policy: &'_ Labelled| {
        policy
            .labels
            .keys()
            .map(|label| corpus(label).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let mut sizes: BTreeMap<(String, &str), f64> = BTreeMap::new();
    for policy in labelled {
        for corpus in corpora(policy) {
            *sizes.entry((corpus, &policy.cluster)).or_default() += 1.0;
        }
    }
    let mut weights = BTreeMap::new();
    for policy in labelled {
        for label in policy.labels.keys() {
            let corpus = corpus(label);
            let size = sizes[&(corpus.to_owned(), policy.cluster.as_str())];
            weights.insert(
                (policy.id.as_str(), corpus),
                (policy.cluster.as_str(), 1.0 / size),
            );
        }
    }
    weights
}

fn label_score(label: &str, rows: &[(&str, Table)], decisions: &[Decision]) -> LabelScore {
    let table = sum(rows.iter().map(|(_, table)| table));
    LabelScore {
        label: label.to_owned(),
        corpus: corpus(label).to_owned(),
        weight: table.iter().flatten().sum(),
        missing: class(rows, 0),
        present: class(rows, 1),
        evidence: evidence(decisions.iter().filter(|decision| decision.label == label)),
    }
}

fn corpus_score(name: &str, rows: &[(&str, Table)], decisions: &[Decision]) -> CorpusScore {
    let own = |decision: &&Decision| corpus(&decision.label) == name;
    CorpusScore {
        corpus: name.to_owned(),
        missing: class(rows, 0),
        present: class(rows, 1),
        evidence: evidence(decisions.iter().filter(own)),
    }
}

/// Policies whose marked words were not found in the document say nothing.
fn evidence<'d>(decisions: impl Iterator<Item = &'d Decision>) -> Evidence {
    let (mut reported, mut right, mut marked, mut found) = (0, 0, 0, 0);
    for decision in decisions {
        let Some(touched) = decision.touched.filter(|touched| touched.marked > 0) else {
            continue;
        };
        if decision.decided == 1 {
            reported += touched.reported;
            right += touched.right;
        }
        if decision.expected == 1 {
            marked += 1;
            found += u32::from(touched.covered > 0);
        }
    }
    let share = |part: u32, whole: u32| (whole > 0).then(|| f64::from(part) / f64::from(whole));
    Evidence {
        right: share(right, reported),
        found: share(found, marked),
    }
}

fn sum<'t>(tables: impl Iterator<Item = &'t Table>) -> Table {
    let mut total = Table::default();
    for table in tables {
        for (expected, decided) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            total[expected][decided] += table[expected][decided];
        }
    }
    total
}

/// Precision, recall, F1 and support of the class `of` (0 missing, 1 present).
fn measures(table: &Table, of: usize) -> (f64, f64, f64, f64) {
    let right = table[of][of];
    let ratio = |whole: f64| if whole > 0.0 { right / whole } else { 0.0 };
    let (precision, recall) = (
        ratio(right + table[1 - of][of]),
        ratio(right + table[of][1 - of]),
    );
    let both = precision + recall;
    let f1 = if both > 0.0 {
        2.0 * precision * recall / both
    } else {
        0.0
    };
    (precision, recall, f1, right + table[of][1 - of])
}

fn class(rows: &[(&str, Table)], of: usize) -> Class {
    let (precision, recall, f1, support) = measures(&sum(rows.iter().map(|(_, table)| table)), of);
    Class {
        precision,
        recall,
        f1,
        f1_interval: interval(rows, of),
        support,
    }
}

/// The middle 95 % of F1 over drawings of the clusters. The drawing is the same every time.
fn interval(rows: &[(&str, Table)], of: usize) -> [f64; 2] {
    let mut clusters: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for (cluster, table) in rows {
        clusters.entry(cluster).or_default().push(table);
    }
    let clusters: Vec<Table> = clusters
        .values()
        .map(|tables| sum(tables.iter().copied()))
        .collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut values: Vec<f64> = (0..RESAMPLINGS)
        .map(|_| {
            let drawn = (0..clusters.len()).map(|_| &clusters[draw(&mut state, clusters.len())]);
            measures(&sum(drawn), of).2
        })
        .collect();
    values.sort_by(f64::total_cmp);
    [
        values[RESAMPLINGS / 40],
        values[RESAMPLINGS - 1 - RESAMPLINGS / 40],
    ]
}

/// A number below `below` (splitmix64).
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) % below as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(id: &str, cluster: &str, label: u8) -> Labelled {
        Labelled {
            id: id.into(),
            path: String::new(),
            cluster: cluster.into(),
            labels: [("x/A".to_owned(), label)].into(),
            evidence: BTreeMap::new(),
        }
    }

    fn decision(id: &str, expected: u8, decided: u8) -> Decision {
        Decision {
            id: id.into(),
            label: "x/A".into(),
            expected,
            decided,
            evidence: Vec::new(),
            touched: None,
        }
    }

    #[test]
    fn a_cluster_counts_once() {
        let labelled = [
            policy("1", "c", 0),
            policy("2", "c", 0),
            policy("3", "d", 0),
            policy("4", "e", 1),
        ];
        let decisions = [
            decision("1", 0, 0),
            decision("2", 0, 1),
            decision("3", 0, 0),
            decision("4", 1, 0),
        ];
        let scores = score(&decisions, &labelled);
        let missing = scores.labels[0].missing;
        assert!((scores.labels[0].weight - 3.0).abs() < 1e-9);
        assert_eq!((missing.precision, missing.recall), (1.5 / 2.5, 1.5 / 2.0));
        assert!((scores.corpora[0].missing.f1 - missing.f1).abs() < 1e-9);
        assert!(missing.f1_interval[0] <= missing.f1 && missing.f1 <= missing.f1_interval[1]);
    }

    #[test]
    fn a_label_without_mapping_is_listed() {
        assert_eq!(score(&[], &[policy("1", "c", 0)]).unmapped, ["x/A"]);
    }
}
