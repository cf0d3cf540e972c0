//! For other libraries, each part behind the cargo feature of its name; none is on by default.
//!
//! | feature | what it gives |
//! | --- | --- |
//! | `tokio` | `Retries::run`: a retry loop around any client that waits by tokio's clock |
//! | `retries` | `Retries::run_blocking`: the same for clients that block; `Tries`, for a loop of your own |
//! | `http` | [`Response`](crate::Response) from the responses and header maps of the crate `http` |
//! | `reqwest`, `ureq` | `collect`: a response with its body; `failure_of` knows their errors |
//! | `hyper` | `failure_of` knows the errors of hyper, and of the client of hyper-util |
//! | `reqwest-middleware` | `RetryMiddleware`: reads bodies, judges, waits, sends again |
//! | `tower` | `RetryPolicy`: the same for services whose responses have their bodies with them |
//! | `backon` | `when` and `adjust` for backon, and the vendor's `Waits` |
//! | `tracing` | `event`: one for each verdict |
//!
//! The retry loops share their rules: a request goes out again by the vendor's schedule, and only
//! where it did not take effect or may do so twice; never more often than the schedule allows, and
//! never after the caller's time limit; and all requests of a client together within its `Budget`. An `Observer` sees each
//! try, such as a `Recorder`, which drafts what a catalog does not have yet.

#[cfg(feature = "http")]
mod http;

#[cfg(feature = "retries")]
mod share;

#[cfg(feature = "retries")]
mod budget;
#[cfg(feature = "retries")]
mod failure;
#[cfg(feature = "retries")]
mod observer;

#[cfg(feature = "retries")]
mod recorder;
#[cfg(feature = "retries")]
mod tries;

#[cfg(feature = "retries")]
mod retries;

#[cfg(feature = "retries")]
mod again;
#[cfg(feature = "retries")]
mod as_response;
#[cfg(feature = "retries")]
mod call_error;
#[cfg(feature = "tokio")]
mod sleep;

#[cfg(feature = "backon")]
pub mod backon;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "reqwest-middleware")]
pub mod reqwest_middleware;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
pub mod tracing;
#[cfg(feature = "ureq")]
pub mod ureq;

#[cfg(feature = "retries")]
mod run;

#[cfg(feature = "retries")]
pub use as_response::AsResponse;
#[cfg(feature = "retries")]
pub use budget::Budget;
#[cfg(feature = "retries")]
pub use call_error::CallError;
#[cfg(feature = "retries")]
pub use failure::failure_of;
#[cfg(feature = "retries")]
pub use observer::{Event, Observer};
#[cfg(feature = "retries")]
pub use recorder::Recorder;
#[cfg(feature = "retries")]
pub use retries::Retries;
#[cfg(feature = "tokio")]
pub use sleep::{Sleep, TokioSleep};
#[cfg(feature = "retries")]
pub use tries::{Step, Tries};
