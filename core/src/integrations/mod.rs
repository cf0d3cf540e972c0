//! For other libraries, each part behind the cargo feature of its name; none is on by default.
//!
//! | feature | what it gives |
//! | --- | --- |
//! | `http` | [`Response`](crate::Response) from the responses and header maps of the crate `http` |
//! | `reqwest-middleware` | `RetryMiddleware`: reads bodies, judges, waits, sends again |
//! | `tower` | `RetryPolicy`: the same for services whose responses have their bodies with them |
//! | `backon` | `when` and `adjust` for backon, and the vendor's `Waits` |
//! | `tracing` | `event`: one for each verdict |
//! | `retries` | `Retries` and `Tries`: what these share, for a retry loop around any other client |
//!
//! The retry loops share their rules: a request goes out again by the vendor's schedule, and only
//! where it did not take effect or may do so twice; never more often than the schedule allows, and
//! never after the caller's time limit.

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "retries")]
mod failure;
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
pub use retries::Retries;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
pub use sleep::{Sleep, TokioSleep};
#[cfg(feature = "retries")]
pub use tries::{Step, Tries};
