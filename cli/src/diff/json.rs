//! Changes for programs.

use errcat_codegen::changes::{Change, Fact};
use serde_json::{Value, json};

use super::Difference;

/// Everything that differs.
pub(super) fn json(difference: &Difference) -> Value {
    json!({
        "version": 1,
        "semver": difference.bump().as_str(),
        "not_compared": difference.broken,
        "changes": difference.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let fact = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.value.clone());
    json!({
        "vendor": change.vendor,
        "subject": {
            "kind": change.subject.kind(),
            "name": change.subject.name(),
            "when": change.subject.condition().map(|condition| &condition.shown),
        },
        "field": change.field,
        "change": change.kind.as_str(),
        "before": fact(&change.before),
        "after": fact(&change.after),
        "breaks": change.breakage.as_str(),
        "semver": change.bump.as_str(),
        "consequence": change.consequence,
        "removed_without_deprecation": change.is_abrupt,
    })
}
