//! The vendors of the crate errcat, as its users see them.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod codes;
mod details;
mod facts;
