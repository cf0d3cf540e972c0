//! From catalogs to findings and files, as a user of the generator sees it.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod capacity;
mod changes;
mod dialects;
mod documents;
mod emitted;
mod envelopes;
mod findings;
mod fixtures;
mod hostile;
mod ident;
mod large;
mod lints;
mod mistakes;
mod mutants;
mod near;
mod notation;
mod perfect_hash;
mod reading;
mod readme;
mod real;
mod schema;
mod shapes;
mod tables;
mod validator;
