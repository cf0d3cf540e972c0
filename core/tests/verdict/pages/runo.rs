//! Runo's page: errors inside a 200, three kinds of 429, and batches.

use errcat::{Basis, Category, Response, Retry, runo};

use crate::judge::judge;

#[test]
fn error_envelope() {
    let body = r#"{
  "status": "error",
  "error": {
    "code": "FETCH_BLOCKED",
    "message": "Neither way of fetching got through.",
    "retryable": true
  }
}"#;
    let verdict = runo::classify(&Response::new(200).body(body)).unwrap();
    assert_eq!(verdict.code(), Some(runo::ErrorCode::FetchBlocked));
    assert_eq!((verdict.retry(), verdict.basis()), (Retry::Backoff, Basis::Code));
    assert_eq!(verdict.message(), Some("Neither way of fetching got through."));
    assert_eq!(verdict.retryable_flag(), Some(true));
}

#[test]
fn three_429s_differ() {
    let judged = |code: &str| {
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}"}}}}"#);
        let response = Response::new(429).header("Retry-After", "7").body(&body);
        let verdict = runo::classify(&response).unwrap();
        (verdict.category(), verdict.retry())
    };
    assert_eq!(judged("RATE_LIMITED"), (Category::RateLimited, Retry::AfterWait));
    assert_eq!(judged("QUOTA_EXCEEDED"), (Category::QuotaExhausted, Retry::AfterReset));
    assert_eq!(judged("KEY_LIMIT_REACHED"), (Category::LimitReached, Retry::Never));
}

/// The table of the page, in its order: code, status (0: not applicable), retry.
const RUNO: [(&str, u16, Retry); 24] = [
    ("SCHEMA_INVALID", 400, Retry::Never),
    ("SCHEMA_REQUIRED", 422, Retry::Never),
    ("SCHEMA_NOT_ALLOWED", 400, Retry::Never),
    ("TYPE_COERCION_FAILED", 200, Retry::Never),
    ("RATE_LIMITED", 429, Retry::AfterWait),
    ("QUOTA_EXCEEDED", 429, Retry::AfterReset),
    ("TIER_REQUIRED", 402, Retry::Never),
    ("KEY_LIMIT_REACHED", 429, Retry::Never),
    ("ACCOUNT_SUSPENDED", 403, Retry::Never),
    ("FETCH_BLOCKED", 200, Retry::Backoff),
    ("URL_UNREACHABLE", 200, Retry::Backoff),
    ("TIMEOUT", 200, Retry::Backoff),
    ("CRAWL_LIMIT_REACHED", 200, Retry::NotApplicable),
    ("LLM_ERROR", 200, Retry::Backoff),
    ("LLM_UNAVAILABLE", 200, Retry::Backoff),
    ("LLM_RATE_LIMITED", 200, Retry::Backoff),
    ("LLM_TIMEOUT", 200, Retry::Backoff),
    ("LLM_TRUNCATED", 200, Retry::Backoff),
    ("LLM_BLOCKED", 200, Retry::Never),
    ("LLM_EMPTY", 200, Retry::Backoff),
    ("LLM_BAD_REQUEST", 200, Retry::Never),
    ("JOB_CANCELLED", 0, Retry::NotApplicable),
    ("JOB_NOT_FOUND", 404, Retry::Never),
    ("JOB_FORBIDDEN", 403, Retry::Never),
];

#[test]
fn gives_every_code_of_its_table() {
    assert_eq!(runo::TABLE.entries.len(), RUNO.len());
    for (code, status, retry) in RUNO {
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}"}}}}"#);
        let received = if status == 0 { 200 } else { status };
        let verdict = judge(&runo::TABLE, received, &body);
        assert_eq!((verdict.retry(), verdict.basis()), (retry, Basis::Code), "{code}");
        assert_eq!(verdict.contradiction(), None, "{code}");
        assert_eq!(verdict.entry().unwrap().code, code);
    }
}

#[test]
fn retryable_agrees_with_the_table() {
    // The page says that the flag says whether to try again: for what it documents, table and flag agree.
    for (code, status, retry) in RUNO.iter().filter(|(_, status, _)| *status != 0) {
        let flag = retry.allows_retry();
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}","retryable":{flag}}}}}"#);
        assert_eq!(judge(&runo::TABLE, *status, &body).retry(), *retry, "{code}");
    }
}

#[test]
fn unknown_schema_codes_are_terminal() {
    let body = r#"{"status":"error","error":{"code":"SCHEMA_TOO_DEEP","retryable":true}}"#;
    let verdict = runo::classify(&Response::new(500).body(body)).unwrap();
    assert_eq!((verdict.code(), verdict.raw_code()), (None, Some("SCHEMA_TOO_DEEP")));
    assert_eq!((verdict.retry(), verdict.basis()), (Retry::Never, Basis::Family));
    assert_eq!(verdict.category(), Category::InvalidRequest);
}

#[test]
fn warnings_are_no_error() {
    let body = r#"{
  "status": "success",
  "data": { "price": 19.99 },
  "warnings": ["made a number of 'price', which was '$19.99 USD'"]
}"#;
    let response = Response::new(200).body(body);
    assert!(runo::classify(&response).is_none());
    assert!(runo::classify_all(&response).is_empty());
}

#[test]
fn entries_of_a_batch_carry_errors_of_their_own() {
    let body = r#"{
  "status": "success",
  "results": [
    { "url": "https://a.example", "status": "success", "data": { "price": 1 } },
    { "url": "https://b.example", "status": "error", "error": { "code": "TIMEOUT", "retryable": true } },
    { "url": "https://c.example", "status": "error", "error": { "code": "JOB_CANCELLED" } },
    { "url": "https://d.example", "status": "error", "error": { "code": "LLM_BLOCKED", "retryable": false } }
  ]
}"#;
    let response = Response::new(200).header("Retry-After", "9").body(body);
    assert!(runo::classify(&response).is_none(), "the overall response is a success");
    let verdicts = runo::classify_all(&response);
    let seen: Vec<_> = verdicts
        .iter()
        .map(|verdict| (verdict.item().unwrap().to_string(), verdict.code().unwrap(), verdict.retry()))
        .collect();
    assert_eq!(
        seen,
        [
            ("/results/1".to_owned(), runo::ErrorCode::Timeout, Retry::Backoff),
            ("/results/2".to_owned(), runo::ErrorCode::JobCancelled, Retry::NotApplicable),
            ("/results/3".to_owned(), runo::ErrorCode::LlmBlocked, Retry::Never),
        ]
    );
    // The status and the header are those of the batch.
    assert!(verdicts.iter().all(|verdict| verdict.status().is_none() && verdict.wait().is_none()));
}

#[test]
fn a_failed_batch_gives_the_whole_and_its_entries() {
    let body = r#"{"status":"error","error":{"code":"QUOTA_EXCEEDED"},
        "pages":[[{"status":"error","error":{"code":"TIMEOUT"}}]]}"#;
    let response = Response::new(429).body(body);
    let codes: Vec<_> = runo::classify_all(&response)
        .iter()
        .map(|verdict| (verdict.code().unwrap(), verdict.item().map(|item| item.to_string())))
        .collect();
    assert_eq!(
        codes,
        [(runo::ErrorCode::QuotaExceeded, None), (runo::ErrorCode::Timeout, Some("/pages/0/0".to_owned())),]
    );
}
