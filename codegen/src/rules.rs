//! The rules by id: what each requires, why, and a catalog that breaks it and one that does not.
//!
//! This is the one place where a rule is described. `cargo xtask check --explain` shows it, the README
//! of the format is made of it, and the tests hold the examples to the program.

mod rule;

mod file;

mod shape;

mod vendor;

mod dialects;

mod codes;

mod statuses;

mod envelope;

mod examples;

mod lints;

mod consistency;

mod spelling;

mod list;

mod show;

pub use list::{all, find};
pub(crate) use rule::UNUSED_ALLOW;
pub use rule::{Kind, Rule, Sample, Severity};
pub use show::{explain, readme};
