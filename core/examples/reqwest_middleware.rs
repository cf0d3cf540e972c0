//! A client of OpenAI that retries as OpenAI asks: `cargo run -p errcat-core --example reqwest_middleware --features reqwest-middleware`.

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::openai::ErrorCode;
use errcat::{OwnedVerdict, Resend, StopReason};
use errcat_serve::{Reply, Server};

const LIMITED: &str =
    r#"{"error": {"message": "Rate limit reached.", "type": "tokens", "code": "rate_limit_exceeded"}}"#;
const EXCEEDED: &str = r#"{"error": {"message": "Quota exceeded.", "code": "insufficient_quota"}}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It turns away the first request for half a second, is overloaded at the second, and then no credit is left. The
    // first and the last are a 429.
    let vendor = Server::scripted([
        Reply::json(429, LIMITED).header("retry-after-ms", "500"),
        Reply::json(503, r#"{"error": {"message": "Overloaded.", "type": "server_error", "code": null}}"#),
        Reply::json(429, EXCEEDED),
    ])?;

    // To ask a model twice costs tokens and does no harm, though it is a POST.
    let retries = Retries::<ErrorCode>::new().resend(Resend::Always);
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::builder().no_proxy().build()?)
        .with(RetryMiddleware::new(retries))
        .build();
    let body = r#"{"model": "gpt-5", "input": "Say hello."}"#;
    let response = client.post(vendor.url("")).body(body).send().await?;

    let extensions = response.extensions();
    if let Some(verdict) = extensions.get::<OwnedVerdict<ErrorCode>>() {
        let reason = extensions.get::<StopReason>().map(ToString::to_string).unwrap_or_default();
        println!("{verdict}\nNot again: {reason}.\nWhat to do: {}", verdict.action().unwrap_or_default());
    }
    println!("{} requests; the last answer: {}", vendor.requests().len(), response.text().await?);
    Ok(())
}
