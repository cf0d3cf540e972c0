//! The commands as they are set to this workspace, what its pages say of them, and how its crates are built.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build_script;
mod completions;
mod defaults;
mod modules;
mod new_vendor;
mod readme;
mod xtask;
