//! `drift`: a page as it is now against its catalog.

use std::fs;

use serde_json::Value;

use crate::scene::{Run, Scene, root, run};

/// A page with codes, statuses and cells about retrying.
const PAGE: &str = "# Errors

| Code | HTTP | Retryable | Meaning |
|---|---|---|---|
| ORDER_BENT | 400 | no | The order is bent. |
| TILL_JAMMED | 429 | yes (after Retry-After) | The till is jammed. |
| WAGON_FULL | 429 | no this month | The wagon is full. |
| WAGON_TURNED | n/a | n/a | The wagon was turned. |
";

/// A catalog of that page.
const CATALOG: &str = "vendor: acme
title: Acme
about: Sells anvils.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: ORDER_BENT, http: 400, category: invalid_request, retry: { kind: never, documented: \"no\" }, meaning: It is bent. }
      - code: TILL_JAMMED
        http: 429
        category: rate_limited
        retry: { kind: after_wait, documented: \"yes (after Retry-After)\" }
        meaning: It is jammed.
      - { code: WAGON_FULL, http: 429, category: quota_exhausted, retry: { kind: after_reset, window: month, documented: no this month }, meaning: It is full. }
      - { code: WAGON_TURNED, http: none, category: cancelled, retry: { kind: not_applicable, documented: n/a }, meaning: It was turned. }
";

fn drift(page: &str, arguments: &[&str]) -> Run {
    let scene = Scene::new(&[("acme.yaml", CATALOG)]);
    scene.write("page", page);
    scene.run(&[&["drift", "page", "--vendor", "acme"], arguments].concat())
}

#[test]
fn a_page_that_says_the_same_has_no_drift() {
    let same = drift(PAGE, &[]);
    assert_eq!(
        (same.code, same.out.as_str(), same.err.as_str()),
        (0, "no drift: 4 codes of page held against acme (errors)\n", "")
    );
    let list = "# source: acme\nORDER_BENT\nTILL_JAMMED\n\nWAGON_FULL\nWAGON_TURNED\n";
    assert_eq!(drift(list, &[]).code, 0);
    let html = "<table><tr><th>Code<th>Status<tr><td>ORDER_BENT<td>400<tr><td>TILL_JAMMED<td>429\
        <tr><td>WAGON_FULL<td>429 Too Many Requests<tr><td>WAGON_TURNED<td>n/a</table>";
    assert_eq!(drift(html, &[]).code, 0);
}

#[test]
fn each_difference_has_its_place_on_both_sides() {
    let changed = PAGE
        .replace("| ORDER_BENT | 400 | no |", "| ORDER_BENT | 422 | yes |")
        .replace("WAGON_TURNED", "WAGON_LOST")
        .replace("429 | no this month", "429 | no  this month");
    let run = drift(&changed, &[]);
    let expected = "\
On the page, and not in the catalog:
  WAGON_LOST
  page         no status, “n/a”  page:8:3

In the catalog, and no longer on the page:
  WAGON_TURNED
  catalog      none  catalog/acme.yaml:18:17

Changed since:
  ORDER_BENT http
  catalog      400  catalog/acme.yaml:11:17
  page         422  page:5:3
  ORDER_BENT retry
  catalog      “no”  catalog/acme.yaml:11:82
  page         “yes”  page:5:3

1 missing here, 1 gone there, 2 changed: 4 codes of page held against acme
";
    let shown: String = run.out.replace(" (errors)\n", "\n").replace("acme\n(errors)\n", "acme\n");
    assert_eq!((run.code, shown.as_str(), run.err.as_str()), (1, expected, ""));
    let json: Value = serde_json::from_str(&drift(&changed, &["--format", "json"]).out).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 4);
    let kinds: Vec<&str> =
        json["rows"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["changed", "changed", "missing_here", "gone_there"]);
    assert_eq!(json["rows"][0]["catalog"]["place"]["line"], 11);
    assert_eq!(json["rows"][2]["page"]["place"]["line"], 8);
}

#[test]
fn a_page_that_cannot_be_read_is_never_in_order() {
    for (page, why) in [
        ("", "no code and no status was found in page"),
        ("Just a sentence.\n", "so that nothing can be compared"),
        ("<html><body><div id=app></div></body></html>", "no code and no status"),
        ("| Status | Meaning |\n|---|---|\n| 503 | Closed. |\n", "page has no code that could be read"),
        ("| Code | HTTP |\n|---|---|\n| ORDER_BENT | 400 |\n", "page has only 1 of the 4 codes"),
        ("ORDER_BENT\n", "page has only 1 of the 4 codes"),
        ("A\nB\nC\nD\nE\nORDER_BENT\nTILL_JAMMED\n", "the catalog has only 2 of the 7 codes"),
    ] {
        let run = drift(page, &[]);
        assert!(
            run.code == 1 && run.out.is_empty() && run.err.contains(why),
            "{page}: {} {}",
            run.out,
            run.err
        );
    }
    let unread = drift(&format!("{PAGE}| see below | 400 | no | The rest. |\n"), &[]);
    assert_eq!(unread.code, 1);
    assert!(unread.out.contains("1 row of the page could not be read"), "{}", unread.out);
    assert!(drift(PAGE, &["--source", "sdk"]).err.contains("`acme` has no source `sdk`; there are errors"));
    assert!(drift(PAGE, &["--vendor", "acne"]).code == 2 || drift(PAGE, &[]).code == 0);
}

#[test]
fn codes_in_sentences_and_a_table_of_statuses_are_enough() {
    let page = "# Errors\n\n| Status | Meaning |\n|---|---|\n| 400 | Bent. |\n| 429 | Full. |\n\n\
        A short identifier (such as `ORDER_BENT`, TILL_JAMMED, WAGON_FULL or \"WAGON_TURNED\").\n";
    let run = drift(page, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let run = drift(&page.replace("WAGON_FULL", "WAGON_FULLER").replace("| 429 |", "| 418 |"), &[]);
    assert!(
        run.out.contains("no longer on the page:\n  WAGON_FULL\n") && run.out.contains("  status 418\n"),
        "{}",
        run.out
    );
}

#[test]
fn of_several_sources_the_page_is_those_that_it_has() {
    let catalog = CATALOG.replace(
        "retrieved: 2026-11-21 }]",
        "retrieved: 2026-11-21 }, { id: sdk, title: SDK, retrieved: 2026-11-21 }]",
    ) + "      - { code: SDK_ONLY, category: internal, meaning: It is another., source: sdk }\n";
    let scene = Scene::new(&[("acme.yaml", &catalog)]);
    scene.write("page", PAGE);
    let run = |arguments: &[&str]| scene.run(&[&["drift", "page", "--vendor", "acme"], arguments].concat());
    assert_eq!(run(&[]).code, 0);
    assert!(run(&["--source", "sdk"]).err.contains("page has only 0 of the 1 code"));
    let both = run(&["--source", "sdk", "--source", "errors"]);
    assert!(both.code == 1 && both.out.contains("SDK_ONLY"), "{} {}", both.out, both.err);
}

/// Smithy has a status for an error that states none, and a documentation beside the model may state another one.
#[test]
fn a_status_that_a_model_only_implies_is_not_compared() {
    let error = |name: &str, status: &str| {
        format!(
            r#""com.acme#{name}": {{ "type": "structure", "members": {{}}, "traits": {{ "smithy.api#error": "client"{status} }} }}"#
        )
    };
    let model = |stated: &str| {
        let errors = [
            error("ORDER_BENT", ""),
            error("TILL_JAMMED", stated),
            error("WAGON_FULL", ""),
            error("WAGON_TURNED", ""),
        ];
        let service = r#""com.acme#Forge": { "type": "service", "version": "1", "traits": { "aws.protocols#awsJson1_0": {} } }"#;
        format!(r#"{{ "smithy": "2.0", "shapes": {{ {service}, {} }} }}"#, errors.join(", "))
    };
    let same = drift(&model(r#", "smithy.api#httpError": 429"#), &[]);
    assert!(same.code == 0 && same.out.starts_with("no drift: 4 codes"), "{} {}", same.out, same.err);
    let other = drift(&model(r#", "smithy.api#httpError": 503"#), &[]);
    assert!(other.code == 1 && other.out.contains("TILL_JAMMED http"), "{} {}", other.out, other.err);
    assert!(!other.out.contains("WAGON_FULL"), "{}", other.out);
}

/// The pages that drafts are tested with, against the catalogs that these drafts become.
#[test]
fn a_page_has_no_drift_against_what_was_drafted_of_it() {
    let pages = root().join("import/tests/fixtures/pages");
    for name in ["pasted.txt", "pipes.md"] {
        let folder = tempfile::tempdir().unwrap();
        let page = pages.join(name);
        let draft =
            run(folder.path(), &["import", page.to_str().unwrap(), "--vendor", "acme", "--out", "-"]).out;
        let mut parts = draft.split("\"\" # TODO:");
        let mut filled = parts.next().unwrap().to_owned();
        for (part, number) in parts.zip(1..) {
            filled += &format!("Filled in {number}. #{part}");
        }
        let filled = filled
            .replace("stability: TODO", "stability: stable")
            .replace("complete: TODO", "complete: true");
        fs::create_dir(folder.path().join("catalog")).unwrap();
        fs::write(folder.path().join("catalog/acme.yaml"), filled).unwrap();
        let run = run(folder.path(), &["drift", page.to_str().unwrap(), "--vendor", "acme"]);
        assert!(run.out.contains("no drift"), "{name}: {} {}", run.out, run.err);
    }
}
