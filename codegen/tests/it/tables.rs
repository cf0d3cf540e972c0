//! Tables of real shapes and sizes: each becomes a table or findings that say what to change.

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
    let files = [acme(&catalog(codes.iter().map(|code| format!("code: \"{code}\", http: [400, 409]"))))];
    let table = fixtures::catalogs(&files).vendors()[0].table;
    for (position, code) in codes.iter().enumerate() {
        assert_eq!(table.position(code), Some(position));
        assert_eq!(table.position(&code.to_lowercase()), None);
    }
    assert!(fixtures::generate(&files).iter().any(|artifact| artifact.contents.contains("ErrorA0,")));
}

#[test]
fn codes_of_different_lengths_are_distinct() {
    for codes in [["10001", "200001"], ["GPU_FAILED", "BOOT_FAILED"]] {
        let entries = codes
            .iter()
            .enumerate()
            .map(|(n, code)| format!("code: \"{code}\", name: Failure{n}, http: {}", 400 + n));
        let examples: String = codes
            .iter()
            .zip(400..)
            .map(|(code, status)| {
                let expected = format!("{{ code: \"{code}\", basis: code }}");
                format!("  - {{ status: {status}, body: {{ code: \"{code}\" }}, expect: {expected} }}\n")
            })
            .collect();
        let file = acme(&format!("{}examples:\n{examples}", catalog(entries)));
        // Each example is judged, and one whose code is not found is a finding.
        let artifacts = fixtures::generate(std::slice::from_ref(&file));
        let module = artifacts.into_iter().find(|at| at.path == "src/vendors/acme.rs").unwrap();
        for code in codes {
            assert!(module.contents.contains(&format!("Slot::new(\"{code}\")")), "{}", module.contents);
        }
    }
}

#[test]
fn numeric_codes_ask_for_names_one_by_one() {
    let file = acme(&catalog(["20404", "-1", "08000"].iter().map(|code| format!("code: \"{code}\""))));
    let findings = fixtures::check(std::slice::from_ref(&file)).findings;
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(|finding| finding.rule == "variant-name" && finding.help.contains("name:")));
}

#[test]
fn twins_ask_for_a_name() {
    for twin in ["notFound", "NotFound", "not_found", "not-found", "NOT.FOUND"] {
        let file = acme(&catalog(["NOT_FOUND", twin].iter().map(|code| format!("code: \"{code}\""))));
        let findings = fixtures::check(std::slice::from_ref(&file)).findings;
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
        ("acme", details(&["ERROR", "CARD"]), None),
        // A vendor's own type is not in its module.
        ("card-details", details(&["ERROR", "CARD"]), None),
        ("error-details", format!("{any}{}", details(&["CARD"])), None),
    ] {
        let text = String::from_utf8(acme(&more).bytes).unwrap().replacen("acme", vendor, 1);
        let file = errcat_codegen::SourceFile::new(format!("{vendor}.yaml"), text);
        let findings = fixtures::check(std::slice::from_ref(&file)).findings;
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
fn a_vendor_can_not_take_a_name_that_the_crate_needs() {
    let crates =
        ["core", "errcat", "errcat-core", "table", "vendors", "std", "serde", "mod", "main", "index"];
    let words = ["self", "super", "crate", "str"];
    for id in crates.iter().chain(&words) {
        let text = String::from_utf8(acme(&catalog(["code: \"A\"".to_owned()].into_iter())).bytes).unwrap();
        let file = errcat_codegen::SourceFile::new(format!("{id}.yaml"), text.replacen("acme", id, 1));
        let findings = fixtures::check(&[file]).findings;
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["vendor-name"], "{id}");
    }
}

#[test]
fn a_vendor_can_not_have_a_name_that_windows_gives_to_a_device() {
    for id in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"] {
        let text = String::from_utf8(acme(&catalog(["code: \"A\"".to_owned()].into_iter())).bytes).unwrap();
        let file = errcat_codegen::SourceFile::new(format!("{id}.yaml"), text.replacen("acme", id, 1));
        let findings = fixtures::check(&[file]).findings;
        let found: Vec<_> = findings.iter().map(|finding| (finding.rule, &*finding.message)).collect();
        let message = format!("`{id}` names a device on Windows, where no file can have that name");
        assert_eq!(found, [("vendor-name", &*message)]);
    }
}
