//! What is known of the terminal, and what is said on standard error.

use super::args::{Args, ColourChoice};
use indicatif::{ProgressBar, ProgressStyle};
use lacuna::{
    render::{Colour, Detail, Look},
    safe::{acts, tame},
};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::io::{IsTerminal, Write, stderr, stdin, stdout};

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;
/// Wider lines are hard to read.
const WIDEST: usize = 160;

/// Fewer files are done before a bar could be read.
const MANY: usize = 8;

/// How to speak to the user.
pub(super) struct Terminal {
    choice: ColourChoice,
    /// How much is told.
    pub(super) detail: Detail,
}

impl Terminal {
    pub(super) fn new(args: &Args) -> Self {
        Terminal {
            choice: args.color,
            detail: match (args.quiet, args.verbose) {
                (true, _) => Detail::Brief,
                (false, true) => Detail::Full,
                (false, false) => Detail::Gaps,
            },
        }
    }

    /// How to write results on standard output.
    pub(super) fn look(&self) -> Look {
        Look {
            width: width(),
            colour: self.colour(stdout().is_terminal()),
            detail: self.detail,
        }
    }

    /// How to write on standard error.
    pub(super) fn look_of_errors(&self) -> Look {
        Look {
            width: width(),
            colour: self.colour(stderr().is_terminal()),
            detail: self.detail,
        }
    }

    /// How to write results into a file.
    pub(super) fn look_of_file(&self) -> Look {
        Look {
            width: WIDTH,
            colour: self.colour(false),
            detail: self.detail,
        }
    }

    /// Whether progress may be shown.
    fn shows_progress(&self) -> bool {
        self.detail != Detail::Brief && stderr().is_terminal()
    }

    /// A progress bar where there is much to do and somebody to see it.
    pub(super) fn progress(&self, length: usize) -> ProgressBar {
        if length >= MANY && self.shows_progress() {
            ProgressBar::new(length as u64)
        } else {
            ProgressBar::hidden()
        }
    }

    /// A progress bar of long work, with rate and time left.
    pub(super) fn work(&self, length: usize) -> ProgressBar {
        const FORM: &str = "{wide_bar} {human_pos} of {human_len} · {per_sec} · {eta} left";
        if !self.shows_progress() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length as u64);
        // The form is fixed: it cannot be wrong at one time and right at another.
        match ProgressStyle::with_template(FORM) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    /// Whether there is somebody to ask.
    pub(super) fn can_ask(&self) -> bool {
        self.detail != Detail::Brief && stdin().is_terminal() && stderr().is_terminal()
    }

    #[allow(clippy::unused_self)] // as all that talks to the terminal
    /// Asks something; standard output is left to the result.
    pub(super) fn prompt(question: &str) {
        // Where standard error is closed, the answer will be empty.
        let question = broken(question, width());
        let _ = write!(stderr(), "{question} ").and_then(|()| stderr().flush());
    }

    /// Says what was done besides, on standard error.
    pub(super) fn say(&self, text: &str) {
        if self.detail != Detail::Brief {
            // Where standard error is closed, there is nobody to tell.
            let _ = writeln!(stderr(), "{text}");
        }
    }

    /// Says what went wrong on standard error. Names and texts of strangers are tamed; a message that has some to be tamed has no
    /// colours, lest theirs be taken for ours.
    pub(super) fn complain(&self, problem: &dyn Diagnostic) {
        let plain = drawn(problem, GraphicalTheme::unicode_nocolor());
        let text = match self.colour(stderr().is_terminal()) {
            Colour::Ansi if !plain.contains(acts) => drawn(problem, GraphicalTheme::unicode()),
            Colour::Ansi | Colour::Plain => tame(&plain).into_owned(),
        };
        say(text.as_bytes());
    }

    fn colour(&self, terminal: impl Into<Output>) -> Colour {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match (self.choice, terminal.into()) {
            (ColourChoice::Always, _) => Colour::Ansi,
            (ColourChoice::Auto, Output::Terminal) if !plain => Colour::Ansi,
            _ => Colour::Plain,
        }
    }
}

/// Says something on standard error.
pub(super) fn say(text: &[u8]) {
    // Where standard error is closed, there is nobody to tell.
    let _ = stderr().write_all(text);
}

fn drawn(problem: &dyn Diagnostic, theme: GraphicalTheme) -> String {
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width())
        .with_links(false);
    let mut text = String::new();
    if handler.render_report(&mut text, problem).is_err() {
        text = format!("{problem}\n");
    }
    text
}

/// Where output goes.
enum Output {
    Terminal,
    Elsewhere,
}

impl From<bool> for Output {
    fn from(terminal: bool) -> Self {
        if terminal {
            Output::Terminal
        } else {
            Output::Elsewhere
        }
    }
}

/// A text with line breaks between words, where it would be wider.
fn broken(text: &str, width: usize) -> String {
    let (mut broken, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        match column {
            0 => column = letters,
            _ if column + 1 + letters < width => {
                broken.push(' ');
                column += 1 + letters;
            }
            _ => {
                broken.push('\n');
                column = letters;
            }
        }
        broken.push_str(word);
    }
    broken
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(terminal_size::Width(columns), _)| {
        usize::from(columns).min(WIDEST)
    })
}
