//! Rules about retries and schedules.

use std::time::Duration;

use errcat_core::Retry;

use super::report::Report;
use crate::raw;
use crate::read::Spanned;

pub(super) fn rules(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for retry in catalog.retry_rules() {
        let kind = retry.kind.value;
        if let Some(attempts) = retry.max_attempts.as_ref().filter(|attempts| attempts.value == 0) {
            let help = "count the first try too: `max_attempts: 2` tries once more";
            report.add("retry", &attempts.span, "no try at all is left", help);
        }
        fits(report, &retry.change, kind == Retry::WithChange, "change", "with_change");
        fits(report, &retry.window, kind == Retry::AfterReset, "window", "after_reset");
        fits(report, &retry.default_wait, kind == Retry::AfterWait, "default_wait", "after_wait");
        fits(report, &retry.max_attempts, kind.allows_retry(), "max_attempts", "backoff");
        let change = retry.change.as_ref().is_some_and(|change| !change.value.trim().is_empty());
        if kind == Retry::WithChange && !change {
            let help = "add `change:`, such as `change: fresh=true`";
            report.add("retry", &retry.kind.span, "which change is not said", help);
        }
    }
}

fn fits<T>(report: &mut Report<'_>, field: &Option<Spanned<T>>, belongs: bool, name: &str, kind: &str) {
    if let Some(field) = field.as_ref().filter(|_| !belongs) {
        let message = format!("`{name}` does not go with this kind of retry");
        let help = format!("leave `{name}` out, or write `kind: {kind}`");
        report.add("retry", &field.span, message, help);
    }
}

pub(super) fn schedule(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let Some(schedule) = &catalog.retry else { return };
    if let Some(attempts) = schedule.max_attempts.as_ref().filter(|attempts| attempts.value == 0) {
        let help = "count the first try too: `max_attempts: 4` sends at most four times";
        report.add("schedule", &attempts.span, "no try at all is left", help);
    }
    if let Some(max_wait) = &schedule.max_wait {
        keeps_to(report, max_wait, schedule.backoff.as_ref(), catalog);
    }
    let Some(backoff) = &schedule.backoff else { return };
    if let Some(factor) = backoff.factor.as_ref().filter(|factor| !(1.0..=1000.0).contains(&factor.value)) {
        let message = format!("waits can't grow by {}", factor.value);
        report.add("schedule", &factor.span, message, "write a factor from 1 to 1000; 2 doubles the waits");
    }
    if let Some(max) = backoff.max.as_ref().filter(|max| max.value < backoff.initial.value) {
        let help = "write a `max` of at least `initial`";
        report.add("schedule", &max.span, "the longest wait is shorter than the first", help);
    }
}

/// No wait that the catalog itself gives is longer than the longest that is worth it.
fn keeps_to(
    report: &mut Report<'_>,
    max_wait: &Spanned<Duration>,
    backoff: Option<&raw::Backoff>,
    catalog: &raw::Catalog,
) {
    // Without a `max` the waits grow on, and without a backoff they are errcat's own, which keep to the limit.
    let longest =
        backoff.map_or(Duration::ZERO, |backoff| backoff.max.as_ref().unwrap_or(&backoff.initial).value);
    if max_wait.value.is_zero() || longest > max_wait.value {
        let help =
            "write a `max_wait` of at least the `max` of the backoff, or its `initial` where it has none";
        report.add("schedule", &max_wait.span, "the schedule's own waits are longer than the longest", help);
    }
    let defaults = catalog.retry_rules().filter_map(|retry| retry.default_wait.as_ref());
    for default_wait in defaults.filter(|default_wait| default_wait.value > max_wait.value) {
        let help = "write at most the `max_wait` of the vendor's `retry`, or raise that";
        report.add(
            "schedule",
            &default_wait.span,
            "the wait is longer than the longest, so that it stops",
            help,
        );
    }
}
