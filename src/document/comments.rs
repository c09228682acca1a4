//! Comments in a policy: no reader sees them, but those who keep the file do.
//!
//! HTML comments in HTML and Markdown, and in Markdown links to nowhere (`[//]: # (…)`). What a code block shows is no comment.

use crate::{
    source::{Format, Source},
    span::Span,
};
use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// The insides of comments that contain these words, as spans of [`Source::text`], in order.
pub fn comments_with(source: &Source, words: &str) -> Vec<Span> {
    // Nearly every policy ends here.
    if memmem::find(source.text.as_bytes(), words.as_bytes()).is_none() {
        return Vec::new();
    }
    let text = source.text.as_str();
    let mut found = Vec::new();
    match source.format {
        Format::Text => {}
        Format::Html => html(text, 0..text.len(), &mut found),
        Format::Markdown => markdown(text, &mut found),
    }
    found.retain(|span| text[span.clone()].contains(words));
    found.sort_by_key(|span| span.start);
    found
        .into_iter()
        .map(|span| Span::new(span.start, span.end))
        .collect()
}

fn html(text: &str, within: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = within.start;
    while let Some(open) = memmem::find(&text.as_bytes()[at..within.end], b"<!--") {
        let start = at + open + 4;
        let length = memmem::find(&text.as_bytes()[start..within.end], b"-->");
        let end = length.map_or(within.end, |length| start + length);
        found.push(start..end);
        at = end;
    }
}

fn markdown(text: &str, found: &mut Vec<Range<usize>>) {
    let mut code = Vec::new();
    for (event, span) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => html(text, span, found),
            Event::Start(Tag::CodeBlock(_)) => code.push(span),
            _ => {}
        }
    }
    let mut code = code.into_iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        while code.next_if(|block| block.end <= start).is_some() {}
        let shown = code.peek().is_some_and(|block| block.start <= start);
        if !shown && let Some(inside) = link_to_nowhere(line) {
            found.push(start + inside.start..start + inside.end);
        }
        start += line.len();
    }
}

/// What stands in the title of `[//]: # (…)`.
fn link_to_nowhere(line: &str) -> Option<Range<usize>> {
    let rest = line.trim_start_matches(' ').strip_prefix("[//]: #")?;
    let title = rest.trim();
    let ends = [('(', ')'), ('"', '"'), ('\'', '\'')];
    let whole = |(open, close): &(char, char)| {
        title.len() > 1 && title.starts_with(*open) && title.ends_with(*close)
    };
    ends.iter().find(|ends| whole(ends))?;
    let start = line.len() - rest.trim_start().len() + 1;
    Some(start..start + title.len() - 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let source = Source::from_text(name, text);
        let spans = comments_with(&source, "note:");
        let texts = spans
            .iter()
            .map(|span| text[span.range()].trim().to_owned());
        texts.collect()
    }

    #[test]
    fn comments_are_found_and_what_code_shows_is_not() {
        let text = "# A\n\n<!-- note: one -->\n\nA <!-- note: two --> b. <!-- other -->\n\n[//]: # (note: three)\n\n```\n<!-- note: shown -->\n[//]: # (note: shown)\n```\n\nAnd `<!-- note: shown -->`.\n\n[//]: # \"note: four\"\n<!-- note:\nfive";
        let expected = [
            "note: one",
            "note: two",
            "note: three",
            "note: four",
            "note:\nfive",
        ];
        assert_eq!(found("a.md", text), expected);
    }

    #[test]
    fn html_has_comments_and_plain_text_has_none() {
        let text = "<html><body><p>A</p><!-- note: one --><p>B</p></body></html>";
        assert_eq!(found("a.html", text), ["note: one"]);
        assert!(found("a.txt", "Words. <!-- note: one -->").is_empty());
    }
}
