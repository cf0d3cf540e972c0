//! Rules: what holds for an error, by whatever it is found.

use std::cmp::Reverse;
use std::ops::Deref;

use errcat_core::table::{Family, Http, RetryRule, Rule};

use super::memory::Memory;
use crate::notation;
use crate::raw;
use crate::read::{Each, Spanned};

/// What every rule has but its category.
pub(super) struct RuleParts<'r, F> {
    pub(super) retry: &'r Option<raw::RetryRule>,
    pub(super) meaning: &'r Spanned<String>,
    pub(super) action: &'r Option<Spanned<String>>,
    pub(super) inferred: &'r [Spanned<F>],
}

impl<F: Deref<Target = str>> RuleParts<'_, F> {
    pub(super) fn rule<'a>(&self, memory: Memory<'a>, category: errcat_core::Category) -> Rule<'a> {
        let Self { retry: of, meaning, action, inferred } = self;
        Rule {
            category,
            retry: of.as_ref().map(|of| retry(memory, of)),
            meaning: memory.prose(meaning),
            action: action.as_ref().map(|action| memory.prose(action)),
            inferred: memory.texts(inferred),
        }
    }
}

pub(super) fn of_entry<'a>(memory: Memory<'a>, entry: &raw::Entry) -> Rule<'a> {
    let raw::Entry { retry, meaning, action, inferred, .. } = entry;
    RuleParts { retry, meaning, action, inferred }.rule(memory, entry.category.value)
}

pub(super) fn rule<'a>(memory: Memory<'a>, rule: &raw::Rule) -> Rule<'a> {
    let raw::Rule { category, retry, meaning, action, inferred } = rule;
    RuleParts { retry, meaning, action, inferred }.rule(memory, category.value)
}

/// The longest prefix first, so that the first that matches decides.
pub(super) fn families<'a>(memory: Memory<'a>, families: &Each<raw::Family>) -> &'a [Family<'a>] {
    let family = |family: &raw::Family| {
        let raw::Family { prefix, category, retry, meaning, action, inferred, allow: _ } = family;
        let rule = RuleParts { retry, meaning, action, inferred }.rule(memory, category.value);
        Family::new(memory.text(prefix), rule)
    };
    let mut families: Vec<Family<'a>> = families.iter().map(family).collect();
    families.sort_by(|a, b| (Reverse(a.prefix.len()), a.prefix).cmp(&(Reverse(b.prefix.len()), b.prefix)));
    memory.list(families)
}

fn retry<'a>(memory: Memory<'a>, retry: &raw::RetryRule) -> RetryRule<'a> {
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
