//! The command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use errcat_codegen::rules;

/// Makes errcat's code and reference from the catalogs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write what the catalogs make: Rust, Markdown, JSON and cargo features.
    #[command(after_help = "Examples:
  cargo xtask regenerate                 write what differs
  cargo xtask regenerate --check         write nothing; fail if something differs
  cargo xtask regenerate --catalog my-vendors --out my-errors
                                         other catalogs, into a crate of their own

Exit codes: 0 done, 1 findings or files that are not up to date, 2 wrong usage.")]
    Regenerate(Regenerate),
    /// Show every finding of every catalog: what is wrong, where, and the remedy.
    #[command(after_help = "Examples:
  cargo xtask check                      every catalog, for people
  cargo xtask check --all                every finding, not only the first few of each rule
  cargo xtask check --format sarif       for code hosts; also json, github
  cargo xtask check --explain status     what a rule wants, why, and an example

Exit codes: 0 no errors, 1 errors (or warnings, with --deny-warnings), 2 wrong usage.
SOURCE_DATE_EPOCH sets the day by which pages are called stale.")]
    Check(Check),
    /// Turn the reference into a site, with a search.
    #[command(after_help = "Examples:
  cargo xtask docs                       into the folder site
  cargo xtask docs --dest public         into another folder

The first run compiles mdBook, which takes a few minutes.")]
    Docs(Docs),
}

/// What to regenerate.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// Write nothing; say what is stale, missing or left over, and fail if anything is.
    #[arg(long)]
    pub(crate) check: bool,
    /// The folder with the catalogs [default: catalog/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) catalog: Option<PathBuf>,
    /// The crate to write into; it is begun where it is not there [default: generated/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// What to check, and how to show what is found.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder with the catalogs [default: catalog/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) catalog: Option<PathBuf>,
    /// Who reads the findings.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Show every finding to people too.
    #[arg(long)]
    pub(crate) all: bool,
    /// Fail on warnings too.
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Tell what a rule wants, why, with a failing and a mended example.
    #[arg(long, value_name = "RULE", value_parser = rule_ids(), hide_possible_values = true)]
    pub(crate) explain: Option<String>,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As text, with the lines that the findings are about.
    Human,
    /// As one JSON document; catalog/README.md describes it.
    Json,
    /// As workflow commands of GitHub Actions.
    Github,
    /// As SARIF 2.1.0.
    Sarif,
}

fn rule_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(rules::all().map(|rule| rule.id))
}

/// Where the site goes.
#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// The folder for the site [default: site/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) dest: Option<PathBuf>,
}
