//! Which bodies are read, and that all of them reach the caller as they were sent.

use std::time::Duration;

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::runo::{ErrorCode, Runo};
use errcat::{Failure, OwnedVerdict, StopReason};

use tokio::time::timeout;

use super::{client, code, middleware, reason, with};
use crate::loopback::{Loopback, Reply};
use crate::vendor::{RUNO_SUCCESS, runo_body, runo_success};
use crate::waits::Waits;

/// The head of a response whose body ends where the connection does.
const UNBOUNDED: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ";

#[tokio::test]
async fn a_stream_reaches_the_caller_while_it_is_sent() {
    for content_type in ["text/event-stream", "application/x-ndjson", "application/octet-stream"] {
        let event = format!("data: {}\n\n", runo_body("LLM_ERROR"));
        let stream = Reply::raw(format!("{UNBOUNDED}{content_type}\r\n\r\n{event}")).then_silence();
        let vendor = Loopback::start([stream]).await.unwrap();
        // Would it be read to its end, this would never come to one.
        let mut response = client::<Runo>(&Waits::default()).get(vendor.url()).send().await.unwrap();
        assert_eq!(code::<ErrorCode>(&response), None);
        assert_eq!(response.chunk().await.unwrap().unwrap(), event);
    }
}

#[tokio::test]
async fn json_is_known_by_its_content_type() {
    for content_type in ["Application/JSON; charset=utf-8", "application/problem+json", "text/json"] {
        let error = Reply::response(200, &[("Content-Type", content_type)], &runo_body("LLM_BLOCKED"));
        let vendor = Loopback::start([error]).await.unwrap();
        let response = client::<Runo>(&Waits::default()).get(vendor.url()).send().await.unwrap();
        assert_eq!(code(&response), Some(ErrorCode::LlmBlocked));
    }
}

#[tokio::test]
async fn a_success_of_unknown_length_is_handed_on_from_the_limit() {
    let long = format!(r#"{{"status": "error", "padding": "{}"}}"#, "x".repeat(100));
    let (start, end) = long.split_at(80);
    let stream =
        format!("{UNBOUNDED}application/json\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{start}\r\n");
    let vendor = Loopback::start([
        Reply::raw(stream.clone()).then_silence(),
        Reply::raw(format!("{stream}{:x}\r\n{end}\r\n0\r\n\r\n", end.len())),
    ])
    .await
    .unwrap();
    let client = with(middleware::<Runo>().body_limit(64));
    let mut response = client.get(vendor.url()).send().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap(), start);
    let response = client.get(vendor.url()).send().await.unwrap();
    assert_eq!(code::<ErrorCode>(&response), None);
    assert_eq!(response.text().await.unwrap(), long);
}

#[tokio::test]
async fn a_success_that_is_known_to_be_long_is_left_alone() {
    let head = format!("{UNBOUNDED}application/json\r\nContent-Length: 65\r\n\r\n");
    let vendor = Loopback::start([Reply::raw(head).then_silence()]).await.unwrap();
    let client = with(middleware::<Runo>().body_limit(64));
    let response = client.get(vendor.url()).send().await.unwrap();
    assert_eq!(response.content_length(), Some(65));
}

#[tokio::test]
async fn a_huge_error_is_judged_by_its_status_and_comes_whole() {
    let huge =
        format!(r#"{{"status": "error", "error": {{"code": "X"}}, "padding": "{}"}}"#, "é".repeat(3_000_000));
    let vendor = Loopback::start([Reply::json(400, &[], &huge)]).await.unwrap();
    let response = client::<Runo>(&Waits::default()).get(vendor.url()).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.raw_code(), verdict.status()), (None, Some(400)));
    assert_eq!(reason(&response), Some(StopReason::Never));
    assert_eq!(response.content_length(), Some(huge.len() as u64));
    assert!(response.bytes().await.unwrap() == huge.as_bytes());
}

#[tokio::test]
async fn an_error_that_never_ends_is_judged_when_the_time_is_over() {
    let start = r#"{"status": "error", "#;
    let endless = Reply::raw(format!(
        "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{start}"
    ));
    let vendor = Loopback::start([endless.then_silence()]).await.unwrap();
    let retries = Retries::<Runo>::new().total(Duration::from_secs(1));
    let client = with(RetryMiddleware::new(retries));
    // Well before the client's own timeout.
    let response = timeout(Duration::from_secs(5), client.get(vendor.url()).send()).await;
    let mut response = response.unwrap().unwrap();
    assert_eq!(reason(&response), Some(StopReason::Never));
    assert_eq!(response.chunk().await.unwrap().unwrap(), start);
}

#[tokio::test]
async fn a_success_that_breaks_off_is_a_dropped_connection() {
    let start = r#"{"status": "suc"#;
    let broken = Reply::raw(format!("{UNBOUNDED}application/json\r\nContent-Length: 99\r\n\r\n{start}"));
    let vendor = Loopback::start([broken.clone(), runo_success()]).await.unwrap();
    let waits = Waits::default();
    let response = client::<Runo>(&waits).get(vendor.url()).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);

    let vendor = Loopback::start([broken]).await.unwrap();
    let mut response = client::<Runo>(&waits).post(vendor.url()).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!(verdict.failure(), Some(Failure::Dropped));
    assert_eq!(response.chunk().await.unwrap().unwrap(), start);
    assert!(response.chunk().await.is_err());
}

#[tokio::test]
async fn the_answer_to_a_head_has_no_body_to_read() {
    // Their headers speak of the body that a GET would get.
    let head = |status: u16, headers: &str| Reply::raw(format!("HTTP/1.1 {status} Status\r\n{headers}\r\n"));
    let json = "Content-Type: application/json\r\nContent-Length: 5000\r\nConnection: close\r\n";
    let busy = format!("Retry-After: 7\r\n{json}");
    let vendor = Loopback::start([head(429, &busy), head(200, json)]).await.unwrap();
    let waits = Waits::default();
    let response = client::<Runo>(&waits).head(vendor.url()).send().await.unwrap();
    assert_eq!((response.status().as_u16(), code::<ErrorCode>(&response)), (200, None));
    assert_eq!(response.headers().get("Content-Length").unwrap(), "5000");
    assert_eq!(waits.seconds(), [7]);
}
