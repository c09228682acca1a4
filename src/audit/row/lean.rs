//! Lean rows, written straight from the verdicts.

use super::Origin;
use crate::{
    audit::Judged,
    judge::{Outcome, Verdict},
    report::{OUTCOMES, Places},
    rulebook::Rulebook,
};
use std::io;

/// What is the same in every lean row by the same rules, as JSON.
#[derive(Debug, Clone)]
pub struct Fragments {
    rules_version: Vec<u8>,
    regimes: Vec<Vec<Fragment>>,
    ids: Vec<Vec<u8>>,
    outcomes: Vec<Vec<u8>>,
}

/// An obligation, before and after the outcome.
#[derive(Debug, Clone)]
struct Fragment {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Fragments {
    /// The fragments of these rules.
    pub fn new(rulebook: &Rulebook) -> io::Result<Fragments> {
        let regimes = rulebook.regimes.iter().map(|regime| {
            let fragments = regime.obligations.iter().map(|obligation| {
                let id = serde_json::to_string(&format!("{}/{}", regime.id, obligation.id))?;
                let name = serde_json::to_string(&obligation.id)?;
                let regime = serde_json::to_string(&regime.id)?;
                let level = serde_json::to_string(&obligation.level)?;
                let before =
                    format!("{{\"id\":{id},\"regime\":{regime},\"obligation\":{name},\"outcome\":");
                let after = format!(",\"level\":{level},\"evidence\":[");
                Ok(Fragment {
                    before: before.into_bytes(),
                    after: after.into_bytes(),
                })
            });
            fragments.collect::<io::Result<Vec<_>>>()
        });
        let ids = rulebook.regimes.iter().map(|regime| json(&regime.id));
        Ok(Fragments {
            rules_version: json(&rulebook.version)?,
            regimes: regimes.collect::<io::Result<_>>()?,
            ids: ids.collect::<io::Result<_>>()?,
            outcomes: OUTCOMES.iter().map(json).collect::<io::Result<_>>()?,
        })
    }

    /// Writes a lean row.
    pub fn write(&self, judged: &Judged, origin: Origin<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        self.head(judged, origin, out)?;
        let places = Places::new(&judged.source, &judged.document);
        out.extend_from_slice(b",\"findings\":[");
        for (index, verdict) in judged.verdicts.verdicts.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            self.finding(verdict, places, out)?;
        }
        out.extend_from_slice(b"]}\n");
        Ok(())
    }

    /// The policy, without its findings; the object is left open.
    fn head(&self, judged: &Judged, origin: Origin<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        out.push(b'{');
        if let Some(archive) = origin.archive {
            value("\"archive\":", &archive, out)?;
            out.push(b',');
        }
        value("\"path\":", &judged.source.name, out)?;
        value(",\"format\":", &judged.source.format, out)?;
        value(",\"hash\":", &judged.source.hash, out)?;
        out.extend_from_slice(b",\"rules_version\":");
        out.extend_from_slice(&self.rules_version);
        let as_of = judged.facts.as_of;
        value(",\"as_of\":", &as_of.map(|as_of| as_of.date), out)?;
        value(",\"as_of_why\":", &as_of.map(|as_of| as_of.why), out)?;
        let effective = judged.document.effective.map(|stated| stated.date);
        value(",\"effective_date\":", &effective, out)?;
        out.extend_from_slice(b",\"regimes\":[");
        for (index, &regime) in judged.verdicts.regimes.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&self.ids[regime]);
        }
        out.push(b']');
        self.summary(&judged.verdicts.verdicts, out);
        Ok(())
    }

    fn summary(&self, verdicts: &[Verdict], out: &mut Vec<u8>) {
        let mut counts = [0_u64; OUTCOMES.len()];
        for verdict in verdicts {
            counts[verdict.outcome as usize] += 1;
        }
        let mut sign = b'{';
        out.extend_from_slice(b",\"summary\":");
        for (outcome, count) in self.outcomes.iter().zip(counts) {
            out.push(sign);
            out.extend_from_slice(outcome);
            out.push(b':');
            out.extend_from_slice(count.to_string().as_bytes());
            sign = b',';
        }
        out.push(b'}');
    }

    fn finding(&self, verdict: &Verdict, places: Places<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let fragment = &self.regimes[verdict.regime][verdict.obligation];
        out.extend_from_slice(&fragment.before);
        out.extend_from_slice(self.outcome(verdict.outcome));
        out.extend_from_slice(&fragment.after);
        let spans = verdict.evidence.iter().flat_map(|witness| &witness.spans);
        for (index, &span) in spans.enumerate() {
            let place = places.place(span);
            if index > 0 {
                out.push(b',');
            }
            value("{\"start\":", &place.start, out)?;
            value(",\"end\":", &place.end, out)?;
            value(",\"text\":", &place.text, out)?;
            out.push(b'}');
        }
        out.extend_from_slice(b"]}");
        Ok(())
    }

    fn outcome(&self, outcome: Outcome) -> &[u8] {
        &self.outcomes[outcome as usize]
    }
}

fn json(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(value)?)
}

fn value(key: &str, value: &impl serde::Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(key.as_bytes());
    Ok(serde_json::to_writer(out, value)?)
}
