//! Rules about examples.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::Fields;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "example",
        kind: Hard,
        requires: "An example shows a response and expects something of it.",
        why: "An example that expects nothing proves nothing.",
        failing: Fields("examples:\n  - { status: 500, body: { code: A_FAILED }, expect: {} }\n"),
        fixed: Fields(
            "examples:\n  - { status: 500, body: { code: A_FAILED }, expect: { code: \"A_FAILED\" } }\n",
        ),
    },
    Rule {
        id: "example-verdict",
        kind: Hard,
        requires: "An example expects what errcat says about its response.",
        why: "Examples become tests of the crate and samples in the reference; the code that users run judges them here.",
        failing: Fields("examples:\n  - { status: 404, expect: { category: not_found, retry: backoff } }\n"),
        fixed: Fields("examples:\n  - { status: 404, expect: { category: not_found, retry: never } }\n"),
    },
];
