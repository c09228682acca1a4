//! Postcodes that are known by their form alone.

use crate::document::Break;
use crate::document::entity::words::Words;

/// How many words a postcode at `at` has. Five digits alone are none: too much else is.
pub(super) fn postcode(words: Words, at: usize) -> Option<usize> {
    let next = words.word(at + 1);
    let near = words.gap(at + 1).trim_matches(' ').is_empty();
    let hyphen = words.gap(at + 1) == "-";
    let pair =
        |first: usize, second: usize| words.is_digits(at, first) && words.is_digits(at + 1, second);
    let state = words.is_upper(at) && fits(words.word(at), "a") && words.word(at).len() == 2;
    match () {
        // MN 55424, MN 55424-1234
        () if state && words.is_digits(at + 1, 5) && words.before(at + 1) <= Break::Comma => {
            let long = words.gap(at + 2) == "-" && words.is_digits(at + 2, 4);
            Some(2 + usize::from(long))
        }
        // SW1A 2AA, M5V 2T6
        () if near && british(words.word(at)) && fits(next, "9aa") && next.len() == 3 => Some(2),
        () if near
            && fits(words.word(at), "a9a")
            && words.word(at).len() == 3
            && fits(next, "9a9")
            && next.len() == 3 =>
        {
            Some(2)
        }
        // D02 XY12
        () if near && irish(words.word(at), next) => Some(2),
        // 1012 AB
        () if near
            && words.is_digits(at, 4)
            && words.is_upper(at + 1)
            && next.len() == 2
            && words.is_capital(at + 2) =>
        {
            Some(2)
        }
        // 111 81 Stockholm
        () if near && pair(3, 2) && words.is_capital(at + 2) => Some(2),
        // 01310-100, 1000-205 Lisboa, 00-950 Warszawa
        () if hyphen && pair(5, 3) => Some(2),
        () if hyphen && (pair(4, 3) || pair(2, 3)) && words.is_capital(at + 2) => Some(2),
        () => None,
    }
}

/// Whether the word goes by the form: `a` a letter, `9` a digit.
fn fits(word: &str, form: &str) -> bool {
    let all = form.bytes().cycle();
    !word.is_empty()
        && word.bytes().zip(all).all(|(byte, form)| match form {
            b'9' => byte.is_ascii_digit(),
            _ => byte.is_ascii_lowercase(),
        })
}

/// `sw1a`, `n1`, `ec1a`, `m60`
fn british(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
    let rest = word.as_bytes().get(letters..).unwrap_or_default();
    let tail = rest.get(1..).unwrap_or_default();
    (1..=2).contains(&letters)
        && rest.first().is_some_and(u8::is_ascii_digit)
        && tail.len() <= 1
        && tail.iter().all(u8::is_ascii_alphanumeric)
}

/// `d02 xy12`: a letter and two digits, then four signs of which one is a digit.
fn irish(first: &str, second: &str) -> bool {
    let routing = first == "d6w"
        || matches!(first.as_bytes(), [letter, tens, ones] if letter.is_ascii_lowercase() && tens.is_ascii_digit() && ones.is_ascii_digit());
    let own = second.len() == 4
        && second.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && second.bytes().any(|byte| byte.is_ascii_digit())
        && second.bytes().any(|byte| byte.is_ascii_lowercase());
    routing && own
}
