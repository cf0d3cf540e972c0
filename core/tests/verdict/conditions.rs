//! Waits and rules for statuses that hold under a condition only.

use std::time::Duration;

use errcat::{Basis, Category, Headers, Response, Wait};

use crate::catalogs::{Lazy, table};
use crate::judge::AnyVerdict;

/// A vendor that sends the time of its reset with every response.
static LIMITED: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: /code
  status: /status
  embedded: /items
wait:
  - { header: X-Reset, encoding: seconds, when: { header: X-Left, equals: 0 } }
  - { pointer: /never, encoding: seconds, when: { header: X-Trace, not_equals: [none, false] } }
  - { pointer: /reset, encoding: seconds, when: { pointer: /kind, equals: [spent, 7] } }
  - { header: Retry-After, encoding: seconds, when: { pointer: /ask, present: true } }
statuses:
  - { status: 403, when: { header: X-Left, equals: 0 }, category: rate_limited, retry: after_wait, meaning: Wait. }
  - { status: 403, when: { pointer: /kind, equals: [spent, 7] }, category: quota_exhausted, retry: after_reset, meaning: Spent. }
  - { status: 403, category: permission_denied, retry: never, meaning: No. }
  - { status: 404, when: { pointer: /ask, present: true }, category: not_found, retry: never, meaning: Gone. }
  - { status: 404, success: true, meaning: Nothing is there. }
  - { status: 4xx, when: { header: X-Trace, not_equals: [none, false] }, category: blocked, retry: never, meaning: Traced. }
"#,
    )
});

/// The same with a list of errors.
static LISTED: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: /code, each: /errors }
wait:
  - { header: X-Reset, encoding: seconds, when: { header: X-Left, equals: 0 } }
  - { pointer: /reset, encoding: seconds, when: { pointer: /kind, equals: [spent, 7] } }
statuses:
  - { status: 403, when: { pointer: /kind, equals: [spent, 7] }, category: quota_exhausted, retry: after_reset, meaning: Spent. }
  - { status: 403, category: permission_denied, retry: never, meaning: No. }
"#,
    )
});

fn judged<'a>(status: u16, headers: &'a dyn Headers, body: &'a str) -> Option<AnyVerdict<'a>> {
    LIMITED.classify(&Response::new(status).headers(headers).body(body))
}

const NO_HEADERS: [(&str, &str); 0] = [];

fn category(status: u16, headers: &[(&str, &str)], body: &str) -> Option<Category> {
    judged(status, &headers.to_vec(), body).map(|verdict| verdict.category())
}

#[test]
fn the_first_rule_that_holds_decides() {
    let denied = Some(Category::PermissionDenied);
    let limited = Some(Category::RateLimited);
    let spent = Some(Category::QuotaExhausted);
    for (headers, body, expected) in [
        (&[][..], "", denied),
        (&[("X-Left", "0")], "", limited),
        (&[("x-left", " 0\t")], "<html>", limited),
        (&[("X-Left", "0")], r#"{"kind": "spent"}"#, limited),
        (&[("X-Left", "00")], "", denied),
        (&[("X-Left", "+0")], "", denied),
        (&[("X-Left", "0, 0")], "", denied),
        (&[("X-Left", "")], "", denied),
        (&[("X-Left", "4999")], r#"{"kind": "spent"}"#, spent),
        (&[], r#"{"kind": "\u0073pent"}"#, spent),
        (&[], r#"{"kind": 7}"#, spent),
        (&[], r#"{"kind": "7"}"#, denied),
        (&[], r#"{"kind": "Spent"}"#, denied),
        (&[], r#"{"kind": "spent", "kind": null}"#, denied),
        (&[], r#"{"kind": ["spent"]}"#, denied),
        // It is not JSON to its end, so nothing of it is believed.
        (&[], r#"{"kind": "spent""#, denied),
        // A narrower rule without a condition comes before a wider one that holds.
        (&[("X-Trace", "7")], "", denied),
    ] {
        assert_eq!(category(403, headers, body), expected, "{headers:?} {body}");
    }
}

#[test]
fn without_one_that_holds_it_is_as_if_there_were_no_rule() {
    for (trace, expected) in [
        (Some("7"), (Category::Blocked, Basis::Status)),
        (Some("none"), (Category::InvalidRequest, Basis::StatusClass)),
        (Some("false"), (Category::InvalidRequest, Basis::StatusClass)),
        (Some(" "), (Category::InvalidRequest, Basis::StatusClass)),
        (None, (Category::InvalidRequest, Basis::StatusClass)),
    ] {
        let headers: Vec<_> = trace.map(|trace| ("X-Trace", trace)).into_iter().collect();
        let verdict = judged(418, &headers, "").unwrap();
        assert_eq!((verdict.category(), verdict.basis()), expected, "{trace:?}");
        assert_eq!(verdict.status_rule().is_some(), expected.1 == Basis::Status);
    }
}

#[test]
fn a_success_is_an_error_where_a_condition_says_so() {
    assert_eq!(category(404, &[], ""), None);
    assert_eq!(category(404, &[("X-Trace", "7")], "{}"), None);
    assert_eq!(category(404, &[], r#"{"ask": "them"}"#), Some(Category::NotFound));
    for nothing in ["null", "false", "\"\"", "[]"] {
        assert_eq!(category(404, &[], &format!(r#"{{"ask": {nothing}}}"#)), None, "{nothing}");
    }
}

#[test]
fn waits_are_believed_where_their_condition_holds() {
    let seconds = |seconds| Some(Wait::For(Duration::from_secs(seconds)));
    let reset = ("X-Reset", "60");
    for (headers, body, expected) in [
        (&[reset][..], "", None),
        (&[reset, ("X-Left", "4999")], "", None),
        (&[reset, ("X-Left", "0")], r#"{"kind": "spent", "reset": 5}"#, seconds(60)),
        (&[reset], r#"{"kind": "spent", "reset": 5}"#, seconds(5)),
        (&[reset], r#"{"kind": "else", "reset": 5}"#, None),
        (&[("X-Trace", "7")], r#"{"never": 3, "kind": "spent", "reset": 5}"#, seconds(3)),
        // What the vendor names with a condition is not read without it.
        (&[("Retry-After", "9")], "{}", None),
        (&[("Retry-After", "9")], r#"{"ask": 1}"#, seconds(9)),
    ] {
        let headers = headers.to_vec();
        let verdict = judged(502, &headers, body).unwrap();
        assert_eq!(verdict.requested_wait(), expected, "{headers:?} {body}");
    }
}

#[test]
fn headers_say_nothing_of_an_item() {
    let headers = [("X-Left", "0"), ("X-Reset", "60")];
    let body = r#"{"items": [
        {"code": "A", "status": 403},
        {"code": "B", "status": 403, "kind": "spent", "reset": 5},
        {"code": "C", "status": 403, "kind": "else", "reset": 5}
    ]}"#;
    let verdicts = LIMITED.classify_all(&Response::new(200).headers(&headers).body(body));
    let found: Vec<_> =
        verdicts.iter().map(|verdict| (verdict.category(), verdict.requested_wait().is_some())).collect();
    assert_eq!(
        found,
        [
            (Category::PermissionDenied, false),
            (Category::QuotaExhausted, true),
            (Category::PermissionDenied, false)
        ]
    );
}

#[test]
fn in_a_list_of_errors_each_has_its_own() {
    let headers = [("X-Reset", "60")];
    let body = r#"{"kind": "spent", "errors": [{"code": "A"}, {"code": "B", "kind": "spent", "reset": 5}]}"#;
    let response = Response::new(403).headers(&headers).body(body);
    let found = |verdict: &AnyVerdict<'_>| (verdict.category(), verdict.requested_wait().is_some());
    let all: Vec<_> = LISTED.classify_all(&response).iter().map(found).collect();
    assert_eq!(all, [(Category::PermissionDenied, false), (Category::QuotaExhausted, true)]);
    assert_eq!(LISTED.classify(&response).as_ref().map(found), Some(all[0]));
}

#[test]
fn the_ruling_stays_when_the_response_is_gone() {
    for (headers, body) in [
        (vec![], ""),
        (vec![("X-Left", "0"), ("X-Reset", "60")], ""),
        (vec![("X-Left", "9"), ("X-Reset", "60")], r#"{"kind": "spent", "code": "NEW"}"#),
    ] {
        let verdict = judged(403, &headers, body).unwrap();
        let answer = |verdict: &AnyVerdict<'_>| {
            let rule = verdict.status_rule().map(|rule| format!("{rule:?}"));
            (verdict.category(), verdict.retry(), verdict.wait(), rule)
        };
        let before = answer(&verdict);
        assert_eq!(answer(&verdict.into_owned_by(*LIMITED).unwrap()), before, "{body}");
    }
}

#[test]
fn a_status_alone_has_the_rule_without_a_condition() {
    let of = |status| LIMITED.status(status).map(|rule| (rule.rule.category, rule.success));
    assert_eq!(of(403), Some((Category::PermissionDenied, false)));
    assert_eq!(of(404), Some((Category::Unknown, true)));
    assert_eq!(of(418), None);
    let headers = vec![("X-Left", "0")];
    let verdict = judged(403, &headers, "").unwrap();
    let rule = verdict.status_rule().unwrap();
    assert_eq!((rule.rule.category, rule.when.is_some()), (Category::RateLimited, true));
    assert_eq!(judged(403, &NO_HEADERS, "").unwrap().status_rule().map(|rule| rule.when), Some(None));
}
