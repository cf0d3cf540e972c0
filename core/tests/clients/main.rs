//! The integrations, against a vendor on the loopback interface.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../catalogs/mod.rs"]
mod catalogs;

mod backon;
mod budget;
mod failures;
mod http;
mod hyper;
mod paced;
mod recorder;
mod reqwest_middleware;
mod run;
mod serde;
mod tls;
mod tower;
mod tracing;
mod tries;
mod ureq;
mod vendor;
mod waits;
