//! Names that people write, looked up: on the command line, in `lacuna.toml`, in a policy.

use super::{Rulebook, closest};

/// A name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Rulebook {
    /// Indices of the regimes of this id or group; `all` names every one.
    ///
    /// # Errors
    /// No regime or group is called so.
    pub fn regimes_called(&self, name: &str) -> Result<Vec<usize>, Unknown> {
        let regimes = self.regimes.iter().enumerate();
        let called: Vec<usize> = regimes
            .filter(|(_, regime)| name == "all" || regime.id == name || regime.group == name)
            .map(|(index, _)| index)
            .collect();
        if !called.is_empty() {
            return Ok(called);
        }
        let ids = self.regimes.iter().map(|regime| regime.id.as_str());
        let groups = self.regimes.iter().map(|regime| regime.group.as_str());
        let list = "`lacuna regimes` lists them";
        let meant = closest(name, ids.chain(groups).chain(["auto", "all"]));
        Err(Unknown {
            message: format!("no regime is called `{name}`"),
            help: meant.map_or(list.to_owned(), |meant| {
                format!("did you mean `{meant}`? {list}")
            }),
        })
    }

    /// Index of the fact of this id.
    ///
    /// # Errors
    /// No fact is called so.
    pub fn fact_called(&self, name: &str) -> Result<usize, Unknown> {
        let known: Vec<&str> = self.facts.iter().map(|fact| fact.id.as_str()).collect();
        let called = known.iter().position(|id| *id == name);
        called.ok_or_else(|| Unknown {
            message: format!("no fact is called `{name}`"),
            help: match closest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the facts are: {}", known.join(", ")),
            },
        })
    }

    /// Indices of the regime and of the obligation in it that `regime/obligation` names.
    ///
    /// # Errors
    /// No obligation is called so.
    pub fn obligation_called(&self, id: &str) -> Result<(usize, usize), Unknown> {
        let (regime, obligation) = id.split_once('/').unwrap_or(("", id));
        let named = self.regimes.iter().position(|known| known.id == regime);
        let found = named.and_then(|regime| {
            let mut of = self.regimes[regime].obligations.iter();
            Some((regime, of.position(|known| known.id == obligation)?))
        });
        found.ok_or_else(|| Unknown {
            message: format!("no obligation is called `{id}`"),
            help: self
                .obligation_meant(named, obligation, id)
                .unwrap_or_else(|| {
                    "write `regime/obligation`, as a report does; `lacuna explain REGIME` lists a regime's obligations".to_owned()
                }),
        })
    }

    /// Within its regime if that is known, else anywhere.
    fn obligation_meant(&self, regime: Option<usize>, wrong: &str, id: &str) -> Option<String> {
        let regimes = match regime {
            Some(regime) => &self.regimes[regime..=regime],
            None => &self.regimes[..],
        };
        let all: Vec<(String, &str)> = regimes
            .iter()
            .flat_map(|regime| regime.obligations.iter().map(move |of| (regime, of)))
            .map(|(regime, of)| (format!("{}/{}", regime.id, of.id), of.id.as_str()))
            .collect();
        let whole = all.iter().map(|(whole, _)| whole.as_str());
        let meant = match regime {
            None if id.contains('/') => closest(id, whole)?,
            _ => {
                let meant = closest(wrong, all.iter().map(|(_, of)| *of))?;
                let (whole, _) = all.iter().find(|(_, of)| *of == meant)?;
                whole
            }
        };
        Some(format!("did you mean `{meant}`?"))
    }
}
