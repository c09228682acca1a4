use crate::{
    render::{Format, sample},
    report::Crosswalk,
};

#[test]
fn looks_so() {
    insta::assert_snapshot!("html", sample::render(Format::Html));
}

/// The worst that a policy or a rule can hold stays text.
#[test]
fn nothing_gets_out_of_its_place() {
    let page = sample::render_all(Format::Html);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(
        page.matches("href=\"").count(),
        page.matches("href=\"#").count()
    );
    let unsafe_sign = |sign: &char| {
        sign.is_control() && !matches!(sign, '\n' | '\t' | '\r')
            || ('\u{202a}'..='\u{202e}').contains(sign)
    };
    assert_eq!(page.chars().find(unsafe_sign), None);
}

/// Every id is there once, and every link leads to one.
#[test]
fn links_lead_somewhere() {
    let page = sample::render_all(Format::Html);
    let values = |name: &'static str| {
        page.split(name)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
    };
    let mut ids: Vec<&str> = values(" id=\"").collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for href in values(" href=\"#") {
        assert!(ids.binary_search(&href).is_ok(), "#{href} leads nowhere");
    }
}

#[test]
fn the_crosswalk_goes_both_ways() {
    for report in sample::all() {
        let crosswalk = Crosswalk::new(&report);
        let places = crosswalk
            .marks
            .iter()
            .map(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        assert!(places.is_sorted());
        for (index, finding) in report.findings.iter().enumerate() {
            for words in &finding.evidence {
                let mark = crosswalk.mark(words).expect("evidence is marked");
                let clause = &crosswalk.clauses[crosswalk.marks[mark].clause];
                assert!(clause.findings.contains(&index) && clause.marks.contains(&mark));
            }
            for (clause, mark) in crosswalk.clauses_of(&finding.evidence) {
                assert_eq!(crosswalk.marks[mark].clause, clause);
            }
        }
    }
}

/// Templates escape; what is written around them is ours. One file holds the exceptions: the style and the script.
#[test]
fn only_the_frame_writes_unescaped() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/html");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_file() && !matches!(name.as_str(), "frame.rs" | "tests.rs") {
            let text = std::fs::read_to_string(&path).expect("text");
            assert!(!text.contains("PreEscaped"), "{name} writes unescaped");
        }
    }
}
