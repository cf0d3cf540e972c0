//! Lints: what is most likely a mistake. They look at catalogs that break no rule, so that one mistake is
//! not reported twice.
//!
//! An `allow` silences a lint at an entry, a rule of a status, a family, or for the whole vendor. One
//! that silences nothing is a finding itself.

mod categories;
mod conditions;
mod contradictions;
mod deprecations;
mod dialects;
mod entries;
mod families;
mod groups;
mod judged;
mod own;
mod places;
mod repeats;
mod retries;
mod sources;
mod spellings;
mod statuses;
mod successes;
mod texts;
mod twins;
mod verdicts;

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use self::judged::Judged;
use crate::catalogs::Vendor;
use crate::finding::Finding;
use crate::parallel;
use crate::raw;
use crate::rules::UNUSED_ALLOW;
use crate::source::SourceSpan;
use crate::validate::ReadCatalog;

/// A catalog that breaks no rule, and its examples.
#[derive(Clone, Copy)]
struct Subject<'a> {
    read: ReadCatalog<'a>,
    vendor: &'a Vendor<'a>,
    examples: &'a [Judged<'a>],
    today: Option<Date>,
}

/// What the lints find in one catalog, in both of its forms; without a day no page is too old.
#[must_use]
pub(crate) fn lint(read: ReadCatalog<'_>, vendor: &Vendor<'_>, today: Option<Date>) -> Vec<Finding> {
    let examples = judged::examples(read, vendor);
    let subject = Subject { read, vendor, examples: &examples, today };
    let all = |of: &[Lint]| {
        let mut lints =
            Lints { subject, findings: Vec::new(), used: HashSet::new(), failing: HashSet::new() };
        of.iter().for_each(|lint| lint(&mut lints, subject));
        lints
    };
    let (of_texts, mut lints) = match vendor.table.entries.len() {
        ..LARGE => (all(OF_TEXTS), all(LINTS)),
        LARGE.. => parallel::both(|| all(OF_TEXTS), || all(LINTS)),
    };
    lints.findings.extend(of_texts.findings);
    lints.used.extend(of_texts.used);
    lints.unused();
    // What is inherited is looked at where it comes from, but for what it has to do with what is not.
    lints.findings.into_iter().filter_map(|finding| read.files.own_finding(finding)).collect()
}

type Lint = fn(&mut Lints<'_>, Subject<'_>);

/// From so many codes on, the lints of a catalog are shared among two cores.
const LARGE: usize = 2_000;

/// Those that look at texts alone. No lint of the other list asks what they found.
const OF_TEXTS: &[Lint] = &[
    groups::titles,
    entries::actions,
    entries::meanings,
    entries::windows,
    twins::codes,
    spellings::cut,
    categories::fit,
];

/// All others; some ask what those before them found.
const LINTS: &[Lint] = &[
    sources::stale,
    sources::unused,
    dialects::repeated,
    spellings::punctuation,
    spellings::headers,
    spellings::placeholders,
    contradictions::entries,
    retries::documented,
    retries::categories,
    retries::schedules,
    successes::families,
    successes::successes,
    repeats::meanings,
    repeats::titles,
    repeats::message,
    statuses::waits,
    statuses::covered_waits,
    statuses::unreachable,
    families::unused,
    deprecations::without_advice,
    deprecations::replacements,
    places::unexercised,
    conditions::unexercised,
    conditions::covered,
    successes::tests,
    verdicts::examples,
    own::examples,
    own::statuses,
];

/// Where the lints put their findings.
struct Lints<'a> {
    subject: Subject<'a>,
    findings: Vec<Finding>,
    /// The silencers that silenced something, each by its place.
    used: HashSet<usize>,
    /// The examples that fail, each by the place of what it expects.
    failing: HashSet<usize>,
}

/// The silencers that hold where a lint looks, besides those of the vendor.
type Scope<'a> = &'a [&'a [raw::Allow]];

impl Lints<'_> {
    /// Adds a finding, unless it is silenced; then `None`.
    fn add(
        &mut self,
        rule: &'static str,
        scope: Scope<'_>,
        at: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<&mut Finding> {
        if self.is_silenced(rule, scope) {
            return None;
        }
        self.findings.push(Finding::new(rule, self.place(at), message, help));
        self.findings.last_mut()
    }

    /// Whether it was reported of a place that no example has anything there.
    fn has_unexercised(&self, of: raw::PlaceOf<'_>) -> bool {
        let mut spans =
            of.pointer.map(|pointer| &pointer.span).into_iter().chain(of.header.map(|name| &name.span));
        spans.any(|span| self.has_at(places::RULE, span))
    }

    /// Whether a lint has found something at this very place.
    fn has_at(&self, rule: &str, span: &Range<usize>) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule && finding.place.span == *span)
    }

    /// Takes away what a lint has found at this very place, as another one says more of it.
    fn take_at(&mut self, rule: &str, span: &Range<usize>) -> Option<Finding> {
        let at =
            self.findings.iter().position(|finding| finding.rule == rule && finding.place.span == *span)?;
        Some(self.findings.remove(at))
    }

    fn is_silenced(&mut self, rule: &str, scope: Scope<'_>) -> bool {
        let vendor: &[raw::Allow] = &self.subject.read.catalog.allow;
        let silencer = scope
            .iter()
            .copied()
            .chain([vendor])
            .find_map(|allows| allows.iter().find(|allow| *allow.rule.value == *rule));
        self.used.extend(silencer.map(|allow| allow.rule.span.start));
        silencer.is_some()
    }

    fn unused(&mut self) {
        let catalog = self.subject.read.catalog;
        for allow in catalog.silencers().filter(|allow| !self.used.contains(&allow.rule.span.start)) {
            let message = format!("there is no `{}` here to allow", allow.rule.escape_debug());
            let help = "remove this `allow`, or put it where the lint finds something";
            let place = self.place(&allow.rule.span);
            self.findings.push(Finding::new(UNUSED_ALLOW, place, message, help));
        }
    }

    fn place(&self, span: &Range<usize>) -> SourceSpan {
        self.subject.read.files.place(span)
    }
}
