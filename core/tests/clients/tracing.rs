//! The events for tracing.

use std::io;
use std::sync::{Arc, Mutex};

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::runo;
use errcat::{Response, integrations};
use tracing_subscriber::fmt::MakeWriter;

use crate::loopback::{Loopback, Reply};
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
        Loopback::start([runo_error(200, "LLM_EMPTY"), runo_error(200, "LLM_TIMEOUT"), runo_success()])
            .await
            .unwrap();
    let middleware = RetryMiddleware::new(Retries::<runo::ErrorCode>::new()).sleep(Waits::default().sleep());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(client).with(middleware).build();
    client.get(vendor.url()).send().await.unwrap();

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
    let long = "A".repeat(129);
    for code in ["the card 1234 of Ada", "A\\nB", "", &long] {
        let body = format!(r#"{{"status": "error", "error": {{"code": "{code}"}}}}"#);
        integrations::tracing::event(&runo::classify(&Response::new(500).body(&body)).unwrap());
    }
    let lines = log.lines();
    assert_eq!(lines.len(), 4);
    let event = r#"WARN errcat: vendor="runo" category="#;
    assert!(lines.iter().all(|line| line.trim().starts_with(event)), "{lines:#?}");
}

#[tokio::test]
async fn a_request_without_a_response_has_one_too() {
    let log = Log::default();
    let _listening = log.listen();
    let vendor = Loopback::start([Reply::raw([])]).await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let middleware = RetryMiddleware::new(Retries::<runo::ErrorCode>::new());
    let client = reqwest_middleware::ClientBuilder::new(client).with(middleware).build();
    client.post(vendor.url()).send().await.unwrap_err();
    let lines = log.lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains(r#"basis="no_response" retry_basis="no_response" failure="dropped""#));
}
