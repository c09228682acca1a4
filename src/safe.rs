//! Text of strangers made safe to show: nothing in it acts on a terminal or turns the order of the letters around.
//!
//! **Invariant: what stands in for a sign has as many bytes as the sign, so that places in a text stay what they were.**

use std::borrow::Cow;

/// Whether a terminal or an editor acts on the sign instead of showing it: control characters but white space, signs that turn the
/// direction of writing around, invisible tags.
pub fn acts(sign: char) -> bool {
    match sign {
        '\n' | '\t' | '\r' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => sign.is_control(),
    }
}

/// The text with something harmless in the place of every sign that acts.
pub fn tame(text: &str) -> Cow<'_, str> {
    with(text, acts)
}

/// The same for what is shown on one line, such as a file's name: line breaks are replaced too.
pub fn tame_line(text: &str) -> Cow<'_, str> {
    with(text, |sign| {
        acts(sign) || matches!(sign, '\n' | '\r' | '\t')
    })
}

fn with(text: &str, acts: impl Fn(char) -> bool) -> Cow<'_, str> {
    // Most texts have nothing of the kind.
    if !text.chars().any(&acts) {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign.len_utf8() {
            _ if !acts(sign) => tamed.push(sign),
            1 => tamed.push('?'),
            2 => tamed.push('¿'),
            3 => tamed.push(char::REPLACEMENT_CHARACTER),
            _ => tamed.push('\u{10102}'),
        }
    }
    Cow::Owned(tamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_is_left_and_places_stay() {
        let hostile = "a\u{1b}[31mb\u{7}\u{9b}\u{202e}c\u{2066}\u{e0041}\0é\r\n\t漢";
        let tamed = tame(hostile);
        assert_eq!(tamed.len(), hostile.len());
        assert!(!tamed.contains(acts));
        assert_eq!(tamed, "a?[31mb?¿\u{fffd}c\u{fffd}\u{10102}?é\r\n\t漢");
        assert_eq!(tame_line("a\nb\r"), "a?b?");
        assert!(matches!(tame("Häberle & Söhne, 漢\n"), Cow::Borrowed(_)));
    }
}
