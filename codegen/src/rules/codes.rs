//! Rules about the entries.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::Entries;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "duplicate-code",
        kind: Hard,
        requires: "A code stands once, as a code or as an alias.",
        why: "Two entries would contradict each other.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n- { code: \"A_FAILED\", category: conflict, meaning: The anvil is taken. }\n",
        ),
        fixed: Entries("- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n"),
    },
    Rule {
        id: "duplicate-value",
        kind: Hard,
        requires: "A list names each thing once.",
        why: "The second says nothing, so it is a typo for something else.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  http: 500\n  category: internal\n  meaning: The anvil is broken.\n  inferred: [http, http]\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  http: 500\n  category: internal\n  meaning: The anvil is broken.\n  inferred: [http]\n",
        ),
    },
    Rule {
        id: "invisible-character",
        kind: Hard,
        requires: "Codes hold no control, invisible or direction characters.",
        why: "They would look like another code.",
        failing: Entries(
            "- { code: \"A_FAILED\\u200B\", category: internal, meaning: The anvil is broken. }\n",
        ),
        fixed: Entries("- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n"),
    },
    Rule {
        id: "status",
        kind: Hard,
        requires: "Statuses are numbers from 100 to 999 or classes such as `5xx`, each once.",
        why: "`42` is not an HTTP status.",
        failing: Entries(
            "- { code: \"A_FAILED\", http: 42, category: internal, meaning: The anvil is broken. }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", http: 500, category: internal, meaning: The anvil is broken. }\n",
        ),
    },
    Rule {
        id: "retry",
        kind: Hard,
        requires: "A retry rule holds what its kind needs, and nothing else.",
        why: "A change that no kind makes would never be made.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: { kind: backoff, change: fresh=true }\n  meaning: The anvil is broken.\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: { kind: with_change, change: fresh=true }\n  meaning: The anvil is broken.\n",
        ),
    },
    Rule {
        id: "duration",
        kind: Hard,
        requires: "Durations have a unit, such as `1s`.",
        why: "A bare number is taken for seconds by some and for milliseconds by others.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: { kind: after_wait, default_wait: \"60\" }\n  meaning: The anvil is broken.\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: { kind: after_wait, default_wait: 60s }\n  meaning: The anvil is broken.\n",
        ),
    },
    Rule {
        id: "inferred",
        kind: Hard,
        requires: "`inferred` names facts that are there.",
        why: "A mark on nothing hides a typo.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., inferred: [http] }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", http: 500, category: internal, meaning: The anvil is broken., inferred: [http] }\n",
        ),
    },
    Rule {
        id: "deprecated",
        kind: Hard,
        requires: "A replacement is another code of the catalog.",
        why: "A reader who follows it must arrive.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { replaced_by: \"B_FAILED\" } }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., deprecated: { replaced_by: \"B_FAILED\" } }\n- { code: \"B_FAILED\", category: internal, meaning: The anvil or the rope is broken. }\n",
        ),
    },
    Rule {
        id: "variant-name",
        kind: Hard,
        requires: "Each code gives a Rust variant, or has a `name:`.",
        why: "The generator never guesses a name.",
        failing: Entries("- { code: \"20404\", category: not_found, meaning: There is no such anvil. }\n"),
        fixed: Entries(
            "- { code: \"20404\", name: NoAnvil, category: not_found, meaning: There is no such anvil. }\n",
        ),
    },
    Rule {
        id: "name-collision",
        kind: Hard,
        requires: "No two codes are the same Rust variant, and no two types have one name.",
        why: "The generator never guesses a suffix.",
        failing: Entries(
            "- { code: \"no.anvil\", category: not_found, meaning: There is no such thing. }\n- { code: \"noAnvil\", category: not_found, meaning: There is no such rope. }\n",
        ),
        fixed: Entries(
            "- { code: \"no.anvil\", category: not_found, meaning: There is no such thing. }\n- { code: \"noAnvil\", name: RopeGone, category: not_found, meaning: There is no such rope. }\n",
        ),
    },
    Rule {
        id: "member-name",
        kind: Hard,
        requires: "Each member of the details gives a Rust field of its own.",
        why: "They become a struct.",
        failing: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., details: { resetAt: timestamp, reset_at: timestamp } }\n",
        ),
        fixed: Entries(
            "- { code: \"A_FAILED\", category: internal, meaning: The anvil is broken., details: { resetAt: timestamp } }\n",
        ),
    },
];
