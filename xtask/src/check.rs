//! `cargo xtask check`: every finding of every catalog.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use errcat_codegen::{Date, Options, Severity, SourceFile, rules};

use crate::cli::{Check, Format};
use crate::report::{Report, Shown, count};
use crate::{Outcome, catalogs, workspace};

/// Runs the command.
pub(crate) fn run(arguments: &Check) -> Result<Outcome> {
    if let Some(rule) = arguments.explain.as_deref().and_then(rules::find) {
        say(&rules::explain(rule));
        return Ok(Outcome::Done);
    }
    let folder = match &arguments.catalog {
        Some(folder) => workspace::absolute(folder)?,
        None => workspace::absolute(&workspace::root()?.join("catalog"))?,
    };
    let files = catalogs::read(&folder)?;
    let compiled = errcat_codegen::check(&files, &options()?);
    let report = Report::new(&files, &compiled.findings);
    let shown = if arguments.all { Shown::All } else { Shown::Few };
    say(&report.render(arguments.format, shown));
    if arguments.format == Format::Human {
        say(&end(&files, &report, &compiled));
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

fn say(text: &str) {
    // A closed pipe is nobody's error. The stream drops the colours where no terminal is.
    let _ = anstream::stdout().write_all(text.as_bytes());
}
