//! backon, by Runo's schedule: `cargo run -p errcat-core --example backon --features backon,reqwest-middleware`.

use std::time::SystemTime;

use backon::Retryable;
use errcat::integrations::backon::{Waits, adjust, when};
use errcat::integrations::{Retries, failure_of};
use errcat::runo::{self, ErrorCode};
use errcat::{OwnedVerdict, Resend, Response};
use errcat_serve::{Reply, Server};

/// What can go wrong in this client.
#[derive(Debug)]
enum Error {
    Vendor(Box<OwnedVerdict<ErrorCode>>),
    Other(reqwest::Error),
}

impl Error {
    fn verdict(&self) -> Option<&OwnedVerdict<ErrorCode>> {
        match self {
            Self::Vendor(verdict) => Some(verdict),
            Self::Other(_) => None,
        }
    }
}

/// An error of the transport has a verdict too.
impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        match failure_of(&error) {
            Some(failure) => Self::Vendor(Box::new(runo::no_response(failure))),
            None => Self::Other(error),
        }
    }
}

async fn extract(client: &reqwest::Client, url: &str) -> Result<String, Error> {
    let response = client.post(url).body(r#"{"url": "https://example.com"}"#).send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.text().await?;
    match runo::classify(&Response::new(status).headers(&headers).body(&body)) {
        Some(verdict) => Err(Error::Vendor(Box::new(verdict.into_owned()))),
        None => Ok(body),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vendor = Server::scripted([
        Reply::json(200, r#"{"status": "error", "error": {"code": "LLM_EMPTY", "retryable": true}}"#),
        Reply::json(200, r#"{"status": "success", "data": {"price": 19.99}}"#),
    ])?;
    let client = reqwest::Client::builder().no_proxy().build()?;

    let tries = Retries::<runo::ErrorCode>::new().begin(Resend::Always, SystemTime::now());
    let url = vendor.url("");
    let result = (|| extract(&client, &url))
        .retry(Waits::of::<runo::ErrorCode>())
        .when(when(Error::verdict))
        .adjust(adjust(tries, Error::verdict))
        .notify(|error, wait| println!("{error:?}: again in {wait:?}"))
        .await;
    match result {
        Ok(body) => println!("{body}"),
        Err(Error::Vendor(verdict)) => println!("{verdict}"),
        Err(Error::Other(error)) => println!("{error}"),
    }
    Ok(())
}
