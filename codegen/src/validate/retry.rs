//! Rules about retries and schedules.

use errcat::Retry;

use super::{Report, retry_rules, shown};
use crate::notation;
use crate::parse::shape::Spanned;
use crate::raw;

pub(super) fn rules(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for retry in retry_rules(catalog) {
        let kind = retry.kind.value;
        if let Some(attempts) = retry.max_attempts.as_ref().filter(|attempts| attempts.value == 0) {
            report.add(
                "retry",
                &attempts.span,
                "no try at all is left",
                "count the first try too: `max_attempts: 2` tries once more",
            );
        }
        if let Some(wait) = &retry.default_wait {
            duration(report, wait);
        }
        fits(report, &retry.change, kind == Retry::WithChange, "change", "with_change");
        fits(report, &retry.window, kind == Retry::AfterReset, "window", "after_reset");
        fits(report, &retry.default_wait, kind == Retry::AfterWait, "default_wait", "after_wait");
        fits(report, &retry.max_attempts, kind.allows_retry(), "max_attempts", "backoff");
        let change = retry.change.as_ref().is_some_and(|change| !change.value.trim().is_empty());
        if kind == Retry::WithChange && !change {
            report.add(
                "retry",
                &retry.kind.span,
                "which change is not said",
                "add `change:`, such as `change: fresh=true`",
            );
        }
    }
}

fn fits<T>(report: &mut Report<'_>, field: &Option<Spanned<T>>, belongs: bool, name: &str, kind: &str) {
    if let Some(field) = field.as_ref().filter(|_| !belongs) {
        report.add(
            "retry",
            &field.span,
            format!("`{name}` does not go with this kind of retry"),
            format!("leave `{name}` out, or write `kind: {kind}`"),
        );
    }
}

pub(super) fn schedule(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let Some(schedule) = &catalog.retry else { return };
    if let Some(attempts) = schedule.max_attempts.as_ref().filter(|attempts| attempts.value == 0) {
        report.add(
            "schedule",
            &attempts.span,
            "no try at all is left",
            "count the first try too: `max_attempts: 4` sends at most four times",
        );
    }
    let Some(backoff) = &schedule.backoff else { return };
    let initial = duration(report, &backoff.initial);
    if let Some(factor) = backoff.factor.as_ref().filter(|factor| !(1.0..=1000.0).contains(&factor.value)) {
        report.add(
            "schedule",
            &factor.span,
            format!("waits can't grow by {}", factor.value),
            "write a factor from 1 to 1000; 2 doubles the waits",
        );
    }
    let Some(max) = &backoff.max else { return };
    if let (Some(initial), Some(longest)) = (initial, duration(report, max))
        && longest < initial
    {
        report.add(
            "schedule",
            &max.span,
            "the longest wait is shorter than the first",
            "write a `max` of at least `initial`",
        );
    }
}

fn duration(report: &mut Report<'_>, text: &Spanned<String>) -> Option<std::time::Duration> {
    match notation::duration(&text.value) {
        Ok(duration) => Some(duration),
        Err(wanted) => {
            report.add(
                "duration",
                &text.span,
                format!("`{}` is no duration", shown(text)),
                format!("write {wanted}"),
            );
            None
        }
    }
}
