//! Rules about retries and schedules.

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
