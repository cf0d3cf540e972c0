//! Each rung of the ladder, and what overrules it.

use errcat::table::StatusPattern;
use errcat::{Basis, Category, Failure, Response, Retry, runagent, runo, runware};

use crate::catalogs::{Lazy, table};
use crate::judge::{Answer, answer, judge, without_status};

/// A body in Runo's envelope, with these members beside the code.
fn runo_body(code: &str, more: &str) -> String {
    format!(r#"{{"status":"error","error":{{"code":"{code}"{more}}}}}"#)
}

#[test]
fn each_rung_answers_when_those_above_know_nothing() {
    use Basis::{Code, Family, NoResponse, Status, StatusClass, Unknown, WireFlag};
    let known = runo_body("FETCH_BLOCKED", "");
    let family = runo_body("SCHEMA_TOO_LARGE", "");
    let unknown = runo_body("MOON_PHASE", "");
    let promised = runo_body("MOON_PHASE", r#","retryable":true"#);
    let judged = [
        (Code, Category::Blocked, Retry::Backoff, judge(&runo::TABLE, 200, &known)),
        (Family, Category::InvalidRequest, Retry::Never, judge(&runo::TABLE, 500, &family)),
        (Status, Category::RateLimited, Retry::AfterWait, judge(&runo::TABLE, 429, &unknown)),
        (StatusClass, Category::Unavailable, Retry::Backoff, judge(&runo::TABLE, 503, &unknown)),
        (WireFlag, Category::Unknown, Retry::Backoff, judge(&runo::TABLE, 200, &promised)),
        (Unknown, Category::Unknown, Retry::Never, judge(&runo::TABLE, 200, &unknown)),
        (NoResponse, Category::Timeout, Retry::Backoff, runo::TABLE.no_response(Failure::TimedOut)),
    ];
    for (basis, category, retry, verdict) in &judged {
        assert_eq!(
            (verdict.basis(), verdict.category(), verdict.retry()),
            (*basis, *category, *retry),
            "{verdict}"
        );
        assert_eq!(verdict.retry_basis(), *basis, "{verdict}");
    }
}

#[test]
fn every_basis_is_reachable_and_named() {
    let words: Vec<&str> = Basis::ALL.iter().map(|basis| basis.as_str()).collect();
    let ladder =
        ["directive", "code", "family", "status", "status_class", "wire_flag", "no_response", "unknown"];
    assert_eq!(words.split_first(), Some((&"override", ladder.as_slice())));
}

#[test]
fn status_classes() {
    let cases = [
        (400, Category::InvalidRequest, Retry::Never),
        (401, Category::Unauthenticated, Retry::Never),
        (402, Category::PaymentRequired, Retry::Never),
        (403, Category::PermissionDenied, Retry::Never),
        (404, Category::NotFound, Retry::Never),
        (407, Category::Unauthenticated, Retry::Never),
        (408, Category::Timeout, Retry::Backoff),
        (409, Category::Conflict, Retry::Never),
        (410, Category::NotFound, Retry::Never),
        (418, Category::InvalidRequest, Retry::Never),
        (425, Category::Unavailable, Retry::Backoff),
        (451, Category::Blocked, Retry::Never),
        (499, Category::Cancelled, Retry::Never),
        (500, Category::Internal, Retry::Backoff),
        (502, Category::Unavailable, Retry::Backoff),
        (503, Category::Unavailable, Retry::Backoff),
        (504, Category::Timeout, Retry::Backoff),
        (520, Category::Internal, Retry::Backoff),
        (522, Category::Timeout, Retry::Backoff),
        (529, Category::Unavailable, Retry::Backoff),
        (599, Category::Internal, Retry::Backoff),
    ];
    for (status, category, retry) in cases {
        let verdict = runo::TABLE.classify(&Response::new(status)).unwrap();
        assert_eq!((verdict.category(), verdict.retry()), (category, retry), "{status}");
        assert_eq!(verdict.basis(), Basis::StatusClass, "{status}");
    }
    let strange = runo::TABLE.classify(&Response::new(600)).unwrap();
    assert_eq!((strange.basis(), strange.retry()), (Basis::Unknown, Retry::Never));
    for status in [0, 100, 200, 204, 302, 304, 399] {
        assert!(runo::TABLE.classify(&Response::new(status)).is_none(), "{status}");
    }
}

#[test]
fn the_wire_vetoes_a_documented_retry() {
    let vetoed = |code| runo_body(code, r#","retryable":false"#);
    for code in ["FETCH_BLOCKED", "RATE_LIMITED", "LLM_UNAVAILABLE"] {
        let body = vetoed(code);
        let verdict = judge(&runo::TABLE, 200, &body);
        assert_eq!(verdict.retry(), Retry::Never, "{code}");
        assert_eq!(verdict.basis(), Basis::Code, "{code}");
        assert_eq!(verdict.retry_basis(), Basis::WireFlag, "{code}");
        assert_eq!(verdict.retryable_flag(), Some(false), "{code}");
        // The page's own rule stays visible.
        assert!(verdict.retry_rule().unwrap().kind.allows_retry(), "{code}");
    }
    // What the class of the status would have allowed goes, too.
    let body = vetoed("MOON_PHASE");
    let verdict = judge(&runo::TABLE, 503, &body);
    assert_eq!((verdict.retry(), verdict.basis()), (Retry::Never, Basis::WireFlag));
}

#[test]
fn a_veto_keeps_what_is_no_retry_anyway() {
    let quota = runo_body("QUOTA_EXCEEDED", r#","retryable":false"#);
    let verdict = judge(&runo::TABLE, 429, &quota);
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::AfterReset, Basis::Code));
    let marker = runo_body("JOB_CANCELLED", r#","retryable":false"#);
    let verdict = judge(&runo::TABLE, 200, &marker);
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::NotApplicable, Basis::Code));
}

#[test]
fn a_promise_never_lifts_what_is_documented() {
    let promised = |code| runo_body(code, r#","retryable":true"#);
    for (code, status, retry, basis) in [
        ("LLM_BLOCKED", 200, Retry::Never, Basis::Code),
        ("KEY_LIMIT_REACHED", 429, Retry::Never, Basis::Code),
        ("QUOTA_EXCEEDED", 429, Retry::AfterReset, Basis::Code),
        ("CRAWL_LIMIT_REACHED", 200, Retry::NotApplicable, Basis::Code),
        ("SCHEMA_TOO_LARGE", 400, Retry::Never, Basis::Family),
    ] {
        let body = promised(code);
        let verdict = judge(&runo::TABLE, status, &body);
        assert_eq!((verdict.retry(), verdict.retry_basis()), (retry, basis), "{code}");
        assert_eq!(verdict.retryable_flag(), Some(true), "{code}");
    }
}

#[test]
fn a_promise_decides_where_the_vendor_says_nothing() {
    let body = runo_body("MOON_PHASE", r#","retryable":true"#);
    let verdict = judge(&runo::TABLE, 403, &body);
    let expected = Answer {
        code: Some("MOON_PHASE"),
        category: Category::PermissionDenied,
        basis: Basis::WireFlag,
        retry: Retry::Backoff,
        retry_basis: Basis::WireFlag,
    };
    assert_eq!(answer(&verdict), expected);
}

#[test]
fn a_status_that_contradicts_the_entry_is_visible_and_changes_nothing() {
    let body = runo_body("FETCH_BLOCKED", "");
    let agreed = judge(&runo::TABLE, 200, &body);
    assert_eq!(agreed.contradiction(), None);
    let contradicted = judge(&runo::TABLE, 403, &body);
    assert_eq!(answer(&contradicted), answer(&agreed));
    let contradiction = contradicted.contradiction().unwrap();
    assert_eq!(contradiction.status(), 403);
    assert_eq!(contradiction.documented(), [StatusPattern::exact(200)]);
    assert_eq!(contradiction.to_string(), "came with status 403, documented with 200");
}

#[test]
fn nothing_is_contradicted_where_nothing_is_documented() {
    let unstated = r#"{"errors":[{"code":"timeoutProvider"}]}"#;
    assert_eq!(judge(&runware::TABLE, 418, unstated).contradiction(), None);
    let body = runo_body("JOB_CANCELLED", "");
    assert_eq!(judge(&runo::TABLE, 500, &body).contradiction(), None);
    let body = runo_body("FETCH_BLOCKED", "");
    assert_eq!(without_status(&runo::TABLE, &body).contradiction(), None);
    assert_eq!(judge(&runo::TABLE, 500, "").contradiction(), None);
}

#[test]
fn the_status_in_the_body_stands_in_for_one_that_did_not_come() {
    let body = r#"{"error":{"code":"NEW","status":429}}"#;
    let verdict = without_status(&runagent::TABLE, body);
    assert_eq!((verdict.status(), verdict.basis()), (Some(429), Basis::Status));
    assert_eq!(judge(&runagent::TABLE, 500, body).status(), Some(500));
    let text = r#"{"error":{"code":"NEW","status":"429"}}"#;
    assert_eq!(without_status(&runagent::TABLE, text).status(), Some(429));
    let nonsense = r#"{"error":{"code":"NEW","status":42}}"#;
    assert_eq!(without_status(&runagent::TABLE, nonsense).status(), None);
}

#[test]
fn the_status_of_a_failure_in_the_body_of_a_success_holds() {
    let body = |status: &str| format!(r#"{{"error":{{"code":"NEW","status":{status}}}}}"#);
    let limited = body("429");
    let verdict = judge(&runagent::TABLE, 200, &limited);
    assert_eq!((verdict.status(), verdict.category()), (Some(429), Category::RateLimited));
    for success in ["201", "null", "\"failed\""] {
        assert_eq!(judge(&runagent::TABLE, 200, &body(success)).status(), Some(200), "{success}");
    }
    assert_eq!(judge(&runagent::TABLE, 503, &limited).status(), Some(503));
}

/// A vendor whose page says what errors are, but hardly ever how to retry.
static SILENT: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  is_error: { pointer: /status, equals: error }
  code: /error/code
  retryable: /error/retryable
no_response: { category: internal, retry: never, meaning: Something. }
statuses:
  - { status: 503, category: unavailable, retry: after_wait, meaning: Something. }
  - { status: 4xx, category: invalid_request, meaning: Something. }
families:
  - { prefix: DB_, category: internal, meaning: Something. }
groups:
  - title: Codes
    codes:
      - code: BUSY
        http: 503
        category: conflict
        meaning: Something else is under way.
        allow:
          - { rule: category-status, reason: It differs from the rule of the status on purpose. }
          - { rule: status-contradiction, reason: It differs from the rule of the status on purpose. }
"#,
    )
});

#[test]
fn a_rung_that_is_silent_on_retries_leaves_them_to_the_next() {
    let busy = runo_body("BUSY", "");
    let by_status = judge(*SILENT, 503, &busy);
    assert_eq!((by_status.basis(), by_status.retry_basis()), (Basis::Code, Basis::Status));
    assert_eq!((by_status.category(), by_status.retry()), (Category::Conflict, Retry::AfterWait));

    let by_class = judge(*SILENT, 500, &busy);
    assert_eq!((by_class.retry(), by_class.retry_basis()), (Retry::Backoff, Basis::StatusClass));

    let family = runo_body("DB_DOWN", "");
    let by_class = judge(*SILENT, 429, &family);
    assert_eq!((by_class.basis(), by_class.retry_basis()), (Basis::Family, Basis::StatusClass));
    assert_eq!((by_class.category(), by_class.retry()), (Category::Internal, Retry::Backoff));

    let by_nothing = judge(*SILENT, 200, &family);
    assert_eq!((by_nothing.retry(), by_nothing.retry_basis()), (Retry::Never, Basis::Unknown));
}

#[test]
fn a_single_documented_status_stands_in_where_none_came() {
    let busy = runo_body("BUSY", "");
    let verdict = without_status(*SILENT, &busy);
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::AfterWait, Basis::Status));
    assert_eq!(verdict.status(), None);
}

#[test]
fn a_request_without_a_response_has_a_verdict() {
    for (failure, category, may) in [
        (Failure::NotSent, Category::Unavailable, false),
        (Failure::TimedOut, Category::Timeout, true),
        (Failure::Dropped, Category::Unavailable, true),
    ] {
        let verdict = runo::TABLE.no_response(failure);
        assert_eq!((verdict.category(), verdict.retry()), (category, Retry::Backoff), "{failure}");
        assert_eq!(verdict.basis(), Basis::NoResponse, "{failure}");
        assert_eq!(verdict.may_have_taken_effect(), may, "{failure}");
        assert_eq!((verdict.failure(), verdict.status()), (Some(failure), None));
        assert_eq!((verdict.raw_code(), verdict.wait()), (None, None));
    }
    // The vendor's own rule wins, but what took effect depends on the failure alone.
    let ruled = SILENT.no_response(Failure::NotSent);
    assert_eq!((ruled.category(), ruled.retry()), (Category::Internal, Retry::Never));
    assert!(!ruled.may_have_taken_effect());
    let documented = runagent::TABLE.no_response(Failure::Dropped);
    assert_eq!((documented.retry(), documented.retry_basis()), (Retry::Backoff, Basis::NoResponse));
}

#[test]
fn a_vendor_has_a_rule_for_each_reason_of_no_response() {
    let table = table(
        r#"
envelope: { code: /code }
no_response:
  - { category: internal, retry: never, meaning: Something else. }
  - { failure: timed_out, category: timeout, retry: { kind: after_wait, default_wait: 9s }, meaning: Late. }
"#,
    );
    let late = table.no_response(Failure::TimedOut);
    assert_eq!(
        (late.category(), late.retry(), late.meaning()),
        (Category::Timeout, Retry::AfterWait, "Late.")
    );
    assert_eq!(late.rungs().len(), 1);
    let dropped = table.no_response(Failure::Dropped);
    assert_eq!((dropped.category(), dropped.retry()), (Category::Internal, Retry::Never));

    let table = self::table(
        r#"
envelope: { code: /code }
no_response: { failure: [timed_out, dropped], category: internal, retry: never, meaning: M. }
"#,
    );
    assert_eq!(table.no_response(Failure::Dropped).retry(), Retry::Never);
    assert_eq!(table.no_response(Failure::NotSent).retry(), Retry::Backoff);
}
