//! The commands as a user runs them.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod classify;
mod compiled;
mod completions;
mod config;
mod defaults;
mod diff;
mod docs;
mod drift;
mod explain;
mod foreign;
mod import;
mod killed;
mod links;
mod list;
mod live_check;
mod lock;
mod new;
mod own;
mod regenerate;
mod scene;
mod schema;
#[path = "../scratch/mod.rs"]
mod scratch;
mod serve;
mod slips;
mod unchanged;
#[path = "../../../codegen/tests/it/validator.rs"]
mod validator;
mod watch;
