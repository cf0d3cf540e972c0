//! The commands as they are set to this workspace, and what its pages say of them.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod completions;
mod defaults;
mod readme;
mod xtask;
