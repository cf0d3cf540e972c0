//! Which bodies are read, and that all of them reach the caller as they were sent.

use std::future::poll_fn;
use std::time::Duration;

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::runo::{self, ErrorCode};
use errcat::{Failure, OwnedVerdict, StopReason, VendorCode};
use errcat_serve::{Reply, Server};
use http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use http_body::Body as _;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use tokio::time::{Instant, timeout};

use self::listing::{InElement, InFirst, InHeader, InList, InMember, InObject, IsText, TestOfHeader};
use super::{client, code, middleware, plain, reason, steady, with};
use crate::paced::{Paced, Parts};
use crate::vendor::{RUNO_SUCCESS, runo_body, runo_success};
use crate::waits::Waits;

/// The head of a response whose body ends where the connection does.
const UNBOUNDED: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ";

#[tokio::test]
async fn a_stream_reaches_the_caller_while_it_is_sent() {
    let streams = [
        "text/event-stream",
        "application/x-ndjson",
        "application/jsonl",
        "application/json-seq",
        "application/stream+json",
        "application/vnd.vendor.v3.stream+json",
        "application/json; stream=watch",
        "application/octet-stream",
    ];
    for content_type in streams {
        let event = format!("data: {}\n\n", runo_body("LLM_ERROR"));
        let stream = Reply::raw(format!("{UNBOUNDED}{content_type}\r\n\r\n{event}")).then_silence();
        let vendor = Server::scripted([stream]).unwrap();
        // Would it be read to its end, this would never come to one.
        let mut response =
            client::<runo::ErrorCode>(&Waits::default()).get(vendor.url("")).send().await.unwrap();
        assert_eq!(code::<ErrorCode>(&response), None);
        assert_eq!(response.chunk().await.unwrap().unwrap(), event);
    }
}

#[tokio::test]
async fn json_is_known_by_its_content_type() {
    for content_type in ["Application/JSON; charset=utf-8", "application/problem+json", "text/json"] {
        let error = Reply::new(200, runo_body("LLM_BLOCKED")).header("Content-Type", content_type);
        let vendor = Server::scripted([error]).unwrap();
        let response = client::<runo::ErrorCode>(&Waits::default()).get(vendor.url("")).send().await.unwrap();
        assert_eq!(code(&response), Some(ErrorCode::LlmBlocked));
    }
}

#[tokio::test]
async fn a_success_of_unknown_length_is_handed_on_from_the_limit() {
    let long = format!(r#"{{"status": "error", "padding": "{}"}}"#, "x".repeat(100));
    let (start, end) = long.split_at(80);
    let stream =
        format!("{UNBOUNDED}application/json\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{start}\r\n");
    let vendor = Server::scripted([
        Reply::raw(stream.clone()).then_silence(),
        Reply::raw(format!("{stream}{:x}\r\n{end}\r\n0\r\n\r\n", end.len())),
    ])
    .unwrap();
    let client = with(middleware::<runo::ErrorCode>().body_limit(64));
    let mut response = client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap(), start);
    let response = client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(code::<ErrorCode>(&response), None);
    assert_eq!(response.text().await.unwrap(), long);
}

#[tokio::test]
async fn a_success_that_is_known_to_be_long_is_left_alone() {
    let head = format!("{UNBOUNDED}application/json\r\nContent-Length: 65\r\n\r\n");
    let vendor = Server::scripted([Reply::raw(head).then_silence()]).unwrap();
    let client = with(middleware::<runo::ErrorCode>().body_limit(64));
    let response = client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(response.content_length(), Some(65));
}

#[tokio::test]
async fn a_huge_error_is_judged_by_its_status_and_comes_whole() {
    let huge =
        format!(r#"{{"status": "error", "error": {{"code": "X"}}, "padding": "{}"}}"#, "é".repeat(3_000_000));
    let vendor = Server::scripted([Reply::json(400, &huge)]).unwrap();
    let response = client::<runo::ErrorCode>(&Waits::default()).get(vendor.url("")).send().await.unwrap();
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
    let vendor = Server::scripted([endless.then_silence()]).unwrap();
    let retries = Retries::<runo::ErrorCode>::new().total(Duration::from_secs(1));
    let client = with(RetryMiddleware::new(retries));
    // Well before the client's own timeout.
    let response = timeout(Duration::from_secs(5), client.get(vendor.url("")).send()).await;
    let mut response = response.unwrap().unwrap();
    assert_eq!(reason(&response), Some(StopReason::Never));
    assert_eq!(response.chunk().await.unwrap().unwrap(), start);
}

#[tokio::test]
async fn a_success_that_breaks_off_is_a_dropped_connection() {
    let start = r#"{"status": "suc"#;
    let broken = Reply::raw(format!("{UNBOUNDED}application/json\r\nContent-Length: 99\r\n\r\n{start}"));
    let vendor = Server::scripted([broken.clone(), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);

    let vendor = Server::scripted([broken]).unwrap();
    let mut response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).send().await.unwrap();
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
    let vendor = Server::scripted([head(429, &busy), head(200, json)]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).head(vendor.url("")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), code::<ErrorCode>(&response)), (200, None));
    assert_eq!(response.headers().get("Content-Length").unwrap(), "5000");
    assert_eq!(waits.seconds(), [7]);
}

/// A response of this type whose body comes in parts, by a clock that a test may stop.
fn paced(status: u16, content_type: &str, parts: Parts) -> http::Response<Parts> {
    http::Response::builder().status(status).header("Content-Type", content_type).body(parts).unwrap()
}

/// One of JSON of unknown length: its first part comes with the head, the others each after a pause.
fn bit_by_bit(status: u16, parts: &[&str], pause: Duration) -> http::Response<Parts> {
    let (first, others) = parts.split_first().unwrap();
    let first = Parts::default().then(Duration::ZERO, first);
    let parts = others.iter().fold(first, |parts, part| parts.then(pause, part));
    let trailers = http::HeaderMap::from_iter([(HeaderName::from_static("x-sum"), HeaderValue::from(7))]);
    paced(status, "application/json", parts.then_trailers(pause, trailers))
}

/// A client of the vendor `V` that gets these.
fn getting<V: VendorCode>(script: impl IntoIterator<Item = http::Response<Parts>>) -> ClientWithMiddleware {
    ClientBuilder::new(plain()).with(middleware::<V>()).with(Paced::new(script)).build()
}

/// No server is asked.
const ANY: &str = "http://127.0.0.1";

/// What the caller gets of it, and how long that takes.
async fn first_response(response: http::Response<Parts>) -> (reqwest::Response, Duration) {
    let start = Instant::now();
    let response = getting::<runo::ErrorCode>([response]).get(ANY).send().await.unwrap();
    (response, start.elapsed())
}

/// Everything that comes, with the trailers.
async fn everything(response: reqwest::Response) -> (Vec<u8>, Option<http::HeaderMap>) {
    let mut body = std::pin::pin!(http::Response::<reqwest::Body>::from(response).into_body());
    let (mut bytes, mut trailers) = (Vec::new(), None);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        match frame.unwrap().into_data() {
            Ok(data) => bytes.extend_from_slice(&data),
            Err(frame) => trailers = frame.into_trailers().ok(),
        }
    }
    (bytes, trailers)
}

#[tokio::test(start_paused = true)]
async fn json_that_comes_bit_by_bit_is_a_stream() {
    let parts = [r#"{"status": "#, r#""error", "#, r#""error": {"#, r#""code": "#, r#""LLM_ERROR"}}"#];
    let stream = bit_by_bit(200, &parts, Duration::from_millis(700));
    let (response, time) = first_response(stream).await;
    assert_eq!(time.as_millis(), 1000);
    assert_eq!(code::<ErrorCode>(&response), None);
    let (body, trailers) = everything(response).await;
    assert_eq!(String::from_utf8(body).unwrap(), parts.concat());
    assert_eq!(trailers.unwrap().get("X-Sum").unwrap(), "7");
}

#[tokio::test(start_paused = true)]
async fn what_can_be_no_error_by_its_first_byte_is_not_held() {
    for start in ["[{\"price\": 1},", " \n\u{feff}[", "\u{feff}\r\n\t [1,", "\"text", "-", "tru", "data: {"] {
        for length in [None, Some(99)] {
            let parts = Parts::default().then(Duration::ZERO, start).then_silence().length(length);
            let (mut response, time) = first_response(paced(200, "application/json", parts)).await;
            assert_eq!(time, Duration::ZERO, "{start}");
            assert_eq!(response.chunk().await.unwrap().unwrap(), start);
        }
    }
}

/// Vendors that differ in where their errors are.
mod listing {
    use std::fmt;
    use std::str::FromStr;

    use errcat::table::Table;
    use errcat::{UnknownName, VendorCode};

    use crate::catalogs::{Lazy, table};

    macro_rules! vendors {
        ($($name:ident: $envelope:literal;)*) => {$(
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub(super) enum $name {}

            impl fmt::Display for $name {
                fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match *self {}
                }
            }

            impl FromStr for $name {
                type Err = UnknownName;

                fn from_str(code: &str) -> Result<Self, UnknownName> {
                    Err(UnknownName::code(stringify!($name), code, |_| None))
                }
            }

            impl VendorCode for $name {
                fn all() -> &'static [Self] {
                    &[]
                }

                fn table() -> &'static Table<'static> {
                    static TABLE: Lazy =
                        Lazy::new(|| table(concat!("envelope: ", $envelope, "\n")));
                    &TABLE
                }

                fn index(self) -> usize {
                    match self {}
                }
            }
        )*};
    }

    vendors! {
        InObject: "{ code: /code, each: /errors }";
        InList: "{ code: /code, each: '' }";
        InFirst: "{ code: /0/code }";
        IsText: "{ code: '' }";
        InHeader: "{ code: { header: X-Code } }";
        TestOfHeader: "{ is_error: { header: X-Code, equals: DOWN }, code: /code }";
        InMember: "{ code: /code }";
        InElement: "{ code: /Error/Code }";
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_be_an_error_of_the_vendor_is_read_to_its_end() {
    async fn is_read<V: VendorCode + 'static>(parts: [&str; 2]) -> bool {
        let (pause, start) = (Duration::from_millis(300), Instant::now());
        getting::<V>([bit_by_bit(200, &parts, pause)]).post(ANY).send().await.unwrap();
        start.elapsed() >= 2 * pause
    }
    let (list, text, object) = (["[{", "}]"], ["\"text", "\""], ["{", "}"]);
    assert!(is_read::<InObject>(object).await && !is_read::<InObject>(list).await);
    assert!(is_read::<InList>(list).await);
    assert!(is_read::<InFirst>(list).await && !is_read::<InFirst>(text).await);
    assert!(is_read::<IsText>(list).await && is_read::<IsText>(text).await);
    assert!(!is_read::<InHeader>(list).await && !is_read::<TestOfHeader>(list).await);
}

#[tokio::test(start_paused = true)]
async fn what_says_in_a_header_that_it_is_an_error_is_one_whatever_its_body_is() {
    async fn verdict<V: VendorCode + 'static>(content_type: &str, code: &'static str) -> bool {
        let parts = Parts::default().then(Duration::ZERO, "[1,").then(Duration::from_secs(2), "2]");
        let mut response = paced(200, content_type, parts);
        response.headers_mut().insert("X-Code", HeaderValue::from_static(code));
        let response = getting::<V>([response]).post(ANY).send().await.unwrap();
        let is_error = response.extensions().get::<OwnedVerdict<V>>().is_some();
        assert_eq!(everything(response).await.0, b"[1,2]");
        is_error
    }
    for content_type in ["application/json", "application/octet-stream"] {
        assert!(verdict::<InHeader>(content_type, "DOWN").await, "{content_type}");
        assert!(verdict::<TestOfHeader>(content_type, "DOWN").await, "{content_type}");
        assert!(!verdict::<TestOfHeader>(content_type, "UP").await, "{content_type}");
    }
}

#[tokio::test(start_paused = true)]
async fn xml_and_forms_are_read_where_the_vendor_may_send_errors_in_them() {
    async fn is_read<V: VendorCode + 'static>(content_type: &str, parts: [&str; 2]) -> bool {
        let (pause, start) = (Duration::from_millis(600), Instant::now());
        let parts = Parts::default().then(Duration::ZERO, parts[0]).then(pause, parts[1]);
        getting::<V>([paced(200, content_type, parts)]).post(ANY).send().await.unwrap();
        start.elapsed() >= pause
    }
    let (xml, form) = ("application/xml", "application/x-www-form-urlencoded");
    let (error, pairs) = (["<Error>", "</Error>"], ["code=", "a"]);
    assert!(is_read::<InElement>(xml, error).await && !is_read::<IsText>(xml, error).await);
    assert!(is_read::<InMember>(form, pairs).await && !is_read::<InElement>(form, pairs).await);
    for stream in ["text/event-stream", "application/x-ndjson", "application/jsonl"] {
        assert!(!is_read::<InMember>(stream, ["{\"code\":", "\"a\"}\n"]).await, "{stream}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_comes_late_in_a_success_is_read() {
    // Spaces keep the connection alive until the vendor knows what to say.
    let body = runo_body("LLM_BLOCKED");
    let (start, end) = body.split_at(40);
    let error = bit_by_bit(200, &[" ", "\n", " ", start, end], Duration::from_millis(450));
    let (response, _) = first_response(error).await;
    assert_eq!(code(&response), Some(ErrorCode::LlmBlocked));
    let (bytes, trailers) = everything(response).await;
    assert_eq!(String::from_utf8(bytes).unwrap(), format!(" \n {body}"));
    assert!(trailers.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_success_that_says_how_long_it_is_may_take_longer() {
    let body = runo_body("LLM_BLOCKED");
    let (start, end) = body.split_at(40);
    let parts = Parts::default().then(Duration::ZERO, start).then(Duration::from_secs(4), end);
    let length = body.len() as u64;
    let (response, _) = first_response(paced(200, "application/json", parts.length(Some(length)))).await;
    assert_eq!(code(&response), Some(ErrorCode::LlmBlocked));
}

#[tokio::test(start_paused = true)]
async fn a_success_that_breaks_off_after_it_was_handed_on_ends_with_an_error() {
    let pause = Duration::from_secs(3);
    let parts = Parts::default().then(Duration::ZERO, "{").then(pause, "}").then_break(Duration::ZERO);
    let (mut response, time) = first_response(paced(200, "application/json", parts)).await;
    assert_eq!(time.as_millis(), 1000);
    assert_eq!(response.chunk().await.unwrap().unwrap(), "{");
    assert_eq!(response.chunk().await.unwrap().unwrap(), "}");
    assert!(response.chunk().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn an_error_that_comes_bit_by_bit_is_judged_by_its_status_and_headers() {
    let body = runo_body("RATE_LIMITED");
    let parts: Vec<&str> = body.split_inclusive(' ').collect();
    let slow = |status| bit_by_bit(status, &parts, Duration::from_millis(700));
    for (status, retry_after, wait) in [(429, Some(1), 1), (500, None, 1), (503, Some(2), 2)] {
        let mut slow = slow(status);
        slow.headers_mut().extend(retry_after.map(|seconds: u16| (RETRY_AFTER, seconds.into())));
        let success = paced(200, "application/json", Parts::default().then(Duration::ZERO, RUNO_SUCCESS));
        let waits = Waits::default();
        let retries = steady::<runo::ErrorCode>().total(Duration::from_secs(6));
        let client = ClientBuilder::new(plain())
            .with(RetryMiddleware::new(retries).sleep(waits.sleep()))
            .with(Paced::new([slow, success]))
            .build();
        let start = Instant::now();
        let response = client.get(ANY).send().await.unwrap();
        // Half of the total.
        assert!(start.elapsed() <= Duration::from_secs(3), "{status}");
        assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
        assert_eq!(waits.seconds(), [wait]);
    }

    // The caller gets all of it where it is not sent again.
    let start = Instant::now();
    let retries = steady::<runo::ErrorCode>().total(Duration::from_secs(2));
    let client =
        ClientBuilder::new(plain()).with(RetryMiddleware::new(retries)).with(Paced::new([slow(400)])).build();
    let response = client.get(ANY).send().await.unwrap();
    assert!(start.elapsed() <= Duration::from_secs(1));
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.raw_code(), verdict.status()), (None, Some(400)));
    assert_eq!(reason(&response), Some(StopReason::Never));
    let (bytes, trailers) = everything(response).await;
    assert_eq!(String::from_utf8(bytes).unwrap(), body);
    assert!(trailers.is_some());
}
