//! Retry rules, status rules and families: texts parsed, the narrowest first.

use std::cmp::Reverse;

use errcat::{Category, StatusPattern};

use super::{duration, envelope, facts, optional, text};
use crate::parse::shape::{Each, OneOrMany, ScalarText};
use crate::{model, notation, raw};

pub(super) fn retry(retry: &raw::RetryRule) -> model::RetryRule {
    model::RetryRule {
        kind: retry.kind.value,
        documented: optional(&retry.documented),
        max_attempts: retry.max_attempts.as_ref().map(|attempts| attempts.value),
        default_wait: retry.default_wait.as_ref().map(duration),
        change: optional(&retry.change),
        window: retry.window.as_ref().map(|window| window.value),
    }
}

pub(super) fn rule(rule: &raw::Rule) -> model::Rule {
    model::Rule {
        category: rule.category.value,
        retry: rule.retry.as_ref().map(retry),
        meaning: text(&rule.meaning),
        action: rule.action.as_ref().map(text),
        inferred: facts(&rule.inferred),
    }
}

/// One rule for each pattern, the narrowest first, and of one pattern those with a condition first, so that the
/// first that matches and holds decides.
pub(super) fn statuses(rules: &Each<raw::StatusRule>) -> Vec<model::StatusRule> {
    let mut statuses: Vec<model::StatusRule> = rules
        .iter()
        .flat_map(|rule| patterns(&rule.status).into_iter().map(move |status| status_rule(rule, status)))
        .collect();
    statuses.sort_by_key(|rule| (rule.status.width(), rule.status.first(), rule.when.is_none()));
    statuses
}

fn status_rule(rule: &raw::StatusRule, status: StatusPattern) -> model::StatusRule {
    model::StatusRule {
        status,
        success: rule.success.as_ref().is_some_and(|success| success.value),
        when: rule.when.as_ref().and_then(|when| envelope::when(when)),
        rule: model::Rule {
            category: rule.category.as_ref().map_or(Category::Unknown, |category| category.value),
            retry: rule.retry.as_ref().map(retry),
            meaning: text(&rule.meaning),
            action: rule.action.as_ref().map(text),
            inferred: facts(&rule.inferred),
        },
    }
}

/// The longest prefix first, so that the first that matches decides.
pub(super) fn families(families: &Each<raw::Family>) -> Vec<model::Family> {
    let mut families: Vec<model::Family> = families
        .iter()
        .map(|family| model::Family {
            prefix: family.prefix.value.clone(),
            rule: model::Rule {
                category: family.category.value,
                retry: family.retry.as_ref().map(retry),
                meaning: text(&family.meaning),
                action: family.action.as_ref().map(text),
                inferred: facts(&family.inferred),
            },
        })
        .collect();
    families.sort_by(|a, b| (Reverse(a.prefix.len()), &a.prefix).cmp(&(Reverse(b.prefix.len()), &b.prefix)));
    families
}

pub(super) fn http(http: &OneOrMany<ScalarText>) -> model::Http {
    match &**http {
        [] => model::Http::Unstated,
        [none] if none.text == "none" => model::Http::NotApplicable,
        _ => model::Http::Statuses(patterns(http)),
    }
}

fn patterns(texts: &OneOrMany<ScalarText>) -> Vec<StatusPattern> {
    texts.iter().filter_map(|text| notation::status_pattern(&text.text).ok()).collect()
}
