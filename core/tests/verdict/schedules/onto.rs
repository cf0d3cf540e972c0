//! Onto's sample code: a switch over the code.

use errcat::onto;

use crate::judge::judge;
use crate::schedules::{NEVER, THREE, TWICE, steps};

fn of(status: u16, members: &str) -> Vec<String> {
    let body = format!(r#"{{"status":"error",{members}}}"#);
    steps(&onto::TABLE, &judge(&onto::TABLE, status, &body))
}

#[test]
fn concurrent_limit_waits_as_long_as_the_body_says_or_a_second() {
    assert_eq!(of(429, r#""code":"CONCURRENT_LIMIT","retry_after":2"#)[..2], ["2s", "2s"]);
    assert_eq!(of(429, r#""code":"CONCURRENT_LIMIT""#)[..2], ["1s", "1s"]);
}

#[test]
fn concurrent_limit_ends_after_three_tries_unlike_the_sample() {
    // The sample retries for as long as the slots are full. The page gives no number, so errcat's own holds.
    assert_eq!(of(429, r#""code":"CONCURRENT_LIMIT","retry_after":1"#), ["1s", "1s", THREE]);
}

#[test]
fn out_of_plan_or_credit_stops_and_says_until_when() {
    let until = of(429, r#""code":"RATE_LIMITED","retry_after":"2026-06-01T00:00:00.000Z""#);
    assert_eq!(until, ["stop: the quota is used up until 2026-06-01T00:00:00Z"]);
    assert_eq!(of(429, r#""code":"RATE_LIMITED""#), ["stop: the quota of this month is used up"]);
    assert_eq!(of(402, r#""code":"PAYMENT_REQUIRED","retry_after":1"#), [NEVER]);
}

#[test]
fn skips_what_the_site_refuses() {
    for (status, code) in [(403, "ROBOTS_BLOCKED"), (403, "WAF_BLOCKED"), (404, "URL_NOT_FOUND")] {
        assert_eq!(of(status, &format!(r#""code":"{code}""#)), [NEVER], "{code}");
    }
}

#[test]
fn transient_errors_are_retried_once_with_fresh() {
    // The sample does not wait; errcat waits its first second, so that a struggling site gets a moment.
    for (status, code) in [(504, "TIMEOUT"), (500, "EXTRACTION_FAILED")] {
        assert_eq!(of(status, &format!(r#""code":"{code}""#)), ["1s, fresh=true", TWICE], "{code}");
    }
}

#[test]
fn other_codes_throw() {
    for (status, code) in
        [(400, "INVALID_URL"), (401, "UNAUTHORIZED"), (403, "PLAN_RESTRICTED"), (418, "NEW")]
    {
        assert_eq!(of(status, &format!(r#""code":"{code}""#)), [NEVER], "{code}");
    }
}

#[test]
fn new_codes_of_a_server_error_are_retried_unlike_the_sample() {
    // The sample throws for whatever it does not know. A 5xx without a known code is worth the tries.
    assert_eq!(of(503, r#""code":"NEW""#), ["1s", "2s", THREE]);
}

#[test]
fn gateway_pages_are_judged_unlike_in_the_sample() {
    // The sample reads JSON before it looks at anything, and so breaks on HTML.
    assert_eq!(steps(&onto::TABLE, &judge(&onto::TABLE, 502, "<html>")), ["1s", "2s", THREE]);
}

#[test]
fn errors_inside_a_200_are_seen_unlike_in_the_sample() {
    // The sample looks at the body only where the status is not a success.
    assert_eq!(of(200, r#""code":"TIMEOUT""#), ["1s, fresh=true", TWICE]);
}
