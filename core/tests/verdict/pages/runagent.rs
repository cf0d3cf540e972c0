//! RunAgent's page: a sample body for each code, and statuses that decide where no code does.

use errcat::{Basis, Category, Response, Retry, Wait, runagent};

use crate::judge::{judge, seconds, without_status};

#[test]
fn error_response_format() {
    let body = r#"{
  "error": {
    "code": "ERROR_CODE",
    "message": "For people to read",
    "details": {
      "field": "More about it"
    },
    "request_id": "req_abc123",
    "documentation_url": "https://docs.run-agent.ai/errors/ERROR_CODE"
  }
}"#;
    let verdict = runagent::classify(&Response::new(409).body(body)).unwrap();
    assert_eq!((verdict.code(), verdict.raw_code()), (None, Some("ERROR_CODE")));
    assert_eq!((verdict.category(), verdict.basis()), (Category::Conflict, Basis::Status));
    assert_eq!(verdict.message(), Some("For people to read"));
    assert_eq!(verdict.request_id(), Some("req_abc123"));
    assert_eq!(verdict.documentation_url().as_deref(), Some("https://docs.run-agent.ai/errors/ERROR_CODE"));
    assert_eq!(verdict.details().unwrap().replace(char::is_whitespace, ""), r#"{"field":"Moreaboutit"}"#);
}

#[test]
fn samples_of_codes() {
    use runagent::ErrorCode::{
        AgentNotFound, DeploymentFailed, ExpiredApiKey, InternalError, InvalidApiKey, InvalidFieldType,
        MissingRequiredField, RateLimitExceeded,
    };
    let samples = [
        (InvalidApiKey, 401, "", Retry::Never),
        (ExpiredApiKey, 401, "", Retry::Never),
        (MissingRequiredField, 400, r#","details":{"field":"query","requirement":"text"}"#, Retry::Never),
        (
            InvalidFieldType,
            400,
            r#","details":{"field":"temperature","provided":"string","expected":"number"}"#,
            Retry::Never,
        ),
        (AgentNotFound, 404, r#","details":{"agent_id":"agent-123"}"#, Retry::Never),
        (
            DeploymentFailed,
            422,
            r#","details":{"reason":"broken","validation_errors":["no entrypoint"]}"#,
            Retry::Never,
        ),
        (
            RateLimitExceeded,
            429,
            r#","details":{"limit":100,"remaining":0,"reset_at":"2024-01-01T00:00:00Z"}"#,
            Retry::AfterWait,
        ),
        (InternalError, 500, r#","request_id":"req_xyz789""#, Retry::Backoff),
    ];
    for (code, status, more, retry) in samples {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"Words."{more},"status":{status}}}}}"#);
        let verdict = runagent::classify(&Response::new(status).body(&body)).unwrap();
        assert_eq!(verdict.code(), Some(code));
        assert_eq!((verdict.retry(), verdict.basis()), (retry, Basis::Code), "{code}");
        assert_eq!(verdict.contradiction(), None, "{code}");
        let id = more.contains("request_id").then_some("req_xyz789");
        assert_eq!(verdict.request_id(), id, "{code}");
        let details = more.strip_prefix(r#","details":"#);
        assert_eq!(verdict.details(), details, "{code}");
        // Without the status line, as in a log, the body's own status holds.
        let kept = without_status(&runagent::TABLE, &body);
        assert_eq!((kept.status(), kept.retry()), (Some(status), retry), "{code}");
    }
}

#[test]
fn statuses_decide_where_no_code_does() {
    let statuses = [
        (400, Category::InvalidRequest, Retry::Never),
        (401, Category::Unauthenticated, Retry::Never),
        (403, Category::PermissionDenied, Retry::Never),
        (404, Category::NotFound, Retry::Never),
        (409, Category::Conflict, Retry::Never),
        (422, Category::InvalidRequest, Retry::Never),
        (429, Category::RateLimited, Retry::AfterWait),
        (500, Category::Internal, Retry::Backoff),
        (503, Category::Unavailable, Retry::Backoff),
    ];
    for (status, category, retry) in statuses {
        let verdict = runagent::classify(&Response::new(status)).unwrap();
        assert_eq!((verdict.category(), verdict.retry()), (category, retry), "{status}");
        assert_eq!(verdict.basis(), Basis::Status, "{status}");
    }
    for status in [200, 201] {
        assert!(runagent::classify(&Response::new(status).body("{}")).is_none(), "{status}");
    }
}

#[test]
fn waits_a_minute_for_a_429_that_does_not_say() {
    let body = r#"{"error":{"code":"RATE_LIMIT_EXCEEDED","status":429}}"#;
    assert_eq!(judge(&runagent::TABLE, 429, body).wait(), Some(Wait::For(seconds(60))));
    let response = Response::new(429).header("retry-after", "12").body(body);
    let verdict = runagent::classify(&response).unwrap();
    assert_eq!(
        (verdict.wait(), verdict.requested_wait()),
        (Some(Wait::For(seconds(12))), Some(Wait::For(seconds(12))))
    );
}

#[test]
fn webhook_answers_are_the_users_own() {
    // The page's webhook sample answers `{"error": "..."}`: no code, so the status decides.
    for (status, retry) in [(400, Retry::Never), (500, Retry::Backoff)] {
        let body = r#"{"error": "It did not work"}"#;
        let verdict = runagent::classify(&Response::new(status).body(body)).unwrap();
        assert_eq!((verdict.raw_code(), verdict.retry()), (None, retry), "{status}");
    }
    assert!(runagent::classify(&Response::new(200).body(r#"{"status": "success"}"#)).is_none());
}
