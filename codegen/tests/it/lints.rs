//! Lints: what silences them, and what they leave alone.

use errcat_codegen::rules::{self, Kind};
use errcat_codegen::{Severity, SourceFile};

use crate::fixtures::{self, acme};

fn found(file: &SourceFile) -> Vec<&'static str> {
    fixtures::findings(std::slice::from_ref(file)).iter().map(|finding| finding.rule).collect()
}

#[test]
fn every_lint_is_silenced_by_the_vendor_s_allow() {
    for rule in rules::all().filter(|rule| rule.is_lint()) {
        // Those that take several files are shown by words alone.
        let folder = || fixtures::read(&fixtures::folder("invalid").join(rule.id));
        let mut files = rule.failing.file().map_or_else(folder, |file| vec![file]);
        let file = files.iter_mut().find(|file| file.path == "acme.yaml").unwrap();
        file.bytes.extend(format!("allow: [{{ rule: {}, reason: We know. }}]\n", rule.id).bytes());
        let findings = fixtures::findings(&files);
        assert!(findings.is_empty(), "{}", fixtures::show(&files, &findings));
    }
}

#[test]
fn no_rule_but_a_lint_is_silenced() {
    for rule in rules::all().filter(|rule| !rule.is_lint()) {
        let file = acme(&format!(
            "groups: [{{ title: Codes, codes: [{{ code: \"AN_ANVIL\", category: internal, meaning: It broke. }}] }}]\nallow: [{{ rule: {}, reason: We know. }}]\n",
            rule.id
        ));
        assert_eq!(found(&file), ["allow"], "{}", rule.id);
    }
}

#[test]
fn an_allow_holds_where_it_stands() {
    let file = acme(
        "statuses:
  - { status: 500, category: internal, retry: backoff, meaning: Odd. }
groups:
  - title: Codes
    codes:
      - code: \"AN_ANVIL\"
        http: 500
        category: internal
        retry: never
        meaning: It broke.
        allow:
          - { rule: action-missing, reason: There is nothing to do. }
          - { rule: status-contradiction, reason: The page says so. }
          - { rule: status-contradiction, reason: The page says so twice. }
      - { code: \"A_ROPE\", http: 500, category: internal, retry: never, meaning: It tore. }
",
    );
    assert_eq!(found(&file), ["unused-allow", "action-missing", "status-contradiction"]);
}

#[test]
fn a_warning_does_not_keep_from_generating() {
    for rule in rules::all().filter(|rule| rule.id != "stale-source") {
        let Some(file) = rule.failing.file() else { continue };
        let compiled = fixtures::check(std::slice::from_ref(&file));
        assert_eq!(compiled.catalogs.is_some(), rule.kind == Kind::Warn, "{}", rule.id);
        let errors = compiled.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(errors, rule.kind != Kind::Warn, "{}", rule.id);
    }
}

/// What is found in a catalog with these rules for statuses and one code that comes with a 403.
fn found_with(rules: &[&str]) -> Vec<&'static str> {
    let rules: String =
        rules.iter().map(|rule| format!("  - {{ {rule}, meaning: It broke., action: Fix it. }}\n")).collect();
    found(&acme(&format!(
        "statuses:\n{rules}groups:
  - title: Codes
    codes:
      - {{ code: \"AN_ANVIL\", http: 403, category: permission_denied, retry: never, meaning: It is chained., action: Ask. }}
"
    )))
}

#[test]
fn rules_under_conditions_stand_beside_each_other() {
    const A: &str = "when: { header: A, equals: 0 }";
    const B: &str = "when: { header: B, present: true }";
    let limited = |when: &str| format!("status: 403, {when}, category: rate_limited, retry: backoff");
    let never = "status: 403, category: permission_denied, retry: never";
    // Another condition, and none.
    assert_eq!(found_with(&[&limited(A), &limited(B), never]), Vec::<&str>::new());
    assert_eq!(found_with(&[never, &limited(A)]), Vec::<&str>::new());
    assert_eq!(found_with(&[&limited(A), &limited(A), never]), ["duplicate-rule"]);
    assert_eq!(found_with(&[never, &limited(A), never]), ["duplicate-rule"]);
    assert_eq!(found_with(&[&limited("when: { header: a, equals: 0 }"), &limited(A)]), ["duplicate-rule"]);
    // What could not be read may be what distinguishes two.
    for unread in ["when: always", "when: { headr: B, equals: 0 }", "when: { header: B, equals: 0.5 }"] {
        let rules = [never, &limited(unread)];
        let found = found_with(&rules);
        assert!(found.len() == 1 && found[0] != "duplicate-rule", "{unread}: {found:?}");
    }
    let waits = "wait: [{ header: A, when: { header: B, equal: 0 } }, { header: A }]\ngroups: []\n";
    assert_eq!(found(&acme(waits)), ["unknown-field"]);
    // A code agrees with the one or the other, or with neither.
    let backoff = "status: 403, category: unavailable, retry: backoff";
    assert!(found_with(&[backoff]).contains(&"status-contradiction"));
    let all_differ = found_with(&[&limited(A), backoff]);
    assert!(all_differ.contains(&"status-contradiction"));
    assert_eq!(found_with(&[&limited(A)]), Vec::<&str>::new());
}

#[test]
fn a_rule_that_another_takes_all_from_is_never_asked() {
    let rule = |status: &str, when: &str| {
        format!("status: {status}, when: {{ {when} }}, category: conflict, retry: never")
    };
    let pair = |first: (&str, &str), second: (&str, &str)| {
        found_with(&[&rule(first.0, first.1), &rule(second.0, second.1)])
    };
    let unreachable = ["unreachable-rule"];
    assert_eq!(pair(("409", "header: A, equals: [0, 1]"), ("409", "header: A, equals: 1")), unreachable);
    assert_eq!(pair(("409", "header: A, present: true"), ("409", "header: A, equals: 1")), unreachable);
    assert_eq!(
        pair(("409", "header: A, not_equals: 0"), ("[408, 409]", "header: A, equals: 1")),
        unreachable
    );
    for (first, second) in [
        (("409", "header: A, equals: 1"), ("409", "header: A, equals: [0, 1]")),
        (("409", "header: A, equals: 0"), ("409", "header: A, equals: 1")),
        (("409", "header: A, present: true"), ("409", "header: B, equals: 1")),
        (("409", "pointer: /a, present: true"), ("409", "pointer: /a, equals: false")),
        (("409", "header: A, not_equals: 0"), ("409", "header: A, equals: 0")),
        (("410", "header: A, present: true"), ("409", "header: A, equals: 1")),
    ] {
        assert_eq!(pair(first, second), Vec::<&str>::new(), "{first:?} {second:?}");
    }
    // Narrower rules with conditions leave something to the rule for the class.
    let tens: Vec<String> = (40..50).map(|ten| rule(&format!("{ten}x"), "header: A, equals: 0")).collect();
    let mut rules: Vec<&str> = tens.iter().map(String::as_str).collect();
    rules.push("status: 4xx, category: invalid_request, retry: never");
    assert_eq!(found_with(&rules), Vec::<&str>::new());
}

/// What passes for YAML and for a catalog, and is most likely a mistake.
const KINDS: &[(&str, &str)] = &[
    ("code-punctuation", "E: code: \"A_LOCKED,\", category: internal, meaning: It is locked."),
    ("code-punctuation", "E: code: \"<A_LOCKED>\", category: internal, meaning: It is locked."),
    ("code-punctuation", "E: code: \"“A_LOCKED”\", category: internal, meaning: It is locked."),
    (
        "code-punctuation",
        "families: [{ prefix: \"AN_*\", category: internal, retry: backoff, meaning: It broke. }]\nE: code: \"AN_*_A\", name: Starred, category: internal, meaning: It is locked.",
    ),
    (
        "documented-retry",
        "E: code: \"A_LOCKED\", category: internal, retry: { kind: never, documented: \"Yes\" }, meaning: It is locked., action: Ask.",
    ),
    (
        "documented-retry",
        "E: code: \"A_LOCKED\", category: internal, retry: { kind: backoff, documented: \"no\" }, meaning: It is locked.",
    ),
    (
        "unexercised-place",
        "wait: [{ header: Retry-After }]\nexamples: [{ status: 500, expect: { retry: backoff } }]\n",
    ),
    (
        "unexercised-place",
        "wait: [{ header: X-Reset, encoding: epoch_seconds }]\nexamples: [{ status: 500, headers: { X-Reset: soon }, expect: { retry: backoff } }]\n",
    ),
    ("unexercised-place", "envelope: { each: /errors, code: /errors/0/code }\n"),
    ("header-spelling", "wait: [{ header: Retry-Afer }]\n"),
    (
        "foreign-example",
        "E: code: \"A_LOCKED\", category: internal, meaning: It is locked., examples: [{ status: 500, body: { code: AN_ANVIL }, expect: { category: internal } }]",
    ),
    (
        "foreign-example",
        "E: code: \"A_LOCKED\", category: internal, meaning: It is locked., examples: [{ status: 500, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]",
    ),
    (
        "foreign-example",
        "E: code: \"A_LOCKED\", http: 500, category: internal, meaning: It is locked., examples: [{ status: 404, body: { code: A_LOCKED }, expect: { code: \"A_LOCKED\" } }]",
    ),
    (
        "unexercised-condition",
        "envelope: { is_error: { pointer: /ok, equals: \"false\" }, code: /code }\nexamples: [{ status: 500, body: { ok: false, code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    (
        "unexercised-condition",
        "envelope: { is_error: [{ header: X-Status, equals: failed }, { pointer: /code, present: true }], code: /code }\nexamples: [{ status: 500, headers: { X-Status: error }, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    (
        "unexercised-place",
        "envelope: { is_error: [{ header: X-Status, equals: failed }, { pointer: /code, present: true }], code: /code }\nexamples: [{ status: 500, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    ("header-spelling", "envelope: { is_error: { header: X-Shold-Retry, present: true }, code: /code }\n"),
    (
        "success-contradiction",
        "statuses: [{ status: 409, success: true, meaning: It is there. }]\nE: code: \"A_LOCKED\", http: 409, category: conflict, meaning: It is locked.",
    ),
    (
        "category-retry",
        "E: code: \"A_LOCKED\", category: unauthenticated, retry: after_wait, meaning: It is locked.",
    ),
    (
        "category-retry",
        "E: code: \"A_LOCKED\", category: rate_limited, retry: never, meaning: It is locked., action: Ask.",
    ),
    ("text-cut", "E: code: \"A_LOCKED\", category: internal, meaning: It is locked #12\n      "),
    (
        "family-contradiction",
        "families: [{ prefix: \"A_\", category: internal, retry: never, meaning: It broke., action: Ask. }]\nE: code: \"A_LOCKED\", category: internal, retry: backoff, meaning: It is locked.",
    ),
    ("placeholder", "E: code: \"A_LOCKED\", category: internal, meaning: TODO"),
    ("placeholder", "E: code: \"A_LOCKED\", category: internal, meaning: \"...\""),
    ("placeholder", "E: code: \"A_LOCKED\", category: internal, meaning: Locked &amp; lost."),
    ("odd-schedule", "retry: { max_attempts: 1, backoff: { initial: 1s } }\n"),
    ("odd-schedule", "retry: { max_attempts: 1000000, backoff: { initial: 1s } }\n"),
    ("odd-schedule", "retry: { max_attempts: 3, backoff: { initial: 0s } }\n"),
    ("repeated-text", "E: code: \"A_LOCKED\", category: conflict, meaning: It broke."),
    (
        "repeated-text",
        "examples: [{ title: One, status: 500, expect: { retry: backoff } }, { title: One, status: 501, expect: { retry: backoff } }]\n",
    ),
    ("repeated-place", "envelope: { code: /code, message: /code }\n"),
    (
        "unused-source",
        "sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }, { id: limits, title: Limits, retrieved: 2026-11-21 }]\n",
    ),
    ("stale-source", "sources: [{ id: errors, title: Errors, retrieved: 2027-11-21 }]\n"),
    (
        "status-contradiction",
        "statuses: [{ status: 403, category: permission_denied, retry: never, meaning: Not yours., action: Ask. }]\nE: code: \"A_LOCKED\", http: 403, category: rate_limited, meaning: It is locked.",
    ),
    (
        "unreachable-rule",
        "wait: [{ header: X-Reset }, { header: X-Reset, when: { header: X-Left, equals: 0 } }]\n",
    ),
];

#[test]
fn what_passes_in_silence_elsewhere_is_found_unless_it_is_allowed() {
    let mut wrong = String::new();
    for (rule, text) in KINDS {
        let mut fields = String::new();
        let mut entries = "    - { code: \"AN_ANVIL\", category: internal, meaning: It broke. }\n".to_owned();
        for line in text.split('\n') {
            match line.strip_prefix("E: ") {
                Some(entry) => {
                    entries += &format!("    - {{ {entry} }}\n").replace(" #12 }", " #12\n      }")
                }
                None => fields += &format!("{line}\n"),
            }
        }
        for (field, default) in [
            ("sources:", "sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\n"),
            ("envelope:", "envelope: { code: /code }\n"),
        ] {
            if !fields.starts_with(field) {
                fields += default;
            }
        }
        let catalog = format!(
            "vendor: acme\ntitle: Acme\nabout: Sells anvils.\nstability: stable\ncomplete: true\n{fields}groups:\n  - title: Codes\n    codes:\n{entries}"
        );
        let allow = format!("allow: [{{ rule: {rule}, reason: The page says so. }}]\n");
        for (catalog, expected) in [(catalog.clone(), vec![*rule]), (catalog + &allow, Vec::new())] {
            let file = SourceFile::new("acme.yaml", catalog);
            if found(&file) != expected {
                let findings = fixtures::findings(std::slice::from_ref(&file));
                wrong += &format!(
                    "--- {rule} in\n{text}\nfound, not {expected:?}:\n{}\n",
                    fixtures::show(&[file], &findings)
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
