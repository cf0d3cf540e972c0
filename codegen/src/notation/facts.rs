//! What the facts of an entry or a rule are called where they are inferred.

use super::text::text;

const OF_ENTRIES: &[&str] = &[
    "http",
    "retry",
    "retry.max_attempts",
    "retry.default_wait",
    "retry.change",
    "retry.window",
    "meaning",
    "action",
    "remedy",
    "who",
    "scope",
    "aliases",
    "details",
    "since",
    "deprecated",
];

const OF_RULES: &[&str] = &[
    "status",
    "prefix",
    "retry",
    "retry.max_attempts",
    "retry.default_wait",
    "retry.change",
    "retry.window",
    "meaning",
    "action",
    "remedy",
    "who",
    "scope",
];

text! {
    /// A fact of an entry.
    Fact = { "type": "string", "enum": OF_ENTRIES }
}

text! {
    /// A fact of a rule.
    RuleFact = { "type": "string", "enum": OF_RULES }
}

/// Every fact of either.
pub(crate) fn facts() -> impl Iterator<Item = &'static str> {
    OF_ENTRIES.iter().chain(OF_RULES).copied()
}
