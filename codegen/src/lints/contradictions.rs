//! Entries that say another thing than the rule of their status.

use std::ops::Range;

use errcat_core::table::StatusPattern;
use errcat_core::{Category, Retry};

use super::categories::{is_of_the_request, is_of_the_vendor};
use super::{Lints, Subject};
use crate::raw;

/// A rule and one of its patterns.
type Ruled<'a> = (StatusPattern, &'a raw::StatusRule);

/// How an entry and a rule differ: where each says so, and how.
struct Difference {
    entry: Range<usize>,
    rule: Range<usize>,
    what: String,
}

pub(super) fn entries(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let rules: Vec<Ruled<'_>> = subject
        .read
        .catalog
        .statuses
        .iter()
        .flat_map(|rule| rule.status.iter().map(move |status| (status.value, rule)))
        .collect();
    for entry in subject.read.catalog.entries() {
        // An entry with several statuses can't agree with the rules of all of them.
        let mut differences = entry.statuses().iter().map(|status| {
            let pattern = status.value;
            // Nor with all the rules of one status, of which the conditions of the response choose.
            let of_rules = deciding(&rules, pattern)
                .into_iter()
                .map(|(of, rule)| Some((of, rule, between(entry, rule)?)));
            of_rules.collect::<Option<Vec<_>>>()?.pop()
        });
        let Some(Some((pattern, rule, difference))) = differences.next() else { continue };
        if differences.any(|difference| difference.is_none()) {
            continue;
        }
        let related = (lints.place(&difference.rule), format!("the rule of {pattern}"));
        let message =
            format!("`{}` and the rule of {pattern} differ {}", entry.code.escape_debug(), difference.what);
        let help = "fix the one that is wrong; where the page intends it, add `allow: [{ rule: status-contradiction, reason: … }]`";
        let scope: [&[raw::Allow]; 2] = [&entry.allow, &rule.allow];
        if let Some(finding) = lints.add("status-contradiction", &scope, &difference.entry, message, help) {
            finding.related = vec![related];
        }
    }
}

/// The rules of which one decides about every status of this pattern: the narrowest without a condition, and before
/// it those with one. None, where that is none.
fn deciding<'a>(rules: &[Ruled<'a>], pattern: StatusPattern) -> Vec<Ruled<'a>> {
    let matching = |(of, _): &&Ruled<'a>| of.contains(pattern.first()) && of.contains(pattern.last());
    let mut matching: Vec<Ruled<'a>> = rules.iter().filter(matching).copied().collect();
    matching.sort_by_key(|(of, rule)| (of.width(), rule.when.is_none()));
    let always = matching.iter().position(|(_, rule)| rule.when.is_none());
    matching.truncate(always.map_or(0, |at| at + 1));
    matching
}

fn between(entry: &raw::Entry, rule: &raw::StatusRule) -> Option<Difference> {
    in_retry(entry, rule).or_else(|| in_category(entry, rule)).or_else(|| in_what_is_left_out(entry, rule))
}

fn in_retry(entry: &raw::Entry, rule: &raw::StatusRule) -> Option<Difference> {
    let (entry, rule) = (entry.retry.as_ref()?, rule.retry.as_ref()?);
    let (one, other) = (entry.kind.value, rule.kind.value);
    let is_marker = one == Retry::NotApplicable || other == Retry::NotApplicable;
    (!is_marker && one.allows_retry() != other.allows_retry()).then(|| Difference {
        entry: entry.kind.span.clone(),
        rule: rule.kind.span.clone(),
        what: format!("on whether to try again: `{one}` and `{other}`"),
    })
}

/// An entry without a retry has that of the rule, which may be about something else.
fn in_what_is_left_out(entry: &raw::Entry, rule: &raw::StatusRule) -> Option<Difference> {
    let (one, other) = (&entry.category, rule.category.as_ref()?);
    let retry = rule.retry.as_ref().filter(|_| entry.retry.is_none())?;
    let kind = retry.kind.value;
    let is_unfit = match kind {
        Retry::Never => {
            matches!(one.value, Category::RateLimited | Category::Timeout | Category::Unavailable)
        }
        Retry::Backoff | Retry::AfterWait => {
            matches!(one.value, Category::Blocked)
                || is_of_the_request(one.value) && one.value != Category::Conflict
        }
        _ => false,
    };
    (one.value != other.value && is_unfit).then(|| Difference {
        entry: one.span.clone(),
        rule: other.span.clone(),
        what: format!(
            "on what it is (`{}` and `{}`), and the rule's retry `{kind}`, which holds for both, does not go with the first",
            one.value, other.value
        ),
    })
}

fn in_category(entry: &raw::Entry, rule: &raw::StatusRule) -> Option<Difference> {
    let (one, other) = (&entry.category, rule.category.as_ref()?);
    let opposed = (is_of_the_request(one.value) && is_of_the_vendor(other.value))
        || (is_of_the_vendor(one.value) && is_of_the_request(other.value));
    opposed.then(|| Difference {
        entry: one.span.clone(),
        rule: other.span.clone(),
        what: format!("on whose fault it is: `{}` and `{}`", one.value, other.value),
    })
}
