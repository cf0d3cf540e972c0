//! Rules: what holds for an error, by whatever it is found.

use errcat_core::table::{Http, RetryRule, Rule, Unanswered};

use super::memory::Memory;
use crate::notation;
use crate::raw;

/// Lowers what every rule has besides its category, which is given.
macro_rules! rule {
    ($memory:expr, $category:expr, $of:expr) => {{
        let (memory, of) = ($memory, $of);
        errcat_core::table::Rule {
            category: $category,
            retry: of.retry.as_ref().map(|of| $crate::lower::rules::retry(memory, of)),
            meaning: memory.prose(&of.meaning),
            action: of.action.as_ref().map(|action| memory.prose(action)),
            remedy: of.remedy.as_ref().map(|remedy| remedy.value),
            who: of.who.as_ref().map(|who| who.value),
            scope: of.scope.as_ref().map(|scope| scope.value),
            inferred: memory.texts(&of.inferred),
        }
    }};
}

pub(super) use rule;

pub(super) fn of_entry<'a>(memory: Memory<'a>, entry: &raw::Entry) -> Rule<'a> {
    rule!(memory, entry.category.value, entry)
}

/// The rules for no response: those for a reason first.
pub(super) fn no_response<'a>(memory: Memory<'a>, rules: &[raw::NoResponse]) -> &'a [Unanswered<'a>] {
    let (of_any, of_failures): (Vec<_>, Vec<_>) = rules.iter().partition(|rule| rule.failure.is_empty());
    memory.list(of_failures.into_iter().chain(of_any).map(|of| {
        let failures = memory.list(of.failure.iter().map(|failure| failure.value));
        Unanswered::new(rule!(memory, of.category.value, of)).failures(failures)
    }))
}

/// The rule of a variant: what it leaves out is that of its entry.
pub(super) fn of_variant<'a>(memory: Memory<'a>, variant: &raw::Variant, entry: &Rule<'a>) -> Rule<'a> {
    let raw::Variant { category, retry: own, meaning, action, remedy, who, scope, inferred, .. } = variant;
    Rule {
        category: category.as_ref().map_or(entry.category, |category| category.value),
        retry: own.as_ref().map_or(entry.retry, |own| Some(retry(memory, own))),
        meaning: meaning.as_ref().map_or(entry.meaning, |meaning| memory.prose(meaning)),
        action: action.as_ref().map_or(entry.action, |action| Some(memory.prose(action))),
        remedy: remedy.as_ref().map_or(entry.remedy, |remedy| Some(remedy.value)),
        who: who.as_ref().map_or(entry.who, |who| Some(who.value)),
        scope: scope.as_ref().map_or(entry.scope, |scope| Some(scope.value)),
        inferred: memory.texts(inferred),
    }
}

pub(super) fn retry<'a>(memory: Memory<'a>, retry: &raw::RetryRule) -> RetryRule<'a> {
    let raw::RetryRule { kind, documented, max_attempts, default_wait, change, window } = retry;
    RetryRule {
        kind: kind.value,
        documented: memory.optional(documented),
        max_attempts: max_attempts.as_ref().map(|attempts| attempts.value),
        default_wait: default_wait.as_ref().map(|wait| wait.value),
        change: memory.optional(change),
        window: window.as_ref().map(|window| window.value),
    }
}

pub(super) fn http<'a>(memory: Memory<'a>, http: &notation::Http) -> Http<'a> {
    match http {
        notation::Http::Unstated => Http::Unstated,
        notation::Http::NotApplicable => Http::NotApplicable,
        notation::Http::Statuses(statuses) => {
            Http::Statuses(memory.list(statuses.iter().map(|status| status.value)))
        }
    }
}
