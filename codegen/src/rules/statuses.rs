//! Rules about what holds without a code: statuses, families, the schedule.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::Fields;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "duplicate-rule",
        kind: Hard,
        requires: "A status, a prefix or a failure has one rule, but for rules that hold under different conditions.",
        why: "The second would never be asked.",
        failing: Fields(
            "statuses:\n  - { status: 5xx, category: internal, meaning: The fault is on Acme's side. }\n  - { status: [404, 5xx], category: unavailable, meaning: Acme is away. }\n",
        ),
        fixed: Fields(
            "statuses:\n  - { status: 5xx, category: internal, meaning: The fault is on Acme's side. }\n  - { status: 404, category: not_found, meaning: There is no such thing. }\n",
        ),
    },
    Rule {
        id: "success",
        kind: Hard,
        requires: "A status is either a success or has a category.",
        why: "A success is never retried, and an error has a kind.",
        failing: Fields(
            "statuses:\n  - { status: 201, success: true, category: internal, meaning: The anvil was made. }\n",
        ),
        fixed: Fields("statuses:\n  - { status: 201, success: true, meaning: The anvil was made. }\n"),
    },
    Rule {
        id: "schedule",
        kind: Hard,
        requires: "A schedule tries at least once, and its waits grow to its maximum and not beyond its `max_wait`.",
        why: "Anything else is a mistake.",
        failing: Fields("retry: { max_attempts: 4, backoff: { initial: 10s, factor: 2, max: 8s } }\n"),
        fixed: Fields("retry: { max_attempts: 4, backoff: { initial: 1s, factor: 2, max: 8s } }\n"),
    },
];
