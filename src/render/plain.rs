//! Text made safe for any reader of text: nothing in it can be taken for a command to a terminal or break a file of XML.

/// The text without control characters other than tab and line breaks, and without what XML 1.0 has no place for.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|&c| is_plain(c)).collect()
}

fn is_plain(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// The same on one line.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    clean(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_dropped_and_letters_kept() {
        assert_eq!(clean("a\u{0}\u{1b}[31m\u{85}é\u{ffff}\n𝄞\t"), "a[31mé\n𝄞\t");
        assert_eq!(line(" a\r\nb\u{7}\t c "), "a b c");
    }
}
