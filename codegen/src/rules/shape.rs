//! Rules about the shape: which fields there are, and what each may hold.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::{Entries, Fields};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "duplicate-key",
        kind: Hard,
        requires: "A key is given once.",
        why: "Most readers take the last one without a word.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  category: conflict\n",
        ),
        fixed: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n"),
    },
    Rule {
        id: "unknown-field",
        kind: Hard,
        requires: "Only the fields of the format are used.",
        why: "A misspelt field would be a fact that is dropped.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  acton: Get another one.\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  action: Get another one.\n",
        ),
    },
    Rule {
        id: "missing-field",
        kind: Hard,
        requires: "Required fields are there.",
        why: "A catalog that leaves them out can't answer what it is for.",
        failing: Entries("- code: \"A_FAILED\"\n  category: internal\n"),
        fixed: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n"),
    },
    Rule {
        id: "wrong-type",
        kind: Hard,
        requires: "Each field holds what it is for.",
        why: "Text where a list belongs is a mistake.",
        failing: Fields("complete: mostly\n"),
        fixed: Fields("complete: false\n"),
    },
    Rule {
        id: "empty-list",
        kind: Hard,
        requires: "A list of statuses, places, values or codes holds at least one.",
        why: "An empty one looks like an answer but is not one.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  http: []\n  category: internal\n  meaning: The anvil is broken.\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  http: none\n  category: internal\n  meaning: The anvil is broken.\n",
        ),
    },
    Rule {
        id: "unknown-word",
        kind: Hard,
        requires: "Words come from the closed lists.",
        why: "Retry kinds and categories are what clients branch on.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: back_off\n  meaning: The anvil is broken.\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  retry: backoff\n  meaning: The anvil is broken.\n",
        ),
    },
    Rule {
        id: "unquoted-scalar",
        kind: Hard,
        requires: "Texts that YAML may read as something else are quoted.",
        why: "`1e3`, `NO` and `08000` change in other readers.",
        failing: Entries(
            "- code: 1e3\n  name: Thousand\n  category: internal\n  meaning: The anvil is broken.\n",
        ),
        fixed: Entries(
            "- code: \"1e3\"\n  name: Thousand\n  category: internal\n  meaning: The anvil is broken.\n",
        ),
    },
];
