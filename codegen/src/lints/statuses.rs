//! Rules of statuses: those that are never asked, and waits that nobody looks for.

use errcat::StatusPattern;

use super::{Lints, Scope, Subject};
use crate::parse::shape::{OneOrMany, ScalarText};
use crate::validate::entries;
use crate::{notation, raw};

const TOO_MANY_REQUESTS: StatusPattern = StatusPattern::exact(429);

pub(super) fn waits(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    if !catalog.wait.is_empty() {
        return;
    }
    for entry in entries(catalog) {
        wait(lints, &[&entry.allow], &entry.http, entry.retry.as_ref());
    }
    for rule in catalog.statuses.iter() {
        wait(lints, &[&rule.allow], &rule.status, rule.retry.as_ref());
    }
}

fn wait(
    lints: &mut Lints<'_>,
    scope: Scope<'_>,
    statuses: &OneOrMany<ScalarText>,
    retry: Option<&raw::RetryRule>,
) {
    let is_429 = |status: &ScalarText| notation::status_pattern(&status.text) == Ok(TOO_MANY_REQUESTS);
    let Some(retry) = retry.filter(|retry| retry.kind.value.allows_retry()) else { return };
    if retry.default_wait.is_none() && statuses.iter().any(is_429) {
        lints.add(
            "no-wait-source",
            scope,
            &retry.kind.span,
            "this 429 may be tried again, but the catalog does not say where the wait is",
            "add `wait: [{ header: Retry-After }]` with the place that the page names, or a `default_wait`",
        );
    }
}

pub(super) fn unreachable(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let rules = &subject.read.catalog.statuses;
    let all: Vec<StatusPattern> =
        rules.iter().flat_map(|rule| rule.status.iter()).filter_map(pattern).collect();
    for rule in rules.iter() {
        for status in rule.status.iter() {
            let Some(class) = pattern(status) else { continue };
            let narrower = || all.iter().filter(|other| other.width() < class.width());
            let is_taken = |status: u16| narrower().any(|other| other.contains(status));
            if class.width() > 1 && (class.first()..=class.last()).all(is_taken) {
                lints.add(
                    "unreachable-rule",
                    &[&rule.allow],
                    &status.span,
                    format!("no status of {class} is left: narrower rules take them all"),
                    "remove this rule, or one of the narrower ones",
                );
            }
        }
    }
}

fn pattern(status: &ScalarText) -> Option<StatusPattern> {
    notation::status_pattern(&status.text).ok()
}
