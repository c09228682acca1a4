//! Time per byte of every hostile family at doubling sizes, from 100 KB to 10 MB, all in one run: whoever is not linear is named.
//!
//! `cargo bench --bench hostile [-- NAME]` measures the families whose name holds NAME, and ends with status 1 if the time per byte of one
//! grows by more than half. `cargo bench --bench hostile -- --write FOLDER BYTES` writes the files instead.

#![allow(clippy::cast_precision_loss, clippy::float_cmp)] // a bench tells ratios

#[path = "../tests/hostile/families.rs"]
mod families;

use families::{FAMILIES, Family};
use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    render::{Format, Look, render},
    report::Report,
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::{
    env, fs, io,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

/// The smallest and the largest file.
const SIZES: (usize, usize) = (100_000, 10_000_000);
/// How much the time per byte may grow.
const MOST: f64 = 1.5;
/// Small files are measured so often that this much time goes by.
const ENOUGH: Duration = Duration::from_millis(60);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    if let [write, folder, bytes] = arguments.as_slice()
        && write == "--write"
    {
        return written(Path::new(folder), bytes.parse().unwrap_or(SIZES.0));
    }
    let wanted = arguments.first().map_or("", String::as_str);
    let (rulebook, _) = Rulebook::load(&Selection::default()).expect("the bundled rules are valid");
    let nothing = time(&rulebook, "empty.txt", b"");
    let chosen = FAMILIES
        .iter()
        .filter(|family| family.name.contains(wanted) && family.name != "empty");
    let steep = chosen
        .filter(|family| !is_linear(family, &rulebook, nothing))
        .count();
    say(&format!("{steep} families grow by more than {MOST}"));
    ExitCode::from(u8::from(steep > 0))
}

fn written(folder: &Path, bytes: usize) -> ExitCode {
    fs::create_dir_all(folder).expect("a folder");
    for family in FAMILIES {
        fs::write(folder.join(family.file()), (family.make)(bytes)).expect("a file");
    }
    ExitCode::SUCCESS
}

/// Prints nanoseconds per byte at each size, and the last over the first. What an empty file takes is not counted.
fn is_linear(family: &Family, rulebook: &Rulebook, nothing: f64) -> bool {
    let mut rates = Vec::new();
    let mut size = SIZES.0;
    while size <= SIZES.1 {
        let bytes = (family.make)(size);
        let taken = (time(rulebook, &family.file(), &bytes) - nothing).max(0.0);
        rates.push(taken * 1e9 / bytes.len().max(1) as f64);
        size = (size * 2).min(SIZES.1).max(size + 1);
    }
    let (first, last) = (rates[0], rates[rates.len() - 1]);
    // Below a nanosecond a byte nothing but the clock is measured.
    let ratio = last / first.max(1.0);
    let rates: Vec<String> = rates.iter().map(|rate| format!("{rate:7.1}")).collect();
    let mark = if ratio > MOST { "  STEEP" } else { "" };
    say(&format!(
        "{:28} {}  ratio {ratio:.2}{mark}",
        family.name,
        rates.join(" ")
    ));
    ratio <= MOST
}

/// Seconds that a policy takes, the fastest of several runs.
fn time(rulebook: &Rulebook, name: &str, bytes: &[u8]) -> f64 {
    let (mut best, start) = (f64::MAX, Instant::now());
    while best == f64::MAX || start.elapsed() < ENOUGH {
        let begun = Instant::now();
        whole(rulebook, name, bytes);
        best = best.min(begun.elapsed().as_secs_f64());
    }
    best
}

fn whole(rulebook: &Rulebook, name: &str, bytes: &[u8]) {
    let source = Source::from_bytes(name, bytes);
    let document = Document::parse(&source);
    let hits = scan(rulebook, &document);
    let as_of = AsOf {
        date: date(2026, 11, 24),
        why: Why::Asked,
    };
    let facts = Facts {
        regimes: Some((0..rulebook.regimes.len()).collect()),
        as_of: Some(as_of),
        ..Facts::default()
    };
    let verdicts = judge(rulebook, &document, &hits, &facts);
    let report = Report::new(source, &document, rulebook, &facts, &verdicts);
    render(&[report], Format::Json, &Look::default(), &mut io::sink()).expect("renders");
}

#[expect(clippy::print_stdout, reason = "what a bench is for")]
fn say(text: &str) {
    println!("{text}");
}
