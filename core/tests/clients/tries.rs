//! The rules that the retry loops share, without a clock and without a network.

use std::sync::LazyLock;
use std::time::Duration;

use errcat::integrations::{Retries, Tries};
use errcat::onto;
use errcat::runo::{self, SCHEDULE};
use errcat::{
    Basis, Category, Failure, Next, Overrides, Resend, Response, Retry, StopReason, Timestamp, runware,
};

const START: Timestamp = Timestamp::from_unix_seconds(1_780_272_000);

fn at(seconds: u64) -> Timestamp {
    START.saturating_add(Duration::from_secs(seconds))
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What comes next after a request that was never sent.
fn next(tries: &mut Tries, now: Timestamp) -> Next<'static> {
    tries.after_failure::<runo::ErrorCode>(Failure::NotSent, now).next
}

#[test]
fn the_time_that_the_tries_took_counts_too() {
    let mut tries = Tries::new(SCHEDULE.policy(), START).total(seconds(60));
    assert_eq!(next(&mut tries, at(58)), Next::After(seconds(1)));
    let out_of_time = StopReason::OutOfTime { wait: seconds(2), left: seconds(1) };
    assert_eq!(next(&mut tries, at(59)), Next::Stop(out_of_time));
    let text = "of the time allowed in all 1s is left, less than the wait of 2s";
    assert_eq!(out_of_time.to_string(), text);
}

#[test]
fn a_clock_that_is_set_back_gives_no_more_time() {
    let mut tries = Tries::new(SCHEDULE.policy(), START).total(seconds(4));
    assert_eq!(next(&mut tries, at(0)), Next::After(seconds(1)));
    let last_week = Timestamp::from_unix_seconds(START.unix_seconds() - 7 * 86_400);
    assert_eq!(next(&mut tries, last_week), Next::After(seconds(2)));
    assert_eq!(tries.time_left(last_week), seconds(1));
}

#[test]
fn no_wait_at_all_is_no_way_around_the_total() {
    let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    let response = Response::new(429).header("Retry-After", "0").body(body);
    let mut tries = Tries::new(SCHEDULE.policy(), START).total(seconds(10));
    let step = tries.after_response::<runo::ErrorCode>(&response, at(9)).unwrap();
    assert_eq!(step.next, Next::After(seconds(1)));
    let step = tries.after_response::<runo::ErrorCode>(&response, at(10)).unwrap();
    let out_of_time = StopReason::OutOfTime { wait: seconds(2), left: Duration::ZERO };
    assert_eq!(step.next, Next::Stop(out_of_time));
    assert_eq!(out_of_time.to_string(), "the time allowed in all is over");
}

#[test]
fn a_change_is_made_once_however_often_the_request_went_out_before() {
    let mut tries = Tries::new(onto::SCHEDULE.policy(), START);
    let busy = Response::new(429).body(r#"{"status": "error", "code": "CONCURRENT_LIMIT"}"#);
    let slow = Response::new(504).body(r#"{"status": "error", "code": "TIMEOUT"}"#);
    let mut next = |response| tries.after_response::<onto::ErrorCode>(response, START).unwrap().next;
    assert_eq!(next(&busy), Next::After(seconds(1)));
    assert_eq!(next(&slow), Next::AfterChange { wait: seconds(1), change: "fresh=true" });
    assert!(matches!(next(&slow), Next::Stop(StopReason::Exhausted { .. })));

    let mut tries = Tries::new(onto::SCHEDULE.policy(), START);
    let mut next = |response| tries.after_response::<onto::ErrorCode>(response, START).unwrap().next;
    assert!(matches!(next(&slow), Next::AfterChange { .. }));
    assert!(matches!(next(&slow), Next::Stop(StopReason::Exhausted { .. })));
}

#[test]
fn jitter_is_drawn_for_each_request() {
    let retries = Retries::<runo::ErrorCode>::new().jitter(|| 1.0);
    let mut tries = retries.begin(Resend::Always, START);
    assert_eq!(next(&mut tries, START), Next::After(Duration::from_millis(1500)));
    assert_eq!(next(&mut tries, START), Next::After(seconds(3)));
    assert_eq!(tries.failed(), 2);
}

#[test]
fn the_defaults_end_in_time() {
    let mut tries = Retries::<runo::ErrorCode>::new().begin(Resend::Always, START);
    assert_eq!(tries.time_left(START), Retries::<runo::ErrorCode>::TOTAL);
    let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    let response = Response::new(429).header("Retry-After", "3600").body(body);
    let step = tries.after_response::<runo::ErrorCode>(&response, START).unwrap();
    assert!(matches!(step.next, Next::Stop(StopReason::WaitTooLong { .. })));
}

#[test]
fn a_plan_of_the_client_holds_where_it_is_the_longer_one() {
    let mut tries = Tries::new(SCHEDULE.policy(), START);
    let verdict = runo::no_response(Failure::NotSent);
    assert_eq!(tries.next_planned(seconds(5), &verdict, START), Next::After(seconds(5)));
    assert_eq!(tries.next_planned(seconds(0), &verdict, START), Next::After(seconds(2)));
    let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    let response = Response::new(429).header("Retry-After", "1").body(body);
    let verdict = runo::classify(&response).unwrap();
    assert_eq!(tries.next_planned(seconds(5), &verdict, START), Next::After(seconds(1)));
    // A wait of zero says nothing.
    let verdict = runo::classify(&Response::new(429).header("Retry-After", "0").body(body)).unwrap();
    let mut tries = Tries::new(SCHEDULE.policy(), START);
    assert_eq!(tries.next_planned(seconds(5), &verdict, START), Next::After(seconds(5)));
}

#[test]
fn a_list_goes_out_again_where_it_failed_as_a_whole() {
    let body = r#"{"errors": [{"code": "providerRateLimitExceeded"}]}"#;
    let stop = Next::Stop(StopReason::MayHaveTakenEffect);
    let responses = [
        (Response::new(429), Next::After(seconds(1))),
        (Response::new(200), stop),
        (Response::without_status(), stop),
    ];
    for (response, expected) in responses {
        let policy = runware::SCHEDULE.policy().resend(Resend::WithoutEffect);
        let mut tries = Tries::new(policy, START);
        let step = tries.after_response::<runware::ErrorCode>(&response.body(body), START).unwrap();
        assert_eq!(step.next, expected);
        assert_eq!(tries.failed(), 1);
    }
}

#[test]
fn the_tries_go_by_the_caller_s_overrides() {
    static OVERRIDES: LazyLock<Overrides> = LazyLock::new(|| {
        Overrides::new().category(Category::Unavailable, Retry::Never).code("timeoutProvider", Retry::Never)
    });
    let mut tries = Tries::new(SCHEDULE.policy().overrides(&OVERRIDES), START);
    let step = tries.after_failure::<runo::ErrorCode>(Failure::NotSent, at(0));
    assert_eq!((step.next, step.verdict.retry_basis()), (Next::Stop(StopReason::Never), Basis::Override));
    // Of a list, the error that the caller turned down decides.
    let body = r#"{"errors": [{"code": "providerError"}, {"code": "timeoutProvider"}]}"#;
    let response = Response::new(500).body(body);
    let mut tries = Tries::new(runware::SCHEDULE.policy().overrides(&OVERRIDES), START);
    let step = tries.after_response::<runware::ErrorCode>(&response, at(0)).unwrap();
    assert_eq!(
        (step.next, step.verdict.raw_code()),
        (Next::Stop(StopReason::Never), Some("timeoutProvider"))
    );
}
