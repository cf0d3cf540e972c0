//! `cargo xtask check`: every finding of every catalog.

use anyhow::{Context as _, Result};
use errcat_codegen::{Date, Options, Severity, SourceFile, rules};

use crate::cli::{Check, Format};
use crate::report::{Report, Shown, count};
use crate::{Outcome, catalogs, known, terminal};

/// Runs the command.
pub(crate) fn run(arguments: &Check) -> Result<Outcome> {
    if let Some(rule) = arguments.explain.as_deref().and_then(rules::find) {
        terminal::print(&rules::explain(rule));
        return Ok(Outcome::Done);
    }
    let files = catalogs::read(&known::folder(arguments.catalog.as_deref())?)?;
    let compiled = errcat_codegen::check(&files, &options()?);
    let report = Report::new(&files, &compiled.findings, arguments.catalog.as_deref());
    let shown = if arguments.all { Shown::All } else { Shown::Few };
    terminal::print(&report.render(arguments.format, shown));
    if arguments.format == Format::Human {
        terminal::print(&end(&files, &report, &compiled));
    }
    let failing = |severity| severity == Severity::Error || arguments.deny_warnings;
    let failed = compiled.findings.iter().any(|finding| failing(finding.severity));
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// The last line, which counts.
fn end(files: &[SourceFile], report: &Report<'_>, compiled: &errcat_codegen::Compiled) -> String {
    match &compiled.catalogs {
        Some(catalogs) if compiled.findings.is_empty() => {
            let codes = catalogs.vendors.iter().map(|vendor| vendor.entries.len()).sum();
            format!("no findings in {}, {}\n", count(files.len(), "catalog"), count(codes, "code"))
        }
        _ => {
            let rule = compiled.findings.first().map_or("RULE", |finding| finding.rule);
            let more = format!("more on a rule: cargo xtask check --explain {rule}");
            format!("{}; {more}\n", report.summary())
        }
    }
}

/// What a check knows besides the catalogs: today, or the day of `SOURCE_DATE_EPOCH`.
pub(crate) fn options() -> Result<Options> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .with_context(|| format!("SOURCE_DATE_EPOCH is `{seconds}`; set it to seconds since 1970"))?,
        Err(_) => jiff::Timestamp::now(),
    };
    let today: Date = jiff::tz::TimeZone::UTC.to_datetime(now).date();
    Ok(Options { today: Some(today) })
}
