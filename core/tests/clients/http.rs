//! Responses of the crate `http`, as a client that collects bodies gives them.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use errcat::integrations::failure_of;
use errcat::{Basis, Failure, Next, OwnedVerdict, Response, StopReason, VendorCode, Window, runo, runware};
use errcat_serve::{Reply, Server};

use crate::vendor::{dropped, proxy_page, runo_error, runo_rate_limited, runo_success, runware_tasks};

/// What comes back, as a whole.
async fn send(vendor: &Server) -> reqwest::Result<http::Response<Bytes>> {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
    let mut response = client.get(vendor.url("")).send().await?;
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let mut whole = http::Response::new(response.bytes().await?);
    (*whole.status_mut(), *whole.headers_mut()) = (status, headers);
    Ok(whole)
}

/// The verdict on what comes back: from the response as it is, and the same from its parts.
async fn judge<C: VendorCode>(vendor: &Server) -> Option<OwnedVerdict<C>> {
    let response = send(vendor).await.unwrap();
    let whole = C::classify(&Response::from(&response)).map(errcat::Verdict::into_owned);
    let (parts, body) = response.into_parts();
    let of_parts = C::classify(&Response::from_parts(&parts, &body));
    assert_eq!(format!("{whole:?}"), format!("{of_parts:?}"));
    whole
}

/// The verdict on the only answer.
async fn verdict<C: VendorCode>(reply: Reply) -> OwnedVerdict<C> {
    let vendor = Server::scripted([reply]).unwrap();
    judge::<C>(&vendor).await.expect("an error")
}

#[tokio::test]
async fn a_wait_in_a_header_and_then_a_success() {
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let verdict = judge::<runo::ErrorCode>(&vendor).await.expect("an error");
    assert_eq!(verdict.code(), Some(runo::ErrorCode::RateLimited));
    let next = runo::SCHEDULE.next(1, &verdict, SystemTime::now());
    assert_eq!(next, Next::After(Duration::from_secs(7)));
    assert!(judge::<runo::ErrorCode>(&vendor).await.is_none());
}

#[tokio::test]
async fn an_error_inside_a_success() {
    let verdict = verdict::<runo::ErrorCode>(runo_error(200, "LLM_EMPTY")).await;
    assert_eq!((verdict.code(), verdict.status()), (Some(runo::ErrorCode::LlmEmpty), Some(200)));
}

#[tokio::test]
async fn a_quota_is_not_tried_again() {
    let verdict = verdict::<runo::ErrorCode>(runo_error(429, "QUOTA_EXCEEDED")).await;
    let stop = StopReason::Quota { until: None, window: Some(Window::Month) };
    assert_eq!(runo::SCHEDULE.next(1, &verdict, SystemTime::now()), Next::Stop(stop));
}

#[tokio::test]
async fn a_list_with_one_failed_task() {
    let verdict = verdict::<runware::ErrorCode>(runware_tasks(200, &["timeoutProvider"])).await;
    assert_eq!(verdict.code(), Some(runware::ErrorCode::TimeoutProvider));
    assert_eq!(verdict.item().map(|item| item.to_string()).as_deref(), Some("/errors/0"));
}

#[tokio::test]
async fn a_page_of_a_proxy() {
    let verdict = verdict::<runo::ErrorCode>(proxy_page()).await;
    assert_eq!((verdict.raw_code(), verdict.basis()), (None, Basis::StatusClass));
}

#[tokio::test]
async fn a_connection_that_drops() {
    let vendor = Server::scripted([dropped()]).unwrap();
    let error = send(&vendor).await.unwrap_err();
    assert_eq!(failure_of(&error), Some(Failure::Dropped));
}
