//! What a character outside ASCII stands for in the normalised text.
//!
//! Policies arrive through word processors, PDF converters and wrongly decoded databases; a rule author should not have to know.
//!
//! **Invariant: folding looks at a few characters and never fails; what it does not know stays as it is.**

/// What a character, or a few of them, become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// White space.
    Space,
    /// Nothing: soft hyphens, joiners, direction marks.
    Nothing,
    /// An apostrophe or a single quotation mark.
    Apostrophe,
    /// A double quotation mark.
    Quote,
    /// A hyphen.
    Hyphen,
    /// A long dash.
    Dash,
    /// Three dots.
    Ellipsis,
    /// A bullet within a line.
    Bullet,
    /// A tick or a cross.
    Mark(&'static str),
    /// A sign of money, a section sign.
    Symbol(char),
    /// Letters written as one.
    Letters(&'static str),
    /// A letter or digit of any script.
    Letter(char),
    /// Anything else.
    Sign(char),
}

/// Windows-1252 read as what UTF-8 meant: the third character of `â€™` and what it was. The C1 forms are Latin-1's reading.
const TAILS: &[(char, Fold)] = &[
    ('™', Fold::Apostrophe),
    ('˜', Fold::Apostrophe),
    ('\u{99}', Fold::Apostrophe),
    ('\u{98}', Fold::Apostrophe),
    ('œ', Fold::Quote),
    ('\u{9c}', Fold::Quote),
    ('\u{9d}', Fold::Quote),
    ('“', Fold::Dash),
    ('”', Fold::Dash),
    ('\u{93}', Fold::Dash),
    ('\u{94}', Fold::Dash),
    ('¦', Fold::Ellipsis),
    ('¢', Fold::Bullet),
];

/// What the text begins with, and how many bytes of it that is. The text is not empty.
pub(super) fn fold(text: &str) -> (Fold, usize) {
    let first = text.chars().next().unwrap_or(' ');
    let one = first.len_utf8();
    match first {
        'â' => mojibake(text).unwrap_or((Fold::Letter(first), one)),
        'Â' => match text[one..].chars().next() {
            Some('\u{a0}') => (Fold::Space, one + 2),
            Some('§' | '©' | '®' | '·' | '£' | '°' | '»' | '«') => (Fold::Nothing, one),
            _ => (Fold::Letter(first), one),
        },
        _ => (fold_char(first), one),
    }
}

fn mojibake(text: &str) -> Option<(Fold, usize)> {
    let mut chars = text.chars();
    let (first, second, third) = (chars.next()?, chars.next()?, chars.next()?);
    if !matches!(second, '€' | '\u{80}') {
        return None;
    }
    let (_, fold) = TAILS.iter().find(|(tail, _)| *tail == third)?;
    Some((
        *fold,
        first.len_utf8() + second.len_utf8() + third.len_utf8(),
    ))
}

fn fold_char(sign: char) -> Fold {
    match sign {
        '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Fold::Space,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{0300}'..='\u{036f}' => Fold::Nothing,
        '\u{91}' | '\u{92}' | '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | 'ʹ' | '＇' => {
            Fold::Apostrophe
        }
        '\u{93}' | '\u{94}' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‹' | '›' => {
            Fold::Quote
        }
        '‐' | '‑' => Fold::Hyphen,
        '\u{96}' | '\u{97}' | '‒' | '–' | '—' | '―' | '−' => Fold::Dash,
        '…' => Fold::Ellipsis,
        '✓' | '✔' | '☑' | '✅' | '🗸' => Fold::Mark("yes"),
        '✗' | '✘' | '☒' | '❌' | '✖' | '🗴' => Fold::Mark("no"),
        '§' | '¶' | '€' | '£' | '¥' => Fold::Symbol(sign),
        'ﬀ' => Fold::Letters("ff"),
        'ﬁ' => Fold::Letters("fi"),
        'ﬂ' => Fold::Letters("fl"),
        'ﬃ' => Fold::Letters("ffi"),
        'ﬄ' => Fold::Letters("ffl"),
        _ if is_bullet(sign) => Fold::Bullet,
        _ if sign.is_alphanumeric() => Fold::Letter(sign),
        _ => Fold::Sign(sign),
    }
}

/// A sign outside ASCII that begins list items.
pub(super) fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '·'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '►'
            | '▸'
            | '➢'
            | '➤'
            | '‣'
            | '⁃'
            | '∙'
            | '◆'
            | '✦'
            | '❖'
            | '→'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrongly_decoded_signs_are_repaired() {
        assert_eq!(fold("â€™s"), (Fold::Apostrophe, 8));
        assert_eq!(fold("â\u{80}\u{99}s"), (Fold::Apostrophe, 6));
        assert_eq!(fold("âge"), (Fold::Letter('â'), 2));
        assert_eq!(fold("\u{fffd}"), (Fold::Sign('\u{fffd}'), 3));
    }
}
