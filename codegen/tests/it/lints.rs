//! Lints: what silences them, and what they leave alone.

use errcat_codegen::rules::{self, Kind};
use errcat_codegen::{Severity, SourceFile};

use crate::fixtures::{self, acme};

fn found(file: &SourceFile) -> Vec<&'static str> {
    fixtures::check(std::slice::from_ref(file)).iter().map(|finding| finding.rule).collect()
}

#[test]
fn every_lint_is_silenced_by_the_vendor_s_allow() {
    for rule in rules::all().filter(|rule| rule.is_lint()) {
        let mut file = rule.failing.file().unwrap();
        file.bytes.extend(format!("allow: [{{ rule: {}, reason: We know. }}]\n", rule.id).bytes());
        assert_eq!(found(&file), Vec::<&str>::new(), "{}", rule.id);
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
        let compiled = errcat_codegen::compile(std::slice::from_ref(&file));
        assert_eq!(compiled.catalogs.is_some(), rule.kind == Kind::Warn, "{}", rule.id);
        let errors = compiled.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(errors, rule.kind != Kind::Warn, "{}", rule.id);
    }
}
