//! Retries against what stands beside them: the page's own cell, the category, the schedule.

use std::ops::Range;

use errcat_core::{Category, Retry};

use super::{Lints, Scope, Subject};
use crate::raw;
use crate::read::Spanned;

/// A retry, the category beside it, and what silences lints about it.
type Ruled<'a> = (&'a raw::RetryRule, Option<&'a Spanned<Category>>, &'a [raw::Allow]);

fn all(catalog: &raw::Catalog) -> Vec<Ruled<'_>> {
    let mut all: Vec<Ruled<'_>> = Vec::new();
    for entry in catalog.entries() {
        all.extend(entry.retry.iter().map(|retry| (retry, Some(&entry.category), &*entry.allow)));
        for variant in entry.variants.iter() {
            let category = variant.category.as_ref().or(Some(&entry.category));
            let retry = variant.retry.as_ref();
            all.extend(retry.map(|retry| (retry, category, &*entry.allow)));
        }
    }
    for rule in catalog.statuses.iter() {
        all.extend(rule.retry.iter().map(|retry| (retry, rule.category.as_ref(), &*rule.allow)));
    }
    for family in catalog.families.iter() {
        all.extend(family.retry.iter().map(|retry| (retry, Some(&family.category), &*family.allow)));
    }
    for rule in catalog.no_response.iter() {
        all.extend(rule.retry.iter().map(|retry| (retry, Some(&rule.category), &[][..])));
    }
    all
}

/// The page's own cell, which says yes or no.
pub(super) fn documented(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for (retry, _, allow) in all(subject.read.catalog) {
        let Some(documented) = &retry.documented else { continue };
        let kind = retry.kind.value;
        let says = first_word(documented);
        let contradicts = match kind {
            Retry::Never => YES.contains(&&*says),
            Retry::Backoff | Retry::AfterWait => NO.contains(&&*says),
            _ => false,
        };
        if contradicts {
            let message = format!("the page's `{}` and the kind `{kind}` differ", documented.escape_debug());
            let help = "fix the one that is wrong; where the page means something else, add `allow: [{ rule: documented-retry, reason: … }]`";
            let kind = (lints.place(&retry.kind.span), "the kind".to_owned());
            if let Some(finding) = lints.add("documented-retry", &[allow], &documented.span, message, help) {
                finding.related.push(kind);
            }
        }
    }
}

const YES: &[&str] = &["yes", "true", "retryable"];
const NO: &[&str] = &["no", "false", "never"];

/// The first word of a cell; a cell that goes on with words says more than it.
fn first_word(cell: &str) -> String {
    let word: String = cell.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = cell.trim_start().get(word.len()..).unwrap_or_default().trim_start();
    let is_all = !rest.starts_with(char::is_alphanumeric) && !rest.starts_with('(');
    if is_all { word.to_lowercase() } else { String::new() }
}

/// Categories that say another thing than the retry beside them.
pub(super) fn categories(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for (retry, category, allow) in all(subject.read.catalog) {
        let Some(category) = category else { continue };
        let why = match (category.value, retry.kind.value) {
            (Category::RateLimited, Retry::Never) => "a limit of requests in a time passes",
            (Category::Unauthenticated | Category::PaymentRequired, Retry::AfterWait) => {
                "waiting changes nothing about the request, or who sends it"
            }
            _ => continue,
        };
        // The rule of the status says so too.
        if lints.has_at("status-contradiction", &retry.kind.span) {
            continue;
        }
        let message = format!(
            "the category `{}` and the retry `{}` do not go together",
            category.value, retry.kind.value
        );
        let help = format!(
            "{why}: fix the one that is wrong, or add `allow: [{{ rule: category-retry, reason: … }}]`"
        );
        let other = (lints.place(&category.span), "the category".to_owned());
        if let Some(finding) = lints.add("category-retry", &[allow], &retry.kind.span, message, help) {
            finding.related.push(other);
        }
    }
}

/// The most tries that a client of sense makes.
const MANY: u32 = 1000;

/// Schedules that can't be meant.
pub(super) fn schedules(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    if let Some(schedule) = &catalog.retry {
        if let (Some(tries), Some(_)) =
            (schedule.max_attempts.as_ref().filter(|of| of.value == 1), &schedule.backoff)
        {
            let message = "one try in all, so that no wait of the backoff is ever waited";
            let help = "`max_attempts` counts the first try too: write one more, or leave `backoff` out";
            lints.add(RULE, &[], &tries.span, message, help);
        }
        if let Some(first) = schedule.backoff.as_ref().map(|of| &of.initial).filter(|of| of.value.is_zero()) {
            let message = "the first wait is none, and so are those that grow from it";
            lints.add(RULE, &[], &first.span, message, "write the wait that the page names, such as `1s`");
        }
        many(lints, &[], schedule.max_attempts.as_ref());
    }
    for (retry, _, allow) in all(catalog) {
        many(lints, &[allow], retry.max_attempts.as_ref());
    }
}

const RULE: &str = "odd-schedule";

fn many(lints: &mut Lints<'_>, scope: Scope<'_>, tries: Option<&Spanned<u32>>) {
    if let Some(tries) = tries.filter(|tries| tries.value > MANY) {
        let at: &Range<usize> = &tries.span;
        let message = format!("{} tries are more than a client makes", tries.value);
        lints.add(RULE, scope, at, message, "write how many tries the page recommends, or leave it out");
    }
}
