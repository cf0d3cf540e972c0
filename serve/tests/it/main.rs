//! A vendor on the loopback interface, as clients meet it.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod catalogs;
mod faults;
mod languages;
mod raw;
mod reqwest;
