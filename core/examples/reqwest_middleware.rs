//! A client of Runo that retries as Runo asks: `cargo run -p errcat-core --example reqwest_middleware --features reqwest-middleware`.

mod loopback;

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::runo::{self, ErrorCode};
use errcat::{OwnedVerdict, Resend, StopReason};
use loopback::{Loopback, Reply};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It turns away the first request, fails the second inside a 200, and then has no quota left.
    let vendor = Loopback::start([
        Reply::json(
            429,
            &[("Retry-After", "1")],
            r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#,
        ),
        Reply::json(200, &[], r#"{"status": "error", "error": {"code": "LLM_EMPTY", "retryable": true}}"#),
        Reply::json(429, &[], r#"{"status": "error", "error": {"code": "QUOTA_EXCEEDED"}}"#),
    ])
    .await?;

    // To read a page twice does no harm, though it is a POST.
    let retries = Retries::<runo::ErrorCode>::new().resend(Resend::Always);
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::builder().no_proxy().build()?)
        .with(RetryMiddleware::new(retries))
        .build();
    let response = client.post(vendor.url()).body(r#"{"url": "https://example.com"}"#).send().await?;

    let extensions = response.extensions();
    if let Some(verdict) = extensions.get::<OwnedVerdict<ErrorCode>>() {
        let reason = extensions.get::<StopReason>().map(ToString::to_string).unwrap_or_default();
        println!("{verdict}\nNot again: {reason}.\nWhat to do: {}", verdict.action().unwrap_or_default());
    }
    println!("{} requests; the last answer: {}", vendor.requests().len(), response.text().await?);
    Ok(())
}
