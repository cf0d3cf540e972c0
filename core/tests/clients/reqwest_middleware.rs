//! The middleware for reqwest-middleware.

mod attacks;
mod bodies;
mod retrying;
mod stopping;

use std::time::Duration;

use errcat::integrations::Retries;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::{OwnedVerdict, StopReason, VendorCode};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};

use crate::waits::Waits;

/// A client of the vendor `V` that draws no jitter, and notes its waits.
fn client<V: VendorCode>(waits: &Waits) -> ClientWithMiddleware {
    with(middleware::<V>().sleep(waits.sleep()))
}

fn middleware<V: VendorCode>() -> RetryMiddleware<V> {
    RetryMiddleware::new(steady::<V>())
}

/// Retries without jitter, and without a budget, which would end them before the schedule does.
fn steady<V: VendorCode>() -> Retries<V> {
    Retries::new().jitter(|| 0.0).budget(None)
}

fn with(middleware: impl reqwest_middleware::Middleware) -> ClientWithMiddleware {
    ClientBuilder::new(plain()).with(middleware).build()
}

fn plain() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client")
}

fn code<C: VendorCode>(response: &reqwest::Response) -> Option<C> {
    response.extensions().get::<OwnedVerdict<C>>()?.code()
}

fn reason(response: &reqwest::Response) -> Option<StopReason> {
    response.extensions().get().copied()
}
