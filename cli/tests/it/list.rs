//! `list`: which codes, and how they are shown.

use serde_json::Value;

use crate::scene::{ACME, Scene, run};

fn list(arguments: &[&str]) -> crate::scene::Run {
    Scene::fixtures().run(&[&["list"], arguments].concat())
}

/// The codes that are listed, as `vendor:code`.
fn codes(arguments: &[&str]) -> Vec<String> {
    let run = list(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let rows: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| format!("{}:{}", text(&row["vendor"]), text(&row["entry"]["code"]))).collect()
}

#[test]
fn a_table_has_a_line_a_code_and_its_columns_below_each_other() {
    let run = list(&["--category", "quota_exhausted", "--category", "limit_reached"]);
    let expected = "\
VENDOR   CODE                 HTTP  CATEGORY         RETRY
courier  QUOTA_EXCEEDED       429   quota_exhausted  after_reset
courier  KEY_LIMIT_REACHED    429   limit_reached    never
courier  ROUTE_LIMIT_REACHED  200   limit_reached    not_applicable
depot    RATE_LIMITED         429   quota_exhausted  after_reset
";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, expected, ""));
}

#[test]
fn filters_of_one_kind_widen_and_of_another_narrow() {
    assert_eq!(codes(&["--vendor", "courier"]).len(), 7);
    assert_eq!(codes(&["--vendor", "courier", "--vendor", "depot"]).len(), 12);
    assert_eq!(
        codes(&["--vendor", "depot", "--status", "429", "--retry", "after_wait"]),
        ["depot:RAMPS_TAKEN"]
    );
    assert_eq!(codes(&["--vendor", "depot", "--status", "5xx"]), ["depot:SORTING_FAILED", "depot:TIMEOUT"]);
    assert_eq!(codes(&["--status", "none"]), ["courier:PARCEL_RETURNED"]);
    assert!(codes(&["--vendor", "depot", "--category", "cancelled"]).is_empty());
}

#[test]
fn a_host_stands_for_its_vendor() {
    assert_eq!(codes(&["--host", "eu.courier.example"]).len(), 7);
    assert_eq!(codes(&["--host", "API.COURIER.EXAMPLE.:443", "--vendor", "depot"]).len(), 12);
    let run = list(&["--host", "courier.example"]);
    let expected = "error: no vendor has the host `courier.example`; `errcat list --group-by vendor` shows those that are known\n";
    assert_eq!((run.code, run.err.as_str()), (1, expected));
}

#[test]
fn groups_are_counted() {
    let run = list(&["--group-by", "vendor"]);
    let expected = "\
VENDOR   CODES  HOSTS                   BY RETRY
courier  7      api.courier.example +1  never 2, not_applicable 2, after_reset 1, after_wait 1, backoff 1
depot    5      –                       with_change 2, after_reset 1, after_wait 1, never 1
studio   2      –                       backoff 1, never 1
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = list(&["--group-by", "status", "--vendor", "courier"]);
    let expected = "\
STATUS  CODES  VENDORS  BY RETRY
200     2      1        backoff 1, not_applicable 1
400     1      1        never 1
429     3      1        after_reset 1, after_wait 1, never 1
none    1      1        not_applicable 1
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = list(&["--group-by", "retry", "--status", "429"]);
    let expected = "\
RETRY        CODES  VENDORS  BY CATEGORY
never        1      1        limit_reached 1
after_wait   2      2        rate_limited 2
after_reset  2      2        quota_exhausted 2
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = list(&["--group-by", "vendor", "--status", "429", "--format", "json"]);
    let groups: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&groups[0]["group"], &groups[0]["count"]), (&"courier".into(), &3.into()));
    assert_eq!(groups[0]["hosts"], serde_json::json!(["api.courier.example", "*.courier.example"]));
    assert_eq!(groups[1]["codes"][0]["entry"]["code"], "RATE_LIMITED");
}

#[test]
fn an_empty_list_is_reported_and_a_typo_is_an_error() {
    let run = list(&["--vendor", "depot", "--category", "cancelled"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("no code matches; leave out a filter"), "{}", run.err);

    let run = list(&["--vendor", "curier"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("there is no vendor `curier`; did you mean `courier`?"), "{}", run.err);

    for arguments in [["--category", "rate"], ["--retry", "yes"], ["--status", "42"]] {
        assert_eq!(list(&arguments).code, 2, "{arguments:?}");
    }
    assert!(list(&["--status", "42"]).err.contains("a status from 100 to 999"));
    let help = list(&["--help"]).out;
    assert!(help.contains("rate_limited") && help.contains("after_reset") && help.contains("Examples:"));
}

#[test]
fn what_only_reads_does_not_say_that_it_wrote_nothing() {
    let scene = Scene::new(&[("draft.yaml", "vendor: draft\n")]);
    for command in [
        ["list"].as_slice(),
        &["list", "--vendor", "draft"],
        &["explain", "A_FAILED"],
        &["classify", "draft"],
        &["check"],
    ] {
        let run = run(&scene.path(""), &[command, &["--catalog", "catalog"]].concat());
        let said = run.out + &run.err;
        assert!(run.code == 1 && said.contains("error[missing-field]"), "{command:?}: {said}");
        assert!(said.contains("in 1 catalog") && !said.contains("written"), "{command:?}: {said}");
    }
}

#[test]
fn a_broken_catalog_stops_no_answer_about_the_others() {
    let scene = Scene::new(&[("acme.yaml", ACME), ("draft.yaml", "vendor: draft\n")]);
    let list = |more: &[&str]| run(&scene.path(""), &[&["list", "--catalog", "catalog"], more].concat());
    let all = list(&[]);
    assert_eq!(all.code, 0);
    assert!(all.out.contains("A_FAILED"), "{}", all.out);
    assert!(all.err.contains("note: catalog/draft.yaml is left out, as it has "), "{}", all.err);
    assert!(all.err.ends_with("; `errcat check --catalog catalog` shows them\n"), "{}", all.err);

    // Asked about the broken one itself, it says what is wrong.
    let draft = list(&["--vendor", "draft"]);
    assert_eq!(draft.code, 1);
    assert!(draft.err.contains("error[missing-field]"), "{}", draft.err);

    scene.write("catalog/acme.yaml", "vendor: acme\n");
    let none = list(&[]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("no catalog can be read"), "{}", none.err);
}
