//! Runware's page: lists of errors, over HTTP and over a WebSocket.

use errcat::{Basis, Category, Response, Retry, runware};

use crate::judge::{judge, without_status};

const INVALID_KEY: &str = r#"{
"errors": [
{
"code": "invalidApiKey",
"message": "Nobody knows this key",
"parameter": "apiKey",
"taskType": "authentication"
}
]
}"#;

#[test]
fn sample_over_http_and_over_a_websocket() {
    for response in [Response::new(401), Response::without_status()] {
        let response = response.body(INVALID_KEY);
        let verdict = runware::classify(&response).unwrap();
        assert_eq!(verdict.code(), Some(runware::ErrorCode::InvalidApiKey));
        assert_eq!((verdict.category(), verdict.retry()), (Category::Unauthenticated, Retry::Never));
        assert_eq!(verdict.message(), Some("Nobody knows this key"));
        assert_eq!(verdict.parameter(), Some("apiKey"));
        assert_eq!(verdict.field("task_type").as_deref(), Some("authentication"));
        assert_eq!(verdict.request_id(), None);
        assert_eq!(verdict.item().unwrap().to_string(), "/errors/0");
    }
}

#[test]
fn over_a_websocket_only_the_code_tells() {
    for (code, category, retry) in [
        ("timeoutProvider", Category::UpstreamFailure, Retry::Backoff),
        ("providerRateLimitExceeded", Category::RateLimited, Retry::Backoff),
    ] {
        let body = format!(r#"{{"errors":[{{"code":"{code}"}}]}}"#);
        let verdict = without_status(&runware::TABLE, &body);
        assert_eq!((verdict.category(), verdict.retry()), (category, retry), "{code}");
        assert_eq!((verdict.basis(), verdict.status()), (Basis::Code, None), "{code}");
    }
    let verdict = without_status(&runware::TABLE, r#"{"errors":[{"code":"modelLoading"}]}"#);
    assert_eq!((verdict.basis(), verdict.retry()), (Basis::Unknown, Retry::Never));
    assert_eq!(verdict.raw_code(), Some("modelLoading"));
    for body in ["", "ping", r#"{"data":[]}"#, r#"{"errors":[]}"#, r#"{"errors":null}"#] {
        assert!(runware::classify(&Response::without_status().body(body)).is_none(), "{body}");
    }
}

#[test]
fn over_http_statuses_decide_for_codes_that_nobody_knows() {
    for (status, category, retry) in [
        (400, Category::InvalidRequest, Retry::Never),
        (401, Category::Unauthenticated, Retry::Never),
        (402, Category::PaymentRequired, Retry::Never),
        (403, Category::PermissionDenied, Retry::Never),
        (404, Category::NotFound, Retry::Never),
        (429, Category::RateLimited, Retry::Backoff),
        (500, Category::Internal, Retry::Backoff),
        (502, Category::Internal, Retry::Backoff),
        (503, Category::Unavailable, Retry::Backoff),
    ] {
        let verdict = judge(&runware::TABLE, status, r#"{"errors":[{"code":"modelLoading"}]}"#);
        assert_eq!((verdict.category(), verdict.retry()), (category, retry), "{status}");
        assert_eq!((verdict.basis(), verdict.raw_code()), (Basis::Status, Some("modelLoading")));
    }
}

#[test]
fn each_failed_task_has_a_verdict_and_the_others_succeed() {
    let body = r#"{"data":[{"taskUUID":"a"}],"errors":[
        {"code":"providerRateLimitExceeded","taskUUID":"b"},
        {"code":"badWidth","parameter":"width","taskUUID":"c"}]}"#;
    let response = Response::new(200).body(body);
    let first = runware::classify(&response).unwrap();
    assert_eq!(first.request_id(), Some("b"));
    let all = runware::classify_all(&response);
    let seen: Vec<_> = all
        .iter()
        .map(|verdict| (verdict.item().unwrap().index(), verdict.request_id(), verdict.retry()))
        .collect();
    assert_eq!(seen, [(0, Some("b"), Retry::Backoff), (1, Some("c"), Retry::Never)]);
    assert_eq!(all[1].parameter(), Some("width"));
    assert_eq!(all[1].field("task_uuid").as_deref(), Some("c"));
}
