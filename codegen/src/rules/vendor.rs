//! Rules about a catalog as a whole.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::{Entries, Fields, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "vendor-stem",
        kind: Hard,
        requires: "The file is named after its vendor.",
        why: "The file's stem is the module, the cargo feature and the page.",
        failing: Fields("# in the file acme.yaml\nvendor: apex\n"),
        fixed: Fields("# in the file acme.yaml\nvendor: acme\n"),
    },
    Rule {
        id: "vendor-name",
        kind: Hard,
        requires: "The vendor's id is lower-case ASCII that Rust, cargo and the reference can use.",
        why: "It becomes a module, a cargo feature and a page.",
        failing: Words("A file `serde.yaml` with `vendor: serde`, a cargo feature that errcat has already."),
        fixed: Words("A file `serde-api.yaml` with `vendor: serde-api`."),
    },
    Rule {
        id: "duplicate-vendor",
        kind: Hard,
        requires: "A vendor has one catalog.",
        why: "Two would write the same files.",
        failing: Words("The files `acme-eu.yaml` and `acme_eu.yaml`, which both are the module `acme_eu`."),
        fixed: Words("One file with the codes of both, or `acme-eu.yaml` and `acme-us.yaml`."),
    },
    Rule {
        id: "empty-text",
        kind: Hard,
        requires: "Texts say something.",
        why: "A blank meaning is a gap that looks like an answer.",
        failing: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: \" \"\n"),
        fixed: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n"),
    },
    Rule {
        id: "source",
        kind: Hard,
        requires: "A catalog names its pages: at least one, each with an id of its own, and an entry's source is one of them.",
        why: "A fact without a page can't be checked again.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  source: blog\n",
        ),
        fixed: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  source: errors\n",
        ),
    },
    Rule {
        id: "date",
        kind: Hard,
        requires: "Days are written `2026-11-21`.",
        why: "Everybody reads them alike, and they sort.",
        failing: Fields("sources:\n  - { id: errors, title: Errors, retrieved: 21.11.2026 }\n"),
        fixed: Fields("sources:\n  - { id: errors, title: Errors, retrieved: 2026-11-21 }\n"),
    },
    Rule {
        id: "url",
        kind: Hard,
        requires: "Addresses are absolute, and a template has `{code}` in it.",
        why: "They become links.",
        failing: Fields("documentation_url: https://acme.example/errors\n"),
        fixed: Fields("documentation_url: https://acme.example/errors/{code}\n"),
    },
    Rule {
        id: "host",
        kind: Hard,
        requires: "A host is a name in lower case, in which `*` stands for whole labels but never for one of the last two.",
        why: "It is compared with the host of a request, and a wider pattern would claim what belongs to others.",
        failing: Fields("hosts: [\"https://api.acme.example/v1\"]\n"),
        fixed: Fields("hosts: [api.acme.example, \"*.acme.example\"]\n"),
    },
    Rule {
        id: "duplicate-host",
        kind: Hard,
        requires: "A pattern of hosts belongs to one vendor.",
        why: "Otherwise a host does not say whose answer it is.",
        failing: Words("The files `acme.yaml` and `apex.yaml`, both with `hosts: [api.acme.example]`."),
        fixed: Words(
            "The same files, one with `hosts: [api.acme.example]` and the other with `hosts: [apex.acme.example]`.",
        ),
    },
    Rule {
        id: "nothing-known",
        kind: Hard,
        requires: "A catalog has codes or statuses.",
        why: "Without either it can't judge anything.",
        failing: Fields("groups: []\n"),
        fixed: Fields(
            "statuses:\n  - { status: 5xx, category: internal, retry: backoff, meaning: The fault is on Acme's side. }\ngroups: []\n",
        ),
    },
    Rule {
        id: "allow",
        kind: Hard,
        requires: "`allow` names a lint.",
        why: "A misspelt `allow` silences nothing, and a rule that is not a lint has no exceptions.",
        failing: Entries(
            "- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n  allow: [{ rule: duplicate-code, reason: We have it twice. }]\n",
        ),
        fixed: Entries("- code: \"A_FAILED\"\n  category: internal\n  meaning: The anvil is broken.\n"),
    },
];
