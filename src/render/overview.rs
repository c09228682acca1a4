//! The summary of an audit, for the terminal: how often what is said, as bars.

mod page;

pub use page::page;

use super::{Detail, Look, pretty::Ink, words};
use crate::{
    audit::{Overview, Prevalence, RegimeOverview, Shares},
    rulebook::Level,
};
use std::io::{self, Write};

/// Beside the name and the bar: margins and four numbers.
const NUMBERS: usize = 28;
/// From this width on a name has its title beside it, and bars are longer.
const WIDE: usize = 100;
/// Columns of an id that has its title beside it.
const ID: usize = 34;
/// Above so many obligations only those most often lacking are told, unless more is asked for.
const MANY: usize = 100;

/// Writes the summary of an audit.
pub fn overview(overview: &Overview, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let sheet = Sheet {
        ink: Ink::new(look),
        width: look.width.max(60),
    };
    sheet.headline(overview, out)?;
    if look.detail == Detail::Brief {
        return Ok(());
    }
    if !overview.regimes.is_empty() {
        sheet.regimes(&overview.regimes, out)?;
    }
    if !overview.years.is_empty() {
        sheet.years(overview, out)?;
    }
    let all: usize = overview
        .regimes
        .iter()
        .map(|regime| regime.obligations.len())
        .sum();
    if look.detail == Detail::Full || all <= MANY {
        for regime in &overview.regimes {
            sheet.obligations(regime, out)?;
        }
    } else {
        sheet.most_often(&overview.most_often_lacking, all, out)?;
    }
    sheet.not_judged(overview, out)
}

#[derive(Clone, Copy)]
struct Sheet {
    ink: Ink,
    width: usize,
}

impl Sheet {
    fn bar_width(self) -> usize {
        if self.width >= WIDE { 30 } else { 20 }
    }

    fn name_width(self) -> usize {
        self.width - NUMBERS - self.bar_width()
    }

    fn headline(self, overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
        let policies = words::number(overview.policies as usize, "policy", "policies");
        let mut line = vec![format!("{policies} judged")];
        line.push(words::number(overview.regimes.len(), "law", "laws"));
        if overview.errors > 0 {
            line.push(
                self.ink
                    .bad(&format!("{} could not be judged", overview.errors)),
            );
        }
        let skipped: u64 = overview.skipped.values().sum();
        if skipped > 0 {
            line.push(format!("{skipped} passed over"));
        }
        writeln!(out, "{}", line.join(" · "))
    }

    /// A title, and what the numbers on the right are.
    fn title(self, title: &str, last: &str, out: &mut dyn Write) -> io::Result<()> {
        let room = self.name_width() + self.bar_width() + 4;
        let title = cut(title, room);
        let gap = " ".repeat(room - title.chars().count());
        let numbers = format!("{:>5}{:>5}{:>5}{last:>9}", "said", "weak", "not");
        writeln!(
            out,
            "\n{}{gap}{}",
            self.ink.bold(&title),
            self.ink.dim(&numbers)
        )
    }

    fn regimes(self, regimes: &[RegimeOverview], out: &mut dyn Write) -> io::Result<()> {
        self.title("What the laws demand", "policies", out)?;
        for regime in regimes {
            self.line(
                [&regime.id, &regime.title],
                &regime.binding,
                regime.policies,
                out,
            )?;
        }
        Ok(())
    }

    fn years(self, overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
        self.title("By year", "policies", out)?;
        for year in &overview.years {
            self.line(
                [&year.year.to_string(), ""],
                &year.binding,
                year.policies,
                out,
            )?;
        }
        if overview.undated > 0 {
            let undated = words::number(overview.undated as usize, "policy", "policies");
            writeln!(
                out,
                "  {}",
                self.ink.dim(&format!("{undated} without a known date"))
            )?;
        }
        Ok(())
    }

    fn obligations(self, regime: &RegimeOverview, out: &mut dyn Write) -> io::Result<()> {
        self.title(&format!("{} · {}", regime.id, regime.title), "decided", out)?;
        for of in &regime.obligations {
            let id = of.id.split_once('/').map_or(of.id.as_str(), |(_, id)| id);
            self.obligation(of, id, out)?;
        }
        Ok(())
    }

    fn most_often(self, lacking: &[Prevalence], all: usize, out: &mut dyn Write) -> io::Result<()> {
        self.title("Most often lacking", "decided", out)?;
        for of in lacking {
            self.obligation(of, &of.id, out)?;
        }
        let more = format!("all {all} obligations: --verbose, or --summary FILE.html");
        writeln!(out, "  {}", self.ink.dim(&more))
    }

    fn obligation(self, of: &Prevalence, id: &str, out: &mut dyn Write) -> io::Result<()> {
        let mark = match of.level {
            Level::Required => "",
            Level::Conditional => " (if)",
            Level::Recommended => " (rec.)",
        };
        let name = format!("{id}{mark}");
        self.line([&name, &of.title], &of.shares, of.shares.decided(), out)
    }

    /// A name, beside it its title if there is room; a bar; the shares, and how many they are of.
    fn line(
        self,
        [name, title]: [&str; 2],
        shares: &Shares,
        of: u64,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let room = self.name_width();
        let mut name = cut(name, room);
        let mut used = name.chars().count();
        let mut beside = String::new();
        if self.width >= WIDE && used < ID && !title.is_empty() {
            name.push_str(&" ".repeat(ID - used));
            beside = cut(title, room - ID);
            used = ID + beside.chars().count();
        }
        let rest = " ".repeat(room - used);
        let whole = shares.decided();
        writeln!(
            out,
            "  {name}{}{rest}  {}{:>5}{:>5}{:>5}{of:>9}",
            self.ink.dim(&beside),
            self.bar(shares),
            percent(shares.said(), whole),
            percent(shares.weak(), whole),
            percent(shares.lacking(), whole),
        )
    }

    /// Said, weak, lacking; each is seen if there is any of it.
    fn bar(self, shares: &Shares) -> String {
        let room = self.bar_width();
        let parts = [shares.said(), shares.weak(), shares.lacking()];
        if shares.decided() == 0 {
            return self.ink.dim(&"·".repeat(room));
        }
        let [said, weak, lacking] = cells(parts, room);
        let said = self.ink.good(&"█".repeat(said));
        let weak = self.ink.poor(&"▒".repeat(weak));
        let lacking = self.ink.bad(&"░".repeat(lacking));
        format!("{said}{weak}{lacking}")
    }

    fn not_judged(self, overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
        if overview.errors > 0 {
            writeln!(out, "\n{}", self.ink.bold("Could not be judged"))?;
            for (path, message) in &overview.first_errors {
                self.ink
                    .wrapped(&printable(&told(path, message)), "  ", out)?;
            }
            let more = overview.errors - overview.first_errors.len() as u64;
            if more > 0 {
                writeln!(out, "  and {more} more")?;
            }
        }
        if !overview.skipped.is_empty() {
            writeln!(out, "\n{}", self.ink.bold("Passed over in web archives"))?;
        }
        for (reason, count) in &overview.skipped {
            writeln!(out, "  {count:>6}  {reason}")?;
        }
        Ok(())
    }
}

/// Most messages name the path themselves.
fn told(path: &str, message: &str) -> String {
    if message.contains(path) {
        message.to_owned()
    } else {
        format!("{path}: {message}")
    }
}

/// Cells of a bar for each part, which are as many as there is room; a part that is there has one at least.
fn cells(parts: [u64; 3], room: usize) -> [usize; 3] {
    let whole: u64 = parts.iter().sum();
    let mut cells = parts.map(|part| match part {
        0 => 0,
        _ => ((u128::from(part) * room as u128 / u128::from(whole)) as usize).max(1),
    });
    // What rounding left over, or took too much, is the largest part's.
    let largest = (0..3).max_by_key(|&at| (parts[at], std::cmp::Reverse(at)));
    if let Some(largest) = largest {
        let others: usize = (0..3).filter(|&at| at != largest).map(|at| cells[at]).sum();
        cells[largest] = room - others;
    }
    cells
}

/// `0` and `100` only where it is none and all.
fn percent(part: u64, whole: u64) -> String {
    let rounded = (part * 200 + whole).checked_div(whole * 2).unwrap_or(0);
    match rounded {
        _ if whole == 0 => "–".to_owned(),
        0 if part > 0 => "<1".to_owned(),
        100 if part < whole => ">99".to_owned(),
        share => share.to_string(),
    }
}

fn cut(text: &str, room: usize) -> String {
    let text = printable(text);
    if text.chars().count() <= room {
        return text;
    }
    let mut short: String = text.chars().take(room.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// Names come from anywhere; what moves the cursor does not reach the terminal.
fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audit::{Marks, Tally},
        judge::Outcome,
        render::{Colour, sample},
    };
    use std::collections::BTreeMap;

    fn made_up() -> Overview {
        let rulebook = sample::rulebook();
        let mut tally = Tally::new(&rulebook);
        for at in 0..1000_i16 {
            let outcome = match at % 10 {
                0 => Outcome::Weak,
                1 => Outcome::OutOfBounds,
                2 | 3 => Outcome::Missing,
                4 => Outcome::Undetermined,
                _ => Outcome::Met,
            };
            tally.add(&Marks {
                year: (at % 3 > 0).then_some(2009 + at % 7),
                regimes: vec![0],
                outcomes: vec![
                    (
                        0,
                        0,
                        if at == 7 {
                            Outcome::Missing
                        } else {
                            Outcome::Met
                        },
                    ),
                    (0, 1, outcome),
                ],
            });
        }
        tally.add_error("a\u{1b}[2J<script>.md", "cannot be read");
        let skipped = BTreeMap::from([("no page".to_owned(), 12)]);
        Overview::new(&tally, &rulebook, skipped)
    }

    fn written(width: usize, colour: Colour, detail: Detail) -> String {
        let look = Look {
            width,
            colour,
            detail,
        };
        let mut out = Vec::new();
        overview(&made_up(), &look, &mut out).expect("memory");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn looks_so() {
        for width in [80, 120] {
            let text = written(width, Colour::Plain, Detail::Gaps);
            assert!(
                text.lines().all(|line| line.chars().count() <= width),
                "{text}"
            );
            insta::assert_snapshot!(format!("overview_{width}"), text);
        }
        insta::assert_snapshot!("overview_colour", written(80, Colour::Ansi, Detail::Gaps));
        insta::assert_snapshot!("overview_brief", written(80, Colour::Plain, Detail::Brief));
    }

    #[test]
    fn the_page_looks_so_and_runs_nothing() {
        let mut out = Vec::new();
        page(&made_up(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        assert!(
            !text.contains("<script") && !text.contains("http://") && !text.contains("https://")
        );
        assert_eq!(text.matches("<svg").count(), text.matches("</svg>").count());
        insta::assert_snapshot!("overview_page", text);
    }

    #[test]
    fn shares_are_not_rounded_to_nothing_or_all() {
        assert_eq!(percent(0, 1000), "0");
        assert_eq!(percent(1, 1000), "<1");
        assert_eq!(percent(999, 1000), ">99");
        assert_eq!(percent(1000, 1000), "100");
        assert_eq!(percent(0, 0), "–");
        assert_eq!(cells([1, 1, 100_000], 20), [1, 1, 18]);
        assert_eq!(cells([1, 0, 0], 20), [20, 0, 0]);
        assert_eq!(cells([1, 1, 1], 20).iter().sum::<usize>(), 20);
    }
}
