//! The integrations, against a vendor on the loopback interface.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../catalogs/mod.rs"]
mod catalogs;
#[path = "../../examples/loopback/mod.rs"]
mod loopback;

mod backon;
mod budget;
mod failures;
mod http;
mod hyper;
mod recorder;
mod reqwest_middleware;
mod run;
mod serde;
mod tower;
mod tracing;
mod tries;
mod ureq;
mod vendor;
mod waits;
