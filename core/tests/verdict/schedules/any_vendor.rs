//! What holds for the schedule of any vendor.

use std::time::Duration;

use errcat::{Next, Response, StopReason, Timestamp, Wait, onto, runo};

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
