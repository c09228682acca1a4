//! Names of organisations, by their legal form, and of anything written with capitals.

use super::words::Words;
use crate::document::Break;

/// Legal forms, as the tokenizer leaves them (`B.V.` is `bv`). Lower-case ones are words in English unless written with capitals.
const FORMS: &[&str] = &[
    "gmbh",
    "ag",
    "ltd",
    "limited",
    "llc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "plc",
    "llp",
    "lp",
    "bv",
    "nv",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sro",
    "as",
    "ab",
    "aps",
    "oy",
    "oyj",
    "ood",
    "eood",
    "doo",
    "kft",
    "zrt",
    "se",
    "kg",
    "kgaa",
    "ev",
    "eg",
    "ug",
    "ltda",
    "sl",
    "slu",
    "kk",
    "pbc",
    "pllc",
    "pvt",
    "pty",
    "pte",
    "gbr",
    "ohg",
    "sàrl",
    "sårl",
    "lda",
];
/// Kinds of bodies: `Acme Foundation`, `University of Copenhagen`.
const BODIES: &[&str] = &[
    "company",
    "foundation",
    "university",
    "association",
    "trust",
    "bank",
    "council",
    "hospital",
    "stiftung",
    "verein",
    "institute",
    "college",
    "society",
    "stichting",
    "federation",
    "consortium",
];
/// Forms that keep their lower case.
const LOWER_FORMS: &[&str] = &["sro", "doo"];
/// Words that a sentence, not a name, begins with.
const FUNCTION: &[&str] = &[
    "a", "an", "the", "our", "your", "this", "that", "these", "those", "we", "you", "i", "it",
    "they", "if", "in", "when", "for", "to", "by", "as", "any", "all", "each", "every", "such",
    "other", "please", "and", "or", "of", "at", "on", "from", "does", "do", "should", "while",
    "their", "its", "hereby", "but", "no", "not",
];
/// Words of a sentence that is written in capitals.
const SENTENCE: &[&str] = &[
    "is",
    "are",
    "be",
    "been",
    "was",
    "to",
    "you",
    "not",
    "we",
    "shall",
    "will",
    "would",
    "have",
    "has",
    "that",
    "or",
    "referred",
    "may",
    "our",
    "your",
    "their",
    "includes",
    "otherwise",
];
/// Words inside names that have no capital.
const INSIDE: &[&str] = &[
    "of", "and", "the", "de", "da", "do", "del", "di", "la", "van", "von", "der", "for", "für",
];
/// How long the name of an organisation can be.
const LONGEST: usize = 9;

/// The words up to the last of its legal forms.
pub(super) fn organisation(words: Words, at: usize) -> Option<usize> {
    if !starts(words, at) {
        return None;
    }
    if BODIES.contains(&words.word(at)) && matches!(words.word(at + 1), "of" | "for") {
        return body_of(words, at);
    }
    let mut len = 1;
    while len < LONGEST {
        let form = form(words, at + len);
        if form > 0 {
            return Some(len + all_forms(words, at + len));
        }
        let named = !FUNCTION.contains(&words.word(at + len - 1));
        if named
            && BODIES.contains(&words.word(at + len))
            && words.is_capital(at + len)
            && words.before(at + len) == Break::None
        {
            return Some(len + 1 + all_forms(words, at + len + 1));
        }
        if !inside(words, at + len) {
            return None;
        }
        len += 1;
    }
    None
}

fn starts(words: Words, at: usize) -> bool {
    let word = words.word(at);
    let number = word.starts_with(|sign: char| sign.is_ascii_digit());
    (words.is_capital(at) || number && words.is_capital(at + 1) && form(words, at + 1) > 0)
        && !FUNCTION.contains(&word)
}

fn inside(words: Words, at: usize) -> bool {
    let initial = at > 0 && words.word(at - 1).len() == 1 && words.before(at) == Break::Stop;
    if SENTENCE.contains(&words.word(at)) {
        return false;
    }
    (words.before(at) <= Break::Bracket || initial)
        && (words.is_capital(at) || INSIDE.contains(&words.word(at)))
}

/// `University of Copenhagen`
fn body_of(words: Words, at: usize) -> Option<usize> {
    let mut end = at + 2;
    end += usize::from(words.word(end) == "the");
    let first = end;
    while end < at + LONGEST && words.is_capital(end) && words.before(end) == Break::None {
        end += 1;
    }
    (end > first).then_some(end - at)
}

/// How many words the legal form at `at` has; 0 if there is none.
fn form(words: Words, at: usize) -> usize {
    let word = words.word(at);
    let near = matches!(
        words.before(at),
        Break::None | Break::Bracket | Break::Comma
    );
    if !near {
        return 0;
    }
    match word {
        "a" if words.word(at + 1) == "s" && words.gap(at + 1) == "/" => 2,
        "sp" if words.word(at + 1) == "z" && words.kind(at + 2).is_some() => 3,
        "s" if words.word(at + 1) == "à" && words.kind(at + 2).is_some() => 3,
        "co" | "as" | "se" | "sa" | "ag" | "ab" | "sl" | "eg" | "lp" if !words.is_capital(at) => 0,
        "as" | "se" if !words.is_upper(at) => 0,
        _ if LOWER_FORMS.contains(&word) => 1,
        _ if FORMS.contains(&word) && words.is_capital(at) => 1,
        _ => 0,
    }
}

/// `GmbH & Co. KG`, `Pty Ltd`: forms in a row.
fn all_forms(words: Words, at: usize) -> usize {
    let mut len = 0;
    for _ in 0..4 {
        let and = usize::from(len > 0 && words.word(at + len) == "and");
        let stop = usize::from(
            words.before(at + len + and) == Break::Stop
                && words.word(at + len + and - 1).len() <= 3
                && len > 0,
        );
        let more = match stop {
            1 if matches!(words.word(at + len + and), "ltd" | "kg" | "limited" | "llc") => 1,
            _ => form(words, at + len + and),
        };
        if more == 0 {
            break;
        }
        len += and + more;
    }
    len
}

/// Capitals in a row.
pub(super) fn name(words: Words, at: usize) -> Option<usize> {
    if !words.is_capital(at) || FUNCTION.contains(&words.word(at)) {
        return None;
    }
    let (mut end, mut capitals) = (at + 1, 1);
    while capitals < 6 {
        let skip = (0..3).find(|skip| words.is_capital(end + skip));
        let Some(skip) = skip.filter(|&skip| joins(words, end, skip)) else {
            break;
        };
        end += skip + 1;
        capitals += 1;
    }
    let alone = capitals == 1 && (at == 0 || words.before(at) >= Break::Stop);
    (!alone).then_some(end - at)
}

/// Whether the capital `skip` words on belongs to the same name.
fn joins(words: Words, end: usize, skip: usize) -> bool {
    let initial = words.word(end - 1).len() == 1 && words.before(end) == Break::Stop;
    let near = (end..=end + skip).all(|at| words.before(at) == Break::None) || skip == 0 && initial;
    near && (end..end + skip).all(|at| INSIDE.contains(&words.word(at)))
}
