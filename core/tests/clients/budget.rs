//! The budget that all requests of a client share.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::integrations::tower::RetryPolicy;
use errcat::integrations::{Budget, Retries, Tries};
use errcat::runo::{self, ErrorCode};
use errcat::runware::ErrorCode as RunwareCode;
use errcat::{Failure, Next, Resend, Response, StopReason, Timestamp, VendorCode as _};
use errcat_serve::Server;
use tower::{Service as _, ServiceBuilder, ServiceExt as _, service_fn};

use crate::vendor::{proxy_page, runo_error, runo_rate_limited, runo_success};
use crate::waits::Waits;

const START: Timestamp = Timestamp::from_unix_seconds(1_780_272_000);

/// How long the vendor is down.
const OUTAGE: Duration = Duration::from_secs(60);

/// How long it is watched afterwards.
const AFTERWARDS: Duration = Duration::from_secs(5);

thread_local! {
    static DRAWN: Cell<u64> = const { Cell::new(0x2545_F491_4F6C_DD1D) };
}

/// Jitter that is the same in each run.
fn jitter() -> f64 {
    DRAWN.with(|drawn| {
        let mut bits = drawn.get();
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        drawn.set(bits);
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    })
}

/// How long the vendor is well before, where it is.
const BEFORE: Duration = Duration::from_secs(66);

/// What was counted of an outage.
#[derive(Debug, Default)]
struct Counted {
    /// Requests that their clients made while it lasted.
    made: u32,
    /// What reached the vendor while it lasted, retries included.
    sent: u32,
    /// Requests that were made after it, and how often each of them was sent.
    made_afterwards: u32,
    sent_afterwards: u32,
    /// Retries of earlier requests that went out after it, and succeeded.
    late: u32,
}

/// An outage that begins at once, without a clock: each of these clients makes a request every so often.
fn outage(clients: &[Retries<ErrorCode>], every: Duration) -> Counted {
    // What goes out at which time, in the order in which it was planned: a client's next request, or a retry.
    let mut plan = BTreeMap::<(Duration, usize), (usize, Option<Tries>)>::new();
    let mut order = 0..;
    let count = u32::try_from(clients.len()).unwrap();
    for client in 0..count {
        let key = (every * client / count, order.next().unwrap());
        plan.insert(key, (client as usize, None));
    }
    let mut counted = Counted::default();
    while let Some(((at, _), (client, tries))) = plan.pop_first() {
        let (now, is_down) = (START.saturating_add(at), at < OUTAGE);
        let is_retry = tries.is_some();
        if !is_retry {
            *(if is_down { &mut counted.made } else { &mut counted.made_afterwards }) += 1;
            if at + every < OUTAGE + AFTERWARDS {
                plan.insert((at + every, order.next().unwrap()), (client, None));
            }
        }
        let mut tries = tries.unwrap_or_else(|| clients[client].begin(Resend::Always, now));
        if !is_down {
            *(if is_retry { &mut counted.late } else { &mut counted.sent_afterwards }) += 1;
            tries.succeeded();
            continue;
        }
        counted.sent += 1;
        if let Next::After(wait) = down(client, &mut tries, now) {
            plan.insert((at + wait, order.next().unwrap()), (client, Some(tries)));
        }
    }
    counted
}

/// A vendor that is down: refused, silent, or a status of what stands before it.
fn down(client: usize, tries: &mut Tries, now: Timestamp) -> Next<'static> {
    match client % 3 {
        0 => tries.after_failure::<ErrorCode>(Failure::NotSent, now).next,
        1 => tries.after_failure::<ErrorCode>(Failure::TimedOut, now).next,
        _ => tries.after_response::<ErrorCode>(&Response::new(503), now).unwrap().next,
    }
}

fn steady() -> Retries<ErrorCode> {
    Retries::new().jitter(jitter)
}

/// Calls that succeed before the outage, as often.
fn well(clients: &[Retries<ErrorCode>], every: Duration) {
    let begin = Timestamp::from_unix_seconds(START.unix_seconds() - BEFORE.as_secs() as i64);
    let mut at = Duration::ZERO;
    while at < BEFORE {
        for client in clients {
            client.begin(Resend::Always, begin.saturating_add(at)).succeeded();
        }
        at += every;
    }
}

/// Clients with a budget each, and what came of an outage, which is the first that they see or comes while all is well.
fn with_budgets(clients: u32, every: Duration, is_first: bool) -> (Vec<Budget>, Counted) {
    let budgets: Vec<_> = (0..clients).map(|_| Budget::new()).collect();
    let clients: Vec<_> = budgets.iter().map(|budget| steady().budget(budget.clone())).collect();
    if !is_first {
        well(&clients, every);
    }
    let counted = outage(&clients, every);
    (budgets, counted)
}

#[test]
fn many_clients_send_no_more_than_a_fifth_more_while_a_vendor_is_down() {
    // As each has a budget of its own, fewer of those that make many calls say as much.
    for (clients, every, calls, calls_afterwards) in
        [(1_000, 5_000, 12, 1), (500, 1_000, 60, 5), (200, 250, 240, 20), (40, 50, 1_200, 100)]
    {
        for is_first in [true, false] {
            let (budgets, counted) = with_budgets(clients, Duration::from_millis(every), is_first);
            let made_afterwards = clients * calls_afterwards;
            assert_eq!(counted.made, clients * calls);
            let ratio = f64::from(counted.sent) / f64::from(counted.made);
            println!("every {every} ms, the first: {is_first}: {ratio:.3}");
            assert!(ratio <= 1.2, "every {every} ms, the first: {is_first}, {ratio}: {counted:?}");
            // There are retries all the same, two for each client at least.
            assert!(counted.sent >= counted.made + 2 * clients, "{counted:?}");
            // The first request of each after it goes out at once and is answered.
            assert_eq!(counted.made_afterwards, made_afterwards);
            assert_eq!(counted.sent_afterwards, made_afterwards);
            // Each success gives back.
            assert!(budgets.iter().all(|budget| budget.left() >= calls_afterwards), "{counted:?}");
        }
    }
    // It is the budget that holds them back.
    let unlimited: Vec<_> = (0..30).map(|_| steady().budget(None)).collect();
    let without = outage(&unlimited, Duration::from_millis(250));
    assert!(f64::from(without.sent) > 3.0 * f64::from(without.made), "{without:?}");
}

#[test]
fn a_lone_call_has_two_retries_and_as_many_after_rate_limits_as_the_schedule_says() {
    let mut tries = steady().begin(Resend::Always, START);
    let after: Vec<_> =
        (0..3).map(|_| tries.after_failure::<ErrorCode>(Failure::NotSent, START).next).collect();
    assert!(matches!(after[..2], [Next::After(_), Next::After(_)]));
    let reason = StopReason::OverShare { retries: 2, calls: 1 };
    assert_eq!(after[2], Next::Stop(reason));
    assert_eq!(reason.to_string(), "1 call in the last minute had 2 retries already, which is the limit");

    let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    let mut tries = steady().begin(Resend::Always, START);
    for _ in 0..3 {
        let step = tries.after_response::<ErrorCode>(&Response::new(429).body(body), START).unwrap();
        assert!(matches!(step.next, Next::After(_)));
    }
    let step = tries.after_response::<ErrorCode>(&Response::new(429).body(body), START).unwrap();
    assert_eq!(step.next, Next::Stop(StopReason::Exhausted { attempts: 4 }));
}

/// How many calls that fail at the same time go out again.
fn sent_again(retries: &Retries<ErrorCode>, calls: usize, at: Duration) -> usize {
    let now = START.saturating_add(at);
    let mut all: Vec<_> = (0..calls).map(|_| retries.begin(Resend::Always, now)).collect();
    let goes = |tries: &mut Tries| {
        matches!(tries.after_failure::<ErrorCode>(Failure::NotSent, now).next, Next::After(_))
    };
    all.iter_mut().map(goes).filter(|goes| *goes).count()
}

#[test]
fn a_share_of_the_calls_of_the_last_minute_goes_out_again() {
    let seconds = Duration::from_secs;
    // Of a hundred at once, fifteen; a minute later they are forgotten, and after a day too.
    let retries = steady();
    assert_eq!(sent_again(&retries, 100, seconds(0)), 15);
    assert_eq!(sent_again(&retries, 1, seconds(59)), 0);
    assert_eq!(sent_again(&retries, 1, seconds(67)), 1);
    assert_eq!(sent_again(&retries, 1, seconds(86_400)), 1);
    // Where all was well, what fails together goes out again together.
    let retries = steady();
    well(std::slice::from_ref(&retries), Duration::from_millis(100));
    assert_eq!(sent_again(&retries, 20, seconds(0)), 20);
    // A retry that succeeds does not count.
    let retries = steady();
    for _ in 0..20 {
        let mut tries = retries.begin(Resend::Always, START);
        assert!(matches!(tries.after_failure::<ErrorCode>(Failure::NotSent, START).next, Next::After(_)));
        tries.succeeded();
    }
    // The caller's own numbers.
    assert_eq!(sent_again(&steady().budget(Budget::new().minimum(7)), 10, seconds(0)), 7);
    assert_eq!(sent_again(&steady().budget(Budget::new().minimum(0)), 10, seconds(0)), 1);
    assert_eq!(sent_again(&steady().budget(Budget::new().percent(50)), 10, seconds(0)), 5);
    assert_eq!(sent_again(&steady().budget(Budget::new().percent(None)), 10, seconds(0)), 10);
    assert_eq!(sent_again(&steady().budget(Budget::new().percent(u32::MAX)), 10, seconds(0)), 10);
}

#[test]
fn a_clock_that_jumps_stops_no_retries_for_long() {
    let retries = steady();
    for at in [Timestamp::from_unix_seconds(i64::MAX), Timestamp::from_unix_seconds(i64::MIN), START] {
        let mut tries = retries.begin(Resend::Always, at);
        for _ in 0..2 {
            assert!(matches!(tries.after_failure::<ErrorCode>(Failure::NotSent, at).next, Next::After(_)));
        }
    }
}

#[test]
fn a_thousand_tasks_of_one_client_send_hardly_more() {
    let client = steady();
    let clients: Vec<_> = (0..1000).map(|_| client.clone()).collect();
    let counted = outage(&clients, Duration::from_secs(1));
    assert_eq!(counted.made, 60_000);
    assert!(counted.sent <= counted.made + 500 / 10, "{counted:?}");
    assert_eq!((counted.made_afterwards, counted.sent_afterwards), (5_000, 5_000));
}

#[test]
fn what_a_retry_takes_and_a_success_gives() {
    let budget = Budget::new().minimum(9);
    let retries = steady().budget(budget.clone());
    let begin = || retries.begin(Resend::Always, START);
    let failed = |tries: &mut Tries, failure| {
        assert!(matches!(tries.after_failure::<ErrorCode>(failure, START).next, Next::After(_)));
    };
    let (mut after_limit, mut after_timeout, mut lost) = (begin(), begin(), begin());
    assert!(after_limit.after_response::<ErrorCode>(&Response::new(429), START).is_some());
    assert_eq!(budget.left(), 500 - 5);
    failed(&mut after_timeout, Failure::TimedOut);
    assert_eq!(budget.left(), 500 - 5 - 10);
    failed(&mut lost, Failure::NotSent);
    assert_eq!(budget.left(), 500 - 5 - 10 - 14);
    // What a retry took comes back where it succeeds, and of two retries what the last took.
    let success = Response::new(200).body(r#"{"status": "success"}"#);
    assert!(after_limit.after_response::<ErrorCode>(&success, START).is_none());
    assert_eq!(budget.left(), 500 - 10 - 14);
    failed(&mut after_timeout, Failure::NotSent);
    after_timeout.succeeded();
    assert_eq!(budget.left(), 500 - 10 - 14);
    begin().succeeded();
    assert_eq!(budget.left(), 500 - 10 - 14 + 1);
    // There is never more than at the start.
    (0..100).for_each(|_| begin().succeeded());
    assert_eq!(budget.left(), 500);
}

#[test]
fn what_stops_costs_nothing() {
    let budget = Budget::new();
    let retries = steady().budget(budget.clone());
    let quota = br#"{"status": "error", "error": {"code": "QUOTA_EXCEEDED"}}"#;
    let limited = br#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    for response in [
        Response::new(429).body(quota),
        Response::new(429).header("Retry-After", "31536000").body(limited),
        Response::new(401),
    ] {
        let mut tries = retries.begin(Resend::Always, START);
        let step = tries.after_response::<ErrorCode>(&response, START).unwrap();
        assert!(matches!(step.next, Next::Stop(_)));
    }
    let mut tries = retries.begin(Resend::WithoutEffect, START);
    let step = tries.after_failure::<ErrorCode>(Failure::TimedOut, START);
    assert_eq!(step.next, Next::Stop(StopReason::MayHaveTakenEffect));
    // Of a list, what decides is weighed before it is paid for.
    let retries = Retries::<RunwareCode>::new().budget(budget.clone());
    let mut tries = retries.begin(Resend::WithoutEffect, START);
    let body = r#"{"errors": [{"code": "providerRateLimitExceeded"}, {"code": "timeoutProvider"}]}"#;
    assert!(tries.after_response::<RunwareCode>(&Response::new(200).body(body), START).is_some());
    assert_eq!(budget.left(), 500);
}

#[test]
fn threads_share_it_and_never_overdraw() {
    let budget = Budget::new().capacity(1_000).retry(7).percent(None);
    let retries = Arc::new(steady().budget(budget.clone()));
    let is_sent_again = |retries: &Retries<ErrorCode>| {
        let mut tries = retries.begin(Resend::Always, START);
        matches!(tries.next(&ErrorCode::no_response(Failure::NotSent), START), Next::After(_))
    };
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let retries = Arc::clone(&retries);
            std::thread::spawn(move || (0..100).filter(|_| is_sent_again(&retries)).count())
        })
        .collect();
    let all: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert_eq!((all, budget.left()), (1_000 / 7, 1_000 % 7));
}

#[tokio::test]
async fn the_middleware_says_why_it_stops_and_goes_on_after_a_success() {
    let script = [proxy_page(), proxy_page(), proxy_page(), runo_success(), runo_error(200, "LLM_BLOCKED")];
    let vendor = Server::scripted(script).unwrap();
    let waits = Waits::default();
    let budget = Budget::new().capacity(15);
    let retries = Retries::<runo::ErrorCode>::new().jitter(|| 0.0).budget(budget.clone());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(client)
        .with(RetryMiddleware::new(retries).sleep(waits.sleep()))
        .build();
    let response = client.get(vendor.url("")).send().await.unwrap();
    let reason: StopReason = *response.extensions().get().unwrap();
    assert_eq!(reason, StopReason::OverBudget { cost: 14, left: 1 });
    assert_eq!(reason.to_string(), "of the budget for retries 1 is left, less than the 14 that one takes");
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![1], 2));
    // Each request still goes out once.
    assert_eq!(client.get(vendor.url("")).send().await.unwrap().status(), 502);
    assert_eq!(client.get(vendor.url("")).send().await.unwrap().status(), 200);
    assert_eq!((budget.left(), vendor.requests().len()), (2, 4));
    let response = client.get(vendor.url("")).send().await.unwrap();
    assert!(response.extensions().get::<StopReason>().is_some());
    assert_eq!((budget.left(), vendor.requests().len()), (2, 5));
}

#[tokio::test]
async fn a_request_that_can_not_go_out_again_costs_nothing() {
    let vendor = Server::scripted(vec![runo_rate_limited("1"); 2]).unwrap();
    let budget = Budget::new();
    let retries = Retries::<runo::ErrorCode>::new().budget(budget.clone());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(client).with(RetryMiddleware::new(retries)).build();
    let stream = reqwest::Body::wrap("page".to_owned());
    client.post(vendor.url("")).body(stream).send().await.unwrap();
    assert_eq!((budget.left(), vendor.requests().len()), (500, 1));
}

#[tokio::test]
async fn of_many_requests_at_once_few_are_sent_again_while_the_vendor_is_down() {
    const CROWD: usize = 500;
    // By the policy for tower, whose clones share the budget that each client has by default.
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let policy = RetryPolicy::new(Retries::<ErrorCode>::new(), |_: &Infallible| None)
        .sleep(|_| tokio::task::yield_now());
    let service = ServiceBuilder::new().retry(policy).service(service_fn(move |_: http::Request<()>| {
        counted.fetch_add(1, Ordering::Relaxed);
        async { Ok(http::Response::builder().status(503).body("").unwrap()) }
    }));
    let tasks: Vec<_> = (0..CROWD)
        .map(|_| {
            let request = http::Request::get("http://example.com").body(()).unwrap();
            tokio::spawn(service.clone().oneshot(request))
        })
        .collect();
    let mut stopped = 0;
    for task in tasks {
        let Ok(response) = task.await.unwrap();
        let reason: Option<&StopReason> = response.extensions().get();
        stopped +=
            usize::from(matches!(reason, Some(StopReason::OverBudget { .. } | StopReason::OverShare { .. })));
        assert!(reason.is_some());
    }
    // Each of those that were sent again was stopped, by the budget or by its own count.
    assert_eq!(sent.load(Ordering::Relaxed), CROWD + 500 / 14);
    assert!(stopped >= CROWD - 500 / 14);
}

#[tokio::test]
async fn a_success_gives_back_by_the_policy_for_tower() {
    let budget = Budget::new().minimum(9);
    let retries = Retries::<ErrorCode>::new().jitter(|| 0.0).budget(budget.clone());
    let failed = Arc::new(AtomicUsize::new(0));
    let policy = RetryPolicy::new(retries, |_: &Infallible| None).sleep(|_| std::future::ready(()));
    let mut service = ServiceBuilder::new().retry(policy).service(service_fn(move |_: http::Request<()>| {
        let status = if failed.fetch_add(1, Ordering::Relaxed) < 5 { 503 } else { 200 };
        async move { Ok(http::Response::builder().status(status).body("").unwrap()) }
    }));
    // Four tries of the first request took three times; one of the second, which then succeeded, nothing.
    for expected in [500 - 3 * 14, 500 - 3 * 14, 500 - 3 * 14 + 1] {
        let request = http::Request::get("http://example.com").body(()).unwrap();
        let Ok(_) = service.ready().await.unwrap().call(request).await;
        assert_eq!(budget.left(), expected);
    }
}
