//! JSON Schema of rule files, for editors: made from one table, which a test holds against the structs that read the files.

use serde_json::{Map, Value, json};

/// What a key holds.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    /// One string or a list.
    Texts,
    Truth,
    Date,
    Dates,
    /// A table of strings.
    TextByName,
    /// A table of strings or lists.
    TextsByName,
    OneOf(&'static [&'static str]),
    Flaws,
}

use Holds::{Date, Dates, Flaws, OneOf, Text, TextByName, Texts, TextsByName, Truth};

type Key = (&'static str, Holds, &'static str);

/// `[[term]]`
const TERM: &[Key] = &[
    ("id", Text, "Its name, used as `{id}` in patterns."),
    ("says", Text, "What it stands for."),
    ("any", Texts, "Its alternatives."),
];

/// `[[signal]]`
const SIGNAL: &[Key] = &[
    ("id", Text, "The standard name of what is said."),
    ("says", Text, "What it says, in plain words."),
    ("any", Texts, "Patterns: one is enough."),
    (
        "not",
        Texts,
        "Patterns that refuse a match in the same statement.",
    ),
    (
        "hedged",
        OneOf(&["counts", "weak"]),
        "What `may` or `from time to time` before the verb does.",
    ),
    (
        "negated",
        OneOf(&["refused", "counts"]),
        "What a negation does.",
    ),
    (
        "scope",
        OneOf(&["everywhere", "territory"]),
        "For which regimes a statement to one place's residents counts.",
    ),
    (
        "headings",
        OneOf(&["context", "count"]),
        "Whether a heading alone can say it.",
    ),
    (
        "used_by",
        Text,
        "What uses it, where no rule does: a file of labels, another program.",
    ),
    ("limits", Text, "What wording fools it."),
    ("match", Texts, "Small documents in which it must be found."),
    (
        "differ",
        Texts,
        "Small documents in which it must not be found.",
    ),
];

/// `[[fact]]`
const FACT: &[Key] = &[
    ("id", Text, "Its name."),
    ("question", Text, "The question that settles it."),
    ("yes", Text, "Condition over signals that shows it."),
    (
        "no",
        Text,
        "Condition over signals that denies it; a denial wins.",
    ),
    (
        "silent",
        OneOf(&["unknown", "no"]),
        "What a policy that says nothing means.",
    ),
];

/// `[[territory]]`
const TERRITORY: &[Key] = &[
    ("id", Text, "Its name."),
    ("title", Text, "What people call it."),
    (
        "any",
        Texts,
        "Patterns by which a policy names it or its residents.",
    ),
    ("within", Text, "The territory it is part of."),
];

/// `[regime]`
const REGIME: &[Key] = &[
    ("id", Text, "Its name."),
    ("title", Text, "The law's name."),
    ("jurisdiction", Text, "Where it applies: EU, US-CA."),
    ("group", Text, "Grouping for overviews."),
    ("citation", Text, "Where it is found."),
    ("in_force", Dates, "First and last day in force."),
    (
        "territory",
        Text,
        "The territory whose residents it protects; absent: everywhere.",
    ),
    ("applies_to", Text, "Whom it binds."),
    (
        "claims",
        Texts,
        "Patterns by which a policy says it follows it.",
    ),
    (
        "always",
        Truth,
        "Judged under `auto` whatever the policy claims.",
    ),
    ("notes", Text, "What a reader should know."),
    ("like", Text, "The regime whose obligations it takes over."),
    ("drop", Texts, "Obligations it does not take over."),
    (
        "names",
        TextsByName,
        "Its own names: used as `{name}` in its `claims` and `where`, taken over ones included.",
    ),
    (
        "words",
        TextByName,
        "Its own words: put in for `{name}` in `title`, `help`, `met` and `unmet`.",
    ),
    (
        "cites",
        TextByName,
        "Citations of obligations it takes over, by id.",
    ),
];

/// `[[obligation]]`
const OBLIGATION: &[Key] = &[
    ("id", Text, "Its name within the regime."),
    ("cite", Text, "Its citation, never taken over."),
    ("title", Text, "What it asks, in a line."),
    (
        "level",
        OneOf(&["required", "conditional", "recommended"]),
        "How binding it is.",
    ),
    (
        "in_force",
        Dates,
        "Where it differs from the regime's; never taken over.",
    ),
    ("needs", Text, "Condition over signals: a and (b or not c)."),
    (
        "flaw",
        Text,
        "Condition over signals: a flaw that must not be there.",
    ),
    (
        "flaw_is",
        OneOf(&["missing", "weak", "contradicted", "out-of-bounds"]),
        "What the flaw means.",
    ),
    ("flaw_from", Date, "Only in a policy dated from this day."),
    ("flaw_until", Date, "Only in a policy dated until this day."),
    (
        "flaws",
        Flaws,
        "Flaws of several times, each with its own `flaw`, `is`, `from` and `until`; the first that is there decides.",
    ),
    (
        "dated",
        Text,
        "A demand on the policy's own date: known, past, unambiguous, or <= 12 months.",
    ),
    (
        "weak",
        Text,
        "Condition over signals: said, but not well enough.",
    ),
    (
        "bound",
        TextsByName,
        "Limits on what a signal states: <= 45 days.",
    ),
    (
        "where",
        TextsByName,
        "Patterns that the statement of a signal, or a heading over it, must have too.",
    ),
    (
        "opposed",
        Text,
        "Condition over signals: the opposite is said.",
    ),
    ("when", Text, "Condition over facts; absent: always."),
    (
        "unless",
        Text,
        "Condition over signals: found, it does not apply.",
    ),
    (
        "near",
        Text,
        "Condition over signals whose hits are near misses.",
    ),
    ("help", Text, "What to write, in plain words."),
    ("limits", Text, "What wording fools it."),
    ("met", Texts, "Small policies that satisfy it."),
    ("unmet", Texts, "Small policies that do not."),
    (
        "missed",
        Texts,
        "Small policies that satisfy it and are not recognised.",
    ),
    (
        "mistaken",
        Texts,
        "Small policies that do not satisfy it and are taken to.",
    ),
    (
        "like",
        Text,
        "The obligation (regime/id) whose fields it takes over.",
    ),
];

/// An entry of `flaws`.
const FLAW: &[Key] = &[
    (
        "flaw",
        Text,
        "Condition over signals: a flaw that must not be there.",
    ),
    (
        "is",
        OneOf(&["missing", "weak", "contradicted", "out-of-bounds"]),
        "What the flaw means.",
    ),
    ("from", Date, "Only in a policy dated from this day."),
    ("until", Date, "Only in a policy dated until this day."),
];

/// Sections of a rule file and whether they may come again.
const SECTIONS: [(&str, &[Key], Times); 6] = [
    ("term", TERM, Times::Many),
    ("signal", SIGNAL, Times::Many),
    ("fact", FACT, Times::Many),
    ("territory", TERRITORY, Times::Many),
    ("regime", REGIME, Times::Once),
    ("obligation", OBLIGATION, Times::Many),
];

#[derive(Clone, Copy)]
enum Times {
    Once,
    Many,
}

/// The JSON Schema of a rule file.
pub fn json_schema() -> Value {
    let sections = SECTIONS.iter().map(|(name, keys, times)| {
        let entry = table(keys);
        let section = match times {
            Times::Once => entry,
            Times::Many => json!({ "type": "array", "items": entry }),
        };
        ((*name).to_owned(), section)
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lacuna rule file",
        "type": "object",
        "additionalProperties": false,
        "properties": sections.collect::<Map<String, Value>>(),
    })
}

fn table(keys: &[Key]) -> Value {
    let properties = keys.iter().map(|(name, holds, says)| {
        let mut schema = holds.schema();
        schema["description"] = json!(says);
        ((*name).to_owned(), schema)
    });
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties.collect::<Map<String, Value>>(),
    })
}

impl Holds {
    fn schema(self) -> Value {
        match self {
            Text => json!({ "type": "string" }),
            Texts => texts(),
            Truth => json!({ "type": "boolean" }),
            // TOML dates reach an editor's JSON Schema as strings.
            Date => json!({ "type": "string", "format": "date" }),
            Dates => json!({
                "type": "object",
                "additionalProperties": false,
                "properties": { "from": Date.schema(), "until": Date.schema() },
            }),
            TextByName => json!({ "type": "object", "additionalProperties": Text.schema() }),
            TextsByName => json!({ "type": "object", "additionalProperties": texts() }),
            OneOf(words) => json!({ "enum": words }),
            Flaws => json!({ "type": "array", "items": table(FLAW) }),
        }
    }
}

fn texts() -> Value {
    json!({ "type": ["string", "array"], "items": { "type": "string" } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::schema::{
        RawFact, RawFlaw, RawObligation, RawRegime, RawSignal, RawTerm, RawTerritory, keys,
    };

    #[test]
    fn the_table_has_the_keys_that_are_read() {
        let read = [
            keys::<RawTerm>(),
            keys::<RawSignal>(),
            keys::<RawFact>(),
            keys::<RawTerritory>(),
            keys::<RawRegime>(),
            keys::<RawObligation>(),
        ];
        for ((name, table, _), read) in SECTIONS.iter().zip(read) {
            let listed: Vec<&str> = table.iter().map(|key| key.0).collect();
            assert_eq!(listed, read, "{name}");
        }
        let flaw: Vec<&str> = FLAW.iter().map(|key| key.0).collect();
        assert_eq!(flaw, keys::<RawFlaw>(), "flaws");
    }
}
