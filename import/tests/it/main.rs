//! Drafts of pages: of the shapes that vendors' pages have, and odd ones.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cells;
mod drafting;
mod hostile;
mod machine;
mod pages;
mod real;
mod recording;
mod run_together;
mod samples;
