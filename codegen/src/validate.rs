//! The rules that a well-formed catalog can still break: one small function each, over the raw types.
//!
//! Every rule sees every catalog, and none stops at its first finding.

pub(crate) mod allow;
mod capacity;
mod codes;
mod envelope;
mod examples;
mod repeats;
mod retry;
mod statuses;
mod texts;
mod vendor;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use crate::finding::{Finding, Place, SourceFile};
use crate::near::Words;
use crate::parse::shape::Spanned;
use crate::parse::{Lost, Parsed};
use crate::raw;

/// A file and what was read of it.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The catalog.
    pub catalog: &'a raw::Catalog,
    /// Whether all of it could be read.
    pub whole: Whole,
    /// The codes and the ids of sources of what could not be read.
    pub lost: &'a Lost,
}

/// Whether all of a file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// All of it.
    Yes,
    /// Something was left out.
    No,
}

/// The rules that look at values by themselves: they hold in an entry of which something else can't be read.
const OF_ONE_VALUE: &[&str] = &[
    "date",
    "duplicate-code",
    "duplicate-rule",
    "duplicate-value",
    "duration",
    "empty-text",
    "header",
    "invisible-character",
    "pointer",
    "status",
    "unquoted-scalar",
    "url",
];

/// Whether a finding stands whatever is mended of what could not be read.
pub(crate) fn is_sure(finding: &Finding, parsed: &Parsed) -> bool {
    let span = &finding.place.span;
    // What stands in for something has no place.
    let stands_in = span.is_empty() && !parsed.findings.is_empty();
    // Of two rules for a status, and of two waits, the one may have a condition that could not be read.
    let damage = parsed.damage(span.start);
    let may_differ = matches!(finding.rule, "duplicate-rule" | "duplicate-value")
        && finding.related.iter().any(|(other, _)| parsed.damage(other.span.start) != damage);
    !stands_in && !may_differ && (OF_ONE_VALUE.contains(&finding.rule) || !parsed.is_damaged(span.start))
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
    // What could not be read has no place, and was told when it was read.
    findings.retain(|finding| !finding.place.span.is_empty());
    findings
}

type Check = fn(&mut Report<'_>, &raw::Catalog);

const RULES: &[Check] = &[
    vendor::stem,
    vendor::name,
    vendor::sources,
    vendor::urls,
    vendor::nothing_known,
    vendor::empty_groups,
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
    envelope::tests_in_list,
    envelope::whens,
    envelope::headers,
    envelope::decides,
    envelope::field_names,
    envelope::waits,
    capacity::places,
    repeats::values,
    allow::lints,
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
        self.findings.push(Finding::new(rule, self.place(at), message, help));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Adds a finding about a word that should be one of these.
    fn add_unknown(
        &mut self,
        rule: &'static str,
        word: &Spanned<String>,
        what: &str,
        known: &Words<'_>,
        help: impl Into<String>,
    ) {
        let message = format!("`{}` is no {what}", shown(word));
        self.add(rule, &word.span, message, help).suggest(known.nearest(&word.value));
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place { file: self.read.file.path.clone(), span: span.clone() }
    }

    /// Whether the text at this place stands without quotes.
    fn is_plain(&self, span: &Range<usize>) -> bool {
        !matches!(self.read.file.bytes.get(span.start), Some(b'"' | b'\'' | b'|' | b'>'))
    }
}

/// The codes of a catalog, and what a misspelt one may mean.
struct Codes<'a> {
    codes: HashSet<&'a str>,
    lost: &'a Lost,
    left_out: LeftOut,
    words: OnceCell<Words<'a>>,
}

/// What may have been left out when a catalog was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    /// Single entries, whose codes are known all the same.
    Entries,
    /// Whole lists of them, so that any code may be there.
    Lists,
}

impl<'a> Codes<'a> {
    fn of(read: &Read<'a>) -> Self {
        let codes = entries(read.catalog).map(|entry| entry.code.value.as_str()).collect();
        let groups = &read.catalog.groups;
        // What stands in for a list that could not be read has no place.
        let lists = groups.span.is_empty() || groups.iter().any(|group| group.codes.span.is_empty());
        let left_out = if lists { LeftOut::Lists } else { LeftOut::Entries };
        Self { codes, lost: read.lost, left_out, words: OnceCell::new() }
    }

    fn contains(&self, code: &str) -> bool {
        self.codes.contains(code) || self.lost.may_be(code) || self.left_out == LeftOut::Lists
    }

    fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| Words::of(self.codes.iter().copied()))
    }
}

pub(crate) use envelope::places;

/// Every entry of a catalog.
pub(crate) fn entries(catalog: &raw::Catalog) -> impl Iterator<Item = &raw::Entry> {
    catalog.groups.iter().flat_map(|group| group.codes.iter())
}

/// Every example of a catalog.
pub(crate) fn all_examples(catalog: &raw::Catalog) -> impl Iterator<Item = &Spanned<raw::Example>> {
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
pub(crate) fn shown(text: &Spanned<String>) -> String {
    text.value.escape_debug().to_string()
}
