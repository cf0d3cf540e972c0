//! What an entry leaves unsaid.

use errcat_core::Retry;

use super::{Lints, Subject};
use crate::{ident, raw};

pub(super) fn actions(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries().filter(|entry| entry.action.is_none()) {
        let kind = entry.retry.as_ref().map(|retry| retry.kind.value);
        let Some(kind @ (Retry::Never | Retry::AfterReset)) = kind else { continue };
        lints.add(
            "action-missing",
            &[&entry.allow],
            &entry.code.span,
            format!("`{}` stops a client ({kind}) and does not say what to do", entry.code.escape_debug()),
            "add `action:`, one or two plain sentences on what helps",
        );
    }
}

pub(super) fn meanings(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries().filter(|entry| may_repeat(entry)) {
        let code = ident::words(&entry.code.value);
        let meaning = ident::words(&entry.meaning.value);
        let says_more = |word: &String| !code.contains(word) && !FILLERS.contains(&word.as_str());
        if !meaning.iter().any(says_more) && code.iter().all(|word| meaning.contains(word)) {
            lints.add(
                "meaning-repeats-code",
                &[&entry.allow],
                &entry.meaning.span,
                format!("this says no more than `{}`", entry.code.escape_debug()),
                "say what happened, and where the page says so, why",
            );
        }
    }
}

/// Whether each word of the meaning may be one of the code. Few are, and this is quickly seen.
fn may_repeat(entry: &raw::Entry) -> bool {
    let code = entry.code.value.to_ascii_lowercase();
    let words = entry.meaning.value.split(|c: char| !c.is_alphanumeric()).map(str::to_ascii_lowercase);
    words.filter(|word| !FILLERS.contains(&word.as_str())).all(|word| code.contains(&word))
}

/// Words that say nothing by themselves.
const FILLERS: &[&str] = &[
    "a", "an", "the", "this", "that", "it", "its", "is", "was", "were", "are", "be", "been", "has", "have",
    "had", "there", "of", "for", "to", "in", "on", "by", "and", "or", "with", "error", "code", "occurred",
];

pub(super) fn windows(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let of_entries = catalog.entries().map(|entry| (&entry.retry, &*entry.allow));
    let of_statuses = catalog.statuses.iter().map(|rule| (&rule.retry, &*rule.allow));
    let of_families = catalog.families.iter().map(|family| (&family.retry, &*family.allow));
    for (retry, allow) in of_entries.chain(of_statuses).chain(of_families) {
        let Some(retry) = retry.as_ref().filter(|retry| retry.kind.value == Retry::AfterReset) else {
            continue;
        };
        if retry.window.is_none() {
            lints.add(
                "after-reset-window",
                &[allow],
                &retry.kind.span,
                "the quota's window is not said",
                "write `retry: { kind: after_reset, window: month }` with the window that the page names",
            );
        }
    }
}
