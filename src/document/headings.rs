//! Whether a line that is not marked as a heading is one.
//!
//! **Invariant: a sentence is never taken for a heading; a heading taken for a sentence does less harm.**

/// Words that stay small in titles.
const SMALL: &[&str] = &[
    "a", "about", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how", "in",
    "is", "it", "may", "of", "on", "or", "our", "that", "the", "their", "this", "to", "under",
    "use", "we", "what", "when", "who", "with", "you", "your",
];

/// Whether a line is short enough, and says something.
pub(super) fn may_be(line: &str) -> bool {
    line.len() < 160 && line.split_whitespace().count() <= 14 && line.contains(char::is_alphabetic)
}

/// `LOCATION OF OUR SERVICES`
pub(super) fn is_capitals(line: &str) -> bool {
    let upper = line.chars().filter(|letter| letter.is_uppercase()).count();
    upper >= 4
        && !line.chars().any(char::is_lowercase)
        && !line.contains(['@', '|'])
        && !line.trim_end().ends_with([',', ';'])
}

/// A bold line that is not a sentence.
pub(super) fn is_bold_line(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    match line.chars().next_back() {
        Some('.') => words <= 6 && is_title(line),
        Some(':') => words <= 6,
        Some(',' | ';') => false,
        _ => !line.contains(". "),
    }
}

/// Whether the words that carry meaning begin with capitals.
pub(super) fn is_title(line: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()));
    let starts = line
        .chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(char::is_uppercase);
    // A title does not end in a small word; `We use it to:` is the beginning of a sentence.
    let ends = line
        .split_whitespace()
        .next_back()
        .is_some_and(|word| !word.starts_with(char::is_lowercase));
    starts
        && ends
        && words.all(|word| SMALL.contains(&word) || !word.starts_with(char::is_lowercase))
}

/// `Definitions.`, `Use of Data:`, `Personal Data`, `Who are we?` on a line of its own.
pub(super) fn is_short_line(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    let begins = line.starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit());
    if !begins || line.contains('@') || line.contains("://") {
        return false;
    }
    match line.chars().next_back() {
        Some('.') => words <= 6 && is_title(line) && !line.trim_end_matches('.').contains('.'),
        Some(':') => words <= 6 && is_title(line),
        Some('?') => words <= 14,
        Some(',' | ';' | '!') => false,
        _ => words <= 10 && !line.contains(". ") && !line.contains(": "),
    }
}

/// The depth of `4.2 Title`; the line is a title with a number before it.
pub(super) fn numbered(line: &str) -> Option<u8> {
    let (number, title) = line.split_once(|sign: char| sign.is_whitespace())?;
    let digits = number.trim_end_matches(['.', ')']);
    let is_number = digits.split('.').all(|part| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let title = title.trim();
    let short = title.split_whitespace().count() <= 9 && !title.ends_with(['.', ';', ',']);
    (is_number && short && is_title(title)).then(|| digits.split('.').count().min(4) as u8)
}

/// More words than this are a paragraph in a large font, whatever the tag says.
const LONGEST: usize = 25;

/// Whether what is marked as a heading is running text.
pub(super) fn is_text(text: &str) -> bool {
    text.split_whitespace().nth(LONGEST).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_sentences() {
        for line in [
            "Definitions.",
            "Use of Data:",
            "Personal Data",
            "What do we collect?",
            "Security of Data",
        ] {
            assert!(is_short_line(line), "{line}");
        }
        for line in [
            "We may obtain the data from:",
            "We sell nothing.",
            "to bill you;",
            "ask@acme.example",
        ] {
            assert!(!is_short_line(line), "{line}");
        }
        assert_eq!(numbered("4.2 Your Rights"), Some(2));
        assert_eq!(numbered("4. We sell no data to anybody."), None);
    }
}
