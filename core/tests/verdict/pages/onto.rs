//! Onto's page: one sample body, and codes of one status that differ.

use errcat::{Category, Next, Response, Retry, StopReason, Timestamp, Wait, Window, onto};

use crate::judge::{NOW, judge, seconds};

#[test]
fn error_shape() {
    let body = r#"{
"status": "error",
"code": "RATE_LIMITED",
"message": "The month is used up",
"retry_after": "2026-06-01T00:00:00.000Z"
}"#;
    let verdict = onto::classify(&Response::new(429).body(body)).unwrap();
    assert_eq!(verdict.code(), Some(onto::ErrorCode::RateLimited));
    assert_eq!((verdict.category(), verdict.retry()), (Category::QuotaExhausted, Retry::AfterReset));
    assert_eq!(verdict.message(), Some("The month is used up"));
    assert_eq!(verdict.window(), Some(Window::Month));
    let june = Timestamp::from_unix_seconds(1_780_272_000);
    assert_eq!(verdict.wait(), Some(Wait::Until(june)));
    let quota = StopReason::Quota { until: Some(june), window: Some(Window::Month) };
    assert_eq!(onto::SCHEDULE.next(1, &verdict, NOW), Next::Stop(quota));
}

#[test]
fn two_429s_differ() {
    let judged = |more: &str| {
        let body = format!(r#"{{"status":"error",{more}}}"#);
        let verdict = onto::classify(&Response::new(429).body(&body)).unwrap();
        (verdict.category(), verdict.retry(), verdict.wait())
    };
    let quota = judged(r#""code":"RATE_LIMITED","reset_at":"2026-06-01T00:00:00Z""#);
    let june = Wait::Until(Timestamp::from_unix_seconds(1_780_272_000));
    assert_eq!(quota, (Category::QuotaExhausted, Retry::AfterReset, Some(june)));
    let full = judged(r#""code":"CONCURRENT_LIMIT","retry_after":1"#);
    assert_eq!(full, (Category::RateLimited, Retry::AfterWait, Some(Wait::For(seconds(1)))));
}

#[test]
fn retry_after_is_a_number_or_a_time() {
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
fn two_403s_differ_in_meaning_and_a_third_in_kind() {
    let judged = |code: &str| {
        let body = format!(r#"{{"status":"error","code":"{code}"}}"#);
        let verdict = onto::classify(&Response::new(403).body(&body)).unwrap();
        (verdict.category(), verdict.retry(), verdict.meaning().to_owned())
    };
    let (waf, robots, plan) = (judged("WAF_BLOCKED"), judged("ROBOTS_BLOCKED"), judged("PLAN_RESTRICTED"));
    assert_eq!((waf.0, waf.1), (Category::Blocked, Retry::Never));
    assert_eq!((robots.0, robots.1), (Category::Blocked, Retry::Never));
    assert_ne!(waf.2, robots.2);
    assert_eq!((plan.0, plan.1), (Category::PaymentRequired, Retry::Never));
}
