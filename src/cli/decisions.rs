//! Waivers and baselines of a run: read before it, settled on its reports, told and written after it.

use super::{
    failure::Failure,
    output,
    plan::{Plan, Question},
    settled::Origin,
    terminal::Terminal,
};
use lacuna::{
    config::{self, Waiver},
    judge::as_of::Asked,
    ledger::{
        self, Decisions, Effect, Use, Written,
        baseline::{Baseline, Entry},
    },
    report::{FailRule, Report},
    rulebook::{Problem, RuleFile},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A policy that was judged.
pub(super) struct Judged {
    pub(super) report: Report,
    /// Index of its question.
    pub(super) question: usize,
    /// What is written to us in it.
    pub(super) written: Written,
}

/// The baseline of each question; read before anything is judged, so that a broken one fails at once.
pub(super) fn baselines(plan: &Plan) -> Result<Vec<Option<Baseline>>, Failure> {
    let of = |question: &Question| {
        let path = question.settled.baseline.as_ref();
        path.map(|path| read(&path.value)).transpose()
    };
    plan.questions.iter().map(of).collect()
}

fn read(path: &Path) -> Result<Baseline, Failure> {
    let name = path.display().to_string();
    let file = |text: String| RuleFile {
        name: name.clone(),
        text: text.into(),
    };
    let text = fs::read_to_string(path).map_err(|cause| {
        let help = "write it with `--write-baseline FILE`, or leave `--baseline` (or the key in lacuna.toml) out";
        let problem = Problem::error(&file(String::new()), None, cause.to_string());
        Box::new(problem.help(help))
    });
    text.and_then(|text| Baseline::parse(&file(text)))
        .map_err(|problem| Failure::Baseline {
            path: path.to_owned(),
            problems: vec![*problem],
        })
}

/// What is to be told besides the reports.
#[derive(Default)]
pub(super) struct Told {
    /// Waivers that have run out or that waive nothing; they stand in the reports too.
    pub(super) warnings: Vec<Problem>,
    /// Waivers in policies that cannot be understood.
    pub(super) failures: Vec<Failure>,
}

/// Settles how every finding stands, with remarks about decisions that no longer hold.
pub(super) fn settle(judged: &mut [Judged], plan: &Plan, baselines: &[Option<Baseline>]) -> Told {
    let mut told = Told::default();
    let mut uses: Vec<Vec<Vec<Use>>> = Vec::new();
    for one in judged.iter_mut() {
        let question = &plan.questions[one.question];
        told.failures.extend(understood(one, question));
        let policy = name(one, question);
        let known = baselines[one.question]
            .as_ref()
            .map_or(&[][..], |baseline| baseline.of(&policy));
        let effect = decide(one, question, &policy, known);
        told.warnings.extend(remark(one, question, &effect));
        uses.push(effect.uses);
    }
    for index in 0..plan.questions.len() {
        told.warnings.extend(idle(judged, plan, index, &uses));
    }
    told
}

/// Leaves out waivers whose obligations no rule knows; says what is wrong with them and with those that cannot be read.
fn understood(one: &mut Judged, question: &Question) -> Option<Failure> {
    let mut problems = std::mem::take(&mut one.written.problems);
    one.written.waivers.retain(|waiver| {
        let unknown = waiver.check(&question.rulebook);
        let fine = unknown.is_empty();
        problems.extend(unknown);
        fine
    });
    problems.sort_by_key(Problem::place);
    (!problems.is_empty()).then(|| Failure::Waivers {
        path: PathBuf::from(&one.report.path),
        problems,
    })
}

/// Settles how the findings of one policy stand by waivers alone.
pub(super) fn waive(one: &mut Judged, question: &Question) -> Option<Failure> {
    let failure = understood(one, question);
    let policy = name(one, question);
    decide(one, question, &policy, &[]);
    failure
}

/// What a policy is called in waivers and baselines.
fn name(one: &Judged, question: &Question) -> String {
    let root = question.config.as_ref().map(config::Config::root);
    config::name_from(Path::new(&one.report.path), root.unwrap_or(Path::new("")))
}

fn of_repository(question: &Question) -> &[Waiver] {
    let config = question.config.as_ref();
    config.map_or(&[], |config| &config.waivers)
}

fn decide(one: &mut Judged, question: &Question, policy: &str, known: &[Entry]) -> Effect {
    let waivers: Vec<&Waiver> = of_repository(question)
        .iter()
        .chain(&one.written.waivers)
        .collect();
    let asked = match question.as_of {
        Asked::Day(day) => Some(day),
        Asked::Default | Asked::Effective => None,
    };
    let decisions = Decisions {
        waivers: &waivers,
        known,
        policy,
        // What runs out by a day to come can be seen before; what has run out does not hold again because somebody looks back.
        day: asked.map_or(question.today, |day| day.max(question.today)),
    };
    ledger::decide(&mut one.report, &decisions)
}

/// Remarks about what has run out, about waivers in the policy that waive nothing, and about closed gaps of the baseline.
fn remark(one: &mut Judged, question: &Question, effect: &Effect) -> Vec<Problem> {
    let repository = of_repository(question);
    let mut warnings = Vec::new();
    let waivers = repository.iter().chain(&one.written.waivers).enumerate();
    for ((at, waiver), uses) in waivers.zip(&effect.uses) {
        for (id, used) in uses.iter().enumerate() {
            let own = at >= repository.len();
            match used {
                Use::Expired => warnings.push(waiver.expired(id)),
                Use::Idle | Use::Elsewhere if own && (*used == Use::Idle || !limited(question)) => {
                    warnings.push(waiver.unused(id));
                }
                Use::Idle | Use::Elsewhere | Use::Waives => {}
            }
        }
    }
    one.report.remarks.extend(warnings.iter().map(sentence));
    one.report.remarks.extend(closed(&effect.closed));
    warnings
}

/// Whether the command line leaves regimes out, whose waivers are then nobody's fault.
fn limited(question: &Question) -> bool {
    matches!(question.settled.regimes.origin, Origin::Flag(_))
}

/// Waivers of a `lacuna.toml` that waive nothing in any of its policies; told once, in the first policy that they could be for.
fn idle(judged: &mut [Judged], plan: &Plan, index: usize, uses: &[Vec<Vec<Use>>]) -> Vec<Problem> {
    let question = &plan.questions[index];
    let mine: Vec<usize> = (0..judged.len())
        .filter(|&at| judged[at].question == index)
        .collect();
    let mut warnings = Vec::new();
    for (at, waiver) in of_repository(question).iter().enumerate() {
        for (id, _) in waiver.ids.iter().enumerate() {
            let state = |policy: &&usize| uses[**policy][at][id];
            let best = mine.iter().map(|policy| state(&policy)).max();
            let first = match best {
                Some(Use::Idle) => mine.iter().find(|policy| state(policy) == Use::Idle),
                Some(Use::Elsewhere) if plan.whole && !limited(question) => mine.first(),
                _ => None,
            };
            if let Some(&first) = first {
                let warning = waiver.unused(id);
                judged[first].report.remarks.push(sentence(&warning));
                warnings.push(warning);
            }
        }
    }
    warnings
}

/// A warning as a remark: what, where, what to do.
fn sentence(warning: &Problem) -> String {
    let (line, _) = warning.place();
    let file = warning.file.name();
    format!("{} ({file}:{line}); {}", warning.message, warning.help)
}

fn closed(ids: &[String]) -> Option<String> {
    let number = match ids.len() {
        0 => return None,
        1 => "1 gap of the baseline is closed".to_owned(),
        more => format!("{more} gaps of the baseline are closed"),
    };
    let list = ids.join(", ");
    Some(format!(
        "{number}: {list}; `--prune-baseline` takes them out of it"
    ))
}

/// The baseline of all that was judged, written to a file; its gaps are known from now on.
pub(super) fn write(
    judged: &mut [Judged],
    plan: &Plan,
    rules: &[FailRule],
    path: &Path,
) -> Result<usize, Failure> {
    let mut baseline = Baseline::default();
    for one in judged.iter_mut() {
        let question = &plan.questions[one.question];
        let policy = name(one, question);
        baseline.record(&policy, &one.report, &rules[one.question]);
        decide(one, question, &policy, baseline.of(&policy));
    }
    output::file(path, |out| baseline.write(out))?;
    Ok(baseline.count())
}

/// Takes out of each baseline what was judged and is no longer there.
pub(super) fn prune(
    judged: &[Judged],
    plan: &Plan,
    baselines: Vec<Option<Baseline>>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    for (index, (question, baseline)) in plan.questions.iter().zip(baselines).enumerate() {
        let (Some(mut baseline), Some(path)) = (baseline, question.settled.baseline.as_ref())
        else {
            return Err(Failure::usage(
                "there is no baseline to prune",
                "name one with `--baseline FILE`, or in lacuna.toml",
            ));
        };
        let before = baseline.count();
        for one in judged.iter().filter(|one| one.question == index) {
            baseline.prune(&name(one, question), &one.report);
        }
        output::file(&path.value, |out| baseline.write(out))?;
        let gone = before - baseline.count();
        terminal.say(&format!("{}: {gone} gaps taken out", path.value.display()));
    }
    Ok(())
}
