//! errcat as its users see it.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(all(feature = "json", feature = "runagent"))]
mod details;
#[cfg(all(feature = "json", feature = "vendors"))]
#[rustfmt::skip]
mod examples;
#[cfg(feature = "vendors")]
mod vendors;

// What the generated tests call the crate under test.
#[allow(unused_imports)]
use errcat as subject;
