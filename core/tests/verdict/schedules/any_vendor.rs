//! What holds for the schedule of any vendor.

use std::time::Duration;

use errcat::{Next, Policy, Response, StopReason, Timestamp, Wait, onto, runagent, runo};

use crate::catalogs::{Lazy, table};
use crate::judge::{NOW, judge, seconds};
use crate::schedules::shown;

#[test]
fn tries_are_counted_from_one() {
    let verdict = judge(&runo::TABLE, 503, "");
    let first = runo::SCHEDULE.next(1, &verdict, NOW);
    assert_eq!(runo::SCHEDULE.next(0, &verdict, NOW), first);
    let beyond = runo::SCHEDULE.next(u32::MAX, &verdict, NOW);
    assert_eq!(beyond, Next::Stop(StopReason::Exhausted { attempts: u32::MAX }));
}

#[test]
fn a_time_is_waited_for_from_now_and_a_past_one_says_nothing() {
    let step = |now: i64| {
        let response = Response::new(429).header("Retry-After", "2026-06-01T00:00:00Z");
        let verdict = runo::TABLE.classify(&response).unwrap();
        shown(runo::SCHEDULE.next(1, &verdict, Timestamp::from_unix_seconds(now)))
    };
    assert_eq!(step(1_780_271_990), "10s");
    // Clocks differ: who is ahead of the vendor must not send at once, again and again.
    assert_eq!(step(1_780_272_000), "1s");
    assert_eq!(step(1_790_000_000), "1s");
}

#[test]
fn a_wait_of_zero_is_no_wait() {
    let steps = |response: Response<'_>| {
        let verdict = runo::TABLE.classify(&response).unwrap();
        [1, 2, 3].map(|attempt| shown(runo::SCHEDULE.next(attempt, &verdict, NOW)))
    };
    for zero in ["0", "0.0", "0s", "0 seconds"] {
        assert_eq!(steps(Response::new(429).header("Retry-After", zero)), ["1s", "2s", "4s"], "{zero}");
    }
    // Where the page itself says how long, that holds.
    let verdict = runagent::TABLE.classify(&Response::new(429).header("Retry-After", "0")).unwrap();
    assert_eq!(shown(runagent::SCHEDULE.next(1, &verdict, NOW)), "60s");
    let quota =
        Response::new(429).header("Retry-After", "0").body(r#"{"status":"error","code":"RATE_LIMITED"}"#);
    let verdict = onto::TABLE.classify(&quota).unwrap();
    let next = onto::SCHEDULE.next(1, &verdict, NOW);
    assert!(matches!(next, Next::Stop(StopReason::Quota { until: None, .. })), "{next:?}");
}

#[test]
fn a_time_is_compared_with_the_clock_of_the_server() {
    // The client's clock is five minutes ahead.
    let now = Timestamp::from_unix_seconds(1_780_272_300);
    let reset = "Mon, 01 Jun 2026 00:01:00 GMT";
    let step = |date: &str| {
        let response = Response::new(429).header("Retry-After", reset).header("Date", date);
        let verdict = runo::TABLE.classify(&response).unwrap().clone();
        assert_eq!(verdict.wait(), Some(Wait::Until(Timestamp::from_unix_seconds(1_780_272_060))));
        shown(runo::SCHEDULE.next(2, &verdict, now))
    };
    assert_eq!(step("Mon, 01 Jun 2026 00:00:00 GMT"), "60s");
    assert_eq!(step("Mon, 01 Jun 2026 00:01:00 GMT"), "2s");
    assert_eq!(step("Mon, 01 Jun 2026 00:02:00 GMT"), "2s");
    assert_eq!(step("today"), "2s");
}

/// The vendor waits for two minutes at most.
static SHORT: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: /code }
wait: [{ header: Retry-After }]
retry: { max_attempts: 5, backoff: { initial: 60s, factor: 2, max: 2m }, max_wait: 2m }
"#,
    )
});

#[test]
fn a_wait_that_is_longer_than_the_vendor_allows_stops() {
    let step = |policy: Policy, wait| {
        let response = Response::new(429).header("Retry-After", wait);
        policy.next(1, &SHORT.classify(&response).unwrap(), NOW)
    };
    let policy = SHORT.schedule.policy();
    let too_long = |wait| Next::Stop(StopReason::WaitTooLong { wait: seconds(wait) });
    assert_eq!(step(policy, "120"), Next::After(seconds(120)));
    assert_eq!(step(policy, "121"), too_long(121));
    // The smaller of the vendor's and the caller's limits counts.
    assert_eq!(step(policy.max_wait(seconds(600)), "121"), too_long(121));
    assert_eq!(step(policy.max_wait(seconds(90)), "100"), too_long(100));
    // Jitter makes a wait longer that the vendor's schedule itself allows.
    let verdict = SHORT.classify(&Response::new(503)).unwrap();
    assert_eq!(policy.jitter(1.0).next(3, &verdict, NOW), Next::After(seconds(180)));
}

#[test]
fn a_quota_says_until_when_it_lasts_if_the_response_does() {
    let body = r#"{"status":"error","code":"RATE_LIMITED","retry_after":90}"#;
    let verdict = judge(&onto::TABLE, 429, body);
    assert_eq!(verdict.wait(), Some(Wait::For(seconds(90))));
    let Next::Stop(StopReason::Quota { until, window }) = onto::SCHEDULE.next(1, &verdict, NOW) else {
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
