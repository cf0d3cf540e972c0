//! What a caller adds to a vendor's schedule: jitter, limits, and that a request goes out once.

use std::time::Duration;

use errcat::{Failure, Next, Resend, Response, StopReason, onto, runagent, runo};

use crate::judge::{AnyVerdict, NOW, judge, seconds};

fn wait(next: Next<'_>) -> Duration {
    match next {
        Next::After(wait) | Next::AfterChange { wait, .. } => wait,
        Next::Stop(reason) => panic!("{reason}"),
    }
}

#[test]
fn jitter_adds_up_to_half_of_the_backoff() {
    let verdict = judge(&runo::TABLE, 503, "");
    let jittered = |jitter, attempt| {
        wait(runo::SCHEDULE.policy().jitter(jitter).next(attempt, &verdict, NOW)).as_millis()
    };
    assert_eq!([1, 2, 3].map(|attempt| jittered(0.0, attempt)), [1_000, 2_000, 4_000]);
    assert_eq!([1, 2, 3].map(|attempt| jittered(0.5, attempt)), [1_250, 2_500, 5_000]);
    assert_eq!([1, 2, 3].map(|attempt| jittered(1.0, attempt)), [1_500, 3_000, 6_000]);
    for (odd, counts_as) in [(-1.0, 0.0), (f64::NAN, 0.0), (7.0, 1.0), (f64::INFINITY, 1.0), (f64::MIN, 0.0)]
    {
        assert_eq!(jittered(odd, 1), jittered(counts_as, 1), "{odd}");
    }
}

#[test]
fn jitter_never_shortens_what_the_response_asks_for() {
    let response = Response::new(429).header("Retry-After", "7");
    let verdict = runo::TABLE.classify(&response).unwrap();
    let policy = runo::SCHEDULE.policy();
    assert_eq!(wait(policy.jitter(0.0).next(1, &verdict, NOW)), seconds(7));
    assert_eq!(wait(policy.jitter(1.0).next(1, &verdict, NOW)), Duration::from_millis(7_500));
}

#[test]
fn a_wait_that_is_longer_than_the_caller_allows_stops() {
    let response = Response::new(429).header("Retry-After", "3600");
    let verdict = runo::TABLE.classify(&response).unwrap();
    assert_eq!(wait(runo::SCHEDULE.next(1, &verdict, NOW)), seconds(3600));
    let bounded = runo::SCHEDULE.policy().max_wait(seconds(3600));
    assert_eq!(wait(bounded.next(1, &verdict, NOW)), seconds(3600));
    let too_long = StopReason::WaitTooLong { wait: Duration::from_millis(3_600_500) };
    assert_eq!(bounded.jitter(1.0).next(1, &verdict, NOW), Next::Stop(too_long));
}

#[test]
fn the_fewer_tries_of_vendor_and_caller_count() {
    let verdict = judge(&runo::TABLE, 503, "");
    let stops = |limit, attempt| {
        let next = runo::SCHEDULE.policy().max_attempts(limit).next(attempt, &verdict, NOW);
        next == Next::Stop(StopReason::Exhausted { attempts: attempt })
    };
    assert!(stops(0, 1) && stops(1, 1));
    assert!(!stops(2, 1) && stops(2, 2));
    assert!(!stops(100, 3) && stops(100, 4));
    // The one change that Onto documents is not made twice for a caller who would try often.
    let body = r#"{"status":"error","code":"TIMEOUT"}"#;
    let change = judge(&onto::TABLE, 504, body);
    let often = onto::SCHEDULE.policy().max_attempts(9);
    assert!(matches!(often.next(1, &change, NOW), Next::AfterChange { change: "fresh=true", .. }));
    assert_eq!(often.next(2, &change, NOW), Next::Stop(StopReason::Exhausted { attempts: 2 }));
}

/// Whether a request that must not take effect twice is sent again.
fn again(verdict: &AnyVerdict<'_>) -> bool {
    let policy = runo::SCHEDULE.policy().resend(Resend::WithoutEffect);
    let next = policy.next(1, verdict, NOW);
    assert!(matches!(next, Next::After(_) | Next::Stop(StopReason::MayHaveTakenEffect)), "{next:?}");
    matches!(next, Next::After(_))
}

#[test]
fn what_may_have_taken_effect_is_not_sent_twice() {
    let runo = |code: &str| format!(r#"{{"status":"error","error":{{"code":"{code}"}}}}"#);
    for (code, expected) in [
        ("RATE_LIMITED", true),
        ("FETCH_BLOCKED", true),
        ("LLM_RATE_LIMITED", true),
        ("TIMEOUT", false),
        ("LLM_ERROR", false),
        ("LLM_UNAVAILABLE", false),
        ("URL_UNREACHABLE", false),
    ] {
        assert_eq!(again(&judge(&runo::TABLE, 200, &runo(code))), expected, "{code}");
    }
    for (status, expected) in [(429, true), (500, false), (502, false), (503, false), (408, false)] {
        assert_eq!(again(&judge(&runo::TABLE, status, "")), expected, "{status}");
    }
    assert!(again(&runo::TABLE.no_response(Failure::NotSent)));
    assert!(!again(&runo::TABLE.no_response(Failure::TimedOut)));
    assert!(!again(&runagent::TABLE.no_response(Failure::Dropped)));
}

#[test]
fn what_stops_anyway_says_why_rather_than_that_it_may_have_taken_effect() {
    let policy = runo::SCHEDULE.policy().resend(Resend::WithoutEffect);
    let body = r#"{"status":"error","error":{"code":"TIMEOUT"}}"#;
    let verdict = judge(&runo::TABLE, 200, body);
    assert_eq!(policy.next(4, &verdict, NOW), Next::Stop(StopReason::Exhausted { attempts: 4 }));
    let never = r#"{"status":"error","error":{"code":"TYPE_COERCION_FAILED"}}"#;
    let verdict = judge(&runo::TABLE, 200, never);
    assert!(verdict.may_have_taken_effect());
    assert_eq!(policy.next(1, &verdict, NOW), Next::Stop(StopReason::Never));
}
