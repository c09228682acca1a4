//! Reports for terminals: with nothing in them that a terminal acts on.

use crate::{
    report::{Report, Signals, Standing, Words},
    safe::{acts, tame, tame_line},
};
use std::borrow::Cow;

/// The reports with all texts of strangers tamed; places in the policies stay what they were.
pub(super) fn reports(reports: &[Report]) -> Cow<'_, [Report]> {
    if reports.iter().all(is_tame) {
        return Cow::Borrowed(reports);
    }
    let mut tamed = reports.to_vec();
    tamed.iter_mut().for_each(report);
    Cow::Owned(tamed)
}

/// What a policy says, the same way.
pub(super) fn signals(signals: &Signals) -> Signals {
    let mut tamed = signals.clone();
    line(&mut tamed.path);
    text(&mut tamed.source.text);
    for seen in &mut tamed.signals {
        line(&mut seen.says);
        seen.evidence.iter_mut().for_each(words);
    }
    tamed
}

/// Whether neither the file, its name nor what people wrote on it has a sign that acts. Rules have none: they would be refused.
fn is_tame(report: &Report) -> bool {
    let written = report
        .findings
        .iter()
        .filter_map(|finding| match &finding.standing {
            Standing::Waived { reason, owner, .. } => Some([Some(reason), owner.as_ref()]),
            Standing::New | Standing::Known => None,
        });
    let mut texts = written
        .flatten()
        .flatten()
        .chain([&report.path, &report.source.text]);
    !texts.any(|text| text.contains(acts)) && !report.path.contains(['\n', '\r', '\t'])
}

fn report(report: &mut Report) {
    line(&mut report.path);
    text(&mut report.source.text);
    report.remarks.iter_mut().for_each(line);
    for finding in &mut report.findings {
        line(&mut finding.reason);
        finding.evidence.iter_mut().for_each(words);
        finding.near_misses.iter_mut().for_each(words);
        finding.anchor.iter_mut().for_each(words);
        if let Standing::Waived { reason, owner, .. } = &mut finding.standing {
            line(reason);
            owner.iter_mut().for_each(line);
        }
    }
}

fn words(words: &mut Words) {
    text(&mut words.text);
    line(&mut words.note);
}

fn text(text: &mut String) {
    replace(text, tame);
}

fn line(text: &mut String) {
    replace(text, tame_line);
}

fn replace(text: &mut String, with: fn(&str) -> Cow<'_, str>) {
    if let Cow::Owned(tamed) = with(text) {
        *text = tamed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Colour, Detail, Format, Look, render, sample};

    #[test]
    fn nothing_of_a_hostile_policy_acts_on_the_terminal() {
        let mut reports = sample::all();
        for report in &mut reports {
            report.path = "a\u{1b}]0;pwned\u{7}\n\u{202e}b.md".to_owned();
            report.source.text = report.source.text.replace(' ', "\u{9b}");
            for finding in &mut report.findings {
                finding.reason.push_str(" negated by “\u{1b}[8m”");
                for words in finding.evidence.iter_mut().chain(&mut finding.near_misses) {
                    words.text = words.text.replace(' ', "\u{202e}");
                    words.note.push_str("\u{1b}[2J\u{2066}");
                }
            }
        }
        for (format, colour) in [Format::Pretty, Format::Table]
            .into_iter()
            .flat_map(|format| [(format, Colour::Plain), (format, Colour::Ansi)])
        {
            let look = Look {
                width: 100,
                colour,
                detail: Detail::Full,
            };
            let mut out = Vec::new();
            render(&reports, format, &look, &mut out).expect("renders");
            let text = String::from_utf8(out).expect("UTF-8");
            assert!(!text.contains("\u{1b}[8m") && !text.contains("\u{1b}[2J"));
            let own = |sign: char| colour == Colour::Ansi && sign == '\u{1b}';
            assert!(
                !text.contains(|sign| acts(sign) && !own(sign)),
                "{format:?}: {text:?}"
            );
        }
    }
}
