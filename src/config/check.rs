//! The names in a `lacuna.toml` against the rules.

use super::{Config, Waiver};
use crate::rulebook::{MOST_PROBLEMS, Problem, Rulebook, Unknown, hand_in};

impl Config {
    /// Names of regimes, facts and obligations that the rules do not have.
    pub fn check(&self, rulebook: &Rulebook) -> Vec<Problem> {
        let problem = |span: &std::ops::Range<usize>, unknown: Unknown| {
            let problem = Problem::error(&self.file, Some(span.clone()), unknown.message);
            problem.help(unknown.help)
        };
        let mut problems = Vec::new();
        for name in self.regimes.iter().filter(|name| name.value != "auto") {
            let unknown = rulebook.regimes_called(&name.value).err();
            problems.extend(unknown.map(|unknown| problem(&name.span, unknown)));
        }
        for (name, _) in &self.facts {
            let unknown = rulebook.fact_called(&name.value).err();
            problems.extend(unknown.map(|unknown| problem(&name.span, unknown)));
        }
        for problem in self
            .waivers
            .iter()
            .flat_map(|waiver| waiver.check(rulebook))
            .take(MOST_PROBLEMS + 1)
        {
            hand_in(&mut problems, problem);
        }
        problems.sort_by_key(Problem::place);
        problems
    }
}

impl Waiver {
    /// Obligations it names that the rules do not have.
    pub fn check(&self, rulebook: &Rulebook) -> Vec<Problem> {
        let unknown = |id: &super::Placed<String>| {
            let unknown = rulebook.obligation_called(&id.value).err()?;
            let problem = Problem::error(&self.file, Some(id.span.clone()), unknown.message);
            Some(problem.help(unknown.help))
        };
        self.ids.iter().filter_map(unknown).collect()
    }
}
