//! What a reader should know besides the verdicts, in sentences.

use super::Names;
use crate::{
    judge::Remark,
    rulebook::{InForce, Rulebook},
};
use jiff::civil::Date;
use serde::Serialize;

/// A question whose answer settles verdicts.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// Id of the fact.
    pub fact: String,
    /// The question, in words.
    pub question: String,
    /// How many verdicts it settles.
    pub settles: usize,
}

/// Something that comes into force within a year.
#[derive(Debug, Clone, Serialize)]
pub struct Upcoming {
    /// `regime` or `regime/obligation`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The first day.
    pub from: Option<Date>,
}

pub(super) fn questions(rulebook: &Rulebook, asked: &[(usize, usize)]) -> Vec<Question> {
    let question = |&(fact, settles): &(usize, usize)| Question {
        fact: rulebook.facts[fact].id.clone(),
        question: rulebook.facts[fact].question.clone(),
        settles,
    };
    asked.iter().map(question).collect()
}

pub(super) fn upcoming(rulebook: &Rulebook, remarks: &[Remark]) -> Vec<Upcoming> {
    let coming = |remark: &Remark| match *remark {
        Remark::Upcoming(regime, obligation) => {
            let regime = &rulebook.regimes[regime];
            let obligation = &regime.obligations[obligation];
            Some(Upcoming {
                id: format!("{}/{}", regime.id, obligation.id),
                title: obligation.title.clone(),
                from: obligation.in_force.from,
            })
        }
        Remark::UpcomingRegime(regime) => Some(Upcoming {
            id: rulebook.regimes[regime].id.clone(),
            title: rulebook.regimes[regime].title.clone(),
            from: rulebook.regimes[regime].in_force.from,
        }),
        Remark::ClaimOutOfForce(..) | Remark::RegimeOutOfForce(_) | Remark::NoClaim => None,
    };
    remarks.iter().filter_map(coming).collect()
}

pub(super) fn sentences(names: &Names<'_>, remarks: &[Remark]) -> Vec<String> {
    remarks
        .iter()
        .filter_map(|remark| sentence(names, remark))
        .collect()
}

/// What a policy that claims no law is told.
const NO_CLAIM: &str = "the policy claims no law; name those to judge it by with --regime ID,ID or --regime all (`lacuna regimes` lists them)";

fn sentence(names: &Names<'_>, remark: &Remark) -> Option<String> {
    match remark {
        Remark::ClaimOutOfForce(regime, claim) => {
            let words = claim.as_ref().and_then(|claim| names.words(claim).next());
            let place = words.map_or(String::new(), |words| format!(" (line {})", words.line));
            Some(format!(
                "the policy claims {}{place}, which {}; nothing of it was judged",
                names.rulebook.regimes[*regime].title,
                was(names.rulebook.regimes[*regime].in_force)
            ))
        }
        Remark::RegimeOutOfForce(regime) => Some(format!(
            "{} was asked for, but {}; nothing of it was judged",
            names.rulebook.regimes[*regime].title,
            was(names.rulebook.regimes[*regime].in_force)
        )),
        Remark::NoClaim => Some(NO_CLAIM.to_owned()),
        Remark::Upcoming(..) | Remark::UpcomingRegime(_) => None,
    }
}

fn was(in_force: InForce) -> String {
    match (in_force.from, in_force.until) {
        (Some(from), Some(until)) => format!("was in force from {from} to {until} only"),
        (Some(from), None) => format!("is in force from {from}"),
        (None, Some(until)) => format!("was in force until {until}"),
        (None, None) => "was not in force".to_owned(),
    }
}
