//! Each sample body of the four vendors' pages, shaped as there (the messages are our own), and each
//! place where a page and a client that looks at the status first would disagree.

use errcat::{
    Basis, Category, Contradiction, Response, Retry, StopReason, Timestamp, Vendor, Wait, Window, onto,
    onto::Onto, runagent, runagent::Runagent, runo, runo::Runo, runware, runware::Runware,
};

use crate::judge::{NOW, judge, seconds, without_status};

// Onto

#[test]
fn onto_error_shape() {
    let body = r#"{
"status": "error",
"code": "RATE_LIMITED",
"message": "The month is used up",
"retry_after": "2026-06-01T00:00:00.000Z"
}"#;
    let verdict = Onto::classify(&Response::new(429).body(body)).unwrap();
    assert_eq!(verdict.code(), Some(onto::ErrorCode::RateLimited));
    assert_eq!((verdict.category(), verdict.retry()), (Category::QuotaExhausted, Retry::AfterReset));
    assert_eq!(verdict.message(), Some("The month is used up"));
    assert_eq!(verdict.window(), Some(Window::Month));
    let june = Timestamp::from_unix_seconds(1_780_272_000);
    assert_eq!(verdict.wait(), Some(Wait::Until(june)));
    let quota = StopReason::Quota { until: Some(june), window: Some(Window::Month) };
    assert_eq!(onto::SCHEDULE.next(1, &verdict, NOW), errcat::Next::Stop(quota));
}

#[test]
fn onto_two_429s_differ() {
    let judged = |more: &str| {
        let body = format!(r#"{{"status":"error",{more}}}"#);
        let verdict = Onto::classify(&Response::new(429).body(&body)).unwrap();
        (verdict.category(), verdict.retry(), verdict.wait())
    };
    let quota = judged(r#""code":"RATE_LIMITED","reset_at":"2026-06-01T00:00:00Z""#);
    let june = Wait::Until(Timestamp::from_unix_seconds(1_780_272_000));
    assert_eq!(quota, (Category::QuotaExhausted, Retry::AfterReset, Some(june)));
    let full = judged(r#""code":"CONCURRENT_LIMIT","retry_after":1"#);
    assert_eq!(full, (Category::RateLimited, Retry::AfterWait, Some(Wait::For(seconds(1)))));
}

#[test]
fn onto_retry_after_is_a_number_or_a_time() {
    for (written, wait) in [
        ("3", Some(Wait::For(seconds(3)))),
        ("0.5", Some(Wait::For(seconds(1) / 2))),
        (r#""3""#, Some(Wait::For(seconds(3)))),
        (r#""2026-06-01T02:00:00+02:00""#, Some(Wait::Until(Timestamp::from_unix_seconds(1_780_272_000)))),
        ("1780272000", Some(Wait::Until(Timestamp::from_unix_seconds(1_780_272_000)))),
        // What cannot be read is as if it were not there: the page's own wait holds.
        ("-3", Some(Wait::For(seconds(1)))),
        ("null", Some(Wait::For(seconds(1)))),
        (r#""soon""#, Some(Wait::For(seconds(1)))),
        ("[3]", Some(Wait::For(seconds(1)))),
    ] {
        let body = format!(r#"{{"status":"error","code":"CONCURRENT_LIMIT","retry_after":{written}}}"#);
        let verdict = judge(&onto::TABLE, 429, &body);
        assert_eq!(verdict.wait(), wait, "{written}");
    }
}

#[test]
fn onto_two_403s_differ_in_meaning_and_a_third_in_kind() {
    let judged = |code: &str| {
        let body = format!(r#"{{"status":"error","code":"{code}"}}"#);
        let verdict = Onto::classify(&Response::new(403).body(&body)).unwrap();
        (verdict.category(), verdict.retry(), verdict.meaning().to_owned())
    };
    let (waf, robots, plan) = (judged("WAF_BLOCKED"), judged("ROBOTS_BLOCKED"), judged("PLAN_RESTRICTED"));
    assert_eq!((waf.0, waf.1), (Category::Blocked, Retry::Never));
    assert_eq!((robots.0, robots.1), (Category::Blocked, Retry::Never));
    assert_ne!(waf.2, robots.2);
    assert_eq!((plan.0, plan.1), (Category::PaymentRequired, Retry::Never));
}

// Runo

#[test]
fn runo_error_envelope() {
    let body = r#"{
  "status": "error",
  "error": {
    "code": "FETCH_BLOCKED",
    "message": "Neither way of fetching got through.",
    "retryable": true
  }
}"#;
    let verdict = Runo::classify(&Response::new(200).body(body)).unwrap();
    assert_eq!(verdict.code(), Some(runo::ErrorCode::FetchBlocked));
    assert_eq!((verdict.retry(), verdict.basis()), (Retry::Backoff, Basis::Code));
    assert_eq!(verdict.message(), Some("Neither way of fetching got through."));
    assert_eq!(verdict.retryable_flag(), Some(true));
}

#[test]
fn runo_three_429s_differ() {
    let judged = |code: &str| {
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}"}}}}"#);
        let response = Response::new(429).header("Retry-After", "7").body(&body);
        let verdict = Runo::classify(&response).unwrap();
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
fn runo_gives_every_code_of_its_table() {
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
fn runo_retryable_agrees_with_the_table() {
    // The page says that the flag tells whether to try again: for what it documents, table and flag agree.
    for (code, status, retry) in RUNO.iter().filter(|(_, status, _)| *status != 0) {
        let flag = retry.allows_retry();
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}","retryable":{flag}}}}}"#);
        assert_eq!(judge(&runo::TABLE, *status, &body).retry(), *retry, "{code}");
    }
}

#[test]
fn runo_unknown_schema_codes_are_terminal() {
    let body = r#"{"status":"error","error":{"code":"SCHEMA_TOO_DEEP","retryable":true}}"#;
    let verdict = Runo::classify(&Response::new(500).body(body)).unwrap();
    assert_eq!((verdict.code(), verdict.raw_code()), (None, Some("SCHEMA_TOO_DEEP")));
    assert_eq!((verdict.retry(), verdict.basis()), (Retry::Never, Basis::Family));
    assert_eq!(verdict.category(), Category::InvalidRequest);
}

#[test]
fn runo_warnings_are_no_error() {
    let body = r#"{
  "status": "success",
  "data": { "price": 19.99 },
  "warnings": ["made a number of 'price', which was '$19.99 USD'"]
}"#;
    let response = Response::new(200).body(body);
    assert!(Runo::classify(&response).is_none());
    assert!(Runo::classify_all(&response).is_empty());
}

#[test]
fn runo_entries_of_a_batch_carry_errors_of_their_own() {
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
    assert!(Runo::classify(&response).is_none(), "the overall response is a success");
    let verdicts = Runo::classify_all(&response);
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
fn runo_a_failed_batch_gives_the_whole_and_its_entries() {
    let body = r#"{"status":"error","error":{"code":"QUOTA_EXCEEDED"},
        "pages":[[{"status":"error","error":{"code":"TIMEOUT"}}]]}"#;
    let response = Response::new(429).body(body);
    let codes: Vec<_> = Runo::classify_all(&response)
        .iter()
        .map(|verdict| (verdict.code().unwrap(), verdict.item().map(|item| item.to_string())))
        .collect();
    assert_eq!(
        codes,
        [(runo::ErrorCode::QuotaExceeded, None), (runo::ErrorCode::Timeout, Some("/pages/0/0".to_owned())),]
    );
}

// Two vendors, one code

#[test]
fn rate_limited_is_worth_a_try_at_runo_and_pointless_at_onto() {
    let body = r#"{"status":"error","code":"RATE_LIMITED","error":{"code":"RATE_LIMITED"}}"#;
    let runo = judge(&runo::TABLE, 429, body);
    assert_eq!((runo.category(), runo.retry()), (Category::RateLimited, Retry::AfterWait));
    let onto = judge(&onto::TABLE, 429, body);
    assert_eq!((onto.category(), onto.retry()), (Category::QuotaExhausted, Retry::AfterReset));
}

#[test]
fn timeout_comes_as_200_at_runo_and_as_504_at_onto() {
    let body = r#"{"status":"error","code":"TIMEOUT","error":{"code":"TIMEOUT"}}"#;
    let runo = judge(&runo::TABLE, 200, body);
    assert_eq!((runo.retry(), runo.contradiction()), (Retry::Backoff, None));
    let onto = judge(&onto::TABLE, 504, body);
    assert_eq!((onto.retry(), onto.contradiction()), (Retry::WithChange, None));
    assert_eq!(onto.change(), Some("fresh=true"));
    // The code decides, whatever the status, but it shows.
    let swapped = [judge(&runo::TABLE, 504, body), judge(&onto::TABLE, 200, body)];
    assert_eq!((swapped[0].retry(), swapped[1].retry()), (Retry::Backoff, Retry::WithChange));
    let statuses =
        swapped.iter().map(|judgement| judgement.contradiction().as_ref().map(Contradiction::status));
    assert_eq!(statuses.collect::<Vec<_>>(), [Some(504), Some(200)]);
}

// RunAgent

#[test]
fn runagent_error_response_format() {
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
    let verdict = Runagent::classify(&Response::new(409).body(body)).unwrap();
    assert_eq!((verdict.code(), verdict.raw_code()), (None, Some("ERROR_CODE")));
    assert_eq!((verdict.category(), verdict.basis()), (Category::Conflict, Basis::Status));
    assert_eq!(verdict.message(), Some("For people to read"));
    assert_eq!(verdict.request_id(), Some("req_abc123"));
    assert_eq!(verdict.documentation_url().as_deref(), Some("https://docs.run-agent.ai/errors/ERROR_CODE"));
    assert_eq!(verdict.details().unwrap().replace(char::is_whitespace, ""), r#"{"field":"Moreaboutit"}"#);
}

#[test]
fn runagent_samples_of_codes() {
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
        let verdict = Runagent::classify(&Response::new(status).body(&body)).unwrap();
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
fn runagent_statuses_decide_where_no_code_does() {
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
        let verdict = Runagent::classify(&Response::new(status)).unwrap();
        assert_eq!((verdict.category(), verdict.retry()), (category, retry), "{status}");
        assert_eq!(verdict.basis(), Basis::Status, "{status}");
    }
    for status in [200, 201] {
        assert!(Runagent::classify(&Response::new(status).body("{}")).is_none(), "{status}");
    }
}

#[test]
fn runagent_waits_a_minute_for_a_429_that_does_not_say() {
    let body = r#"{"error":{"code":"RATE_LIMIT_EXCEEDED","status":429}}"#;
    assert_eq!(judge(&runagent::TABLE, 429, body).wait(), Some(Wait::For(seconds(60))));
    let response = Response::new(429).header("retry-after", "12").body(body);
    let verdict = Runagent::classify(&response).unwrap();
    assert_eq!(
        (verdict.wait(), verdict.requested_wait()),
        (Some(Wait::For(seconds(12))), Some(Wait::For(seconds(12))))
    );
}

#[test]
fn runagent_webhook_answers_are_the_users_own() {
    // The page's webhook sample answers `{"error": "..."}`: no code, so the status decides.
    for (status, retry) in [(400, Retry::Never), (500, Retry::Backoff)] {
        let body = r#"{"error": "It did not work"}"#;
        let verdict = Runagent::classify(&Response::new(status).body(body)).unwrap();
        assert_eq!((verdict.raw_code(), verdict.retry()), (None, retry), "{status}");
    }
    assert!(Runagent::classify(&Response::new(200).body(r#"{"status": "success"}"#)).is_none());
}

// Runware

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
fn runware_sample_over_http_and_over_a_websocket() {
    for response in [Response::new(401), Response::without_status()] {
        let response = response.body(INVALID_KEY);
        let verdict = Runware::classify(&response).unwrap();
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
fn runware_over_a_websocket_only_the_code_tells() {
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
        assert!(Runware::classify(&Response::without_status().body(body)).is_none(), "{body}");
    }
}

#[test]
fn runware_over_http_statuses_decide_for_codes_that_nobody_knows() {
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
fn runware_each_failed_task_has_a_verdict_and_the_others_succeed() {
    let body = r#"{"data":[{"taskUUID":"a"}],"errors":[
        {"code":"providerRateLimitExceeded","taskUUID":"b"},
        {"code":"badWidth","parameter":"width","taskUUID":"c"}]}"#;
    let response = Response::new(200).body(body);
    let first = Runware::classify(&response).unwrap();
    assert_eq!(first.request_id(), Some("b"));
    let all = Runware::classify_all(&response);
    let seen: Vec<_> = all
        .iter()
        .map(|verdict| (verdict.item().unwrap().index(), verdict.request_id(), verdict.retry()))
        .collect();
    assert_eq!(seen, [(0, Some("b"), Retry::Backoff), (1, Some("c"), Retry::Never)]);
    assert_eq!(all[1].parameter(), Some("width"));
    assert_eq!(all[1].field("task_uuid").as_deref(), Some("c"));
}
