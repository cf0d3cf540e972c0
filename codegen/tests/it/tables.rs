//! Tables of real shapes and sizes: each becomes a model or findings that say what to change.

use errcat_codegen::generate;

use crate::fixtures::{self, acme};

fn catalog(entries: impl Iterator<Item = String>) -> String {
    let entries: String = entries
        .map(|entry| format!("      - {{ {entry}, category: unknown, meaning: Something. }}\n"))
        .collect();
    format!("groups:\n  - title: Codes\n    codes:\n{entries}")
}

#[test]
fn two_thousand_codes_find_themselves() {
    let codes: Vec<String> = (0..2000).map(|n| format!("ERROR_{}_{n}", ["A", "BC", "DEF"][n % 3])).collect();
    let catalogs = fixtures::model(&[acme(&catalog(
        codes.iter().map(|code| format!("code: \"{code}\", http: [400, 409]")),
    ))]);
    let arena = bumpalo::Bump::new();
    let table = errcat_codegen::tables::fill(&arena, &catalogs.vendors[0]);
    for (position, code) in codes.iter().enumerate() {
        assert_eq!(table.position(code), Some(position));
        assert_eq!(table.position(&code.to_lowercase()), None);
    }
    assert!(generate(&catalogs).iter().any(|artifact| artifact.contents.contains("ErrorA0,")));
}

#[test]
fn numeric_codes_ask_for_names_one_by_one() {
    let file = acme(&catalog(["20404", "-1", "08000"].iter().map(|code| format!("code: \"{code}\""))));
    let findings = errcat_codegen::compile(std::slice::from_ref(&file)).findings;
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(|finding| finding.rule == "variant-name" && finding.help.contains("name:")));
}

#[test]
fn twins_ask_for_a_name() {
    for twin in ["notFound", "NotFound", "not_found", "not-found", "NOT.FOUND"] {
        let file = acme(&catalog(["NOT_FOUND", twin].iter().map(|code| format!("code: \"{code}\""))));
        let findings = errcat_codegen::compile(std::slice::from_ref(&file)).findings;
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["name-collision"], "{twin}");
        assert_eq!(findings[0].related.len(), 1);
    }
}
