//! Rules about the file: what has to hold before a catalog can be read at all.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::{Fields, File, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "too-large",
        kind: Hard,
        requires: "A catalog has at most 64 MiB.",
        why: "Nothing that people wrote is larger, and reading it would take minutes.",
        failing: Words("A file of 65 MiB."),
        fixed: Words("A file of a few hundred KiB: a thousand codes take about that much."),
    },
    Rule {
        id: "not-utf8",
        kind: Hard,
        requires: "A catalog is UTF-8 text.",
        why: "Any other encoding would change codes without a word.",
        failing: Words("A file that an editor saved as Latin-1 or UTF-16."),
        fixed: Words("The same file, saved as UTF-8."),
    },
    Rule {
        id: "empty-file",
        kind: Hard,
        requires: "A catalog is not empty.",
        why: "An empty file is a mistake; a vendor without facts helps no one.",
        failing: File("# to be written\n"),
        fixed: Words("A catalog; `catalog/onto.yaml` is the smallest of those that are here."),
    },
    Rule {
        id: "yaml-syntax",
        kind: Hard,
        requires: "A catalog is YAML.",
        why: "What can't be read can't be checked.",
        failing: Fields("about: Sells anvils: heavy ones.\n"),
        fixed: Fields("about: \"Sells anvils: heavy ones.\"\n"),
    },
    Rule {
        id: "several-documents",
        kind: Hard,
        requires: "A file holds one document.",
        why: "One vendor a file, named after it.",
        failing: Fields("stability: stable\n---\ncomplete: true\n"),
        fixed: Fields("stability: stable\ncomplete: true\n"),
    },
    Rule {
        id: "too-deep",
        kind: Hard,
        requires: "Nothing is nested more than 64 levels deep.",
        why: "A bracket that is never closed looks like that.",
        failing: Words("A line such as `groups: [[[[[[…`, with more than 64 brackets."),
        fixed: Words("Every bracket closed: a catalog needs about ten levels."),
    },
    Rule {
        id: "anchor",
        kind: Hard,
        requires: "Anchors, aliases and tags are not used.",
        why: "Each entry can be read by itself, and nothing can multiply.",
        failing: Fields("title: &name Acme\n"),
        fixed: Fields("title: Acme\n"),
    },
];
