//! The rules that a well-formed catalog can still break: one small function each, over the raw types.
//!
//! Every rule sees every catalog, and none stops at its first finding.

mod codes;
mod envelope;
mod examples;
mod inferred;
mod known;
mod reasons;
mod repeats;
mod report;
mod retry;
mod statuses;
mod texts;
mod vendor;

pub(crate) use report::{Completeness, ReadCatalog};

use crate::dialects::settled;
use crate::finding::Finding;
use crate::parallel;
use crate::parse::Parsed;
use crate::raw;
use report::Report;

/// The rules that look at values by themselves: they hold in an entry of which something else can't be read.
const OF_ONE_VALUE: &[&str] = &[
    "date",
    "duplicate-code",
    "duplicate-rule",
    "duplicate-value",
    "duration",
    "empty-text",
    "header",
    "host",
    "invisible-character",
    "pointer",
    "status",
    "unquoted-scalar",
    "url",
];

/// The rules that compare one value with another.
const COMPARING: &[&str] = &["duplicate-rule", "duplicate-value", "schedule"];

/// Whether a finding stands whatever the author does about what could not be read.
pub(crate) fn is_sure(finding: &Finding, parsed: &Parsed) -> bool {
    let span = &finding.place.span;
    // What stands in for something has no place.
    let stands_in = span.is_empty() && !parsed.findings.is_empty();
    let damage = parsed.damage(span.start);
    // Of two rules for a status, and of two waits, the one may have a condition that could not be read. Nor is what
    // stands in for a text what the author means.
    let may_differ = COMPARING.contains(&finding.rule)
        && (parsed.is_replaced(span)
            || finding.related.iter().any(|(other, _)| {
                parsed.is_replaced(&other.span) || parsed.damage(other.span.start) != damage
            }));
    !stands_in && !may_differ && (OF_ONE_VALUE.contains(&finding.rule) || damage.is_none())
}

/// Every finding of every catalog, in the order of the rules.
#[must_use]
pub(crate) fn validate(catalogs: &[ReadCatalog<'_>]) -> Vec<Finding> {
    let of_each = parallel::map(catalogs, |read| {
        let mut findings = Vec::new();
        let mut report = Report { read, findings: &mut findings };
        for rule in RULES {
            rule(&mut report, read.catalog);
        }
        findings
    });
    let of_each = catalogs.iter().zip(of_each);
    let all = of_each.flat_map(|(read, found)| found.into_iter().map(|finding| (read.files, finding)));
    let mut findings = settled(all.collect());
    vendor::duplicates(catalogs, &mut findings);
    vendor::shared_hosts(catalogs, &mut findings);
    // What could not be read has no place, and was reported when it was read.
    findings.retain(|finding| !finding.place.span.is_empty());
    findings
}

type Check = fn(&mut Report<'_>, &raw::Catalog);

const RULES: &[Check] = &[
    vendor::stem,
    vendor::name,
    vendor::sources,
    vendor::nothing_known,
    vendor::empty_groups,
    texts::blank,
    codes::duplicates,
    codes::invisible,
    codes::replacements,
    codes::named_sources,
    statuses::duplicates,
    statuses::failures,
    statuses::successes,
    statuses::families,
    inferred::of_entries,
    inferred::of_rules,
    retry::rules,
    retry::schedule,
    envelope::lists,
    envelope::tests,
    envelope::tests_in_list,
    envelope::whens,
    envelope::places,
    envelope::decides,
    envelope::waits,
    repeats::values,
    reasons::given,
    examples::shown,
    examples::bodies,
    examples::expected,
];
