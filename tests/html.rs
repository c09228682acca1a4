//! HTML reports in a real browser: they work, and nothing that was planted in a policy or in a rule runs.
//!
//! Needs Chromium, Node and `npm ci --prefix tests/browser`; without them the tests say so and pass. What they look at is in
//! `tests/browser/check.mjs`.

#![allow(clippy::format_push_string)] // hostile texts are put together once

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// Names under which Chromium is installed.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
/// Set where a missing browser is a failure.
const REQUIRED: &str = "LACUNA_BROWSER_REQUIRED";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// The browser, or what is missing.
fn browser() -> Result<PathBuf, &'static str> {
    let browser = BROWSERS.iter().find_map(|name| on_path(name));
    let browser = browser.ok_or("Chromium is not installed (apt-get install chromium)")?;
    on_path("node").ok_or("Node is not installed (apt-get install nodejs npm)")?;
    let driver = root().join("tests/browser/node_modules/playwright-core");
    if driver.is_dir() {
        Ok(browser)
    } else {
        Err("the driver is not installed (npm ci --prefix tests/browser)")
    }
}

/// What `check.mjs` finds wrong with pages; nothing, and why, where it cannot be run.
fn problems(mode: &str, pages: &[PathBuf]) -> Option<String> {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) => {
            assert!(env::var_os(REQUIRED).is_none(), "{missing}");
            // Straight to the terminal: what a passing test prints is not shown.
            let _ = writeln!(
                std::io::stderr(),
                "skipped: HTML reports are not tried in a browser, {missing}"
            );
            return None;
        }
    };
    let run = Command::new("node")
        .arg(root().join("tests/browser/check.mjs"))
        .arg(browser)
        .arg(mode)
        .args(pages)
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let _ = write!(std::io::stderr(), "{}", skipped(&said));
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert_eq!(complaint, "", "{said}");
    let found = said.lines().any(|line| !line.starts_with("skipped"));
    assert_eq!(run.status.code(), Some(i32::from(found)), "{said}");
    Some(said)
}

/// Fails where `check.mjs` finds anything wrong with pages.
fn check(mode: &str, pages: &[PathBuf]) {
    let said = problems(mode, pages).unwrap_or_default();
    let wrong: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with("skipped"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn skipped(said: &str) -> String {
    let mut lines: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("skipped"))
        .collect();
    lines.push("");
    lines.join("\n")
}

/// A report on policies, written to a file of its own.
fn report(name: &str, args: &[&str], policies: &[PathBuf]) -> PathBuf {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html"));
    let _ = fs::remove_file(&page);
    let run = Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .current_dir(root())
        .args([
            "check",
            "--as-of",
            "2026-11-24",
            "--format",
            "html",
            "--output",
        ])
        .arg(&page)
        .args(args)
        .args(policies)
        .output()
        .expect("lacuna runs");
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(page.is_file(), "{name}: {complaint}");
    page
}

fn fixture(name: &str) -> PathBuf {
    Path::new("fixtures/policies").join(name)
}

#[test]
fn reports_work_in_a_browser() {
    let laws = ["--regime", "gdpr,ccpa,hygiene"];
    let pages = [
        report("one", &laws, &[fixture("ccpa-tables.md")]),
        report(
            "several",
            &laws,
            &[
                fixture("lost-lists.txt"),
                fixture("contradictions.md"),
                fixture("cookie-banner.html"),
            ],
        ),
    ];
    check("works", &pages);
}

#[test]
fn the_summary_of_an_audit_works_in_a_browser() {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("summary.html");
    let run = Command::new(env!("CARGO_BIN_EXE_lacuna"))
        .current_dir(root())
        .args(["audit", "fixtures/policies", "--regime", "ccpa,gdpr"])
        .args(["--as-of", "2026-11-24", "--quiet", "--summary"])
        .arg(&page)
        .output()
        .expect("lacuna runs");
    assert_eq!(run.status.code(), Some(0));
    check("summary", &[page]);
}

/// Faults to plant at the end of a report, and what must be said about each: checks that find nothing anywhere prove nothing.
const FAULTS: [(&str, &str, &str); 7] = [
    (
        "pale",
        "<p style='color: #bbb; background: #fff'>Pale words</p>",
        "axe: color-contrast",
    ),
    (
        "heading",
        "<h6>A heading too deep</h6>",
        "axe: heading-order",
    ),
    (
        "wide",
        "<div style='width: 2000px'>Too wide</div>",
        "overflows: 2000 px",
    ),
    (
        "console",
        "<script>console.log('chatter')</script>",
        "console: chatter",
    ),
    (
        "link",
        "<a href='#nowhere'>Nowhere</a>",
        "links that lead nowhere: #nowhere",
    ),
    (
        "request",
        "<img alt='' src='http://planted.example/x.png'>",
        "request: http://planted.example/x.png",
    ),
    (
        "stop",
        "<a tabindex='-1' href='#'>Never reached</a>",
        "out of the order of the keyboard",
    ),
];

#[test]
fn faults_are_found() {
    let sound = report(
        "sound",
        &["--regime", "hygiene"],
        &[fixture("lost-lists.txt")],
    );
    let text = fs::read_to_string(&sound).expect("the report");
    // Without its policy the page would not run or show most of what is planted.
    let text = text.replacen("Content-Security-Policy", "X-Nothing", 1);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults");
    fs::create_dir_all(&folder).expect("a folder");
    let pages = FAULTS.map(|(name, fault, _)| {
        let page = folder.join(format!("{name}.html"));
        let (before, after) = text.split_once("</main>").expect("the end of the page");
        fs::write(&page, format!("{before}{fault}</main>{after}")).expect("written");
        page
    });
    let Some(said) = problems("works", &pages) else {
        return;
    };
    // Without axe-core, which is told, its faults are not found.
    let found_by = |found: &str| !(found.starts_with("axe") && said.starts_with("skipped"));
    for (page, (name, _, found)) in pages.iter().zip(FAULTS) {
        let page = page.display().to_string();
        let told = said.lines().filter(|line| line.starts_with(&page));
        let told: Vec<&str> = told.collect();
        assert!(
            !found_by(found) || told.iter().any(|line| line.contains(found)),
            "{name}: {told:#?}"
        );
    }
}

#[test]
fn nothing_planted_runs() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("planted");
    let rules = folder.join("rules");
    fs::create_dir_all(&rules).expect("a folder");
    fs::write(rules.join("hostile.toml"), planted_rules()).expect("written");
    let endings = ["md", "html", "txt"];
    let policies: Vec<PathBuf> = endings
        .iter()
        .map(|ending| {
            let policy = folder.join(format!("a&b\"><script>planted=1<!--.{ending}"));
            fs::write(&policy, planted_policy()).map(|()| policy)
        })
        .collect::<Result<_, _>>()
        .expect("written");
    let rules = rules.to_string_lossy();
    let pages: Vec<PathBuf> = policies
        .iter()
        .zip(endings)
        .map(|(policy, ending)| {
            let args = ["--rules", &rules, "--regime", "hostile,gdpr,hygiene"];
            report(
                &format!("planted-{ending}"),
                &args,
                std::slice::from_ref(policy),
            )
        })
        .collect();
    check("safe", &pages);
}

/// Ways out of text, attributes, elements and comments. `planted` stands in each, to be found again as words.
const PLANTED: [&str; 14] = [
    "<script>planted = 1</script>",
    "</script><script>document.title = 'planted'</script>",
    "</style><script>planted = 2</script>",
    "</title></textarea></noscript><script>planted = 3</script>",
    "\"><img src=x onerror=planted=4>",
    "'><svg onload=planted=5>",
    "\" onmouseover=\"planted=6\" autofocus onfocus=\"planted=7",
    "[planted](javascript:planted=8) <a href=javascript:planted=9>planted</a>",
    "<iframe srcdoc=\"<script>parent.planted=10</script>\"></iframe>",
    "--><script>planted = 11</script><!--",
    "<base href=//planted.example/><link rel=stylesheet href=//planted.example/x.css>",
    "&lt;script&gt;planted = 12&lt;/script&gt; &#60;img src=x onerror=planted=13&#62;",
    "<meta http-equiv=refresh content=\"0;url=javascript:planted=14\">",
    "planted \u{202e}tpircs\u{202c} \u{0}\u{7}\u{1b}]0;planted\u{7} <\u{0}script>planted = 15</script>",
];

/// The planted words as text, as visible escapes, and within sentences that rules see.
fn planted_policy() -> String {
    let mut policy =
        String::from("# Privacy policy\n\nLast updated: 1 May 2026. Planted words follow.\n\n");
    for planted in PLANTED {
        let shown = planted.replace('&', "&amp;").replace('<', "&lt;");
        policy += &format!(
            "## {planted}\n\nWe planted personal data {planted} in our garden {shown} and you may object {planted}.\n\n"
        );
        policy += &format!(
            "- We planted {shown}\n- `{planted}`\n\n| We planted | {shown} |\n|---|---|\n| a | {planted} |\n\n"
        );
    }
    policy
}

/// A regime whose every text is planted.
fn planted_rules() -> String {
    // Rule files with characters that act on terminals are refused before any report is made.
    let acts = |sign: char| sign.is_control() || ('\u{202a}'..='\u{202e}').contains(&sign);
    let text = |nth: usize| toml::Value::String(PLANTED[nth % PLANTED.len()].replace(acts, ""));
    let mut rules = format!(
        "[[signal]]\nid = \"plants\"\nsays = {}\nany = [\"we planted\"]\nmatch = [\"We planted a tree.\"]\ndiffer = [\"We cut a tree.\"]\n",
        text(0)
    );
    rules.push_str(&format!(
        "[regime]\nid = \"hostile\"\ntitle = {}\njurisdiction = {}\ncitation = {}\n[regime.in_force]\nfrom = 2020-01-01\n",
        text(1), text(2), text(3)
    ));
    rules.push_str(&format!(
        "[[fact]]\nid = \"plants-trees\"\nquestion = {}\n",
        text(4)
    ));
    for nth in 0..PLANTED.len() {
        let when = ["", "when = \"plants-trees\"\n"][nth % 2];
        let needs = ["plants", "not plants"][nth / 2 % 2];
        rules.push_str(&format!(
            "[[obligation]]\nid = \"o{nth}\"\ncite = {}\ntitle = {}\nlevel = \"required\"\nneeds = \"{needs}\"\nhelp = {}\n{when}",
            text(nth), text(nth + 1), text(nth + 2)
        ));
    }
    rules
}
