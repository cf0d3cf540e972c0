//! Rules of statuses: those that are never asked, and waits that are never looked for.

use errcat_core::table::{Encoding, StatusPattern};

use super::{Lints, Scope, Subject};
use crate::raw::{self, Comparable, ComparableTest, TestValue};
use crate::read::Spanned;

const TOO_MANY_REQUESTS: StatusPattern = StatusPattern::exact(429);

pub(super) fn waits(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    if !catalog.wait.is_empty() {
        return;
    }
    for entry in catalog.entries() {
        wait(lints, &[&entry.allow], entry.statuses(), entry.retry.as_ref());
    }
    for rule in catalog.statuses.iter() {
        wait(lints, &[&rule.allow], &rule.status, rule.retry.as_ref());
    }
}

fn wait(
    lints: &mut Lints<'_>,
    scope: Scope<'_>,
    statuses: &[Spanned<StatusPattern>],
    retry: Option<&raw::RetryRule>,
) {
    let is_429 = |status: &Spanned<StatusPattern>| status.value == TOO_MANY_REQUESTS;
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

/// Waits under a condition at a place that an earlier one looks at always, and in the same way.
pub(super) fn covered_waits(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let waits: Vec<_> =
        subject.read.catalog.wait.iter().map(|wait| (wait, wait.place().comparable())).collect();
    for (index, (wait, place)) in waits.iter().enumerate() {
        let Some(when) = wait.when.as_ref().filter(|_| place.is_some()) else { continue };
        let encoding = |wait: &raw::WaitSource| wait.encoding.as_ref().map_or(Encoding::Auto, |of| of.value);
        let takes_all = |(earlier, at): &&(&Spanned<raw::WaitSource>, _)| {
            earlier.when.is_none()
                && at == place
                && matches!(encoding(earlier), of if of == Encoding::Auto || of == encoding(wait))
        };
        let Some((earlier, _)) = waits[..index].iter().find(takes_all) else { continue };
        let related = (lints.place(&earlier.span), "the place that does".to_owned());
        let message = "a place before takes all waits that this one would under its condition";
        let help = "put the place with the condition first";
        if let Some(finding) = lints.add("unreachable-rule", &[], &when.span, message, help) {
            finding.related = vec![related];
        }
    }
}

pub(super) fn unreachable(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let rules = &subject.read.catalog.statuses;
    // A rule with a condition leaves the responses for which it does not hold.
    let always = rules.iter().filter(|rule| rule.when.is_none());
    let all: Vec<StatusPattern> =
        always.flat_map(|rule| rule.status.iter()).map(|status| status.value).collect();
    let rules: Vec<_> =
        rules.iter().map(|rule| (rule, rule.when.as_ref().map(|when| when.comparable()))).collect();
    for (index, (rule, condition)) in rules.iter().enumerate() {
        if let Some(condition) = condition {
            covered(lints, (rule, condition), &rules[..index]);
        }
        for status in rule.status.iter() {
            let class = status.value;
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

/// Reports where one of the rules before this one holds wherever it does, by their conditions.
fn covered(
    lints: &mut Lints<'_>,
    (rule, later): (&raw::StatusRule, &Comparable),
    before: &[(&raw::StatusRule, Option<Comparable>)],
) {
    for status in rule.status.iter() {
        let wider = |(other, earlier): &&(&raw::StatusRule, Option<Comparable>)| {
            other.status.iter().any(|of| of.value == status.value)
                && earlier.as_ref().is_some_and(|earlier| holds_for(earlier, later))
        };
        let Some((earlier, _)) = before.iter().find(wider) else { continue };
        let related =
            earlier.when.as_ref().map(|when| (lints.place(&when.span), "the rule that does".to_owned()));
        let message = format!("a rule before takes all that this one for {} would hold for", status.value);
        let help = "put the rule with the narrower condition first";
        if let Some(finding) = lints.add("unreachable-rule", &[&rule.allow], &status.span, message, help) {
            finding.related.extend(related);
        }
    }
}

/// Whether a condition holds wherever another one does, as far as that is plain.
pub(super) fn holds_for(earlier: &Comparable, later: &Comparable) -> bool {
    use ComparableTest::{Contains, EndsWith, Equals, NotEquals, Present, StartsWith};
    use TestValue::{Bool, Text};

    let is_nothing = |value: &TestValue| *value == Bool(false) || *value == Text(String::new());
    let (Some((earlier_place, earlier)), Some((later_place, later))) =
        (earlier.only_check(), later.only_check())
    else {
        return earlier == later;
    };
    earlier_place == later_place
        && match (earlier, later) {
            (Present, Equals(values)) => !values.iter().any(is_nothing),
            (Equals(all), Equals(some)) => some.iter().all(|value| all.contains(value)),
            (NotEquals(few), Equals(some)) => !some.iter().any(|value| few.contains(value)),
            (Contains(all), Contains(some) | StartsWith(some) | EndsWith(some)) => {
                some.iter().all(|longer| all.iter().any(|shorter| longer.contains(shorter.as_str())))
            }
            (StartsWith(all), StartsWith(some)) => {
                some.iter().all(|longer| all.iter().any(|shorter| longer.starts_with(shorter.as_str())))
            }
            (EndsWith(all), EndsWith(some)) => {
                some.iter().all(|longer| all.iter().any(|shorter| longer.ends_with(shorter.as_str())))
            }
            _ => false,
        }
}
