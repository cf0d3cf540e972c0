//! The site as a value: from catalogs to files.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod address;
mod browser;
mod documents;
mod feed;
mod how;
mod links;
mod markup;
mod scene;
mod shape;
mod snippets;
mod tables;
#[path = "../../../codegen/tests/it/validator.rs"]
mod validator;
