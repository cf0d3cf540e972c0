//! What a client does try by try: as each page's own sample code does, and where we differ from it.

use std::time::Duration;

use errcat::{
    Failure, Judgement, Next, Response, StopReason, Table, Timestamp, Wait, onto, runagent, runo, runware,
};

use crate::judge::{NOW, judge, seconds, without_status};

/// The steps after the first, the second and each further try, with the same verdict each time.
fn steps(table: &Table<'_>, judgement: &Judgement<'_>) -> Vec<String> {
    let mut steps = Vec::new();
    for attempt in 1.. {
        let next = table.schedule.next(attempt, judgement, NOW);
        steps.push(shown(next));
        if matches!(next, Next::Stop(_)) {
            break;
        }
    }
    steps
}

fn shown(next: Next<'_>) -> String {
    match next {
        Next::After(wait) => format!("{wait:?}"),
        Next::AfterChange { wait, change } => format!("{wait:?}, {change}"),
        Next::Stop(reason) => format!("stop: {reason}"),
    }
}

const NEVER: &str = "stop: the same request fails again";
const TWICE: &str = "stop: it was tried 2 times, which is the limit";
const THREE: &str = "stop: it was tried 3 times, which is the limit";
const FOUR: &str = "stop: it was tried 4 times, which is the limit";

// Onto: a switch over the code.

fn onto(status: u16, members: &str) -> Vec<String> {
    let body = format!(r#"{{"status":"error",{members}}}"#);
    steps(&onto::TABLE, &judge(&onto::TABLE, status, &body))
}

#[test]
fn onto_concurrent_limit_waits_as_long_as_the_body_says_or_a_second() {
    assert_eq!(onto(429, r#""code":"CONCURRENT_LIMIT","retry_after":2"#)[..2], ["2s", "2s"]);
    assert_eq!(onto(429, r#""code":"CONCURRENT_LIMIT""#)[..2], ["1s", "1s"]);
}

#[test]
fn onto_concurrent_limit_ends_after_three_tries_unlike_the_sample() {
    // The sample retries for as long as the slots are full. The page gives no number, so errcat's own holds.
    assert_eq!(onto(429, r#""code":"CONCURRENT_LIMIT","retry_after":1"#), ["1s", "1s", THREE]);
}

#[test]
fn onto_out_of_plan_or_credit_stops_and_says_until_when() {
    let until = onto(429, r#""code":"RATE_LIMITED","retry_after":"2026-06-01T00:00:00.000Z""#);
    assert_eq!(until, ["stop: the quota is used up until 2026-06-01T00:00:00Z"]);
    assert_eq!(onto(429, r#""code":"RATE_LIMITED""#), ["stop: the quota of this month is used up"]);
    assert_eq!(onto(402, r#""code":"PAYMENT_REQUIRED","retry_after":1"#), [NEVER]);
}

#[test]
fn onto_skips_what_the_site_refuses() {
    for (status, code) in [(403, "ROBOTS_BLOCKED"), (403, "WAF_BLOCKED"), (404, "URL_NOT_FOUND")] {
        assert_eq!(onto(status, &format!(r#""code":"{code}""#)), [NEVER], "{code}");
    }
}

#[test]
fn onto_transient_errors_are_retried_once_with_fresh() {
    // The sample does not wait; errcat waits its first second, so that a struggling site gets a moment.
    for (status, code) in [(504, "TIMEOUT"), (500, "EXTRACTION_FAILED")] {
        assert_eq!(onto(status, &format!(r#""code":"{code}""#)), ["1s, fresh=true", TWICE], "{code}");
    }
}

#[test]
fn onto_other_codes_throw() {
    for (status, code) in
        [(400, "INVALID_URL"), (401, "UNAUTHORIZED"), (403, "PLAN_RESTRICTED"), (418, "NEW")]
    {
        assert_eq!(onto(status, &format!(r#""code":"{code}""#)), [NEVER], "{code}");
    }
}

#[test]
fn onto_new_codes_of_a_server_error_are_retried_unlike_the_sample() {
    // The sample throws for whatever it does not know. A 5xx without a known code is worth the tries.
    assert_eq!(onto(503, r#""code":"NEW""#), ["1s", "2s", THREE]);
}

#[test]
fn onto_gateway_pages_are_judged_unlike_in_the_sample() {
    // The sample reads JSON before it looks at anything, and so breaks on HTML.
    assert_eq!(steps(&onto::TABLE, &judge(&onto::TABLE, 502, "<html>")), ["1s", "2s", THREE]);
}

#[test]
fn onto_errors_inside_a_200_are_seen_unlike_in_the_sample() {
    // The sample looks at the body only where the status is no success.
    assert_eq!(onto(200, r#""code":"TIMEOUT""#), ["1s, fresh=true", TWICE]);
}

// RunAgent: by status, three tries.

fn runagent(response: &Response<'_>) -> Vec<String> {
    steps(&runagent::TABLE, &runagent::TABLE.classify(response).expect("an error"))
}

#[test]
fn runagent_waits_for_retry_after_on_a_429_or_a_minute() {
    let response = Response::new(429);
    assert_eq!(runagent(&response)[..2], ["60s", "60s"]);
    assert_eq!(runagent(&response.header("Retry-After", "5"))[..2], ["5s", "5s"]);
}

#[test]
fn runagent_does_not_wait_after_the_last_429_unlike_the_samples() {
    // Both samples wait once more after the third 429, and then give up all the same.
    assert_eq!(runagent(&Response::new(429)), ["60s", "60s", THREE]);
}

#[test]
fn runagent_reads_dates_in_retry_after_unlike_the_samples() {
    // `int(...)` breaks on an HTTP date, and `* 1000` makes no wait at all of it.
    let date = "Sun, 31 May 2026 23:00:20 GMT";
    assert_eq!(runagent(&Response::new(429).header("Retry-After", date))[..2], ["20s", "20s"]);
}

#[test]
fn runagent_backs_off_on_server_errors() {
    let body = r#"{"error":{"code":"INTERNAL_ERROR"}}"#;
    assert_eq!(runagent(&Response::new(500).body(body)), ["1s", "2s", THREE]);
    for status in [500, 502, 503, 504, 599] {
        assert_eq!(runagent(&Response::new(status)), ["1s", "2s", THREE], "{status}");
    }
}

#[test]
fn runagent_waits_longer_than_its_backoff_where_a_server_error_asks_for_it() {
    // The samples look at Retry-After on a 429 only; a 503 that names a time means it.
    assert_eq!(runagent(&Response::new(503).header("Retry-After", "30")), ["30s", "30s", THREE]);
}

#[test]
fn runagent_keeps_to_its_backoff_where_a_server_error_asks_for_less() {
    assert_eq!(runagent(&Response::new(503).header("Retry-After", "0")), ["1s", "2s", THREE]);
}

#[test]
fn runagent_never_retries_client_errors_unlike_its_javascript_sample() {
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
        assert_eq!(runagent(&Response::new(status).body(&body)), [NEVER], "{code}");
    }
    assert_eq!(runagent(&Response::new(418)), [NEVER]);
}

#[test]
fn runagent_network_errors_are_retried() {
    for failure in Failure::ALL {
        let judgement = runagent::TABLE.classify_failure(*failure);
        assert_eq!(steps(&runagent::TABLE, &judgement), ["1s", "2s", THREE], "{failure}");
    }
}

// Runo: by status 429 and by the flag, four tries.

fn runo(status: u16, error: &str) -> Vec<String> {
    let body = format!(r#"{{"status":"error","error":{{{error}}}}}"#);
    steps(&runo::TABLE, &judge(&runo::TABLE, status, &body))
}

#[test]
fn runo_retryable_errors_back_off_from_a_second() {
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
        let taken = runo(200, &format!(r#""code":"{code}","retryable":true"#));
        // The page lists 8 s as well; the sample waits that after its last try, when nothing follows.
        assert_eq!(taken, ["1s", "2s", "4s", FOUR], "{code}");
    }
}

#[test]
fn runo_honours_retry_after_on_its_rate_limit() {
    let body = r#"{"status":"error","error":{"code":"RATE_LIMITED","retryable":true}}"#;
    let response = Response::new(429).header("Retry-After", "7").body(body);
    let judgement = runo::TABLE.classify(&response).unwrap();
    assert_eq!(steps(&runo::TABLE, &judgement), ["7s", "7s", "7s", FOUR]);
    assert_eq!(runo(429, r#""code":"RATE_LIMITED","retryable":true"#), ["1s", "2s", "4s", FOUR]);
}

#[test]
fn runo_tries_a_429_without_a_code_again_as_the_sample_does() {
    let response = Response::new(429).header("Retry-After", "3");
    let judgement = runo::TABLE.classify(&response).unwrap();
    assert_eq!(steps(&runo::TABLE, &judgement), ["3s", "3s", "3s", FOUR]);
}

#[test]
fn runo_stops_on_quotas_and_caps_unlike_the_sample() {
    // The sample waits and retries on every 429. The page's table says no to these two.
    let quota = runo(429, r#""code":"QUOTA_EXCEEDED","retryable":false"#);
    assert_eq!(quota, ["stop: the quota of this month is used up"]);
    assert_eq!(runo(429, r#""code":"KEY_LIMIT_REACHED","retryable":false"#), [NEVER]);
}

#[test]
fn runo_terminal_codes_stop_even_if_they_claim_to_be_retryable_unlike_in_the_sample() {
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
        assert_eq!(runo(200, &format!(r#""code":"{code}","retryable":true"#)), [NEVER], "{code}");
    }
}

#[test]
fn runo_table_holds_where_the_flag_is_missing_unlike_in_the_sample() {
    assert_eq!(runo(200, r#""code":"TIMEOUT""#), ["1s", "2s", "4s", FOUR]);
}

#[test]
fn runo_errors_that_are_not_retryable_are_returned() {
    for (status, code) in [(200, "TYPE_COERCION_FAILED"), (404, "JOB_NOT_FOUND"), (403, "JOB_FORBIDDEN")] {
        assert_eq!(runo(status, &format!(r#""code":"{code}","retryable":false"#)), [NEVER], "{code}");
    }
    assert_eq!(runo(200, r#""code":"FETCH_BLOCKED","retryable":false"#), [NEVER]);
}

#[test]
fn runo_markers_have_nothing_to_retry() {
    for code in ["CRAWL_LIMIT_REACHED", "JOB_CANCELLED"] {
        assert_eq!(runo(200, &format!(r#""code":"{code}""#)), ["stop: there is nothing to retry"], "{code}");
    }
}

#[test]
fn runo_gateway_pages_are_retried_unlike_in_the_sample() {
    let judgement = judge(&runo::TABLE, 502, "<html><h1>Bad Gateway</h1></html>");
    assert_eq!(steps(&runo::TABLE, &judgement), ["1s", "2s", "4s", FOUR]);
}

// Runware: "exponential backoff", without numbers, so that errcat's hold.

#[test]
fn runware_transient_errors_back_off() {
    for code in ["timeoutProvider", "providerRateLimitExceeded"] {
        let body = format!(r#"{{"errors":[{{"code":"{code}"}}]}}"#);
        let judgement = without_status(&runware::TABLE, &body);
        assert_eq!(steps(&runware::TABLE, &judgement), ["1s", "2s", THREE], "{code}");
    }
    for status in [429, 500, 502, 503] {
        let judgement = judge(&runware::TABLE, status, r#"{"errors":[{"code":"new"}]}"#);
        assert_eq!(steps(&runware::TABLE, &judgement), ["1s", "2s", THREE], "{status}");
    }
    assert!(!runware::TABLE.schedule.documented);
}

#[test]
fn runware_client_errors_stop() {
    for status in [400, 401, 402, 403, 404] {
        let judgement = judge(&runware::TABLE, status, r#"{"errors":[{"code":"new"}]}"#);
        assert_eq!(steps(&runware::TABLE, &judgement), [NEVER], "{status}");
    }
}

// Whatever the vendor

#[test]
fn tries_are_counted_from_one() {
    let judgement = judge(&runo::TABLE, 503, "");
    let first = runo::SCHEDULE.next(1, &judgement, NOW);
    assert_eq!(runo::SCHEDULE.next(0, &judgement, NOW), first);
    let beyond = runo::SCHEDULE.next(u32::MAX, &judgement, NOW);
    assert_eq!(beyond, Next::Stop(StopReason::Exhausted { attempts: u32::MAX }));
}

#[test]
fn a_time_is_waited_for_from_now_and_a_past_one_not_at_all() {
    let step = |now: i64| {
        let response = Response::new(429).header("Retry-After", "2026-06-01T00:00:00Z");
        let judgement = runo::TABLE.classify(&response).unwrap();
        shown(runo::SCHEDULE.next(1, &judgement, Timestamp::from_unix_seconds(now)))
    };
    assert_eq!(step(1_780_271_990), "10s");
    assert_eq!(step(1_780_272_000), "0ns");
    assert_eq!(step(1_790_000_000), "0ns");
}

#[test]
fn a_quota_says_until_when_it_lasts_if_the_response_does() {
    let body = r#"{"status":"error","code":"RATE_LIMITED","retry_after":90}"#;
    let judgement = judge(&onto::TABLE, 429, body);
    assert_eq!(judgement.wait(), Some(Wait::For(seconds(90))));
    let Next::Stop(StopReason::Quota { until, window }) = onto::SCHEDULE.next(1, &judgement, NOW) else {
        panic!("a quota");
    };
    assert_eq!(until, Some(NOW.saturating_add(seconds(90))));
    assert_eq!(window, Some(errcat::Window::Month));
}

#[test]
fn backoff_grows_to_its_maximum_and_never_overflows() {
    let steep = errcat::Schedule { factor_millis: u32::MAX, max: Duration::MAX, ..runo::SCHEDULE };
    assert_eq!(steep.backoff(1), seconds(1));
    assert_eq!(steep.backoff(u32::MAX), Duration::MAX);
    let level = errcat::Schedule { factor_millis: 1000, ..runo::SCHEDULE };
    assert_eq!(level.backoff(u32::MAX), seconds(1));
    let shrinking = errcat::Schedule { factor_millis: 500, ..runo::SCHEDULE };
    assert_eq!(shrinking.backoff(3), Duration::from_millis(250));
    assert_eq!(shrinking.backoff(u32::MAX), Duration::ZERO);
    let fractional = errcat::Schedule { factor_millis: 1500, ..runo::SCHEDULE };
    assert_eq!(fractional.backoff(3), Duration::from_millis(2_250));
    let too_high = errcat::Schedule { initial: seconds(60), ..runo::SCHEDULE };
    assert_eq!(too_high.backoff(1), seconds(8));
}
