//! The rules that a well-formed catalog can still break: one small function each, over the raw types.
//!
//! Every rule sees every catalog, and none stops at its first finding.

mod codes;
mod envelope;
mod examples;
mod retry;
mod statuses;
mod texts;
mod vendor;

use std::ops::Range;

use crate::finding::{Finding, Place, Severity, SourceFile};
use crate::parse::shape::Spanned;
use crate::raw;

/// A file and what was read of it.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The catalog.
    pub catalog: &'a raw::Catalog,
    /// Whether all of it could be read. Where not, an entry that another one names may be missing.
    pub whole: Whole,
}

/// Whether all of a file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// All of it.
    Yes,
    /// Something was left out.
    No,
}

/// Every finding of every catalog, in the order of the rules.
#[must_use]
pub fn validate(catalogs: &[Read<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for read in catalogs {
        let mut report = Report { read, findings: &mut findings };
        for rule in RULES {
            rule(&mut report, read.catalog);
        }
    }
    vendor::duplicates(catalogs, &mut findings);
    findings
}

type Check = fn(&mut Report<'_>, &raw::Catalog);

const RULES: &[Check] = &[
    vendor::stem,
    vendor::name,
    vendor::sources,
    vendor::urls,
    vendor::nothing_known,
    texts::blank,
    texts::dates,
    codes::duplicates,
    codes::invisible,
    codes::unquoted,
    codes::statuses,
    codes::inferred,
    codes::replacements,
    codes::entry_sources,
    statuses::patterns,
    statuses::duplicates,
    statuses::successes,
    statuses::families,
    statuses::inferred,
    retry::rules,
    retry::schedule,
    envelope::pointers,
    envelope::tests,
    envelope::headers,
    envelope::decides,
    envelope::field_names,
    envelope::waits,
    examples::shown,
    examples::expected,
];

/// Where the rules put their findings.
pub(crate) struct Report<'a> {
    read: &'a Read<'a>,
    findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    /// Adds a finding; the message has no full stop, the help is a remedy.
    fn add(
        &mut self,
        rule: &'static str,
        at: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.findings.push(Finding {
            rule,
            severity: Severity::Error,
            place: self.place(at),
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: help.into(),
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place { file: self.read.file.path.clone(), span: span.clone() }
    }

    /// Whether the text at this place stands without quotes.
    fn is_plain(&self, span: &Range<usize>) -> bool {
        !matches!(self.read.file.bytes.get(span.start), Some(b'"' | b'\'' | b'|' | b'>'))
    }
}

/// Every entry of a catalog.
fn entries(catalog: &raw::Catalog) -> impl Iterator<Item = &raw::Entry> {
    catalog.groups.iter().flat_map(|group| group.codes.iter())
}

/// Every example of a catalog.
fn all_examples(catalog: &raw::Catalog) -> impl Iterator<Item = &raw::Example> {
    entries(catalog).flat_map(|entry| entry.examples.iter()).chain(catalog.examples.iter())
}

/// Every retry rule of a catalog.
fn retry_rules(catalog: &raw::Catalog) -> impl Iterator<Item = &raw::RetryRule> {
    let entries = entries(catalog).filter_map(|entry| entry.retry.as_ref());
    let statuses = catalog.statuses.iter().filter_map(|rule| rule.retry.as_ref());
    let families = catalog.families.iter().filter_map(|family| family.retry.as_ref());
    let no_response = catalog.no_response.iter().filter_map(|rule| rule.retry.as_ref());
    entries.chain(statuses).chain(families).chain(no_response)
}

/// A text as it can be shown: control characters escaped.
fn shown(text: &Spanned<String>) -> String {
    text.value.escape_debug().to_string()
}
