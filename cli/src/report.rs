//! Findings for people and for programs.

mod github;
mod human;
mod json;
mod sarif;
mod sources;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::ValueEnum;
use errcat_codegen::{Finding, Severity, SourceFile};

use crate::advice::Advice;
use crate::terminal;
use sources::Sources;

/// The findings of some catalogs.
pub(crate) struct Report<'a> {
    sources: Sources<'a>,
    findings: &'a [Finding],
    advice: &'a Advice,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// As text, with the lines that the findings are about.
    Human,
    /// As one JSON document; catalog/README.md describes it.
    Json,
    /// As workflow commands of GitHub Actions.
    Github,
    /// As SARIF 2.1.0.
    Sarif,
}

/// How many findings people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verbosity {
    /// Of each rule and catalog the first few; the rest is counted.
    Few,
    /// All of them.
    All,
}

/// What a command does where there are no errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Show or compare something.
    Read,
    /// Write files; it says so where it does not.
    Write,
}

impl<'a> Report<'a> {
    pub(crate) fn new(files: &'a [SourceFile], findings: &'a [Finding], advice: &'a Advice) -> Self {
        Self { sources: Sources::new(files), findings, advice }
    }

    /// The findings in a format; `shown` concerns people only.
    pub(crate) fn render(&self, format: ReportFormat, shown: Verbosity) -> String {
        match format {
            ReportFormat::Human => human::render(&self.sources, self.findings, shown, self.advice),
            ReportFormat::Json => json::render(&self.sources, self.findings),
            ReportFormat::Github => github::render(&self.sources, self.findings),
            ReportFormat::Sarif => sarif::render(&self.sources, self.findings),
        }
    }

    /// `2 errors, 1 warning in 2 catalogs`.
    pub(crate) fn summary(&self) -> String {
        let number = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let mut text = String::new();
        for (number, what) in [(number(Severity::Error), "error"), (number(Severity::Warning), "warning")] {
            if number > 0 {
                let comma = if text.is_empty() { "" } else { ", " };
                // Writing to a string never fails.
                let _ = write!(text, "{comma}{}", count(number, what));
            }
        }
        let catalogs: BTreeSet<&str> =
            self.findings.iter().map(|finding| finding.place.file.as_str()).collect();
        format!("{text} in {}", count(catalogs.len(), "catalog"))
    }
}

/// Prints findings to the standard error, for people, with a line that counts them.
pub(crate) fn print(files: &[SourceFile], findings: &[Finding], advice: &Advice, purpose: Purpose) {
    terminal::remark(&remark(files, findings, advice, purpose));
}

/// Findings for people, with a line that counts them.
pub(crate) fn remark(
    files: &[SourceFile],
    findings: &[Finding],
    advice: &Advice,
    purpose: Purpose,
) -> String {
    let report = Report::new(files, findings, advice);
    let text = report.render(ReportFormat::Human, Verbosity::Few);
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    let end = if failed && purpose == Purpose::Write { "; nothing was written" } else { "" };
    format!("{text}{}{end}", report.summary())
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// JSON with a line for each value.
fn pretty(value: &impl serde::Serialize) -> String {
    // What is derived, with texts as keys, is always JSON.
    serde_json::to_string_pretty(value).map_or_else(|_| String::new(), |text| text + "\n")
}
