//! Lints: what is most likely a mistake, but may be intended.

use super::rule::Kind::{Deny, Warn};
use super::rule::Sample::{Entries, Fields};
use super::rule::{Rule, UNUSED_ALLOW};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "status-contradiction",
        kind: Deny,
        requires: "The rule of a status and the entries that come with it agree on whether to try again, also where the entry leaves that to the rule, and on whose fault it is; where a page means them to differ, an `allow` says why.",
        why: "One of the two is read when the code is known, the other when it is not: a mistake in either goes unseen.",
        failing: Fields(
            "statuses:\n  - { status: 500, category: internal, retry: backoff, meaning: The fault is on Acme's side. }\ngroups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        http: 500\n        category: internal\n        retry: never\n        meaning: The anvil is broken.\n        action: Get another one.\n",
        ),
        fixed: Fields(
            "statuses:\n  - { status: 500, category: internal, retry: backoff, meaning: The fault is on Acme's side. }\ngroups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        http: 500\n        category: internal\n        retry: never\n        meaning: The anvil is broken.\n        action: Get another one.\n        allow: [{ rule: status-contradiction, reason: The page says that a broken anvil stays broken. }]\n",
        ),
    },
    Rule {
        id: "category-status",
        kind: Warn,
        requires: "A category fits the status that it comes with: a 401 is about credentials, a 5xx is not the fault of the request.",
        why: "A category is errcat's own reading, so no page corrects a mistake in it.",
        failing: Entries(
            "- { code: \"A_LOCKED\", http: 401, category: not_found, meaning: The vault with the anvils did not open. }\n",
        ),
        fixed: Entries(
            "- { code: \"A_LOCKED\", http: 401, category: unauthenticated, meaning: The vault with the anvils did not open. }\n",
        ),
    },
    Rule {
        id: "no-wait-source",
        kind: Warn,
        requires: "Where a 429 may be tried again, the catalog says where the wait is: `wait:`, or `default_wait:`.",
        why: "Most vendors say how long to wait, and a client that does not look comes back too early.",
        failing: Entries(
            "- { code: \"TOO_MANY\", http: 429, category: rate_limited, retry: after_wait, meaning: Anvils fall faster than the limit allows. }\n",
        ),
        fixed: Fields(
            "wait: [{ header: Retry-After }]\ngroups:\n  - title: Codes\n    codes:\n      - { code: \"TOO_MANY\", http: 429, category: rate_limited, retry: after_wait, meaning: Anvils fall faster than the limit allows. }\n",
        ),
    },
    Rule {
        id: "after-reset-window",
        kind: Warn,
        requires: "`after_reset` names the window of the quota.",
        why: "Without it a caller does not know whether to come back in a minute or in a month.",
        failing: Entries(
            "- { code: \"SPENT\", category: quota_exhausted, retry: after_reset, meaning: No anvils are left., action: Wait for the next delivery. }\n",
        ),
        fixed: Entries(
            "- { code: \"SPENT\", category: quota_exhausted, retry: { kind: after_reset, window: month }, meaning: No anvils are left., action: Wait for the next delivery. }\n",
        ),
    },
    Rule {
        id: "action-missing",
        kind: Warn,
        requires: "An entry that stops a client (`never`, `after_reset`) says what to do instead.",
        why: "A person has to act, and this is the text that they get.",
        failing: Entries(
            "- { code: \"NO_ANVIL\", category: not_found, retry: never, meaning: The shop has never had this one. }\n",
        ),
        fixed: Entries(
            "- { code: \"NO_ANVIL\", category: not_found, retry: never, meaning: The shop has never had this one., action: Check the number of the anvil. }\n",
        ),
    },
    Rule {
        id: "meaning-repeats-code",
        kind: Warn,
        requires: "A meaning says more than its code.",
        why: "Who reads `NOT_FOUND` learns nothing from `Not found.`",
        failing: Entries(
            "- { code: \"ANVIL_NOT_FOUND\", category: not_found, meaning: The anvil was not found. }\n",
        ),
        fixed: Entries(
            "- { code: \"ANVIL_NOT_FOUND\", category: not_found, meaning: No anvil has this number; it may have been sold. }\n",
        ),
    },
    Rule {
        id: "near-duplicate-code",
        kind: Warn,
        requires: "No two codes differ by one letter of a long word.",
        why: "One of the two is most likely a typo.",
        failing: Entries(
            "- { code: \"ANVIL_EXPIRED\", category: conflict, meaning: The offer is over. }\n- { code: \"ANVIL_EXPRED\", category: conflict, meaning: The warranty is over. }\n",
        ),
        fixed: Entries(
            "- { code: \"ANVIL_EXPIRED\", category: conflict, meaning: The offer is over. }\n- { code: \"WARRANTY_EXPIRED\", category: conflict, meaning: The warranty is over. }\n",
        ),
    },
    Rule {
        id: "duplicate-group",
        kind: Warn,
        requires: "A group has a title of its own.",
        why: "Two headings of one name are most likely one group.",
        failing: Fields(
            "groups:\n  - { title: Anvils, codes: [{ code: \"A_FAILED\", category: internal, meaning: It is broken. }] }\n  - { title: Anvils, codes: [{ code: \"B_FAILED\", category: internal, meaning: It is bent. }] }\n",
        ),
        fixed: Fields(
            "groups:\n  - { title: Anvils, codes: [{ code: \"A_FAILED\", category: internal, meaning: It is broken. }] }\n  - { title: Bows, codes: [{ code: \"B_FAILED\", category: internal, meaning: It is bent. }] }\n",
        ),
    },
    Rule {
        id: "deprecated-without-advice",
        kind: Warn,
        requires: "A deprecated code has a note or a replacement.",
        why: "Who still gets it has to know what to look for instead.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { since: \"2.0\" } }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { since: \"2.0\", note: Anvils no longer break. } }\n",
        ),
    },
    Rule {
        id: "deprecated-replacement",
        kind: Deny,
        requires: "A replacement is not deprecated itself.",
        why: "A reader who follows it must arrive at something that stays.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { replaced_by: \"B_FAILED\" } }\n- { code: \"B_FAILED\", category: internal, meaning: Something is broken., deprecated: { note: It was too vague. } }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { replaced_by: \"B_FAILED\" } }\n- { code: \"B_FAILED\", category: internal, meaning: Something is broken. }\n",
        ),
    },
    Rule {
        id: "stale-source",
        kind: Warn,
        requires: "A page was read within the last year, and not in the future.",
        why: "Error tables change, and no one announces it.",
        failing: Fields("sources:\n  - { id: errors, title: Errors, retrieved: 2019-05-01 }\n"),
        fixed: Fields("sources:\n  - { id: errors, title: Errors, retrieved: 2026-11-21 }\n"),
    },
    Rule {
        id: "unexercised-place",
        kind: Warn,
        requires: "Each place of the envelope, of a wait and of a `when` holds something in one of the examples, a wait in its encoding, where a catalog has examples (for places in bodies: with a body).",
        why: "A pointer with a typo in it never matches, and nothing else shows it.",
        failing: Fields(
            "envelope: { code: /code, request_id: /requestid }\nexamples:\n  - { status: 500, body: { code: A_FAILED, requestId: r1 }, expect: { code: \"A_FAILED\" } }\n",
        ),
        fixed: Fields(
            "envelope: { code: /code, request_id: /requestId }\nexamples:\n  - { status: 500, body: { code: A_FAILED, requestId: r1 }, expect: { code: \"A_FAILED\", request_id: r1 } }\n",
        ),
    },
    Rule {
        id: "unexercised-condition",
        kind: Warn,
        requires: "Each condition holds for one of the examples, where a catalog has examples; one that tests a text also does not hold for one of them.",
        why: "A condition with a typo in it never holds, and one that is too wide holds for what it should not.",
        failing: Fields(
            "envelope: { code: /code, message: /message }\nstatuses:\n  - { status: 403, when: { pointer: /message, contains: too fast }, category: rate_limited, retry: { kind: backoff }, meaning: Anvils fall too fast. }\nexamples:\n  - { status: 403, body: { code: SLOW, message: Too fast. }, expect: { category: rate_limited } }\n",
        ),
        fixed: Fields(
            "envelope: { code: /code, message: /message }\nstatuses:\n  - { status: 403, when: { pointer: /message, contains: too fast }, category: rate_limited, retry: { kind: backoff }, meaning: Anvils fall too fast. }\nexamples:\n  - { status: 403, body: { code: SLOW, message: Too fast. }, expect: { category: rate_limited } }\n  - { status: 403, body: { code: STOP, message: Not yours. }, expect: { category: permission_denied } }\n",
        ),
    },
    Rule {
        id: "unused-family",
        kind: Warn,
        requires: "A family's prefix is that of a code of the catalog or of an example.",
        why: "A prefix with a typo in it never matches.",
        failing: Fields(
            "families:\n  - { prefix: \"ANVL_\", category: internal, meaning: Something about an anvil. }\n",
        ),
        fixed: Fields(
            "families:\n  - { prefix: \"A_\", category: internal, meaning: Something about an anvil. }\n",
        ),
    },
    Rule {
        id: "unreachable-rule",
        kind: Deny,
        requires: "A rule for a class of statuses has statuses left that no narrower rule takes, and one with a condition, as a variant of a code has, responses that no rule before takes. So does a place of a wait with a condition.",
        why: "Otherwise it is never asked.",
        failing: Fields(
            "statuses:\n  - { status: [50x, 51x, 52x, 53x, 54x, 55x, 56x, 57x, 58x, 59x], category: internal, meaning: The fault is on Acme's side. }\n  - { status: 5xx, category: unavailable, meaning: Acme is away. }\n",
        ),
        fixed: Fields(
            "statuses:\n  - { status: [50x, 51x], category: internal, meaning: The fault is on Acme's side. }\n  - { status: 5xx, category: unavailable, meaning: Acme is away. }\n",
        ),
    },
    Rule {
        id: UNUSED_ALLOW,
        kind: Warn,
        requires: "Each `allow` silences something. No `allow` silences this.",
        why: "One that is left over would hide the next mistake.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  allow: [{ rule: action-missing, reason: There is nothing to do. }]\n",
        ),
        fixed: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n"),
    },
];
