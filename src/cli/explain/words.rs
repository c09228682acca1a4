//! The notation of rule files read aloud: patterns and limits for people who never wrote one.

use lacuna::rules::ObligationDoc;

/// Signs and their readings; where one begins like another, the longer stands first.
const SIGNS: [(&str, &str); 19] = [
    ("...", " … (up to 12 words) … "),
    ("..", " … (up to 3 words) … "),
    (">>", " followed by "),
    ("& !", " and not "),
    ("&!", " and not "),
    ("&", " and also "),
    ("!", " not "),
    ("(|", "(nothing or "),
    ("|)", " or nothing)"),
    ("|", " or "),
    ("*", "…"),
    ("^", " (here it begins) "),
    ("$", " (here it ends) "),
    ("[", " under a heading that says "),
    ("]", ": "),
    ("{", ""),
    ("}", ""),
    ("<", "any "),
    (">", ""),
];

/// What stands for a pattern that is a regular expression.
const EXPRESSION: &str = "re:";

/// A pattern in words: `retain* ... {personal-data}` as `retain… … (up to 12 words) … personal-data`.
pub(super) fn in_words(pattern: &str) -> String {
    let pattern = joined(pattern);
    if let Some(expression) = pattern.strip_prefix(EXPRESSION) {
        return format!("what the regular expression {expression} matches");
    }
    let mut words = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern.as_str();
    while let Some(letter) = rest.chars().next() {
        let known = SIGNS
            .iter()
            .find_map(|(sign, reading)| Some((rest.strip_prefix(sign)?, reading)));
        if let Some((after, reading)) = known {
            words.push_str(reading);
            rest = after;
        } else {
            words.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    joined(&words).replace("( ", "(").replace(" )", ")")
}

/// Patterns in words; none where no pattern has a sign, since they would only be said twice.
pub(super) fn readings(patterns: &[String]) -> Vec<String> {
    let words: Vec<String> = patterns.iter().map(|pattern| in_words(pattern)).collect();
    if words == patterns { Vec::new() } else { words }
}

/// An obligation's limits, each with the signal it is on: `response-time: at most 45 days`.
pub(super) fn bounds(doc: &ObligationDoc) -> Vec<String> {
    let bounds = doc.bounds.iter();
    bounds
        .map(|(signal, bound)| format!("{signal}: {}", bound_in_words(bound)))
        .collect()
}

fn bound_in_words(bound: &str) -> String {
    joined(&bound.replace("<=", " at most ").replace(">=", " at least "))
}

/// The words with one space between.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{bound_in_words, in_words};

    #[test]
    fn patterns_are_read_aloud() {
        for (pattern, words) in [
            ("data protection officer", "data protection officer"),
            (
                "retain* ... {personal-data}",
                "retain… … (up to 12 words) … personal-data",
            ),
            (
                "(copy|copies|) .. <email>",
                "(copy or copies or nothing) … (up to 3 words) … any email",
            ),
            ("ask &  ! refuse", "ask and not refuse"),
            ("ask & write >> free", "ask and also write followed by free"),
            (
                "[rights|choices] access",
                "under a heading that says rights or choices: access",
            ),
            ("^ access $", "(here it begins) access (here it ends)"),
            ("(a|$)", "(a or (here it ends))"),
            (
                r"re:\d+ (a|b)",
                r"what the regular expression \d+ (a|b) matches",
            ),
            ("", ""),
        ] {
            assert_eq!(in_words(pattern), words);
        }
    }

    #[test]
    fn limits_are_read_aloud() {
        assert_eq!(bound_in_words("<= 45 days"), "at most 45 days");
        assert_eq!(
            bound_in_words(">=2 days, <= 1 month"),
            "at least 2 days, at most 1 month"
        );
    }
}
