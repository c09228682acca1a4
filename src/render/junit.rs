//! JUnit XML, as CI servers show test results: a suite for each policy and regime, a case for each obligation.
//!
//! There is no standard; this is what Jenkins, GitLab and the usual viewers read.

use super::{plain, told, words};
use crate::{
    judge::Outcome,
    report::{Alert, Coverage, Finding, Report},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io::{self, Write};

type Xml<'a> = Writer<&'a mut dyn Write>;

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = reports.iter().flat_map(|report| &report.findings);
    let count = Count::of(all);
    xml.create_element("testsuites")
        .with_attribute(("name", "lacuna"))
        .with_attributes(count.attributes().iter().map(|(k, v)| (*k, v.as_str())))
        .write_inner_content(|xml| reports.iter().try_for_each(|report| suites(report, xml)))?;
    writeln!(xml.into_inner())
}

/// How many cases end so.
#[derive(Default)]
struct Count {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Count {
    fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut count = Count::default();
        for finding in findings {
            count.tests += 1;
            match result(finding) {
                Ended::Passed => {}
                Ended::Failed => count.failures += 1,
                Ended::Skipped => count.skipped += 1,
            }
        }
        count
    }

    fn attributes(&self) -> [(&'static str, String); 4] {
        [
            ("tests", self.tests.to_string()),
            ("failures", self.failures.to_string()),
            ("errors", "0".to_owned()),
            ("skipped", self.skipped.to_string()),
        ]
    }
}

/// How a case ends.
#[derive(PartialEq)]
enum Ended {
    Passed,
    Failed,
    Skipped,
}

/// A gap that nobody has decided on fails; what is not judged, or is decided on, is skipped.
fn result(finding: &Finding) -> Ended {
    match finding.outcome {
        Outcome::Met => Ended::Passed,
        Outcome::Undetermined | Outcome::NotApplicable => Ended::Skipped,
        _ if !finding.standing.counts() => Ended::Skipped,
        Outcome::Weak | Outcome::OutOfBounds | Outcome::Contradicted | Outcome::Missing => {
            Ended::Failed
        }
    }
}

fn suites(report: &Report, xml: &mut Xml<'_>) -> io::Result<()> {
    let alerts = report.alert_by_finding();
    let cases: Vec<Case<'_>> = report
        .findings
        .iter()
        .zip(alerts)
        .map(|(finding, alert)| Case {
            report,
            finding,
            alert,
        })
        .collect();
    if report.coverage.is_empty() {
        return suite(report, None, &[], xml);
    }
    let mut suites = report.coverage.iter();
    suites.try_for_each(|coverage| suite(report, Some(coverage), &cases, xml))
}

/// The cases of one law; a policy that no law was asked about has an empty suite, so that it is seen.
fn suite(
    report: &Report,
    law: Option<&Coverage>,
    cases: &[Case<'_>],
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    let mine = || {
        let cases = cases.iter();
        cases.filter(|case| law.is_some_and(|law| law.regime == case.finding.regime))
    };
    let count = Count::of(mine().map(|case| case.finding));
    let title = law.map_or("no law", |law| &law.title);
    let name = plain::line(&format!("{}: {title}", report.file));
    xml.create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attributes(count.attributes().iter().map(|(k, v)| (*k, v.as_str())))
        .with_attribute(("time", "0"))
        .write_inner_content(|xml| {
            properties(report, xml)?;
            mine().try_for_each(|case| case.write(xml))
        })?;
    Ok(())
}

/// What the verdicts stand on, and what there is to know besides.
fn properties(report: &Report, xml: &mut Xml<'_>) -> io::Result<()> {
    let as_of = report.as_of.map_or(String::new(), |day| day.to_string());
    let basis = [
        ("sha256", &report.hash),
        ("rules_version", &report.rules_version),
        ("as_of", &as_of),
    ];
    let remarks = report.remarks.iter().map(|remark| ("remark", remark));
    let mut all = basis.into_iter().chain(remarks);
    xml.create_element("properties")
        .write_inner_content(|xml| {
            all.try_for_each(|(name, value)| {
                let value = plain::line(value);
                let property = xml.create_element("property");
                let property =
                    property.with_attributes([("name", name), ("value", value.as_str())]);
                property.write_empty().map(|_| ())
            })
        })?;
    Ok(())
}

/// An obligation as a test case.
struct Case<'a> {
    report: &'a Report,
    finding: &'a Finding,
    alert: Option<&'a Alert>,
}

impl Case<'_> {
    fn write(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let finding = self.finding;
        let file = plain::line(&self.report.file);
        let class = format!("{file}.{}", finding.regime);
        let name = plain::line(&format!("{}: {}", finding.obligation, finding.title));
        let line = self.line();
        let case = xml
            .create_element("testcase")
            .with_attribute(("classname", class.as_str()))
            .with_attribute(("name", name.as_str()))
            .with_attribute(("file", file.as_str()))
            .with_attributes(line.as_ref().map(|line| ("line", line.as_str())))
            .with_attribute(("time", "0"));
        match result(finding) {
            Ended::Passed => case.write_inner_content(|xml| said(finding, xml))?,
            Ended::Failed => case.write_inner_content(|xml| self.failure(xml))?,
            Ended::Skipped => case.write_inner_content(|xml| skipped(finding, xml))?,
        };
        Ok(())
    }

    fn line(&self) -> Option<String> {
        let place = self.alert.map(|alert| &alert.place);
        let place = place.or(self.finding.evidence.first());
        place.map(|words| words.line.to_string())
    }

    fn failure(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let finding = self.finding;
        let told = self.alert.map(|alert| {
            let place = &alert.place;
            format!(
                "{}\n{}:{}:{}: {}\n",
                told::message(alert, self.report),
                self.report.file,
                place.line,
                place.column,
                place.text
            )
        });
        let told = told.unwrap_or_default();
        let text = format!("{told}{}, {}", finding.id, finding.cite);
        xml.create_element("failure")
            .with_attribute(("type", words::outcome_key(finding.outcome)))
            .with_attribute(("message", plain::line(&told::title(finding)).as_str()))
            .write_text_content(BytesText::new(&plain::clean(&text)))?;
        Ok(())
    }
}

fn skipped(finding: &Finding, xml: &mut Xml<'_>) -> io::Result<()> {
    let standing = told::standing(&finding.standing);
    let outcome = words::outcome(finding.outcome);
    let why = if standing.is_empty() {
        format!("{outcome}: {}", finding.reason)
    } else {
        format!("{outcome}, {standing}")
    };
    xml.create_element("skipped")
        .with_attribute(("message", plain::line(&why).as_str()))
        .write_empty()?;
    Ok(())
}

/// The words that satisfy it.
fn said(finding: &Finding, xml: &mut Xml<'_>) -> io::Result<()> {
    let lines: Vec<String> = finding
        .evidence
        .iter()
        .map(|words| format!("line {}: {}", words.line, plain::line(&words.text)))
        .collect();
    xml.create_element("system-out")
        .write_text_content(BytesText::new(&lines.join("\n")))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, sample};
    use quick_xml::{Reader, events::Event};

    #[test]
    fn looks_so() {
        insta::assert_snapshot!("junit", sample::render_all(Format::Junit));
    }

    #[test]
    fn any_text_makes_valid_xml() {
        let text = sample::render_all(Format::Junit);
        let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        assert!(!text.contains(forbidden));
        let mut reader = Reader::from_str(&text);
        let mut cases = 0;
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) if tag.name().as_ref() == "testcase" => cases += 1,
                Event::Eof => break,
                _ => {}
            }
        }
        let findings = sample::all().into_iter().flat_map(|report| report.findings);
        assert_eq!(cases, findings.count());
    }
}
