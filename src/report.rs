//! What there is to tell about one policy, owned and in order.
//!
//! **Invariant: here, and nowhere else, spans of the document become bytes of the file, and indices become names.**
//! Renderers only read: what is grouped, ordered or counted is grouped, ordered and counted here.

mod alerts;
mod align;
mod compare;
mod counts;
mod crosswalk;
mod facts;
mod fail;
mod gaps;
mod ground;
mod layers;
mod page;
mod place;
mod remarks;
mod signals;
mod standing;
mod unread;

pub use alerts::{Alert, Severity, Stands};
pub use compare::{Change, Changed, Comparison, Decided, Edited, Version, compare};
pub use counts::{Coverage, OUTCOMES, Summary};
pub use crosswalk::{Clause, Crosswalk, Mark, Tone};
pub use facts::Assumption;
pub use fail::FailRule;
pub use gaps::{Gap, Weight};
pub use ground::Ground;
pub use layers::{Layers, Part};
pub use page::{Page, Passage};
pub use place::{Place, Places};
pub use remarks::{Question, Upcoming};
pub use signals::{SignalSeen, Signals};
pub use standing::Standing;
pub use unread::Reached;

use crate::{
    document::Document,
    judge::{Facts, Outcome, Verdict, Verdicts, Why, Witness},
    limits::SHOWN_PLACES,
    rulebook::{Check, Level, Rulebook},
    source::{Format, Source},
};
use jiff::civil::Date;
use serde::Serialize;

/// One policy judged.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What the user called the file.
    pub path: String,
    /// How it was read.
    pub format: Format,
    /// SHA-256 of the bytes given, in hex.
    pub hash: String,
    /// Hash of the rules.
    pub rules_version: String,
    /// The day judged as of.
    pub as_of: Option<Date>,
    /// Why that day.
    pub as_of_why: Option<Why>,
    /// The policy's own date.
    pub effective_date: Option<Date>,
    /// Its other reading, where `3/11/2011` has two.
    pub effective_date_ambiguous: Option<Date>,
    /// Ids of the regimes judged.
    pub regimes: Vec<String>,
    /// Verdicts counted; gaps that are known or waived are counted apart.
    pub summary: Summary,
    /// How many gaps the baseline has.
    pub known: usize,
    /// How many gaps are waived.
    pub waived: usize,
    /// Verdicts counted by regime.
    pub coverage: Vec<Coverage>,
    /// All verdicts: by regime, then in the order of the rule file.
    pub findings: Vec<Finding>,
    /// Limits of reading that were reached; they are told in `remarks` too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Reached>,
    /// Things to know that are no verdicts, in sentences.
    pub remarks: Vec<String>,
    /// Questions whose answers settle verdicts, the most fruitful first.
    pub questions: Vec<Question>,
    /// Facts that verdicts hang on, and what they stand on.
    pub facts: Vec<Assumption>,
    /// What comes into force within a year.
    pub upcoming: Vec<Upcoming>,
    /// What needs work, the weightiest first, with what is the same in several regimes put together.
    #[serde(skip)]
    pub gaps: Vec<Gap>,
    /// What formats for machines are told of, the gravest first.
    #[serde(skip)]
    pub alerts: Vec<Alert>,
    /// The rule that made errors of them.
    #[serde(skip)]
    pub rule: FailRule,
    /// The path as code hosts write it.
    #[serde(skip)]
    pub file: String,
    /// The policy's first heading, else its first line.
    #[serde(skip)]
    pub headline: Words,
    /// The file, for showing words in their place.
    #[serde(skip)]
    pub source: Source,
    /// What a reader sees of it, for showing it whole.
    #[serde(skip)]
    pub page: Page,
}

/// An obligation decided.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// `regime/obligation`.
    pub id: String,
    /// Id of the regime.
    pub regime: String,
    /// Id of the obligation.
    pub obligation: String,
    /// How it was decided.
    pub outcome: Outcome,
    /// How binding it is.
    pub level: Level,
    /// Its citation.
    pub cite: String,
    /// What it asks.
    pub title: String,
    /// Whether it asks for words or against a flaw.
    #[serde(skip)]
    pub asks: Asks,
    /// The words that decide it.
    pub evidence: Vec<Words>,
    /// Where the evidence is a whole passage: the words themselves, by which versions are compared.
    #[serde(skip)]
    pub words: Vec<Words>,
    /// How many statements more say so and are not shown.
    #[serde(skip_serializing_if = "is_zero")]
    pub more: usize,
    /// Words that did not suffice.
    pub near_misses: Vec<Words>,
    /// Why, in plain words.
    pub reason: String,
    /// What to write.
    pub help: String,
    /// The fact it hangs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The section where the words would belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Words>,
    /// What it is recognised by in a later version of the policy: 16 hex digits over the obligation and the words.
    pub fingerprint: String,
    /// Whether it is held against the policy.
    pub standing: Standing,
}

/// What an obligation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// That something is said.
    Words,
    /// That the text has no such flaw. Met, it is in order, and nothing need be said.
    Order,
}

/// Words of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// First byte in the file as given.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The source text between them.
    pub text: String,
    /// The signal seen in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<String>,
    /// What was read in them, or why they do not suffice.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The words in the decoded text of [`Report::source`].
    #[serde(skip)]
    pub span: crate::span::Span,
}

impl Report {
    /// The report on one policy.
    pub fn new(
        source: Source,
        document: &Document,
        rulebook: &Rulebook,
        facts: &Facts,
        verdicts: &Verdicts,
    ) -> Report {
        let names = Names {
            rulebook,
            places: Places::new(&source, document),
        };
        let limits = unread::reached(&names.places, &source, document);
        let told = limits.iter().map(|reached| reached.message.clone());
        let remarks = told.chain(remarks::sentences(&names, &verdicts.remarks));
        let findings: Vec<Finding> = verdicts
            .verdicts
            .iter()
            .map(|verdict| names.finding(verdict))
            .collect();
        let headline = names.places.title();
        Report {
            path: source.name.clone(),
            format: source.format,
            hash: source.hash.clone(),
            rules_version: rulebook.version.clone(),
            as_of: facts.as_of.map(|as_of| as_of.date),
            as_of_why: facts.as_of.map(|as_of| as_of.why),
            effective_date: document.effective.map(|stated| stated.date),
            effective_date_ambiguous: document.effective.and_then(|stated| stated.ambiguous),
            regimes: ids(rulebook, &verdicts.regimes),
            summary: counts::of(&findings),
            known: 0,
            waived: 0,
            coverage: counts::coverage(rulebook, &verdicts.regimes, &findings),
            remarks: remarks.collect(),
            limits,
            facts: facts::assumptions(&names, &verdicts.facts),
            questions: remarks::questions(rulebook, &verdicts.questions),
            upcoming: remarks::upcoming(rulebook, &verdicts.remarks),
            gaps: gaps::group(&findings),
            alerts: alerts::of(&findings, &headline, &FailRule::default()),
            rule: FailRule::default(),
            file: Ground::default().name(&source.name),
            headline,
            findings,
            page: Page::new(&source, document),
            source,
        }
    }

    /// Whether all of the policy was read.
    pub fn is_whole(&self) -> bool {
        !self.limits.iter().any(|reached| reached.unread)
    }

    /// Settles how each finding that needs work stands, and counts and groups anew.
    pub fn stand(&mut self, mut standing: impl FnMut(&Finding) -> Standing) {
        for finding in &mut self.findings {
            if finding.outcome.needs_work() {
                finding.standing = standing(finding);
            }
        }
        self.summary = counts::of(&self.findings);
        (self.known, self.waived) = counts::settled(&self.findings);
        for coverage in &mut self.coverage {
            coverage.recount(&self.findings);
        }
        self.gaps = gaps::group(&self.findings);
        self.alerts = alerts::of(&self.findings, &self.headline, &self.rule);
    }

    /// Weighs the alerts by the rule that this run fails by.
    pub fn weigh(&mut self, rule: &FailRule) {
        self.rule = rule.clone();
        self.alerts = alerts::of(&self.findings, &self.headline, rule);
    }

    /// How many findings make the run fail.
    pub fn failing(&self) -> usize {
        let findings = self.findings.iter();
        findings.filter(|finding| self.rule.fails(finding)).count()
    }

    /// The alert of each finding, where it has one.
    pub fn alert_by_finding(&self) -> Vec<Option<&Alert>> {
        let mut alerts = vec![None; self.findings.len()];
        for alert in &self.alerts {
            alerts[alert.finding] = Some(alert);
        }
        alerts
    }

    /// Names the file as code hosts do.
    pub fn name_from(&mut self, ground: &Ground) {
        self.file = ground.name(&self.path);
    }
}

impl Finding {
    /// The very words that decide it, not the passage around them.
    pub fn decisive(&self) -> &[Words] {
        standing::decisive(&self.words, &self.evidence)
    }
}

/// Turns indices into names and spans into places.
struct Names<'a> {
    rulebook: &'a Rulebook,
    places: Places<'a>,
}

impl Names<'_> {
    fn finding(&self, verdict: &Verdict) -> Finding {
        let regime = &self.rulebook.regimes[verdict.regime];
        let obligation = &regime.obligations[verdict.obligation];
        let id = format!("{}/{}", regime.id, obligation.id);
        let evidence = self.all_words(&verdict.evidence);
        let words = self.all_words(&verdict.words);
        let near_misses = self.all_words(&verdict.near_misses);
        Finding {
            fingerprint: standing::fingerprint(&id, standing::decisive(&words, &evidence)),
            standing: Standing::default(),
            id,
            regime: regime.id.clone(),
            obligation: obligation.id.clone(),
            outcome: verdict.outcome,
            level: obligation.level,
            cite: obligation.cite.clone(),
            title: obligation.title.clone(),
            asks: match obligation.check {
                Check::Needs(_) => Asks::Words,
                Check::Flaw(_) | Check::Dated(_) => Asks::Order,
            },
            evidence,
            words,
            more: verdict.more,
            near_misses,
            reason: verdict.reason.clone(),
            help: obligation.help.clone(),
            fact: verdict
                .fact
                .map(|fact| self.rulebook.facts[fact].id.clone()),
            anchor: verdict.anchor.map(|span| self.places.words(span)),
        }
    }

    /// One entry for each span; what is in the file twice because a lead-in serves several items is told once.
    fn all_words(&self, witnesses: &[Witness]) -> Vec<Words> {
        let mut all: Vec<Words> = Vec::new();
        for witness in witnesses {
            for words in self.words(witness) {
                if !all.contains(&words) {
                    all.push(words);
                }
            }
        }
        all
    }

    fn words(&self, witness: &Witness) -> impl Iterator<Item = Words> {
        let signal = witness.signal.map(|signal| self.signal(signal));
        let spans = witness.spans.iter().take(SHOWN_PLACES).enumerate();
        let more = witness.spans.len().saturating_sub(SHOWN_PLACES);
        spans.map(move |(at, &span)| {
            let words = self.places.words(span);
            let last = match more {
                1.. if at + 1 == SHOWN_PLACES => format!("and {more} more places"),
                _ => String::new(),
            };
            let notes = [witness.note.as_str(), &words.note, &last];
            Words {
                signal: signal.clone(),
                note: joined(&notes),
                ..words
            }
        })
    }

    fn signal(&self, signal: usize) -> String {
        self.rulebook.signals[signal].id.clone()
    }
}

/// What there is of the notes, as one.
fn joined(notes: &[&str]) -> String {
    let said = notes.iter().copied().filter(|note| !note.is_empty());
    said.collect::<Vec<_>>().join("; ")
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn ids(rulebook: &Rulebook, regimes: &[usize]) -> Vec<String> {
    regimes
        .iter()
        .map(|&regime| rulebook.regimes[regime].id.clone())
        .collect()
}
