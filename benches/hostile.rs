//! Time per byte of every hostile family from 100 KB to 10 MB, all in one run: whoever is not linear is named.
//!
//! `cargo bench --bench hostile [-- NAME]` measures the families whose name holds NAME, and ends with status 1 if the time per byte of one
//! grows by more than half. Whoever seems to is measured again, at doubling sizes; `--doubling` does that with all.
//! `cargo bench --bench hostile -- --write FOLDER BYTES` writes the files instead.

#![allow(clippy::cast_precision_loss, clippy::float_cmp)] // a bench tells ratios

#[path = "../tests/hostile/families.rs"]
mod families;

use families::{FAMILIES, Family};
use jiff::civil::date;
use lacuna::{
    document::Document,
    judge::{AsOf, Facts, Why, judge},
    ledger::waivers,
    render::{Format, Look, render},
    report::Report,
    rulebook::Rulebook,
    rules::Selection,
    scan::scan,
    source::Source,
};
use std::{
    env, fs, hint, io,
    path::Path,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

/// The smallest and the largest file.
const SIZES: (usize, usize) = (100_000, 10_000_000);
/// How much larger the next file is: at first, and where that looks steep.
const STEPS: (usize, usize) = (10, 2);
/// How much the time per byte may grow.
const MOST: f64 = 1.5;
/// Measures all families at doubling sizes.
const DOUBLING: &str = "--doubling";
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
    let all = arguments.iter().any(|word| word == DOUBLING);
    let mut names = arguments.iter().filter(|word| *word != DOUBLING);
    let wanted = names.next().map_or("", String::as_str);
    let (rulebook, _) = Rulebook::load(&Selection::default()).expect("the bundled rules are valid");
    let clock = Clock::new();
    let nothing = clock.time(&rulebook, "empty.txt", b"");
    let linear = |family: &Family, step| {
        is_linear(family, step, nothing, |name, bytes| {
            clock.time(&rulebook, name, bytes)
        })
    };
    let chosen = FAMILIES
        .iter()
        .filter(|family| family.name.contains(wanted) && family.name != "empty");
    let steep = chosen
        .filter(|family| (all || !linear(family, STEPS.0)) && !linear(family, STEPS.1))
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
fn is_linear(
    family: &Family,
    step: usize,
    nothing: f64,
    time: impl Fn(&str, &[u8]) -> f64,
) -> bool {
    let mut rates = Vec::new();
    let mut size = SIZES.0;
    while size <= SIZES.1 {
        let bytes = (family.make)(size);
        let taken = (time(&family.file(), &bytes) - nothing).max(0.0);
        rates.push(taken * 1e9 / bytes.len().max(1) as f64);
        size = (size * step).min(SIZES.1).max(size + 1);
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

/// Time that this thread has had of a processor, so that others on the machine do not count.
struct Clock {
    begun: Instant,
}

impl Clock {
    fn new() -> Clock {
        Clock {
            begun: Instant::now(),
        }
    }

    /// On Linux; elsewhere the time of the clock on the wall. The kernel counts when a thread steps back.
    fn now(&self) -> Duration {
        thread::yield_now();
        let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = told
            .split(' ')
            .next()
            .and_then(|number| number.parse().ok());
        nanoseconds.map_or_else(|| self.begun.elapsed(), Duration::from_nanos)
    }

    /// Seconds that a policy takes, the fastest of several runs.
    fn time(&self, rulebook: &Rulebook, name: &str, bytes: &[u8]) -> f64 {
        let (mut best, start) = (f64::MAX, self.now());
        while best == f64::MAX || self.now().saturating_sub(start) < ENOUGH {
            let begun = self.now();
            whole(rulebook, name, bytes);
            best = best.min(self.now().saturating_sub(begun).as_secs_f64());
        }
        best
    }
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
    hint::black_box(waivers(&source));
    let report = Report::new(source, &document, rulebook, &facts, &verdicts);
    render(&[report], Format::Json, &Look::default(), &mut io::sink()).expect("renders");
}

#[expect(clippy::print_stdout, reason = "what a bench is for")]
fn say(text: &str) {
    println!("{text}");
}
