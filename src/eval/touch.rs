//! Whether the words that decide a label are those that people marked for it.

use crate::{
    document::{Document, Role},
    source::Source,
    span::Span,
};

/// How reported and marked words meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Touched {
    /// Reported spans.
    pub reported: u32,
    /// Reported spans that touch a marked one.
    pub right: u32,
    /// Marked passages that were found in the document.
    pub marked: u32,
    /// Marked passages that a reported span touches.
    pub covered: u32,
}

/// How the spans reported meet the passages that people marked.
pub fn touched(document: &Document, marked: &[String], reported: &[Span]) -> Touched {
    let passages: Vec<Vec<Span>> = marked
        .iter()
        .map(|passage| places(document, passage))
        .filter(|places| !places.is_empty())
        .collect();
    let meets = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let right = |span: &&Span| passages.iter().flatten().any(|place| meets(**span, *place));
    let covered = |places: &&Vec<Span>| {
        places
            .iter()
            .any(|place| reported.iter().any(|span| meets(*span, *place)))
    };
    Touched {
        reported: reported.len() as u32,
        right: reported.iter().filter(right).count() as u32,
        marked: passages.len() as u32,
        covered: passages.iter().filter(covered).count() as u32,
    }
}

/// Signs by which label files leave words out of a passage, or end its lines.
const CUTS: [&str; 5] = ["[...]", "[…]", "PLACEHOLDER", "\\r", "\\n"];

/// A part of a passage with fewer words than this could stand anywhere.
const PART: usize = 3;

/// Where the words of a passage stand in the document, whatever stands between them; of a passage that does not stand there as it
/// was marked, the sentences that do.
fn places(document: &Document, passage: &str) -> Vec<Span> {
    let cut = CUTS
        .iter()
        .fold(passage.to_owned(), |text, cut| text.replace(cut, "\n"));
    let passage = Document::parse(&Source::from_text("passage.txt", &cut));
    let word = |token: u32| passage.word(token);
    let whole: Vec<&str> = (0..passage.tokens.len() as u32).map(word).collect();
    let found = find(document, &whole);
    if !found.is_empty() {
        return found;
    }
    let own = passage.statements.iter().flat_map(|statement| {
        let segments = statement.segments.iter();
        segments.filter(|segment| segment.role == Role::Own)
    });
    own.filter(|part| part.tokens.len() >= PART)
        .flat_map(|part| {
            let words: Vec<&str> = part.tokens.clone().map(word).collect();
            find(document, &words)
        })
        .collect()
}

/// Where these words follow each other.
fn find(document: &Document, wanted: &[&str]) -> Vec<Span> {
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let count = document.tokens.len();
    let fits = |at: &usize| {
        at + wanted.len() <= count
            && document.word(*at as u32) == *first
            && wanted
                .iter()
                .enumerate()
                .all(|(offset, word)| document.word((at + offset) as u32) == *word)
    };
    let span = |at: usize| {
        document.tokens[at]
            .span
            .cover(document.tokens[at + wanted.len() - 1].span)
    };
    (0..count).filter(fits).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, passage: &str) -> Vec<String> {
        let document = Document::parse(&Source::from_text("policy.md", text));
        let places = places(&document, passage);
        let words = places.iter().map(|span| &document.text[span.range()]);
        words.map(str::to_owned).collect()
    }

    #[test]
    fn a_passage_is_found_over_lines_and_marks() {
        let text = "## Rights\n\nYou may ask for *access*\nto your data.";
        let whole = ["rights\nyou may ask for access to your data"];
        assert_eq!(
            found(text, "Rights\n\nYou may ask for access to your data."),
            whole
        );
        assert_eq!(
            found(text, "Rights\\n\\nYou may ask for access to your data."),
            whole
        );
        assert!(found(text, "You may not ask").is_empty());
    }

    #[test]
    fn a_passage_with_words_left_out_is_found_in_its_parts() {
        let text = "You may ask us, in writing, to correct or erase your data.";
        assert_eq!(
            found(text, "You may ask us [...] erase your data"),
            ["you may ask us", "erase your data"]
        );
        assert_eq!(found(text, "You may ask PLACEHOLDER data"), ["you may ask"]);
    }
}
