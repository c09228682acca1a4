#![cfg(feature = "cli")]
//! Harmless edits change no verdict: where lines break, how quotes are drawn, how headings are numbered or written, which markup is used.

mod common;

use common::RULEBOOK;
use lacuna::{judge::Outcome, source::Source};
use proptest::prelude::*;
use std::{collections::BTreeMap, fmt::Write, fs, sync::LazyLock};

const POLICIES: [&str; 8] = [
    "ccpa-tables",
    "contradictions",
    "exemplary",
    "faq-layout",
    "saas-startup",
    "safe-harbor-2011",
    "swiss-uk-addendum",
    "us-states",
];

type Outcomes = BTreeMap<String, Outcome>;

/// Each policy with its verdicts as it stands.
static BEFORE: LazyLock<Vec<(String, Outcomes)>> = LazyLock::new(|| {
    let read = |name: &&str| {
        let text = fs::read_to_string(format!("fixtures/policies/{name}.md")).expect("a fixture");
        let text = text.replace("\r\n", "\n");
        let outcomes = outcomes("policy.md", &text);
        (text, outcomes)
    };
    POLICIES.iter().map(read).collect()
});

fn outcomes(name: &str, text: &str) -> Outcomes {
    let source = Source::from_bytes(name, text.as_bytes());
    let report = common::report(source, (0..RULEBOOK.regimes.len()).collect());
    let findings = report.findings.into_iter();
    findings
        .map(|finding| (finding.id, finding.outcome))
        .collect()
}

/// Verdicts that are not as they were.
fn flipped(before: &Outcomes, after: &Outcomes) -> Vec<String> {
    let changed = before
        .iter()
        .filter(|(id, was)| after.get(*id) != Some(was));
    changed
        .map(|(id, was)| format!("{id}: {was:?} → {:?}", after.get(id)))
        .collect()
}

/// What a line of Markdown is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    Heading,
    Item,
    Row,
    Text,
}

fn kind(line: &str) -> Line {
    let text = line.trim_start();
    let numbered = text.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.len() <= 2
            && number.bytes().all(|sign| sign.is_ascii_digit())
            && rest.starts_with(' ')
    });
    if text.is_empty() {
        Line::Blank
    } else if text.starts_with('#') {
        Line::Heading
    } else if text.starts_with("- ") || text.starts_with("* ") || numbered {
        Line::Item
    } else if text.starts_with('|') {
        Line::Row
    } else {
        Line::Text
    }
}

/// Lines of running text joined, and broken anew after so many letters. A line never begins with what Markdown would read as a mark.
fn reflowed(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    let mut running = false;
    for line in text.lines() {
        let is_text = kind(line) == Line::Text && !line.ends_with("  ") && !line.starts_with(' ');
        if !is_text || !running {
            if !out.is_empty() {
                out.push('\n');
            }
            column = 0;
        }
        if is_text {
            for word in line.split(' ') {
                let plain = word.chars().next().is_some_and(char::is_alphabetic);
                if column > 0 && plain && column + word.len() > width {
                    out.push('\n');
                    column = 0;
                } else if column > 0 {
                    out.push(' ');
                }
                out.push_str(word);
                column += word.len() + 1;
            }
        } else {
            out.push_str(line);
        }
        running = is_text;
    }
    out + "\n"
}

fn straight(text: &str) -> String {
    text.replace(['“', '”', '„'], "\"").replace(['‘', '’'], "'")
}

fn curly(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for sign in straight(text).chars() {
        out.push(match sign {
            '\'' if before.is_alphanumeric() => '’',
            '\'' => '‘',
            '"' if before.is_whitespace() || before == '(' => '“',
            '"' => '”',
            _ => sign,
        });
        before = sign;
    }
    out
}

/// Headings with a number, in place of the one they have.
fn renumbered(text: &str) -> String {
    let mut number = 1;
    let mut out = String::new();
    for line in text.lines() {
        match line.strip_prefix("## ") {
            Some(title) => {
                let bare = title.trim_start_matches(|sign: char| {
                    sign.is_ascii_digit() || matches!(sign, '.' | ')' | ' ')
                });
                let _ = writeln!(out, "## {number}. {bare}");
                number += 1;
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

fn shouted_headings(text: &str) -> String {
    let shouted = |line: &str| {
        if kind(line) == Line::Heading && !line.contains("](") {
            line.to_uppercase()
        } else {
            line.to_owned()
        }
    };
    text.lines().map(|line| shouted(line) + "\n").collect()
}

/// The inline marks of Markdown as HTML.
fn inline(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut out = String::new();
    let mut strong = false;
    for piece in escaped.split_inclusive("**") {
        match piece.strip_suffix("**") {
            Some(words) => {
                out.push_str(words);
                out.push_str(if strong { "</strong>" } else { "<strong>" });
                strong = !strong;
            }
            None => out.push_str(piece),
        }
    }
    links(&out)
}

fn links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start..].find("](").and_then(|middle| {
            let end = rest[start + middle..].find(')')?;
            Some((start + middle, start + middle + end))
        });
        let Some((middle, end)) = link else { break };
        let (words, target) = (&rest[start + 1..middle], &rest[middle + 2..end]);
        let _ = write!(out, "{}<a href=\"{target}\">{words}</a>", &rest[..start]);
        rest = &rest[end + 1..];
    }
    out + rest
}

/// The same as a page of HTML.
fn as_html(text: &str) -> String {
    let mut out = String::from("<!doctype html><html><body>\n");
    let mut open: Option<Line> = None;
    let mut rows = 0;
    for line in text.lines() {
        let is = kind(line);
        if open.is_some_and(|open| {
            open != is && !(open == Line::Item && is == Line::Text && line.starts_with(' '))
        }) {
            out.push_str(match open {
                Some(Line::Item) => "</li></ul>\n",
                Some(Line::Row) => "</table>\n",
                _ => "</p>\n",
            });
            open = None;
        }
        match is {
            Line::Blank => {}
            Line::Heading => {
                let level = line.bytes().take_while(|sign| *sign == b'#').count();
                let title = inline(line.trim_start_matches('#').trim());
                let _ = writeln!(out, "<h{level}>{title}</h{level}>");
            }
            Line::Item => {
                let bare = line.trim_start().trim_start_matches(|sign: char| {
                    sign.is_ascii_digit() || matches!(sign, '-' | '*' | '.' | ')')
                });
                out.push_str(if open.is_some() {
                    "</li>\n<li>"
                } else {
                    "<ul><li>"
                });
                out.push_str(&inline(bare.trim()));
                open = Some(is);
            }
            Line::Row
                if line
                    .trim_matches(|sign| matches!(sign, '|' | '-' | ':' | ' '))
                    .is_empty() => {}
            Line::Row => {
                if open.is_none() {
                    out.push_str("<table>");
                    rows = 0;
                }
                let cell = if rows == 0 { "th" } else { "td" };
                rows += 1;
                out.push_str("<tr>");
                for words in line.trim().trim_matches('|').split('|') {
                    let _ = write!(out, "<{cell}>{}</{cell}>", inline(words.trim()));
                }
                out.push_str("</tr>\n");
                open = Some(is);
            }
            Line::Text => {
                if open.is_none() {
                    out.push_str("<p>");
                    open = Some(is);
                } else {
                    out.push('\n');
                }
                out.push_str(&inline(line.trim()));
                if line.ends_with("  ") {
                    out.push_str("<br>");
                }
            }
        }
    }
    out + "</body></html>\n"
}

fn check(edit: &str, name: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let mut all = Vec::new();
    for (policy, (text, before)) in POLICIES.iter().zip(BEFORE.iter()) {
        let after = outcomes(name, &change(text));
        all.extend(
            flipped(before, &after)
                .iter()
                .map(|flip| format!("{policy}, {edit}: {flip}")),
        );
    }
    all
}

#[test]
fn each_harmless_edit_by_itself() {
    let mut all = Vec::new();
    all.extend(check("reflowed", "policy.md", |text| reflowed(text, 60)));
    all.extend(check("on one line", "policy.md", |text| {
        reflowed(text, usize::MAX)
    }));
    all.extend(check("straight quotes", "policy.md", straight));
    all.extend(check("curly quotes", "policy.md", curly));
    all.extend(check("renumbered", "policy.md", renumbered));
    all.extend(check("headings in capitals", "policy.md", shouted_headings));
    all.extend(check("as HTML", "policy.html", as_html));
    assert!(
        all.is_empty(),
        "{} verdicts flip:\n{}",
        all.len(),
        all.join("\n")
    );
}

/// An edit that changes nothing of what is said.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Reflow(usize),
    Straight,
    Curly,
    Renumber,
    Shout,
}

fn edited(text: &str, edit: Edit) -> String {
    match edit {
        Edit::Reflow(width) => reflowed(text, width),
        Edit::Straight => straight(text),
        Edit::Curly => curly(text),
        // From one, so that a section the text refers to is still there.
        Edit::Renumber => renumbered(text),
        Edit::Shout => shouted_headings(text),
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (30_usize..200).prop_map(Edit::Reflow),
        Just(Edit::Straight),
        Just(Edit::Curly),
        Just(Edit::Renumber),
        Just(Edit::Shout),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmless_edits_together(
        policy in 0..POLICIES.len(),
        edits in prop::collection::vec(edit(), 1..5),
    ) {
        let (text, before) = &BEFORE[policy];
        let text = edits.iter().fold(text.clone(), |text, edit| edited(&text, *edit));
        let flips = flipped(before, &outcomes("policy.md", &text));
        prop_assert!(flips.is_empty(), "{}: {flips:#?}", POLICIES[policy]);
        let flips = flipped(before, &outcomes("policy.html", &as_html(&text)));
        prop_assert!(flips.is_empty(), "{} as HTML: {flips:#?}", POLICIES[policy]);
    }
}
