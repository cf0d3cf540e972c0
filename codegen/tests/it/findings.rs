//! Every rule trips on its fixture, and only that rule, at the exact place.

use std::collections::BTreeSet;

use errcat_codegen::{Finding, MAX_BYTES, Position, SourceFile, rules};

use crate::fixtures::{self, acme};

/// The catalogs of a rule: from its folder, or made here where a file would be too large or no text.
fn fixture(rule: &str) -> Vec<SourceFile> {
    match rule {
        "too-large" => vec![SourceFile::new("acme.yaml", vec![b'#'; MAX_BYTES + 1])],
        "not-utf8" => vec![SourceFile::new("acme.yaml", b"vendor: acme\ntitle: \xFF\n".to_vec())],
        "too-deep" => vec![acme(&format!("groups: {}\n", "[".repeat(100_000)))],
        _ => fixtures::read(&fixtures::folder("invalid").join(rule)),
    }
}

#[test]
fn each_rule_has_a_fixture_that_trips_only_it() {
    for rule in rules::all() {
        let files = fixture(rule.id);
        let findings = fixtures::findings(&files);
        let tripped: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(tripped, BTreeSet::from([rule.id]), "{}", fixtures::show(&files, &findings));
    }
}

#[test]
fn the_examples_of_each_rule_fail_and_pass() {
    for rule in rules::all() {
        if let Some(file) = rule.failing.file() {
            let findings = fixtures::findings(std::slice::from_ref(&file));
            let tripped: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(tripped, BTreeSet::from([rule.id]), "{}", fixtures::show(&[file], &findings));
            assert!(findings.iter().all(|finding| finding.severity == rule.severity()));
        }
        if let Some(file) = rule.fixed.file() {
            let findings = fixtures::findings(std::slice::from_ref(&file));
            assert!(findings.is_empty(), "{}: {}", rule.id, fixtures::show(&[file], &findings));
        }
    }
}

#[test]
fn each_fixture_is_named_after_a_rule() {
    for name in fixtures::names(&fixtures::folder("invalid")) {
        assert!(errcat_codegen::rules::find(&name).is_some(), "no rule has the id {name}");
    }
}

#[test]
fn findings_say_where_what_and_the_remedy() {
    let mut all = String::new();
    for rule in rules::all().filter(|rule| !matches!(rule.id, "too-large")) {
        let files = fixture(rule.id);
        all += &fixtures::show(&files, &fixtures::findings(&files));
    }
    insta::assert_snapshot!("findings", all);
}

fn places(files: &[SourceFile]) -> Vec<(String, &'static str, usize, usize)> {
    let place = |finding: &Finding| {
        let file = files.iter().find(|file| file.path == finding.place.file).unwrap();
        let at = Position::of(&file.bytes, finding.place.span.start);
        (finding.place.file.clone(), finding.rule, at.line, at.column)
    };
    fixtures::check(files).findings.iter().map(place).collect()
}

#[test]
fn one_bad_entry_hides_no_other() {
    let file = acme(
        "statuses:
  - { status: 42, category: internal, meaning: Odd. }
groups:
  - title: Codes
    codes:
      - { code: \"A\", category: intrnal, meaning: One. }
      - { code: \"B\", category: internal, meening: Two. }
      - { code: \"C\", category: internal, meaning: [Three] }
      - { code: 1e3, category: internal, meaning: Four. }
      - { code: \"D\", http: 7, category: internal, meaning: Five. }
      - { code: \"D\", category: internal, meaning: Six. }
",
    );
    let other = SourceFile::new("broken.yaml", "vendor: [");
    let found = places(&[other, file]);
    let expected = [
        ("acme.yaml", "status", 9, 15),
        ("acme.yaml", "unknown-word", 13, 32),
        ("acme.yaml", "unknown-field", 14, 42),
        ("acme.yaml", "wrong-type", 15, 51),
        ("acme.yaml", "unquoted-scalar", 16, 17),
        ("acme.yaml", "status", 17, 28),
        ("acme.yaml", "duplicate-code", 18, 17),
        ("broken.yaml", "yaml-syntax", 1, 9),
    ];
    let expected: Vec<_> =
        expected.map(|(file, rule, line, column)| (file.to_owned(), rule, line, column)).into();
    let mut found: Vec<_> = found;
    found.sort();
    let mut expected = expected;
    expected.sort();
    // The end of a file that stops in the middle is wherever its reader notices.
    let broken = |place: &(String, &str, usize, usize)| place.0 == "broken.yaml";
    assert_eq!(found.iter().filter(|place| broken(place)).count(), 1);
    found.retain(|place| !broken(place));
    expected.retain(|place| !broken(place));
    assert_eq!(found, expected);
}

#[test]
fn codes_that_yaml_readers_change_have_to_be_quoted() {
    for code in [
        "1e3",
        "08000",
        "22E01",
        "404",
        "-1",
        "0x1F",
        "NO",
        "no",
        "on",
        "y",
        "True",
        "null",
        "~",
        ".inf",
        "1_000",
        "12:30:45",
        "2024-01-01",
        "1.5",
    ] {
        let entry = |code: &str| {
            acme(&format!(
                "groups:\n  - title: Codes\n    codes:\n      - {{ code: {code}, name: Odd, category: internal, meaning: It failed. }}\n"
            ))
        };
        let plain = fixtures::check(&[entry(code)]);
        let rules: Vec<_> = plain.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["unquoted-scalar"], "{code}");
        assert!(plain.findings[0].help.contains(&format!("\"{code}\"")), "{}", plain.findings[0].help);
        let quoted = fixtures::catalogs(&[entry(&format!("\"{code}\""))]);
        assert_eq!(quoted.vendors()[0].table.entries[0].code, code);
    }
}

#[test]
fn places_are_exact_in_every_style_and_encoding() {
    for (before, value) in
        [("", "zzz"), ("", "\"zzz\""), ("", "'zzz'"), ("# ünïcödé 😀\n", "zzz"), ("# crlf\r\n", "zzz")]
    {
        let file = acme(&format!(
            "{before}groups:\n  - title: Ünï\n    codes:\n      - {{ code: \"Ä😀\", name: Odd, category: {value}, meaning: It failed. }}\n"
        ));
        let findings = fixtures::check(std::slice::from_ref(&file)).findings;
        assert_eq!(findings.len(), 1);
        assert_eq!(&file.bytes[findings[0].place.span.clone()], value.as_bytes());
    }
    let with_mark = SourceFile::new(
        "acme.yaml",
        [b"\xEF\xBB\xBF".as_slice(), &acme("groups: []\nzzz: 1\n").bytes].concat(),
    );
    let findings = fixtures::check(std::slice::from_ref(&with_mark)).findings;
    let unknown = findings.iter().find(|finding| finding.rule == "unknown-field").unwrap();
    assert_eq!(&with_mark.bytes[unknown.place.span.clone()], b"zzz");
}

#[test]
fn hostile_yaml_ends_in_a_finding() {
    let bomb: String = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
    });
    let deep_map = (0..5_000).fold(String::new(), |text, n| text + &" ".repeat(n.min(200)) + "a:\n");
    for text in [
        bomb,
        deep_map,
        "- ".repeat(100_000),
        "{".repeat(100_000),
        "[[]".repeat(50_000),
        "\0".to_owned(),
        "\t- a".to_owned(),
        "%YAML 9.9\n---\n".to_owned(),
        "!!binary x".to_owned(),
    ] {
        let compiled = fixtures::check(&[SourceFile::new("acme.yaml", text)]);
        assert!(compiled.catalogs.is_none() && !compiled.findings.is_empty());
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let files = [acme("zzz: 1\ngroups: []\n"), SourceFile::new("b.yaml", "x"), SourceFile::new("c.yaml", "")];
    let mut reversed = files.clone();
    reversed.reverse();
    assert_eq!(fixtures::check(&files).findings, fixtures::check(&reversed).findings);
}
