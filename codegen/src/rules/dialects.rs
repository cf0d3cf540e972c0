//! Rules about catalogs that extend others.

use super::rule::Kind::{Rule as Hard, Warn};
use super::rule::Rule;
use super::rule::Sample::{Fields, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "extends",
        kind: Hard,
        requires: "`extends` names another catalog of the same run that can be read, and no catalog extends itself, be it by way of others.",
        why: "What a dialect leaves out is in that catalog.",
        failing: Fields("extends: apex\n"),
        fixed: Fields("# without extends\n"),
    },
    Rule {
        id: "omits",
        kind: Hard,
        requires: "What a dialect omits are codes that it inherits, and for which it has no entry.",
        why: "A misspelt code stays inherited, and one that is omitted and given at once is a contradiction.",
        failing: Fields("omits: [\"B_FAILED\"]\n"),
        fixed: Fields("# without omits\n"),
    },
];

pub(super) const LINTS: &[Rule] = &[Rule {
    id: "repeated-entry",
    kind: Warn,
    requires: "An entry of a dialect says something else than the one that it would inherit.",
    why: "A copy does not change with what it is copied from.",
    failing: Words(
        "A file `acme.yaml` with `extends: apex`, and an entry that is that of `apex.yaml` word for word.",
    ),
    fixed: Words("The same file without this entry, or with what differs in it."),
}];
