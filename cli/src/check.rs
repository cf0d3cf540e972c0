//! `errcat check`: every finding of every catalog.

mod changed;
mod fix;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use errcat_codegen::{Checked, Input, Severity, rules};

use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{Report, ReportFormat, Verbosity, count};
use crate::setup::Setup;
use crate::{catalogs, help, terminal, today};

/// What to check, and how to show what is found.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// Who reads the findings.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    /// Show every finding to people too.
    #[arg(long)]
    all: bool,
    /// Fail on warnings too.
    #[arg(long)]
    deny_warnings: bool,
    /// Apply the remedies that are certain, such as quotes and misspelt words, in all catalogs or in none.
    #[arg(long)]
    fix: bool,
    /// Show only what is found in catalogs that differ from a revision of git.
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Explain a rule: what it requires and why, with an example that breaks it and the same one fixed.
    #[arg(
        long, value_name = "RULE", value_parser = rule_ids(), hide_possible_values = true,
        conflicts_with_all = ["format", "all", "deny_warnings", "fix", "changed_since"]
    )]
    explain: Option<String>,
}

fn rule_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(rules::all().map(|rule| rule.id))
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} check", "every catalog, for people"),
            ("{program} check --all", "every finding, not only the first few of each rule"),
            ("{program} check --format sarif", "for code hosts; also json, github"),
            ("{program} check --fix", "applies what is certain, and shows the difference"),
            ("{program} check --changed-since main", "only catalogs that differ from the branch main"),
            ("{program} check --explain status", "what a rule requires, why, and an example"),
        ],
        "Exit codes: 0 no errors, 1 errors (or warnings, with --deny-warnings), 2 wrong usage.
SOURCE_DATE_EPOCH sets the day by which pages are called stale.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Check) -> Result<Outcome> {
    if let Some(rule) = arguments.explain.as_deref().and_then(rules::find) {
        terminal::print(&rules::explain(rule));
        return Ok(Outcome::Done);
    }
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let options = today::options()?;
    let changed = match &arguments.changed_since {
        Some(revision) => Some(changed::changed_since(&folder, revision)?),
        None => None,
    };
    let mut files = catalogs::read(&folder)?;
    if arguments.fix {
        files = fix::fix(&folder, files, changed.as_ref(), &options)?;
    }
    let input = Input::new(files);
    let mut checked = errcat_codegen::check(&input, &options);
    if let Some(changed) = &changed {
        checked.findings.retain(|finding| changed::concerns(finding, changed));
    }
    let advice = Advice::new(setup, arguments.catalog.as_deref());
    let report = Report::new(input.files(), &checked.findings, &advice);
    let shown = if arguments.all { Verbosity::All } else { Verbosity::Few };
    terminal::print(&report.render(arguments.format, shown));
    if arguments.format == ReportFormat::Human {
        terminal::print(&end(&input, &report, &checked, &advice));
    }
    let failing = |severity| severity == Severity::Error || arguments.deny_warnings;
    let failed = checked.findings.iter().any(|finding| failing(finding.severity));
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// The last line, which counts.
fn end(input: &Input, report: &Report<'_>, checked: &Checked<'_>, advice: &Advice) -> String {
    let Some(first) = checked.findings.first() else {
        let files = count(input.files().len(), "catalog");
        return match &checked.catalogs {
            Some(catalogs) => format!("no findings in {files}, {}\n", count(catalogs.code_count(), "code")),
            // The others are not asked about.
            None => "no findings in the catalogs that changed\n".to_owned(),
        };
    };
    let more = format!("more on a rule: {}", advice.command(&format!("check --explain {}", first.rule)));
    let fixable = checked.findings.iter().filter(|finding| finding.fix.is_some()).count();
    let fix = if fixable == 0 {
        String::new()
    } else {
        format!("\n{} can be fixed: {}", count(fixable, "finding"), advice.check(" --fix"))
    };
    format!("{}; {more}{fix}\n", report.summary())
}
