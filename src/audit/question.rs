//! What is asked of every policy.

use crate::{
    document::Document,
    judge::{Facts, Verdicts, as_of, judge},
    rulebook::Rulebook,
    scan::{scan, scan_for},
    source::Source,
};
use jiff::civil::Date;

/// What is asked of every policy.
#[derive(Debug)]
pub struct Question {
    /// The rules.
    pub rulebook: Rulebook,
    /// Facts and regimes; the day is settled for each policy.
    pub facts: Facts,
    /// The day asked for.
    pub as_of: as_of::Asked,
    /// The day without any other.
    pub today: Date,
}

/// A policy judged, with all that its verdicts refer to.
#[derive(Debug)]
pub struct Judged {
    /// The policy as given.
    pub source: Source,
    /// Its text.
    pub document: Document,
    /// Facts and day it was judged by.
    pub facts: Facts,
    /// What came of it.
    pub verdicts: Verdicts,
}

impl Question {
    /// The whole way of one policy; `captured` is the day a web archive took it.
    pub fn judge(&self, source: Source, captured: Option<Date>) -> Judged {
        let mut document = Document::parse(&source);
        document.archived = captured.or(document.archived);
        let hits = match &self.facts.regimes {
            Some(regimes) => scan_for(&self.rulebook, &document, regimes),
            None => scan(&self.rulebook, &document),
        };
        let facts = Facts {
            as_of: Some(as_of::settle(self.as_of, &document, self.today)),
            ..self.facts.clone()
        };
        let verdicts = judge(&self.rulebook, &document, &hits, &facts);
        Judged {
            source,
            document,
            facts,
            verdicts,
        }
    }
}
