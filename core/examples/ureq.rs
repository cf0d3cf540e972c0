//! ureq, which blocks, with Stripe: `cargo run -p errcat-core --example ureq --features ureq`.

use errcat::Resend;
use errcat::integrations::{CallError, Retries, ureq::collect};
use errcat::stripe::ErrorCode;
use errcat_serve::{Reply, Server};

fn charge(url: &str) -> Result<String, CallError<ErrorCode>> {
    // The response of an error is wanted as a whole, not its status alone.
    let config = ureq::config::Config::builder().http_status_as_error(false).proxy(None);
    let agent = ureq::Agent::from(config.build());
    // With an idempotency key, another try can't charge twice.
    let retries = Retries::<ErrorCode>::new().resend(Resend::Always);
    let response = retries.run_blocking(|| {
        let request = agent.post(url).header("Idempotency-Key", "order-17");
        collect(request.send("amount=1999&currency=eur")?, 1 << 20)
    })?;
    Ok(String::from_utf8_lossy(response.body()).into_owned())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Stripe is too busy, and then the bank declines the card.
    let vendor = Server::scripted([
        Reply::json(429, r#"{"error": {"type": "invalid_request_error", "code": "lock_timeout"}}"#),
        Reply::json(
            402,
            r#"{"error": {"type": "card_error", "code": "card_declined", "message": "The card was declined."}}"#,
        ),
    ])?;
    let url = vendor.url("");
    let charged = tokio::task::spawn_blocking(move || charge(&url)).await?;
    match charged {
        Ok(body) => println!("{body}"),
        Err(error) => println!("{error}"),
    }
    println!("{} requests", vendor.requests().len());
    Ok(())
}
