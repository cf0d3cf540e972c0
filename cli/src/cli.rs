//! The command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use errcat_codegen::rules;

use crate::classify::Classify;
use crate::completions::{self, Completions};
use crate::explain::Explain;
use crate::list::List;
use crate::new::New;

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
  cargo xtask regenerate --watch         write what differs after every save
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
    /// Explain a code at every vendor that has it, or a status.
    #[command(after_help = "Examples:
  cargo xtask explain RATE_LIMITED       at every vendor that has it
  cargo xtask explain runo:RATE_LIMITED  at one vendor
  cargo xtask explain 429                what the status says, and the codes that come with it
  cargo xtask explain 5xx --format json  a class of statuses, for a program

A code that nobody has is answered with those that come near.

Exit codes: 0 found, 1 not found, 2 wrong usage.")]
    Explain(Explain),
    /// List the codes of every vendor.
    #[command(after_help = "Examples:
  cargo xtask list                       every code
  cargo xtask list --vendor runo --retry backoff
                                         what is worth another try at Runo
  cargo xtask list --category rate_limited --category quota_exhausted
                                         one category or the other
  cargo xtask list --status 5xx --format json

Exit codes: 0 done, 1 no such vendor, 2 wrong usage.")]
    List(List),
    /// Judge a response as the crate does, and show which rule decided.
    #[command(after_help = "Examples:
  cargo xtask classify runo --status 429 --header 'Retry-After: 7' body.json
  curl -s https://… | cargo xtask classify runo --status 200 -
                                         the body from a pipe
  cargo xtask classify runware body.json
                                         no status, as over a WebSocket
  cargo xtask classify runo --no-response timed-out
  cargo xtask classify onto --status 429 --attempt 2 --format json body.json

The catalogs are read as they are: nothing has to be regenerated first.

Exit codes: 0 judged, an error or not; 1 no such vendor or file; 2 wrong usage.")]
    Classify(Classify),
    /// Begin the catalog of a vendor: a skeleton with comments.
    #[command(after_help = "Examples:
  cargo xtask new acme                   writes catalog/acme.yaml

Every place to fill in is marked TODO, and `cargo xtask check` names each of them by its place
until it is filled in. A file that is there already is never written over.

Exit codes: 0 written, 1 refused, 2 wrong usage.")]
    New(New),
    /// Print a script that completes these commands in a shell.
    #[command(after_help = completions::HELP)]
    Completions(Completions),
    /// Turn the reference into a site, with a search.
    #[command(after_help = "Examples:
  cargo xtask docs                       into the folder site
  cargo xtask docs --dest public         into another folder

The first run compiles mdBook, which takes a few minutes.")]
    Docs(Docs),
    /// Draft a catalog from a saved error page: HTML, Markdown, or text pasted out of a browser.
    #[command(after_help = "Examples:
  cargo xtask import errors.html --vendor acme --title Acme
                                         into catalog/acme.yaml, which must not be there yet
  cargo xtask import errors.md --vendor acme --out -
                                         to the standard output

Facts are taken over; whatever a person has to read, decide or write is marked with TODO.")]
    Import(crate::import::Import),
}

/// What to regenerate.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// Write nothing; say what is stale, missing or left over, and fail if anything is.
    #[arg(long)]
    pub(crate) check: bool,
    /// Regenerate on every save, and keep showing the findings, until Ctrl-C.
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
    /// The folder with the catalogs, which go into a crate of their own [default: catalog/ of the workspace].
    #[arg(long, value_name = "DIR", requires = "out")]
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
    #[arg(
        long, value_name = "RULE", value_parser = rule_ids(), hide_possible_values = true,
        conflicts_with_all = ["format", "all", "deny_warnings"]
    )]
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
