//! What can be typed.

mod audit;

pub(super) use audit::{AuditArgs, RowFormat};

use super::results::Wanted;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use lacuna::judge::as_of::Asked;
use std::path::PathBuf;

/// Says which disclosures a law requires that a privacy policy makes, makes badly, or leaves out,
/// and shows the words that decide it.
#[derive(Debug, Parser)]
#[command(
    name = "lacuna",
    version,
    propagate_version = true,
    after_help = "Lacuna says which words are there. It is not legal advice."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours (`NO_COLOR` turns them off too)
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        display_order = 990
    )]
    pub(super) color: ColourChoice,
    /// Tell the counts only, and show no progress
    #[arg(
        long,
        short,
        global = true,
        conflicts_with = "verbose",
        display_order = 991
    )]
    pub(super) quiet: bool,
    /// Show what is said too, with its words
    #[arg(long, short, global = true, display_order = 992)]
    pub(super) verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check policies against the laws they claim, or those you name
    Check(CheckArgs),
    /// Check many policies: folders, lists of files, web archives
    Audit(AuditArgs),
    /// Write a first lacuna.toml for this repository
    Init(InitArgs),
    /// Show which verdicts changed between two versions of a policy, and by which words
    Diff(DiffArgs),
    /// Show what a policy says, law aside
    Signals(SignalsArgs),
    /// Explain a regime, obligation, signal, term or fact
    Explain(ExplainArgs),
    /// List the laws and programmes known
    Regimes(RegimesArgs),
    /// Work on rule files
    Rules(RulesArgs),
    /// Measure against policies that people have labelled
    Eval(EvalArgs),
    /// Write the JSON Schema of what the program writes or reads
    Schema {
        /// Of what
        of: SchemaOf,
    },
    /// Write a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page
    Man {
        /// Of this command, instead of the program
        command: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Files, folders, or `-` for standard input [default: the policies that lacuna.toml names]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) judge: JudgeArgs,
    /// How to write the result; several, each to its file: `sarif=FILE,junit=FILE`
    #[arg(
        long,
        short,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "pretty"
    )]
    pub(super) format: Vec<Wanted>,
    /// Write the result to this file (again for a second format)
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// Outcomes that make the run fail (exit status 1) [default: missing,out-of-bounds,contradicted]
    #[arg(long, value_name = "OUTCOME", value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,
    /// The least binding level that makes the run fail [default: required]
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_level: Option<FailLevel>,
    /// Fail by new gaps only: those in this file are known
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all gaps that are there now to this file; they are known from then on
    #[arg(long, value_name = "FILE", conflicts_with = "prune_baseline")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Take gaps that are closed out of the baseline
    #[arg(long)]
    pub(super) prune_baseline: bool,
    /// Check again on every save, and show what changed, until Ctrl-C
    #[arg(long, conflicts_with_all = ["format", "output", "write_baseline", "prune_baseline", "show_config"])]
    pub(super) watch: bool,
    /// Print what is in effect, and from where, instead of checking
    #[arg(long)]
    pub(super) show_config: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// A policy (may be given again) [default: the files here that look like one]
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Vec<PathBuf>,
    /// Laws to check: ids and groups, `all` or `auto` [default: those the policies claim]
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) regime: Vec<String>,
    /// State a fact about the business, such as `sells-personal-data=false`
    #[arg(long, value_name = "NAME=BOOL", value_parser = fact)]
    pub(super) fact: Vec<(String, bool)>,
    /// Ask nothing: take what is found
    #[arg(long, short)]
    pub(super) yes: bool,
    /// Write over a lacuna.toml that is there
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// The old and the new file; or, with files behind `--`, one git revision (compared with the files as they are) or two [default: HEAD]
    #[arg(value_name = "OLD NEW|REVISION", num_args = 0..=2)]
    pub(super) what: Vec<String>,
    /// Files to compare between revisions [default: the policies that lacuna.toml names]
    #[arg(last = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) judge: JudgeArgs,
    /// How to write the result
    #[arg(long, short, value_name = "FORMAT", default_value = "pretty")]
    pub(super) format: DiffFormat,
    /// Write the result to this file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// Forms of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For reading
    Pretty,
    /// One object
    Json,
}

/// How policies are judged.
#[derive(Debug, clap::Args)]
pub(super) struct JudgeArgs {
    /// Laws to check: ids and groups, `all`, or `auto` (those the policy claims) [default: those that lacuna.toml names, else `auto`]
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) regime: Vec<String>,
    /// Judge as of this day, or of the policy's own date (`effective`) [default: the day it was archived, else today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Asked>,
    /// Judge every conditional obligation as if its facts were true
    #[arg(long)]
    pub(super) assume_applicable: bool,
    /// State a fact about the business, such as `sells-personal-data=false`
    #[arg(long, value_name = "NAME=BOOL", value_parser = fact)]
    pub(super) fact: Vec<(String, bool)>,
    /// Use this lacuna.toml [default: the nearest one in the policy's folder or above it]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

/// Which rules to use.
#[derive(Debug, clap::Args)]
pub(super) struct RuleArgs {
    /// Use the rule files in this folder too (may be given again)
    #[arg(long = "rules", value_name = "DIR")]
    pub(super) folders: Vec<PathBuf>,
    /// Leave out the rules that come with the program
    #[arg(long)]
    pub(super) no_bundled_rules: bool,
}

/// What makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Not said
    Missing,
    /// Said vaguely or partly
    Weak,
    /// A number or date breaks the law's limit
    OutOfBounds,
    /// Said, and its opposite too
    Contradicted,
    /// Depends on a fact nobody stated
    Undetermined,
    /// Nothing does
    Never,
}

impl FailOn {
    /// What makes a run fail if nobody says otherwise.
    pub(super) const DEFAULT: [FailOn; 3] =
        [FailOn::Missing, FailOn::OutOfBounds, FailOn::Contradicted];
}

/// The least binding level that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailLevel {
    /// What the law demands, always or if a fact holds
    Required,
    /// Recommendations too
    Recommended,
}

#[derive(Debug, clap::Args)]
pub(super) struct SignalsArgs {
    /// A file, or `-` for standard input
    pub(super) path: PathBuf,
    /// How to write the result
    #[arg(long, short, value_name = "FORMAT", default_value = "pretty")]
    pub(super) format: SignalsFormat,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

/// Forms of `signals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SignalsFormat {
    /// For reading
    Pretty,
    /// One object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Id of a regime, obligation (`regime/obligation`), signal, term or fact
    pub(super) id: String,
    /// Show where the regime differs from this one
    #[arg(long, value_name = "REGIME")]
    pub(super) versus: Option<String>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct RegimesArgs {
    /// How to write the result
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(super) format: RegimesFormat,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

/// Forms of `regimes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RegimesFormat {
    /// For reading
    Table,
    /// One object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub(super) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Say everything that is wrong in the rule files
    Check(RuleArgs),
    /// Run the examples in the rule files
    Test(RuleArgs),
    /// Write a new regime's file to start from
    New {
        /// The regime's name
        name: String,
    },
    /// Write the JSON Schema of rule files, for editors
    Schema,
}

/// What has a JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// `check --format json`
    Report,
    /// A line of `check --format jsonl`
    Policy,
    /// `signals --format json`
    Signals,
    /// `diff --format json`
    Diff,
    /// `lacuna.toml`
    Config,
    /// What `check --write-baseline` writes
    Baseline,
    /// Rule files
    Rules,
}

#[derive(Debug, clap::Args)]
pub(super) struct EvalArgs {
    /// Labels: one policy a line, as JSON; paths are relative to this file
    pub(super) labels: PathBuf,
    /// What each label means: a condition over signals and obligations (TOML)
    #[arg(
        long,
        value_name = "FILE",
        default_value = "tests/accuracy/labels.toml"
    )]
    pub(super) mapping: PathBuf,
    /// Labels that are in doubt, with reasons (TOML): the figures without them are given too
    #[arg(long, value_name = "FILE")]
    pub(super) disputed: Option<PathBuf>,
    /// Write each wrong decision, with its evidence, to this file
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    /// Write every decision to this file, one a line
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
    /// How to write the result
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(super) format: EvalFormat,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

/// How `eval` writes its result.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EvalFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For a page.
    Markdown,
}

fn day(typed: &str) -> Result<Asked, String> {
    if typed == "effective" {
        return Ok(Asked::Effective);
    }
    let date: Result<Date, _> = typed.parse();
    date.map(Asked::Day)
        .map_err(|_| "write a day as 2026-11-24, or `effective`".to_owned())
}

fn fact(typed: &str) -> Result<(String, bool), String> {
    let (name, value) = typed
        .split_once('=')
        .ok_or("write NAME=true or NAME=false")?;
    match value {
        "true" | "yes" => Ok((name.to_owned(), true)),
        "false" | "no" => Ok((name.to_owned(), false)),
        other => Err(format!("`{other}` is neither true nor false")),
    }
}
