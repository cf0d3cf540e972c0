//! The events for tracing.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::integrations::{Retries, Tries};
use errcat::stream::Frames;
use errcat::{Code, OwnedVerdict, Response, StopReason, VendorCode as _, integrations, runagent, runo};
use errcat_serve::{Reply, Server};
use tracing_subscriber::fmt::MakeWriter;

use crate::catalogs::{Lazy, table};
use crate::vendor::{runo_error, runo_success};
use crate::waits::Waits;

/// What was logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Notes every event of this thread until the guard is dropped.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).without_time().with_writer(self.clone());
        tracing::subscriber::set_default(subscriber.finish())
    }

    fn lines(&self) -> Vec<String> {
        let bytes = self.0.lock().unwrap().clone();
        let lines = String::from_utf8(bytes).unwrap();
        // reqwest and hyper have events of their own.
        lines.lines().filter(|line| line.contains(" errcat: ")).map(str::to_owned).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn one_event_for_each_failed_try_and_no_secrets() {
    let log = Log::default();
    let _listening = log.listen();
    let vendor =
        Server::scripted([runo_error(200, "LLM_EMPTY"), runo_error(200, "LLM_TIMEOUT"), runo_success()])
            .unwrap();
    let middleware = RetryMiddleware::new(Retries::<runo::ErrorCode>::new()).sleep(Waits::default().sleep());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(client).with(middleware).build();
    client.get(vendor.url("")).send().await.unwrap();

    let event = r#"category="bad_output" retry="backoff" basis="code" retry_basis="code" status=200"#;
    let lines = log.lines();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].trim(), format!(r#"WARN errcat: vendor="runo" code="LLM_EMPTY" {event}"#));
    assert!(lines[1].contains(r#"code="LLM_TIMEOUT""#));
    assert!(lines.iter().all(|line| !line.contains("ada@example.com")));
}

#[test]
fn what_does_not_look_like_a_code_is_left_out() {
    let log = Log::default();
    let _listening = log.listen();
    for code in ["the card 1234 of Ada", "A\\nB", "", "Bearer of-bad-news"] {
        let body = format!(r#"{{"status": "error", "error": {{"code": "{code}"}}}}"#);
        integrations::tracing::event(&runo::classify(&Response::new(500).body(&body)).unwrap());
    }
    let lines = log.lines();
    assert_eq!(lines.len(), 4);
    let event = r#"WARN errcat: vendor="runo" category="#;
    assert!(lines.iter().all(|line| line.trim().starts_with(event)), "{lines:#?}");
}

#[test]
fn what_may_be_a_secret_is_masked() {
    let log = Log::default();
    let _listening = log.listen();
    let long = "LONG_".repeat(30);
    let cut = format!("{}…", &long[..64]);
    for (code, shown) in [
        ("sk-proj-hunter", "***"),
        ("bad:sk-proj-hunter", "bad:***"),
        ("key=sk-proj-hunter", "***"),
        ("AKIAIOSFODNN7EXAMPLE", "***"),
        ("4bf92f3577b34da6a3ce929d0e0e4736", "***"),
        ("eyJhbGciOi.eyJzdWIi.hunter", "***"),
        ("(ghp_0123456789abcdefghijABCDEFGHIJ012345)", "(***)"),
        ("Bearer:hunter", "Bearer:***"),
        (&long, &cut),
        // These are shown as they are.
        ("MODEL_OVERLOADED_v2", "MODEL_OVERLOADED_v2"),
        ("InvalidParameterCombination", "InvalidParameterCombination"),
        ("550e8400-e29b", "550e8400-e29b"),
        ("8005000312345678", "8005000312345678"),
    ] {
        let body = format!(
            r#"{{"status": "error", "error": {{"code": "{code}", "message": "Bad key {code}: no access."}}}}"#
        );
        let verdict = runo::classify(&Response::new(500).body(&body)).unwrap();
        integrations::tracing::event(&verdict);
        let line = log.lines().pop().unwrap();
        assert!(line.contains(&format!(" code={shown:?} ")), "{line}");
        assert!(format!("{verdict:?}").contains(&format!("raw_code: Some({shown:?})")), "{verdict:?}");
        assert!(verdict.to_string().starts_with(&format!("Runo: {shown}: Bad key ")), "{verdict}");
        let received = Code::<runo::ErrorCode>::from(code);
        assert_eq!((received.to_string().as_str(), received.as_str()), (shown, code));
        let printed = format!("{verdict} {received:?} {:?}", verdict.rungs());
        assert!(!printed.contains("hunter") && (shown == code || shown == cut || !printed.contains(code)));
        assert_eq!(verdict.raw_code(), Some(code));
    }
}

#[test]
fn a_request_id_is_an_id() {
    for (id, is_shown) in
        [("req_4bf92f3577b34da6a3ce929d0e0e4736", true), ("sk-hunter", false), ("a b", false)]
    {
        let log = Log::default();
        let _listening = log.listen();
        let body = format!(r#"{{"error": {{"code": "TIMEOUT", "request_id": "{id}"}}}}"#);
        let verdict = runagent::classify(&Response::new(500).body(&body)).unwrap();
        assert_eq!(verdict.request_id(), Some(id));
        integrations::tracing::event(&verdict);
        assert_eq!(log.lines()[0].contains(id), is_shown, "{id}");
    }
}

#[test]
fn a_known_code_is_shown_as_it_is() {
    static TESTED: Lazy = Lazy::new(|| {
        table(
            r#"
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: sk-0123456789abcdef01234567, http: 400, category: internal, retry: never, meaning: A code. }
"#,
        )
    });
    let verdict =
        TESTED.classify(&Response::new(400).body(r#"{"code": "sk-0123456789abcdef01234567"}"#)).unwrap();
    assert!(verdict.code().is_some());
    assert!(verdict.to_string().contains("sk-0123456789abcdef01234567"));
    let log = Log::default();
    let _listening = log.listen();
    integrations::tracing::event(&verdict);
    assert!(log.lines()[0].contains(r#"code="sk-0123456789abcdef01234567""#));
}

#[tokio::test]
async fn a_request_without_a_response_has_one_too() {
    let log = Log::default();
    let _listening = log.listen();
    let vendor = Server::scripted([Reply::raw([])]).unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let middleware = RetryMiddleware::new(Retries::<runo::ErrorCode>::new());
    let client = reqwest_middleware::ClientBuilder::new(client).with(middleware).build();
    client.post(vendor.url("")).send().await.unwrap_err();
    let lines = log.lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains(r#"basis="no_response" retry_basis="no_response" failure="dropped""#));
}

/// A secret that no event and nothing that is printed may hold.
const SECRET: &str = "sk-hunter-0123456789abcdef";

#[tokio::test]
async fn nothing_secret_is_in_events_or_in_what_is_printed() {
    let log = Log::default();
    let _listening = log.listen();
    let body = format!(
        r#"{{"status": "error", "{SECRET}": 1, "error": {{"code": "{SECRET}",
        "message": "Bad key {SECRET} in Bearer {SECRET}.", "details": {{"key": "{SECRET}"}}}}}}"#
    );
    let echo = |status| Reply::json(status, &body).header("X-Request-Id", SECRET).header("X-Key", SECRET);
    let broken =
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{body}");
    let page = Reply::new(502, SECRET).header("X-Key", SECRET);
    for reply in
        [echo(200), echo(401), echo(500), page, Reply::raw(broken), Reply::raw([]), Reply::raw(SECRET)]
    {
        let vendor = Server::scripted(vec![reply; 9]).unwrap();
        let retries = Retries::<runo::ErrorCode>::new();
        let middleware = RetryMiddleware::new(retries.clone()).sleep(Waits::default().sleep());
        let mut printed = format!("{middleware:?} {retries:?}");
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let client = reqwest_middleware::ClientBuilder::new(client).with(middleware).build();
        let url = vendor.url(&format!("{SECRET}?key={SECRET}"));
        let request = client.get(url).bearer_auth(SECRET).build().unwrap();
        let mut extensions = http::Extensions::new();
        if let Ok(response) = client.execute_with_extensions(request, &mut extensions).await {
            extensions = response.extensions().clone();
        }
        let verdict = extensions.get::<OwnedVerdict<runo::ErrorCode>>().unwrap();
        let reason = extensions.get::<StopReason>().unwrap();
        let _ = write!(printed, "{verdict} {verdict:?} {reason} {reason:?} {:?}", verdict.rungs());
        let _ = write!(printed, "{:?}", Tries::new(runo::SCHEDULE.policy(), SystemTime::now()));
        assert!(!printed.contains("hunter"), "{printed}");
        assert!(verdict.raw_code().is_none_or(|code| code == SECRET));
    }
    let response = Response::new(500).header("X-Key", SECRET).body(&body);
    let mut frames = Frames::sse();
    frames.push(&format!("event: {SECRET}\ndata: {SECRET}\n\n"));
    let mut printed = format!("{response:?} {frames:?}");
    let _ = write!(printed, "{:?}", frames.next_frame());
    let _ = write!(printed, "{:?}", runo::ErrorCode::classify_up_to(&response, 1));
    let mut tries = Tries::new(runo::SCHEDULE.policy(), SystemTime::now());
    let _ = write!(printed, "{:?}", tries.after_response::<runo::ErrorCode>(&response, SystemTime::now()));
    assert!(!printed.contains("hunter"), "{printed}");
    let lines = log.lines();
    assert!(lines.len() > 7 && lines.iter().all(|line| !line.contains("hunter")), "{lines:#?}");
}
