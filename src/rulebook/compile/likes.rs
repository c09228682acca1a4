//! `like`: obligations taken over from other regimes, as layers.
//!
//! An obligation is a stack of layers, its own on top; each field is that of the first layer that has it. Nothing is copied, so every
//! field keeps its place in its own file. **What belongs to one law alone is never taken over: citation and dates.**

use super::desk::Spot;
use crate::rulebook::{
    read::RawFile,
    schema::{RawObligation, RawRegime, Text},
};
use std::collections::{BTreeMap, BTreeSet};

/// Longer chains are refused: nobody can follow them.
const DEEPEST: usize = 8;

/// One regime as written, with its obligations by id.
pub(crate) struct Home<'a> {
    pub(crate) file: usize,
    pub(crate) raw: &'a RawRegime,
    /// Ids of its own obligations, in order.
    order: Vec<&'a str>,
    own: BTreeMap<&'a str, &'a RawObligation>,
}

/// All regimes as written, by id.
pub(crate) struct Homes<'a>(BTreeMap<&'a str, Home<'a>>);

/// A layer: the fields of one `[[obligation]]`.
#[derive(Clone, Copy)]
pub(crate) struct Layer<'a> {
    pub(crate) file: usize,
    pub(crate) raw: &'a RawObligation,
}

/// An obligation with its layers, its own first.
#[derive(Default)]
pub(crate) struct Merged<'a> {
    pub(crate) layers: Vec<Layer<'a>>,
}

/// What is wrong with a `like`, and where it is written.
pub(crate) enum Fault {
    /// No such regime.
    Regime(Spot, String),
    /// No such obligation: its regime and id.
    Obligation(Spot, String, String),
    /// It goes round in a circle, or on for too long.
    Endless(Spot),
}

impl<'a> Merged<'a> {
    /// The field of the first layer that has it, with its file.
    pub(crate) fn get<T>(
        &self,
        field: impl Fn(&'a RawObligation) -> Option<&'a T>,
    ) -> Option<(usize, &'a T)> {
        self.layers
            .iter()
            .find_map(|layer| Some((layer.file, field(layer.raw)?)))
    }

    /// The field of the obligation's own layer, if its regime wrote one.
    pub(crate) fn own<T>(
        &self,
        file: usize,
        field: impl Fn(&'a RawObligation) -> Option<&'a T>,
    ) -> Option<&'a T> {
        let first = self.layers.first().filter(|layer| layer.file == file)?;
        field(first.raw)
    }
}

/// The id an obligation goes by: its own, or that of the one it is like.
pub(crate) fn id_of(raw: &RawObligation) -> Option<&Text> {
    raw.id.as_ref().or(raw.like.as_ref())
}

fn short(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

impl<'a> Homes<'a> {
    /// The regimes of all files.
    pub(crate) fn new(files: &'a [RawFile]) -> Self {
        let mut homes = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            let regime = file.regime.as_ref().map(toml::Spanned::get_ref);
            if let Some((regime, id)) =
                regime.and_then(|regime| Some((regime, regime.id.as_ref()?)))
            {
                homes
                    .entry(id.get_ref().as_str())
                    .or_insert_with(|| home(index, regime, file));
            }
        }
        Homes(homes)
    }

    /// The regime of that id.
    pub(crate) fn get(&self, id: &str) -> Option<&Home<'a>> {
        self.0.get(id)
    }

    /// Ids of all regimes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.0.keys().copied()
    }

    /// Ids of all obligations of a regime, taken over ones included, in order.
    pub(crate) fn ids(&self, regime: &str) -> Vec<&'a str> {
        let mut chain: Vec<&Home<'a>> = Vec::new();
        let mut next = self.get(regime);
        while let Some(home) = next.filter(|_| chain.len() <= DEEPEST) {
            chain.push(home);
            next = home
                .raw
                .like
                .as_ref()
                .and_then(|like| self.get(like.get_ref()));
        }
        let mut ids: Vec<&str> = Vec::new();
        for home in chain.into_iter().rev() {
            ids.retain(|id| !home.drops(id));
            let known: BTreeSet<&str> = ids.iter().copied().collect();
            ids.extend(home.order.iter().copied().filter(|id| !known.contains(id)));
        }
        ids
    }

    /// The layers of an obligation, its own first.
    pub(crate) fn merged(&self, regime: &str, id: &str) -> Result<Merged<'a>, Fault> {
        let mut merged = Merged::default();
        let (mut regime, mut id) = (regime.to_owned(), id.to_owned());
        let mut from: Option<Spot> = None;
        // Through a whole regime's `like`, an obligation may be new: then there is nothing beneath.
        let mut may_lack = true;
        for _ in 0..=DEEPEST {
            let Some(home) = self.get(&regime) else {
                return lacking(
                    merged,
                    may_lack,
                    from.map(|spot| Fault::Regime(spot, regime)),
                );
            };
            let own = home.own.get(id.as_str()).copied();
            merged.layers.extend(own.map(|raw| Layer {
                file: home.file,
                raw,
            }));
            if let Some(like) = own.and_then(|raw| raw.like.as_ref()) {
                from = Some(Spot::of(home.file, like));
                may_lack = false;
                let (base, name) = like
                    .get_ref()
                    .split_once('/')
                    .unwrap_or((&regime, like.get_ref()));
                (regime, id) = (base.to_owned(), name.to_owned());
            } else if let Some(like) = home
                .raw
                .like
                .as_ref()
                .filter(|_| own.is_some() || !home.drops(&id))
            {
                may_lack |= own.is_some();
                from.get_or_insert_with(|| Spot::of(home.file, like));
                like.get_ref().clone_into(&mut regime);
            } else if own.is_some() {
                return Ok(merged);
            } else {
                return lacking(
                    merged,
                    may_lack,
                    from.map(|spot| Fault::Obligation(spot, regime, id)),
                );
            }
        }
        from.map_or(Ok(Merged::default()), |spot| Err(Fault::Endless(spot)))
    }
}

fn lacking(merged: Merged<'_>, may_lack: bool, fault: Option<Fault>) -> Result<Merged<'_>, Fault> {
    match fault {
        Some(fault) if !may_lack => Err(fault),
        _ => Ok(merged),
    }
}

fn home<'a>(file: usize, raw: &'a RawRegime, written: &'a RawFile) -> Home<'a> {
    let obligations = written.obligations.iter().map(toml::Spanned::get_ref);
    let mut home = Home {
        file,
        raw,
        order: Vec::new(),
        own: BTreeMap::new(),
    };
    for obligation in obligations {
        let Some(id) = id_of(obligation) else {
            continue;
        };
        let id = short(id.get_ref());
        if home.own.insert(id, obligation).is_none() {
            home.order.push(id);
        }
    }
    home
}

impl Home<'_> {
    /// The regime's own word for `{name}`: of its `words`, else the first of its `names`.
    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        let word = self.raw.words.get(name);
        let first = || self.raw.names.get(name).and_then(|words| words.0.first());
        word.or_else(first).map(|text| text.get_ref().as_str())
    }

    fn drops(&self, id: &str) -> bool {
        let mut dropped = self.raw.drop.iter().flat_map(|words| &words.0);
        dropped.any(|word| word.get_ref() == id)
    }
}
