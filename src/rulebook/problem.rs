//! What is wrong in a rule file, where, and what to write instead.
//!
//! A [`Problem`] carries its file, so it can be shown far from where it was found: by the build script, by `rules check`, by an editor.
//! **Invariant: `span` lies on character boundaries of the file's text.**

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};
use std::{
    fmt::{self, Write},
    ops::Range,
    sync::Arc,
};

/// More errors, or more warnings, are not listed: nobody reads them at once.
pub(crate) const MOST_PROBLEMS: usize = 100;

/// Longer lines are not shown, and in rule files refused: the longest of ours has a quarter of that.
pub(crate) const LONGEST_LINE: usize = 10_000;
/// Longer names are not compared with those that are known.
const LONGEST_NAME: usize = 200;

/// Adds a problem, unless there are so many of its kind that it is only said that there are more.
pub(crate) fn hand_in(problems: &mut Vec<Problem>, problem: Problem) {
    match count(problems, problem.severity) {
        ..MOST_PROBLEMS => problems.push(problem),
        MOST_PROBLEMS => problems.push(Problem {
            message: format!(
                "there are more than {MOST_PROBLEMS} of this kind; the others are not listed"
            ),
            help: "mend those above first".to_owned(),
            span: None,
            ..problem
        }),
        _ => {}
    }
}

/// Whether more errors are not listed.
pub(crate) fn is_full(problems: &[Problem]) -> bool {
    count(problems, Severity::Error) > MOST_PROBLEMS
}

fn count(problems: &[Problem], severity: Severity) -> usize {
    let alike = problems.iter().filter(|known| known.severity == severity);
    alike.count()
}

/// A rule file as read.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Its path, as the user would write it.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

/// Something wrong, or worth a look, in a rule file.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// An error stops the rules from being used, a warning does not.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// The file.
    pub file: NamedSource<Arc<str>>,
    /// The words it is about, in bytes; none: the file as a whole.
    pub span: Option<Range<usize>>,
}

impl Problem {
    /// A problem that stops the rules from being used.
    pub fn error(file: &RuleFile, span: Option<Range<usize>>, message: impl Into<String>) -> Self {
        let mut problem = Problem {
            severity: Severity::Error,
            message: message.into(),
            help: String::new(),
            file: NamedSource::new(&file.name, Arc::clone(&file.text)),
            span: span.map(|span| on_boundaries(&file.text, span)),
        };
        if problem
            .span
            .as_ref()
            .is_some_and(|span| is_overlong(&file.text, span.start))
        {
            let (line, column) = problem.place();
            problem.message = format!("{} (line {line}, column {column})", problem.message);
            problem.span = None;
        }
        problem
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Whether it stops the rules from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Line and column (in characters) of its words, from 1.
    pub fn place(&self) -> (usize, usize) {
        let before = &self.file.inner()[..self.span.as_ref().map_or(0, |span| span.start)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (
            before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    /// Plain text of a few lines, for places without a terminal.
    pub fn to_plain(&self) -> String {
        let kind = if self.is_error() { "error" } else { "warning" };
        let (line, column) = self.place();
        let mut out = format!(
            "{kind}: {}\n  --> {}:{line}:{column}\n",
            self.message,
            self.file.name()
        );
        if let Some(span) = &self.span {
            underline(&mut out, self.file.inner(), span, column);
        }
        if !self.help.is_empty() {
            let _ = writeln!(out, "  help: {}", self.help);
        }
        out
    }
}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.span.clone()?;
        Some(Box::new(std::iter::once(LabeledSpan::underline(span))))
    }
}

/// The first line of `span`, with its words marked.
fn underline(out: &mut String, text: &str, span: &Range<usize>, column: usize) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let marked = text[span.start..span.end.min(end).max(span.start)]
        .chars()
        .count();
    let _ = writeln!(out, "  | {}", &text[start..end]);
    let _ = writeln!(
        out,
        "  | {}{}",
        " ".repeat(column - 1),
        "^".repeat(marked.max(1))
    );
}

/// Whether the line at a place is too long to be shown.
fn is_overlong(text: &str, at: usize) -> bool {
    let is_end = |&byte: &u8| byte == b'\n';
    let (before, after) = text.as_bytes().split_at(at);
    let begun = before.iter().rev().take(LONGEST_LINE + 1);
    let left = after.iter().take(LONGEST_LINE + 1);
    begun.take_while(|byte| !is_end(byte)).count() + left.take_while(|byte| !is_end(byte)).count()
        > LONGEST_LINE
}

/// `span` cut to the text and to what can be shown, and widened to whole characters.
fn on_boundaries(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    let mut end = span.end.clamp(start, text.len()).min(start + LONGEST_LINE);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The candidate that looks most like `name`, if one is close enough to be meant.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    if name.len() > LONGEST_NAME {
        return None;
    }
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(name, candidate);
        // Below this, names share little but a letter or two.
        if likeness > best.map_or(0.82, |(likeness, _)| likeness) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
