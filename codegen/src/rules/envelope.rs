//! Rules about where a response carries what.

use super::rule::Kind::Rule as Hard;
use super::rule::Rule;
use super::rule::Sample::{Fields, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "pointer",
        kind: Hard,
        requires: "Places in a body are JSON pointers such as `/error/code`.",
        why: "Anything else would never match.",
        failing: Fields("envelope: { code: error.code }\n"),
        fixed: Fields("envelope: { code: /error/code }\n"),
    },
    Rule {
        id: "header",
        kind: Hard,
        requires: "Header names are HTTP tokens; those of events of a stream start with a colon.",
        why: "Anything else can't be sent.",
        failing: Fields("wait: [{ header: \"Retry-After:\" }]\n"),
        fixed: Fields("wait: [{ header: Retry-After }]\n"),
    },
    Rule {
        id: "place",
        kind: Hard,
        requires: "A place is in a header or in the body, one of which it names; `where` names a value beside what a `*` of the pointer stands for, and `decides` and `inverted` are said of `retryable`.",
        why: "Anything else would never be found, or mean nothing.",
        failing: Fields("envelope: { code: { pointer: /errors/*/code, where: { /type: fatal } } }\n"),
        fixed: Fields("envelope: { code: { pointer: /errors/*/code, where: { type: fatal } } }\n"),
    },
    Rule {
        id: "envelope",
        kind: Hard,
        requires: "The envelope says what makes a response an error.",
        why: "Without a code and without a test no body is an error.",
        failing: Fields("envelope: { message: /message }\n"),
        fixed: Fields("envelope: { code: /code, message: /message }\n"),
    },
    Rule {
        id: "envelope-size",
        kind: Hard,
        requires: "An envelope, its waits and the conditions have at most 63 places, with at most 253 names on the way to them.",
        why: "What is beyond would not be looked for. `details` and the vendor's own `fields` don't count, and places that are looked at several times count once.",
        failing: Words("A `code:` with a list of 64 pointers."),
        fixed: Words("A `code:` with the pointers that the vendor uses."),
    },
    Rule {
        id: "field-name",
        kind: Hard,
        requires: "Own fields have names such as `task_type`.",
        why: "Users ask for them by that name.",
        failing: Fields("envelope: { code: /code, fields: { taskType: /taskType } }\n"),
        fixed: Fields("envelope: { code: /code, fields: { task_type: /taskType } }\n"),
    },
    Rule {
        id: "wait-source",
        kind: Hard,
        requires: "A wait is in a header or in the body.",
        why: "One place each; a list has several.",
        failing: Fields("wait: [{ header: Retry-After, pointer: /retry_after }]\n"),
        fixed: Fields("wait: [{ header: Retry-After }, { pointer: /retry_after }]\n"),
    },
    Rule {
        id: "condition",
        kind: Hard,
        requires: "A `when` asks for a status, says one thing of one place, or combines such conditions by `all` and `any`.",
        why: "Anything else would hold never, or not when it was meant to.",
        failing: Fields("wait: [{ header: X-RateLimit-Reset, when: { header: X-RateLimit-Remaining } }]\n"),
        fixed: Fields(
            "wait: [{ header: X-RateLimit-Reset, when: { header: X-RateLimit-Remaining, equals: \"0\" } }]\n",
        ),
    },
];
