//! What was typed, settled: the question, and what an audit is known by when it is resumed.

use super::{inputs::Input, journal::Head, plan::Plan};
use crate::cli::{args::AuditArgs, clock, failure::Failure, select};
use lacuna::{
    audit::Question,
    judge::{Facts, as_of::Asked},
};
use sha2::{Digest, Sha256};

pub(super) fn question(args: &AuditArgs) -> Result<Question, Failure> {
    let rulebook = select::rulebook(&args.rules)?;
    let facts = Facts {
        declared: select::facts(&args.fact, &rulebook)?,
        assume_applicable: args.assume_applicable,
        as_of: None,
        regimes: select::regimes(&args.regime, &rulebook)?,
    };
    Ok(Question {
        rulebook,
        facts,
        as_of: args.as_of.unwrap_or_default(),
        today: clock::today(),
    })
}

/// What this audit is known by.
pub(super) fn head(question: &Question, inputs: &[Input], plan: Option<&Plan>) -> Head {
    Head {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rules: question.rulebook.version.clone(),
        question: asked(question),
        rows: plan.map_or(String::new(), |plan| {
            format!("{:?}", (plan.detail, plan.table))
        }),
        inputs: hash(inputs),
        today: question.today,
    }
}

fn asked(question: &Question) -> String {
    let facts = &question.facts;
    let regimes = facts.regimes.as_ref().map(|regimes| {
        let ids = regimes
            .iter()
            .map(|&regime| question.rulebook.regimes[regime].id.as_str());
        ids.collect::<Vec<_>>()
    });
    let day = match question.as_of {
        Asked::Default => "default".to_owned(),
        Asked::Effective => "effective".to_owned(),
        Asked::Day(date) => date.to_string(),
    };
    let (declared, assume) = (&facts.declared, facts.assume_applicable);
    serde_json::json!({ "regimes": regimes, "as_of": day, "facts": declared, "assume_applicable": assume }).to_string()
}

/// Names may hold anything but NUL.
fn hash(inputs: &[Input]) -> String {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(input.path().as_os_str().as_encoded_bytes());
        hash.update([0]);
    }
    format!("{:x}", hash.finalize())
}
