//! tower, by what Onto says: `cargo run -p errcat-core --example tower --features tower,reqwest-middleware`.

mod loopback;

use bytes::Bytes;
use errcat::OwnedVerdict;
use errcat::integrations::tower::RetryPolicy;
use errcat::integrations::{Retries, failure_of};
use errcat::onto::{self, ErrorCode};
use loopback::{Loopback, Reply};
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

type Request = http::Request<&'static str>;

/// The service at the bottom: any that gives the body as a whole.
async fn send(client: reqwest::Client, request: Request) -> reqwest::Result<http::Response<Bytes>> {
    let response = client.execute(request.try_into()?).await?;
    let mut collected = http::Response::new(Bytes::new());
    *collected.status_mut() = response.status();
    *collected.headers_mut() = response.headers().clone();
    *collected.body_mut() = response.bytes().await?;
    Ok(collected)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // No slot is free, and then the month's quota is used up. Both are a 429.
    let vendor = Loopback::start([
        Reply::json(429, &[], r#"{"status": "error", "code": "CONCURRENT_LIMIT", "retry_after": 1}"#),
        Reply::json(
            429,
            &[],
            r#"{"status": "error", "code": "RATE_LIMITED", "retry_after": "2999-01-01T00:00:00Z"}"#,
        ),
    ])
    .await?;
    let client = reqwest::Client::builder().no_proxy().build()?;

    let policy =
        RetryPolicy::new(Retries::<onto::ErrorCode>::new(), |error: &reqwest::Error| failure_of(error));
    let mut service =
        ServiceBuilder::new().retry(policy).service(service_fn(move |request| send(client.clone(), request)));
    let request = http::Request::post(vendor.url()).body(r#"{"url": "https://example.com"}"#)?;
    let response = service.ready().await?.call(request).await?;

    if let Some(verdict) = response.extensions().get::<OwnedVerdict<ErrorCode>>() {
        println!("{verdict}\nWhat to do: {}", verdict.action().unwrap_or_default());
    }
    println!("{} requests", vendor.requests().len());
    Ok(())
}
