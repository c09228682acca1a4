//! A rule file as written: every value with its place, nothing checked but the keys and their types.
//!
//! All fields are optional here, so that one entry shows all its problems at once; [`super::compile`] says what is missing.

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use std::{collections::BTreeMap, fmt};
use toml::{Spanned, value::Datetime};

/// A string with its place.
pub(crate) type Text = Spanned<String>;

/// `[[term]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawTerm {
    pub(crate) id: Option<Text>,
    pub(crate) says: Option<Text>,
    pub(crate) any: Option<Words>,
}

/// `[[signal]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawSignal {
    pub(crate) id: Option<Text>,
    pub(crate) says: Option<Text>,
    pub(crate) any: Option<Words>,
    pub(crate) not: Option<Words>,
    pub(crate) hedged: super::Hedged,
    pub(crate) negated: super::Negated,
    pub(crate) scope: super::Scope,
    pub(crate) headings: super::Headings,
    pub(crate) used_by: Option<Text>,
    pub(crate) limits: Option<Text>,
    pub(crate) r#match: Option<Words>,
    pub(crate) differ: Option<Words>,
}

/// `[[fact]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawFact {
    pub(crate) id: Option<Text>,
    pub(crate) question: Option<Text>,
    pub(crate) yes: Option<Text>,
    pub(crate) no: Option<Text>,
    pub(crate) silent: super::Silent,
}

/// `[[territory]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawTerritory {
    pub(crate) id: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) any: Option<Words>,
    pub(crate) within: Option<Text>,
}

/// `[regime]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawRegime {
    pub(crate) id: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) jurisdiction: Option<Text>,
    pub(crate) group: Option<Text>,
    pub(crate) citation: Option<Text>,
    pub(crate) in_force: Option<RawInForce>,
    pub(crate) territory: Option<Text>,
    pub(crate) applies_to: Option<Text>,
    pub(crate) claims: Option<Words>,
    pub(crate) always: bool,
    pub(crate) notes: Option<Text>,
    pub(crate) like: Option<Text>,
    pub(crate) drop: Option<Words>,
    pub(crate) names: BTreeMap<Text, Words>,
    pub(crate) words: BTreeMap<Text, Text>,
    pub(crate) cites: BTreeMap<Text, Text>,
}

/// `in_force`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawInForce {
    pub(crate) from: Option<Spanned<Datetime>>,
    pub(crate) until: Option<Spanned<Datetime>>,
}

/// `[[obligation]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RawObligation {
    pub(crate) id: Option<Text>,
    pub(crate) cite: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) level: Option<Spanned<super::Level>>,
    pub(crate) in_force: Option<RawInForce>,
    pub(crate) needs: Option<Text>,
    pub(crate) flaw: Option<Text>,
    pub(crate) flaw_is: Option<super::FlawIs>,
    pub(crate) flaw_from: Option<Spanned<Datetime>>,
    pub(crate) flaw_until: Option<Spanned<Datetime>>,
    pub(crate) flaws: Option<Vec<RawFlaw>>,
    pub(crate) dated: Option<Text>,
    pub(crate) weak: Option<Text>,
    pub(crate) bound: Option<BTreeMap<Text, Words>>,
    pub(crate) r#where: Option<BTreeMap<Text, Words>>,
    pub(crate) opposed: Option<Text>,
    pub(crate) when: Option<Text>,
    pub(crate) unless: Option<Text>,
    pub(crate) near: Option<Text>,
    pub(crate) help: Option<Text>,
    pub(crate) limits: Option<Text>,
    pub(crate) met: Option<Words>,
    pub(crate) unmet: Option<Words>,
    pub(crate) missed: Option<Words>,
    pub(crate) mistaken: Option<Words>,
    pub(crate) like: Option<Text>,
}

/// One of `flaws`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFlaw {
    pub(crate) flaw: Text,
    pub(crate) is: Option<super::FlawIs>,
    pub(crate) from: Option<Spanned<Datetime>>,
    pub(crate) until: Option<Spanned<Datetime>>,
}

/// One string or a list of them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Words(pub(crate) Vec<Text>);

impl Words {
    /// The strings, without their places.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.0.iter().map(|word| word.get_ref().clone()).collect()
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let either = Spanned::<Either>::deserialize(deserializer)?;
        let span = either.span();
        Ok(Words(match either.into_inner() {
            Either::One(text) => vec![Spanned::new(span, text)],
            Either::Many(texts) => texts,
        }))
    }
}

/// What stands there, before the place of a single string is known.
enum Either {
    One(String),
    Many(Vec<Text>),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Either;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string or a list of strings")
            }
            fn visit_str<E>(self, text: &str) -> Result<Either, E> {
                Ok(Either::One(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Either, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(Either::Many(texts))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// A day as written; none for a time, or half a date.
pub(crate) fn day(written: &Datetime) -> Option<Date> {
    let day = written.date.filter(|_| written.time.is_none())?;
    let (month, day_of_month) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
    Date::new(i16::try_from(day.year).ok()?, month, day_of_month).ok()
}

/// Names of the fields of a struct above, in order.
pub(crate) fn keys<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // It always fails: it only listens to what the struct asks for.
    let _ = T::deserialize(Listener(&mut keys));
    keys
}

struct Listener<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("only structs have keys"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
