//! Lints about what contradicts something else in the same catalog.

use super::rule::Kind::Warn;
use super::rule::Rule;
use super::rule::Sample::Fields;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "documented-retry",
        kind: Warn,
        requires: "The page's own cell under `documented` and the retry kind agree: a cell that is `yes` or `no` is not of a kind that says the opposite.",
        why: "One of the two was copied from another line.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, retry: { kind: never, documented: \"Yes\" }, meaning: The anvil is broken., action: Get another one. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, retry: { kind: never, documented: \"No\" }, meaning: The anvil is broken., action: Get another one. }\n",
        ),
    },
    Rule {
        id: "category-retry",
        kind: Warn,
        requires: "A category goes with its retry: a rate limit is not final, and waiting does not help who is not known.",
        why: "Clients branch on either, and would do different things.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_LOCKED\", category: unauthenticated, retry: after_wait, meaning: The vault with the anvils did not open. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_LOCKED\", category: unauthenticated, retry: never, meaning: The vault with the anvils did not open., action: Bring the key. }\n",
        ),
    },
    Rule {
        id: "family-contradiction",
        kind: Warn,
        requires: "A family does not say the opposite of each of its own codes about trying again.",
        why: "What holds for unknown codes is read off those that are known.",
        failing: Fields(
            "families:\n  - { prefix: \"A_\", category: internal, retry: never, meaning: Something about an anvil., action: Get another one. }\ngroups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, retry: backoff, meaning: The anvil is broken. }\n",
        ),
        fixed: Fields(
            "families:\n  - { prefix: \"A_\", category: internal, retry: backoff, meaning: Something about an anvil. }\ngroups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, retry: backoff, meaning: The anvil is broken. }\n",
        ),
    },
    Rule {
        id: "success-contradiction",
        kind: Warn,
        requires: "A status that is a success is not that of a code, nor of a class that is an error, where it is 400 or more.",
        why: "Clients take a success for done.",
        failing: Fields(
            "statuses:\n  - { status: 409, success: true, meaning: The anvil is there already. }\ngroups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", http: 409, category: conflict, meaning: The anvil is taken. }\n",
        ),
        fixed: Fields(
            "statuses:\n  - { status: 409, category: conflict, meaning: The anvil is there already. }\ngroups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", http: 409, category: conflict, meaning: The anvil is taken. }\n",
        ),
    },
    Rule {
        id: "odd-schedule",
        kind: Warn,
        requires: "A schedule with a backoff has more than one try, a first wait, and no more tries than a client makes.",
        why: "`max_attempts` counts the first try, and a wait of nothing stays nothing however it grows.",
        failing: Fields("retry: { max_attempts: 1, backoff: { initial: 1s } }\n"),
        fixed: Fields("retry: { max_attempts: 2, backoff: { initial: 1s } }\n"),
    },
    Rule {
        id: "foreign-example",
        kind: Warn,
        requires: "An example at an entry has the code of the entry and one of its statuses, unless it has a title and expects another code by name.",
        why: "The reference shows it as a sample of that code.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        category: internal\n        meaning: The anvil is broken.\n        examples:\n          - { status: 500, body: { code: A_BENT }, expect: { category: internal } }\n      - { code: \"A_BENT\", category: internal, meaning: The anvil is no longer flat. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        category: internal\n        meaning: The anvil is broken.\n        examples:\n          - { status: 500, body: { code: A_FAILED }, expect: { code: \"A_FAILED\" } }\n      - { code: \"A_BENT\", category: internal, meaning: The anvil is no longer flat. }\n",
        ),
    },
    Rule {
        id: "unused-source",
        kind: Warn,
        requires: "In a catalog of nothing but codes, each source but the first is that of one of them.",
        why: "A page that nothing is from was added too early, or its codes are said to be from another one.",
        failing: Fields(
            "sources:\n  - { id: errors, title: Errors, retrieved: 2026-11-21 }\n  - { id: limits, title: Limits, retrieved: 2026-11-21 }\n",
        ),
        fixed: Fields("sources:\n  - { id: errors, title: Errors, retrieved: 2026-11-21 }\n"),
    },
];
