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

#[test]
fn structs_of_details_have_names_of_their_own() {
    let entry = |code: &str| format!("code: \"{code}\", details: {{ limit: integer }}");
    let details = |codes: &[&str]| catalog(codes.iter().map(|code| entry(code)));
    let any = "details: { field: string }\n";
    for (vendor, more, wanted) in [
        ("acme", format!("{any}{}", details(&["ERROR", "CARD"])), Some(("\"ERROR\"", "ErrorDetails"))),
        ("card-details", details(&["ERROR", "CARD"]), Some(("\"CARD\"", "CardDetails"))),
        ("error-details", format!("{any}{}", details(&["CARD"])), Some(("error-details", "ErrorDetails"))),
        ("acme", details(&["ERROR", "CARD"]), None),
        ("card-details", format!("{any}{}", details(&["C"])), None),
    ] {
        let text = String::from_utf8(acme(&more).bytes).unwrap().replacen("acme", vendor, 1);
        let file = errcat_codegen::SourceFile::new(format!("{vendor}.yaml"), text);
        let findings = errcat_codegen::compile(std::slice::from_ref(&file)).findings;
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule, String::from_utf8_lossy(&file.bytes[finding.place.span.clone()])))
            .collect();
        let expected: Vec<_> = wanted.iter().map(|(at, _)| ("name-collision", (*at).into())).collect();
        assert_eq!(found, expected);
        assert!(wanted.is_none_or(|(_, name)| findings[0].message.contains(name)), "{findings:?}");
    }
}

#[test]
fn a_vendor_can_not_take_a_name_that_its_module_needs() {
    for id in ["source", "verdict", "option", "core", "errcat", "error-code"] {
        let text = String::from_utf8(acme(&catalog(["code: \"A\"".to_owned()].into_iter())).bytes).unwrap();
        let file = errcat_codegen::SourceFile::new(format!("{id}.yaml"), text.replacen("acme", id, 1));
        let findings = errcat_codegen::compile(&[file]).findings;
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["vendor-name"], "{id}");
    }
}
