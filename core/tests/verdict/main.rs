//! From received bytes to a verdict and the next step, as a user of the crate sees it.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../catalogs/mod.rs"]
mod catalogs;
mod judge;

mod ladder;
mod overrides;
mod pages;
mod reach;
mod rungs;

mod bodies;
mod formats;
mod odd_values;
mod streams;

mod conditions;
mod dates;
mod places;
mod variants;
mod waits;
mod waits_in_texts;

mod hosts;

mod jitter_and_limits;
mod schedules;

mod format_properties;
mod grammar;
mod header_tests;
mod near_json;
mod properties;
