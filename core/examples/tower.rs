//! tower, by what Stripe says: `cargo run -p errcat-core --example tower --features tower,reqwest-middleware`.

use bytes::Bytes;
use errcat::OwnedVerdict;
use errcat::integrations::tower::RetryPolicy;
use errcat::integrations::{Retries, failure_of};
use errcat::stripe::ErrorCode;
use errcat_serve::{Reply, Server};
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
    // Another request holds the object, and then the card turns out to be expired.
    let vendor = Server::scripted([
        Reply::json(429, r#"{"error": {"type": "invalid_request_error", "code": "lock_timeout"}}"#),
        Reply::json(402, r#"{"error": {"type": "card_error", "code": "expired_card"}}"#),
    ])?;
    let client = reqwest::Client::builder().no_proxy().build()?;

    let policy = RetryPolicy::new(Retries::<ErrorCode>::new(), |error: &reqwest::Error| failure_of(error));
    let mut service =
        ServiceBuilder::new().retry(policy).service(service_fn(move |request| send(client.clone(), request)));
    // The key makes it safe to send a payment again.
    let request = http::Request::post(vendor.url(""))
        .header("Idempotency-Key", "order-7")
        .body("amount=2000&currency=eur")?;
    let response = service.ready().await?.call(request).await?;

    if let Some(verdict) = response.extensions().get::<OwnedVerdict<ErrorCode>>() {
        println!("{verdict}\nWhat to do: {}", verdict.action().unwrap_or_default());
    }
    println!("{} requests", vendor.requests().len());
    Ok(())
}
