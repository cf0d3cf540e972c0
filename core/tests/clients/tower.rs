//! The policy for tower.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bytes::Bytes;
use errcat::integrations::tower::RetryPolicy;
use errcat::integrations::{Event, Retries, failure_of};
use errcat::onto::{self, ErrorCode as OntoCode};
use errcat::runo::{self, ErrorCode};
use errcat::runware::{self, ErrorCode as RunwareCode};
use errcat::{Basis, Overrides, OwnedVerdict, Resend, Retry, StopReason, VendorCode, Wait};
use errcat_serve::{Reply, Server};
use http::Response;
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

use crate::vendor::{
    PROXY_PAGE, RUNO_SUCCESS, dropped, onto_error, proxy_page, runo_body, runo_error, runo_rate_limited,
    runo_success, runware_tasks,
};
use crate::waits::Waits;

type Request = http::Request<String>;
type Policy<V> = RetryPolicy<V, String, reqwest::Error>;

fn policy<V: VendorCode>() -> Policy<V> {
    RetryPolicy::new(Retries::new().jitter(|| 0.0).budget(None), |error: &reqwest::Error| failure_of(error))
}

fn get(vendor: &Server) -> Request {
    http::Request::get(vendor.url("")).body(String::new()).unwrap()
}

fn post(vendor: &Server) -> Request {
    http::Request::post(vendor.url("")).body("page".to_owned()).unwrap()
}

async fn call<V: VendorCode>(
    policy: Policy<V>,
    waits: &Waits,
    request: Request,
) -> reqwest::Result<Response<Bytes>> {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
    let mut service = ServiceBuilder::new()
        .retry(policy.sleep(waits.sleep()))
        .service(service_fn(move |request| send(client.clone(), request)));
    service.ready().await?.call(request).await
}

async fn send(client: reqwest::Client, request: Request) -> reqwest::Result<Response<Bytes>> {
    let response = client.execute(request.try_into()?).await?;
    let mut collected = Response::new(Bytes::new());
    *collected.status_mut() = response.status();
    *collected.headers_mut() = response.headers().clone();
    *collected.body_mut() = response.bytes().await?;
    Ok(collected)
}

fn reason(response: &Response<Bytes>) -> Option<StopReason> {
    response.extensions().get().copied()
}

#[tokio::test]
async fn waits_as_long_as_the_response_asks() {
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = call(policy::<runo::ErrorCode>(), &waits, post(&vendor)).await.unwrap();
    assert_eq!(response.body(), RUNO_SUCCESS);
    assert!(response.extensions().get::<OwnedVerdict<ErrorCode>>().is_none());
    assert_eq!(waits.seconds(), [7]);
    assert!(vendor.requests().iter().all(|request| request.body == b"page"));
}

#[tokio::test]
async fn a_retry_after_that_says_nothing_or_has_no_end() {
    for nonsense in ["-1", "soon", "", "Wed, 21 Oct 2015 07:28:00 GMT", "-99999999999999999999"] {
        let vendor = Server::scripted([runo_rate_limited(nonsense), runo_success()]).unwrap();
        let waits = Waits::default();
        let response = call(policy::<runo::ErrorCode>(), &waits, post(&vendor)).await.unwrap();
        assert_eq!(
            (response.body().as_ref(), waits.seconds()),
            (RUNO_SUCCESS.as_bytes(), vec![1]),
            "{nonsense}"
        );
    }
    for endless in ["99999999999999999999", "1e400", "Fri, 31 Dec 99999 23:59:59 GMT"] {
        let vendor = Server::scripted([runo_rate_limited(endless), runo_success()]).unwrap();
        let waits = Waits::default();
        let response = call(policy::<runo::ErrorCode>(), &waits, post(&vendor)).await.unwrap();
        assert_eq!(reason(&response), Some(StopReason::WaitTooLong { wait: Wait::MAX }), "{endless}");
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1), "{endless}");
    }
}

#[tokio::test]
async fn what_may_have_taken_effect_is_not_sent_again_wherever_the_response_breaks_off() {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{RUNO_SUCCESS}", RUNO_SUCCESS.len());
    let cuts = (0..response.len()).map(|end| Reply::raw(response.as_str()).cut_at(end));
    let vendor = Server::scripted(cuts).unwrap();
    let waits = Waits::default();
    for end in 0..response.len() {
        assert!(call(policy::<runo::ErrorCode>(), &waits, post(&vendor)).await.is_err(), "{end}");
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], end + 1));
    }
}

#[tokio::test]
async fn an_error_inside_a_success_is_sent_again_up_to_the_limit() {
    let vendor = Server::scripted(vec![runo_error(200, "LLM_TIMEOUT"); 9]).unwrap();
    let waits = Waits::default();
    let response = call(policy::<runo::ErrorCode>(), &waits, get(&vendor)).await.unwrap();
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![1, 2, 4], 4));
    assert_eq!(reason(&response), Some(StopReason::Exhausted { attempts: 4 }));
    assert_eq!(response.body(), &runo_body("LLM_TIMEOUT"));
}

#[tokio::test]
async fn a_monthly_quota_is_not() {
    let waits = Waits::default();
    let vendor = Server::scripted(vec![runo_error(429, "QUOTA_EXCEEDED"); 9]).unwrap();
    let response = call(policy::<runo::ErrorCode>(), &waits, get(&vendor)).await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!(verdict.code(), Some(ErrorCode::QuotaExceeded));
    assert_eq!(vendor.requests().len(), 1);

    let vendor = Server::scripted(vec![onto_error(429, "RATE_LIMITED"); 9]).unwrap();
    let response = call(policy::<onto::ErrorCode>(), &waits, get(&vendor)).await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<OntoCode>>().unwrap();
    assert_eq!(verdict.code(), Some(OntoCode::RateLimited));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn a_success_with_one_failed_task_is_not_bought_twice() {
    let tasks = runware_tasks(200, &["timeoutProvider"]);
    let vendor = Server::scripted(vec![tasks.clone(), runware_tasks(200, &[])]).unwrap();
    let waits = Waits::default();
    let response = call(policy::<runware::ErrorCode>(), &waits, post(&vendor)).await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<RunwareCode>>().unwrap();
    assert_eq!(verdict.item().unwrap().to_string(), "/errors/0");
    assert_eq!(reason(&response), Some(StopReason::MayHaveTakenEffect));

    let vendor = Server::scripted([tasks, runware_tasks(200, &[])]).unwrap();
    let mut request = post(&vendor);
    request.extensions_mut().insert(Resend::Always);
    let response = call(policy::<runware::ErrorCode>(), &waits, request).await.unwrap();
    assert!(response.extensions().get::<OwnedVerdict<RunwareCode>>().is_none());
    assert_eq!(waits.seconds(), [1]);
}

#[tokio::test]
async fn a_page_of_a_proxy_is_judged_by_its_status() {
    let vendor = Server::scripted([proxy_page()]).unwrap();
    let response = call(policy::<runo::ErrorCode>(), &Waits::default(), post(&vendor)).await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.raw_code(), verdict.status()), (None, Some(502)));
    assert_eq!(response.body(), PROXY_PAGE);
}

#[tokio::test]
async fn a_dropped_connection_is_tried_again_where_that_does_no_harm() {
    let vendor = Server::scripted([dropped(), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = call(policy::<runo::ErrorCode>(), &waits, get(&vendor)).await.unwrap();
    assert_eq!(response.body(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);

    let vendor = Server::scripted([dropped(), runo_success()]).unwrap();
    assert!(call(policy::<runo::ErrorCode>(), &waits, post(&vendor)).await.is_err());
    assert_eq!(vendor.requests().len(), 1);
}

#[tokio::test]
async fn a_change_is_made_where_somebody_makes_it() {
    let vendor = Server::scripted([onto_error(500, "EXTRACTION_FAILED")]).unwrap();
    let waits = Waits::default();
    let response = call(policy::<onto::ErrorCode>(), &waits, get(&vendor)).await.unwrap();
    assert_eq!(reason(&response), Some(StopReason::Unchanged));

    let vendor = Server::scripted(vec![onto_error(500, "EXTRACTION_FAILED"); 9]).unwrap();
    let fresh = policy::<onto::ErrorCode>().change(|change, request: &mut Request| {
        let uri = format!("{}?{change}", request.uri()).parse();
        uri.map(|uri| *request.uri_mut() = uri).is_ok()
    });
    let response = call(fresh, &waits, get(&vendor)).await.unwrap();
    assert_eq!(reason(&response), Some(StopReason::Exhausted { attempts: 2 }));
    assert_eq!(vendor.requests()[1].path, "/?fresh=true");
}

#[tokio::test(start_paused = true)]
async fn each_request_of_a_service_has_its_own_tries_on_the_clock_of_tokio() {
    let answer = |_: Request| async {
        let response = Response::builder().status(429).header("Retry-After", "7");
        Ok::<_, reqwest::Error>(response.body(runo_body("RATE_LIMITED")).unwrap())
    };
    let mut service = ServiceBuilder::new().retry(policy::<runo::ErrorCode>()).service(service_fn(answer));
    for _ in 0..2 {
        let start = tokio::time::Instant::now();
        let request = http::Request::post("http://127.0.0.1").body(String::new()).unwrap();
        let response = service.ready().await.unwrap().call(request).await.unwrap();
        let reason = response.extensions().get();
        assert_eq!(reason, Some(&StopReason::Exhausted { attempts: 4 }));
        assert_eq!(start.elapsed().as_secs(), 21);
    }
}

#[tokio::test]
async fn the_time_of_a_request_starts_when_it_is_sent() {
    let turned_away = Arc::new(AtomicBool::new(true));
    let answer = move |_: Request| {
        let turned_away = turned_away.fetch_not(Ordering::SeqCst);
        let response = Response::builder().status(if turned_away { 429 } else { 200 });
        let body = if turned_away { runo_body("RATE_LIMITED") } else { RUNO_SUCCESS.to_owned() };
        std::future::ready(Ok::<_, reqwest::Error>(
            response.header("Retry-After", "0.001").body(body).unwrap(),
        ))
    };
    let total = Duration::from_secs(1);
    let retries = Retries::<runo::ErrorCode>::new().jitter(|| 0.0).total(total);
    let policy = RetryPolicy::new(retries, |error: &reqwest::Error| failure_of(error));
    let mut service = ServiceBuilder::new().retry(policy).service(service_fn(answer));
    for pause in [Duration::ZERO, total] {
        std::thread::sleep(pause);
        let request = http::Request::post("http://127.0.0.1").body(String::new()).unwrap();
        let response = service.ready().await.unwrap().call(request).await.unwrap();
        assert_eq!(response.body(), RUNO_SUCCESS);
    }
}

#[tokio::test]
async fn what_the_caller_overrides_is_not_sent_again() {
    static OVERRIDES: LazyLock<Overrides> =
        LazyLock::new(|| Overrides::new().code(ErrorCode::RateLimited, Retry::Never));
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let retries = Retries::new().policy(runo::SCHEDULE.policy().overrides(&OVERRIDES));
    let policy: Policy<ErrorCode> = RetryPolicy::new(retries, |error: &reqwest::Error| failure_of(error));
    let response = call(policy, &Waits::default(), get(&vendor)).await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::Never, Basis::Override));
    assert_eq!((reason(&response), vendor.requests().len()), (Some(StopReason::Never), 1));
}

#[tokio::test]
async fn an_observer_counts_what_is_in_flight() {
    let in_flight = Arc::new(AtomicI32::new(0));
    let counted = Arc::clone(&in_flight);
    let observer = move |event: &Event<'_>| match event {
        Event::Started { .. } => drop(counted.fetch_add(1, Ordering::SeqCst)),
        Event::Succeeded { .. } | Event::Failed { .. } | Event::Abandoned { .. } => {
            counted.fetch_sub(1, Ordering::SeqCst);
        }
        _ => {}
    };
    let retries = Retries::<ErrorCode>::new().observer(observer);
    let policy: Policy<ErrorCode> = RetryPolicy::new(retries, |error: &reqwest::Error| failure_of(error));
    // The first request of each is turned away, and the others wait for the end of the test.
    let sent = Arc::new(AtomicI32::new(0));
    let answer = move |_: Request| {
        let is_turned_away = sent.fetch_add(1, Ordering::SeqCst) % 2 == 0;
        async move {
            if !is_turned_away {
                std::future::pending::<()>().await;
            }
            let response = Response::builder().status(429).body(runo_body("RATE_LIMITED"));
            Ok::<_, reqwest::Error>(response.unwrap())
        }
    };
    let policy = policy.sleep(Waits::default().sleep());
    let mut service = ServiceBuilder::new().retry(policy).service(service_fn(answer));
    let request = || http::Request::get("http://127.0.0.1").body(String::new()).unwrap();
    let mut first = Box::pin(service.ready().await.unwrap().call(request()));
    assert_eq!(in_flight.load(Ordering::SeqCst), 1);
    assert!(is_pending(first.as_mut()));
    // It was turned away, and is in flight again.
    assert_eq!(in_flight.load(Ordering::SeqCst), 1);
    let second = service.clone();
    let third = service.ready().await.unwrap().call(request());
    assert_eq!(in_flight.load(Ordering::SeqCst), 2);
    drop((second, service));
    assert_eq!(in_flight.load(Ordering::SeqCst), 2);
    drop(third);
    assert_eq!(in_flight.load(Ordering::SeqCst), 1);
    drop(first);
    assert_eq!(in_flight.load(Ordering::SeqCst), 0);
}

/// Whether a future is still pending when it is polled.
fn is_pending(future: std::pin::Pin<&mut impl Future>) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    future.poll(&mut context).is_pending()
}
