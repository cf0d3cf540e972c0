//! For other libraries, each part behind the cargo feature of its name; none is on by default.
//!
//! | feature | what it gives |
//! | --- | --- |
//! | `http` | [`Response`](crate::Response) from the responses and header maps of the crate `http` |
#![cfg_attr(
    feature = "retries",
    doc = "| `retries` | [`Retries`] and [`Tries`]: what any retry loop needs besides the verdict |"
)]
#![cfg_attr(
    feature = "reqwest-middleware",
    doc = "| `reqwest-middleware` | [`RetryMiddleware`](reqwest_middleware::RetryMiddleware) |"
)]
#![cfg_attr(
    feature = "backon",
    doc = "| `backon` | [`when`](backon::when), [`adjust`](backon::adjust) and the vendor's [`Waits`](backon::Waits) |"
)]
#![cfg_attr(feature = "tower", doc = "| `tower` | [`RetryPolicy`](tower::RetryPolicy) |")]
#![cfg_attr(feature = "tracing", doc = "| `tracing` | [`event`](tracing::event), one for each verdict |")]
//!
//! The retry loops share their rules: a request goes out again by the vendor's schedule, and only
//! where it did not take effect or may do so twice; never more often than the schedule allows, and
//! never after the caller's time limit.

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "retries")]
mod failure;
#[cfg(feature = "retries")]
mod resend;
#[cfg(feature = "retries")]
mod retries;
#[cfg(feature = "retries")]
mod tries;

#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
mod again;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
mod sleep;

#[cfg(feature = "backon")]
pub mod backon;
#[cfg(feature = "reqwest-middleware")]
pub mod reqwest_middleware;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
pub mod tracing;

#[cfg(feature = "retries")]
pub use failure::failure_of;
#[cfg(feature = "retries")]
pub use resend::Resend;
#[cfg(feature = "retries")]
pub use retries::Retries;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
pub use sleep::{Sleep, TokioSleep};
#[cfg(feature = "retries")]
pub use tries::{Step, Tries};
