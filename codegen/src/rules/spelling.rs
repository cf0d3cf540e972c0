//! Lints about texts and names that were copied or typed wrongly.

use super::rule::Kind::{Deny, Warn};
use super::rule::Rule;
use super::rule::Sample::Fields;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "code-punctuation",
        kind: Deny,
        requires: "A code is what the vendor sends, without the quotes, brackets and commas of the text that it was copied from; a prefix has no `*`.",
        why: "A code that differs by one character never matches.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED,\", category: internal, meaning: The anvil is broken. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n",
        ),
    },
    Rule {
        id: "header-spelling",
        kind: Warn,
        requires: "A header's name is not one letter from a well-known one.",
        why: "A name with a typo in it never matches.",
        failing: Fields("wait: [{ header: Retry-Afer }]\n"),
        fixed: Fields("wait: [{ header: Retry-After }]\n"),
    },
    Rule {
        id: "text-cut",
        kind: Warn,
        requires: "A text without quotes is not followed by ` #` and a word.",
        why: "YAML begins a comment there, and the rest of the text is lost.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        category: internal\n        meaning: The anvil is broken, see issue #12.\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - code: \"A_FAILED\"\n        category: internal\n        meaning: \"The anvil is broken, see issue #12.\"\n",
        ),
    },
    Rule {
        id: "placeholder",
        kind: Warn,
        requires: "Texts hold no placeholders such as `TODO` and `...`, and no entities of HTML.",
        why: "They are shown as they are.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: TODO say what broke. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n",
        ),
    },
    Rule {
        id: "repeated-text",
        kind: Warn,
        requires: "No two codes of different categories have the same meaning, word for word, and no two examples of one list the same title.",
        why: "Most often the text of the one was copied for the other and not changed.",
        failing: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n      - { code: \"A_LOST\", category: not_found, meaning: The anvil is broken. }\n",
        ),
        fixed: Fields(
            "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n      - { code: \"A_LOST\", category: not_found, meaning: The anvil is not where it was. }\n",
        ),
    },
    Rule {
        id: "repeated-place",
        kind: Warn,
        requires: "The message is not looked for where the code is.",
        why: "A code is not a text for people.",
        failing: Fields("envelope: { code: /code, message: /code }\n"),
        fixed: Fields("envelope: { code: /code, message: /message }\n"),
    },
];
