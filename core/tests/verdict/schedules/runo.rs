//! Runo's sample code: by the status 429 and by the flag, four tries.

use errcat::{Response, runo};

use crate::judge::judge;
use crate::schedules::{FOUR, NEVER, steps};

fn of(status: u16, error: &str) -> Vec<String> {
    let body = format!(r#"{{"status":"error","error":{{{error}}}}}"#);
    steps(&runo::TABLE, &judge(&runo::TABLE, status, &body))
}

#[test]
fn retryable_errors_back_off_from_a_second() {
    let retried = [
        "FETCH_BLOCKED",
        "URL_UNREACHABLE",
        "TIMEOUT",
        "LLM_ERROR",
        "LLM_UNAVAILABLE",
        "LLM_RATE_LIMITED",
        "LLM_TIMEOUT",
        "LLM_TRUNCATED",
        "LLM_EMPTY",
    ];
    for code in retried {
        let taken = of(200, &format!(r#""code":"{code}","retryable":true"#));
        // The page lists 8 s as well; the sample waits that after its last try, when nothing follows.
        assert_eq!(taken, ["1s", "2s", "4s", FOUR], "{code}");
    }
}

#[test]
fn honours_retry_after_on_its_rate_limit() {
    let body = r#"{"status":"error","error":{"code":"RATE_LIMITED","retryable":true}}"#;
    let response = Response::new(429).header("Retry-After", "7").body(body);
    let verdict = runo::TABLE.classify(&response).unwrap();
    assert_eq!(steps(&runo::TABLE, &verdict), ["7s", "7s", "7s", FOUR]);
    assert_eq!(of(429, r#""code":"RATE_LIMITED","retryable":true"#), ["1s", "2s", "4s", FOUR]);
}

#[test]
fn tries_a_429_without_a_code_again_as_the_sample_does() {
    let response = Response::new(429).header("Retry-After", "3");
    let verdict = runo::TABLE.classify(&response).unwrap();
    assert_eq!(steps(&runo::TABLE, &verdict), ["3s", "3s", "3s", FOUR]);
}

#[test]
fn stops_on_quotas_and_caps_unlike_the_sample() {
    // The sample waits and retries on every 429. The page's table says no to these two.
    let quota = of(429, r#""code":"QUOTA_EXCEEDED","retryable":false"#);
    assert_eq!(quota, ["stop: the quota of this month is used up"]);
    assert_eq!(of(429, r#""code":"KEY_LIMIT_REACHED","retryable":false"#), [NEVER]);
}

#[test]
fn terminal_codes_stop_even_if_they_claim_to_be_retryable_unlike_in_the_sample() {
    // The sample looks at the flag alone; the page's list of terminal codes is the stronger word.
    let terminal = [
        "LLM_BLOCKED",
        "LLM_BAD_REQUEST",
        "SCHEMA_INVALID",
        "SCHEMA_NEW",
        "TIER_REQUIRED",
        "ACCOUNT_SUSPENDED",
    ];
    for code in terminal {
        assert_eq!(of(200, &format!(r#""code":"{code}","retryable":true"#)), [NEVER], "{code}");
    }
}

#[test]
fn table_holds_where_the_flag_is_missing_unlike_in_the_sample() {
    assert_eq!(of(200, r#""code":"TIMEOUT""#), ["1s", "2s", "4s", FOUR]);
}

#[test]
fn errors_that_are_not_retryable_are_returned() {
    for (status, code) in [(200, "TYPE_COERCION_FAILED"), (404, "JOB_NOT_FOUND"), (403, "JOB_FORBIDDEN")] {
        assert_eq!(of(status, &format!(r#""code":"{code}","retryable":false"#)), [NEVER], "{code}");
    }
    assert_eq!(of(200, r#""code":"FETCH_BLOCKED","retryable":false"#), [NEVER]);
}

#[test]
fn markers_have_nothing_to_retry() {
    for code in ["CRAWL_LIMIT_REACHED", "JOB_CANCELLED"] {
        assert_eq!(of(200, &format!(r#""code":"{code}""#)), ["stop: there is nothing to retry"], "{code}");
    }
}

#[test]
fn gateway_pages_are_retried_unlike_in_the_sample() {
    let verdict = judge(&runo::TABLE, 502, "<html><h1>Bad Gateway</h1></html>");
    assert_eq!(steps(&runo::TABLE, &verdict), ["1s", "2s", "4s", FOUR]);
}
