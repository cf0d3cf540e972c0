//! A client of OpenAI that retries as OpenAI asks: `cargo run -p errcat-core --example reqwest_middleware --features reqwest-middleware`.

mod loopback;

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::openai::ErrorCode;
use errcat::{OwnedVerdict, Resend, StopReason};
use loopback::{Loopback, Reply};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It turns away the first request for half a second, is overloaded at the second, and then no credit is left. The
    // first and the last are a 429.
    let vendor = Loopback::start([
        Reply::json(
            429,
            &[("retry-after-ms", "500")],
            r#"{"error": {"message": "Rate limit reached.", "type": "tokens", "code": "rate_limit_exceeded"}}"#,
        ),
        Reply::json(503, &[], r#"{"error": {"message": "Overloaded.", "type": "server_error", "code": null}}"#),
        Reply::json(
            429,
            &[],
            r#"{"error": {"message": "Quota exceeded.", "type": "insufficient_quota", "code": "insufficient_quota"}}"#,
        ),
    ])
    .await?;

    // To ask a model twice costs tokens and does no harm, though it is a POST.
    let retries = Retries::<ErrorCode>::new().resend(Resend::Always);
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::builder().no_proxy().build()?)
        .with(RetryMiddleware::new(retries))
        .build();
    let body = r#"{"model": "gpt-5", "input": "Say hello."}"#;
    let response = client.post(vendor.url()).body(body).send().await?;

    let extensions = response.extensions();
    if let Some(verdict) = extensions.get::<OwnedVerdict<ErrorCode>>() {
        let reason = extensions.get::<StopReason>().map(ToString::to_string).unwrap_or_default();
        println!("{verdict}\nNot again: {reason}.\nWhat to do: {}", verdict.action().unwrap_or_default());
    }
    println!("{} requests; the last answer: {}", vendor.requests().len(), response.text().await?);
    Ok(())
}
