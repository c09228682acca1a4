//! `lacuna init`: a first `lacuna.toml`.

use super::{
    args::InitArgs, clock, exit::Exit, failure::Failure, files, output, select, terminal::Terminal,
};
use lacuna::{
    config::FILE_NAME,
    document::Document,
    init::{self, Named, Start},
    judge::{Facts, as_of, judge},
    report::{Question, Report},
    rulebook::Rulebook,
    safe::tame_line,
    scan::scan,
};
use std::{
    collections::BTreeMap,
    io::{self, BufRead},
    path::{Path, PathBuf},
};

/// More questions than this would tire those who answer.
const MOST_QUESTIONS: usize = 5;

pub(super) fn run(args: &InitArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let file = Path::new(FILE_NAME);
    if file.exists() && !args.force {
        return Err(Failure::usage(
            "there is a lacuna.toml here",
            "edit it, or write it anew with `lacuna init --force`",
        ));
    }
    let rulebook = select::rulebook(&args.rules)?;
    let desk = Desk {
        asks: !args.yes && terminal.can_ask(),
        terminal,
    };
    let mut assumed = Vec::new();
    let policies = policies(args, &rulebook, &desk, &mut assumed)?;
    let reports = policies
        .iter()
        .map(|path| judged(path, args, &rulebook))
        .collect::<Result<Vec<Report>, Failure>>()?;
    let regimes = regimes(args, &reports, &rulebook, &desk, &mut assumed)?;
    let start = Start {
        policies: policies.iter().map(|path| portable(path)).collect(),
        rules: args
            .rules
            .folders
            .iter()
            .map(|path| portable(path))
            .collect(),
        regimes,
        ..facts(args, &reports, &rulebook, &desk, &mut assumed)?
    };
    output::file(file, |out| {
        out.write_all(init::text(&start, &rulebook).as_bytes())
    })?;
    tell(&start, &assumed)?;
    Ok(Exit::Clean)
}

/// With `/`, as the file is read on every system.
fn portable(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// What was written, and what nobody was asked about.
fn tell(start: &Start, assumed: &[String]) -> Result<(), Failure> {
    output::print(|out| {
        writeln!(out, "{FILE_NAME} is written.")?;
        // Names of files can hold anything.
        writeln!(out, "  policies: {}", tame_line(&start.policies.join(", ")))?;
        writeln!(out, "  regimes:  {}", start.regimes.join(", "))?;
        for assumption in assumed {
            writeln!(out, "  assumed:  {}", tame_line(assumption))?;
        }
        writeln!(out, "Next: lacuna check")
    })
}

/// Asks where there is somebody to ask.
struct Desk<'a> {
    asks: bool,
    terminal: &'a Terminal,
}

impl Desk<'_> {
    /// What is answered, asked for until it can be used; an empty answer is none, and so is the end of input.
    fn ask<T>(
        &self,
        question: &str,
        read: impl Fn(&str) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        loop {
            Terminal::prompt(question);
            let mut answer = String::new();
            io::stdin().lock().read_line(&mut answer)?;
            let answer = answer.trim();
            if answer.is_empty() {
                return Ok(None);
            }
            match read(answer) {
                Ok(answer) => return Ok(Some(answer)),
                Err(failure) => self.terminal.complain(&failure),
            }
        }
    }
}

/// The parts of an answer between its commas.
fn parts(answer: &str) -> Vec<String> {
    answer
        .split(',')
        .map(|part| part.trim().to_owned())
        .collect()
}

/// Files that can be read.
fn readable(answer: &str) -> Result<Vec<PathBuf>, Failure> {
    let paths: Vec<PathBuf> = parts(answer).into_iter().map(PathBuf::from).collect();
    for path in &paths {
        files::read(path)?;
    }
    Ok(paths)
}

/// Yes or no.
fn decided(answer: &str) -> Result<bool, Failure> {
    match answer.to_lowercase().as_str() {
        "y" | "yes" | "true" => Ok(true),
        "n" | "no" | "false" => Ok(false),
        _ => Err(Failure::usage(
            "that is neither yes nor no",
            "answer `y` or `n`; Enter leaves the question open",
        )),
    }
}

/// The policies named, or those found.
fn policies(
    args: &InitArgs,
    rulebook: &Rulebook,
    desk: &Desk<'_>,
    assumed: &mut Vec<String>,
) -> Result<Vec<PathBuf>, Failure> {
    if !args.policy.is_empty() {
        return Ok(args.policy.clone());
    }
    let found = init::candidates(Path::new(""), rulebook);
    if found.is_empty() {
        return Err(Failure::usage(
            "no file here looks like a privacy policy",
            "name it, as in `lacuna init --policy legal/privacy.md`",
        ));
    }
    let paths: Vec<PathBuf> = found
        .iter()
        .map(|candidate| candidate.path.clone())
        .collect();
    let list: Vec<String> = paths.iter().map(|path| portable(path)).collect();
    if desk.asks {
        let question = format!("Which files are policies? [{}]", list.join(", "));
        let named = desk.ask(&tame_line(&question), readable)?;
        return Ok(named.unwrap_or(paths));
    }
    let why = match found[0].named {
        Named::Policy => "by name and content",
        Named::Otherwise => "the file here that reads most like a policy",
    };
    assumed.push(format!("{}: {why}", list.join(", ")));
    Ok(paths)
}

/// The policy judged by the laws it claims.
fn judged(path: &Path, args: &InitArgs, rulebook: &Rulebook) -> Result<Report, Failure> {
    let source = files::read(path)?;
    let document = Document::parse(&source);
    let hits = scan(rulebook, &document);
    let facts = Facts {
        declared: select::facts(&args.fact, rulebook)?,
        as_of: Some(as_of::settle(
            as_of::Asked::Default,
            &document,
            clock::today(),
        )),
        regimes: select::regimes(&args.regime, rulebook)?,
        ..Facts::default()
    };
    let verdicts = judge(rulebook, &document, &hits, &facts);
    Ok(Report::new(source, &document, rulebook, &facts, &verdicts))
}

/// The regimes named, or those that the policies claim.
fn regimes(
    args: &InitArgs,
    reports: &[Report],
    rulebook: &Rulebook,
    desk: &Desk<'_>,
    assumed: &mut Vec<String>,
) -> Result<Vec<String>, Failure> {
    if !args.regime.is_empty() {
        return Ok(args.regime.clone());
    }
    let is_claimed = |id: &String| reports.iter().any(|report| report.regimes.contains(id));
    let ids = rulebook.regimes.iter().map(|regime| regime.id.clone());
    let proposed: Vec<String> = ids.filter(is_claimed).collect();
    let laws = rulebook.regimes.iter().filter(|regime| !regime.always);
    let laws = laws.map(|regime| regime.id.clone()).filter(is_claimed);
    let laws: Vec<String> = laws.collect();
    let any = !laws.is_empty();
    if desk.asks {
        let hint = if any {
            "claimed by the policy"
        } else {
            "the policy claims no law"
        };
        let question = format!(
            "Which laws bind you, by id? (`lacuna regimes` lists them; {hint}) [{}]",
            proposed.join(", ")
        );
        let known = |answer: &str| {
            let named = parts(answer);
            select::regimes(&named, rulebook).map(|_| named)
        };
        if let Some(named) = desk.ask(&question, known)? {
            return Ok(named);
        }
    } else if any {
        assumed.push(format!("{}: claimed by the policy", laws.join(", ")));
    } else {
        assumed.push("no law, since the policy claims none; add those that bind you (`lacuna regimes` lists them)".to_owned());
    }
    if proposed.is_empty() {
        return Ok(vec!["auto".to_owned()]);
    }
    Ok(proposed)
}

/// The facts stated, and the questions that are left.
fn facts(
    args: &InitArgs,
    reports: &[Report],
    rulebook: &Rulebook,
    desk: &Desk<'_>,
    assumed: &mut Vec<String>,
) -> Result<Start, Failure> {
    let mut facts = select::facts(&args.fact, rulebook)?;
    let open = questions(reports);
    if desk.asks {
        for question in open.iter().take(MOST_QUESTIONS) {
            let asked = format!(
                "{} (settles {}) [y/n, Enter leaves it open]",
                question.question, question.settles
            );
            let answer = desk.ask(&asked, decided)?;
            facts.extend(answer.map(|answer| (question.fact.clone(), answer)));
        }
    } else if !open.is_empty() {
        let number = open.len();
        assumed.push(format!(
            "nothing about the business; open questions ({number}) stand in the file to be answered"
        ));
    }
    Ok(Start {
        facts: facts.into_iter().collect(),
        open,
        ..Start::default()
    })
}

/// The questions of all policies, those that settle most first.
fn questions(reports: &[Report]) -> Vec<Question> {
    let mut all: BTreeMap<&str, Question> = BTreeMap::new();
    for question in reports.iter().flat_map(|report| &report.questions) {
        all.entry(&question.fact)
            .and_modify(|known| known.settles += question.settles)
            .or_insert_with(|| question.clone());
    }
    let mut all: Vec<Question> = all.into_values().collect();
    all.sort_by_key(|question| std::cmp::Reverse(question.settles));
    all
}
