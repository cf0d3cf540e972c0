//! What is inferred is there.

use std::ops::Deref;

use super::report::{Completeness, Report};
use crate::near::Words;
use crate::notation::{Http, facts};
use crate::raw;
use crate::read::Spanned;

pub(super) fn of_entries(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for entry in catalog.entries() {
        check(report, &entry.inferred, |fact| match fact {
            "http" => entry.http != Http::Unstated,
            "action" => entry.action.is_some(),
            "remedy" => entry.remedy.is_some(),
            "who" => entry.who.is_some(),
            "scope" => entry.scope.is_some(),
            "aliases" => !entry.aliases.is_empty(),
            "details" => !entry.details.is_empty(),
            "since" => entry.since.is_some(),
            "deprecated" => entry.deprecated.is_some(),
            fact => is_of_retry(entry.retry.as_ref(), fact),
        });
    }
}

/// What a rule lists as inferred, its retry, and which of the other facts it states.
macro_rules! given {
    ($rule:ident) => {{
        let given = [
            ("action", $rule.action.is_some()),
            ("remedy", $rule.remedy.is_some()),
            ("who", $rule.who.is_some()),
            ("scope", $rule.scope.is_some()),
        ];
        let given: Vec<&str> = given.into_iter().filter(|(_, is)| *is).map(|(fact, _)| fact).collect();
        (&$rule.inferred, &$rule.retry, given)
    }};
}

pub(super) fn of_rules(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let statuses = catalog.statuses.iter().map(|rule| given!(rule));
    let families = catalog.families.iter().map(|rule| given!(rule));
    // Most rules are left out where something in them can't be read; these are kept without it.
    let is_whole = report.read.completeness == Completeness::Complete;
    let no_response = catalog.no_response.iter().filter(|_| is_whole).map(|rule| given!(rule));
    // What a variant leaves out is that of its entry, which states it.
    let variants = catalog.entries().flat_map(|entry| entry.variants.iter()).map(|rule| given!(rule));
    for (inferred, retry, given) in statuses.chain(families).chain(no_response).chain(variants) {
        check(report, inferred, |fact| match fact {
            "status" | "prefix" => true,
            fact => given.contains(&fact) || is_of_retry(retry.as_ref(), fact),
        });
    }
}

/// Whether a retry rule states this fact, such as `retry` or `retry.window`.
fn is_of_retry(retry: Option<&raw::RetryRule>, fact: &str) -> bool {
    match fact {
        "meaning" => true,
        "retry" => retry.is_some(),
        "retry.max_attempts" => retry.is_some_and(|retry| retry.max_attempts.is_some()),
        "retry.default_wait" => retry.is_some_and(|retry| retry.default_wait.is_some()),
        "retry.change" => retry.is_some_and(|retry| retry.change.is_some()),
        "retry.window" => retry.is_some_and(|retry| retry.window.is_some()),
        _ => false,
    }
}

/// Reports each inferred fact that is not there.
fn check<T: Deref<Target = str>>(
    report: &mut Report<'_>,
    inferred: &[Spanned<T>],
    has: impl Fn(&str) -> bool,
) {
    for fact in inferred.iter().filter(|fact| !has(fact)) {
        let message = format!("there is no fact `{}` here", fact.escape_debug());
        let help = "name a field that is given here, such as `http`, `retry` or `retry.window`";
        let near = Words::of(facts().filter(|fact| has(fact)));
        report.add("inferred", &fact.span, message, help).near(&near, fact);
    }
}
