//! RunAgent's sample code: by status, three tries.

use errcat::{Failure, Response, runagent};

use crate::schedules::{NEVER, THREE, steps};

fn of(response: &Response<'_>) -> Vec<String> {
    steps(&runagent::TABLE, &runagent::TABLE.classify(response).expect("an error"))
}

#[test]
fn waits_for_retry_after_on_a_429_or_a_minute() {
    let response = Response::new(429);
    assert_eq!(of(&response)[..2], ["60s", "60s"]);
    assert_eq!(of(&response.header("Retry-After", "5"))[..2], ["5s", "5s"]);
}

#[test]
fn does_not_wait_after_the_last_429_unlike_the_samples() {
    // Both samples wait once more after the third 429, and then still give up.
    assert_eq!(of(&Response::new(429)), ["60s", "60s", THREE]);
}

#[test]
fn reads_dates_in_retry_after_unlike_the_samples() {
    // `int(...)` breaks on an HTTP date, and `* 1000` makes no wait at all of it.
    let date = "Sun, 31 May 2026 23:00:20 GMT";
    assert_eq!(of(&Response::new(429).header("Retry-After", date))[..2], ["20s", "20s"]);
}

#[test]
fn waits_a_minute_where_the_time_to_wait_for_has_passed() {
    // A client whose clock is ahead must not come back sooner than one that was given no wait.
    for past in ["Mon, 01 Jan 2024 00:00:00 GMT", "1704067200", "2024-01-01T00:00:00Z"] {
        assert_eq!(of(&Response::new(429).header("Retry-After", past))[..2], ["60s", "60s"], "{past}");
    }
}

#[test]
fn backs_off_on_server_errors() {
    let body = r#"{"error":{"code":"INTERNAL_ERROR"}}"#;
    assert_eq!(of(&Response::new(500).body(body)), ["1s", "2s", THREE]);
    for status in [500, 502, 503, 504, 599] {
        assert_eq!(of(&Response::new(status)), ["1s", "2s", THREE], "{status}");
    }
}

#[test]
fn waits_longer_than_its_backoff_where_a_server_error_asks_for_it() {
    // The samples look at Retry-After on a 429 only; a 503 that names a time means it.
    assert_eq!(of(&Response::new(503).header("Retry-After", "30")), ["30s", "30s", THREE]);
}

#[test]
fn keeps_to_its_backoff_where_a_server_error_asks_for_less() {
    assert_eq!(of(&Response::new(503).header("Retry-After", "0")), ["1s", "2s", THREE]);
}

#[test]
fn never_retries_client_errors_unlike_its_javascript_sample() {
    // That sample throws inside its own `try`, catches the error as if the network had failed, and retries.
    let codes = [
        (400, "MISSING_REQUIRED_FIELD"),
        (400, "INVALID_FIELD_TYPE"),
        (401, "INVALID_API_KEY"),
        (401, "EXPIRED_API_KEY"),
        (404, "AGENT_NOT_FOUND"),
        (422, "DEPLOYMENT_FAILED"),
        (409, "NEW"),
    ];
    for (status, code) in codes {
        let body = format!(r#"{{"error":{{"code":"{code}","status":{status}}}}}"#);
        assert_eq!(of(&Response::new(status).body(&body)), [NEVER], "{code}");
    }
    assert_eq!(of(&Response::new(418)), [NEVER]);
}

#[test]
fn network_errors_are_retried() {
    for failure in Failure::ALL {
        let verdict = runagent::TABLE.no_response(*failure);
        assert_eq!(steps(&runagent::TABLE, &verdict), ["1s", "2s", THREE], "{failure}");
    }
}
