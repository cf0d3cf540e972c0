//! The Rust that pages show compiles: each shape of it stands here as a page has it, between two comments, and every
//! page has one of these shapes, with names of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use errcat_codegen::markdown;

use crate::scene::of_workspace;

/// A code with one status, and worth a retry.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn one_status(body: &[u8], attempt: u32) {
// runo/RATE_LIMITED
use std::time::SystemTime;
use errcat::{Response, runo};

let response = Response::new(429).body(body);
if let Some(verdict) = runo::classify(&response)
    && verdict.code() == Some(runo::ErrorCode::RateLimited)
{
    let next = runo::SCHEDULE.next(attempt, &verdict, SystemTime::now());
}
// end
}

/// The same, but not worth a retry.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn one_status_in_vain(body: &[u8]) {
// runo/KEY_LIMIT_REACHED
use errcat::{Response, runo};

let response = Response::new(429).body(body);
if let Some(verdict) = runo::classify(&response)
    && verdict.code() == Some(runo::ErrorCode::KeyLimitReached)
{
    // Do not send it again: verdict.retry() says why.
}
// end
}

/// A code of several statuses or of none that is stated.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn any_status(body: &[u8], status: u16, attempt: u32) {
// aws/TooManyRequestsException
use std::time::SystemTime;
use errcat::{Response, aws};

let response = Response::new(status).body(body);
if let Some(verdict) = aws::classify(&response)
    && verdict.code() == Some(aws::ErrorCode::TooManyRequestsException)
{
    let next = aws::SCHEDULE.next(attempt, &verdict, SystemTime::now());
}
// end
}

/// The same, but not worth a retry.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn any_status_in_vain(body: &[u8], status: u16) {
// azure_openai/content_filter
use errcat::{Response, azure_openai};

let response = Response::new(status).body(body);
if let Some(verdict) = azure_openai::classify(&response)
    && verdict.code() == Some(azure_openai::ErrorCode::ContentFilter)
{
    // Do not send it again: verdict.retry() says why.
}
// end
}

/// A code that comes without an HTTP status.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn no_status(body: &[u8], attempt: u32) {
// kafka/COORDINATOR_NOT_AVAILABLE
use std::time::SystemTime;
use errcat::{Response, kafka};

let response = Response::without_status().body(body);
if let Some(verdict) = kafka::classify(&response)
    && verdict.code() == Some(kafka::ErrorCode::CoordinatorNotAvailable)
{
    let next = kafka::SCHEDULE.next(attempt, &verdict, SystemTime::now());
}
// end
}

/// The same, but not worth a retry.
#[rustfmt::skip]
#[allow(unused_variables, clippy::needless_ifs)]
fn no_status_in_vain(body: &[u8]) {
// kafka/INVALID_TOPIC_EXCEPTION
use errcat::{Response, kafka};

let response = Response::without_status().body(body);
if let Some(verdict) = kafka::classify(&response)
    && verdict.code() == Some(kafka::ErrorCode::InvalidTopicException)
{
    // Do not send it again: verdict.retry() says why.
}
// end
}

/// The snippets above, by the page that has them.
fn compiled() -> Vec<(&'static str, &'static str)> {
    let own = include_str!("snippets.rs");
    let between = own.split("{\n// ").skip(1).filter_map(|rest| rest.split_once("// end\n"));
    between.filter_map(|(inner, _)| inner.split_once('\n')).collect()
}

/// A snippet, with the module of its vendor and its variant apart.
fn taken_apart(snippet: &str) -> (String, &str, &str) {
    let (module, rest) = snippet.split_once("if let Some(verdict) = ").unwrap().1.split_once("::").unwrap();
    let variant = rest.split_once("ErrorCode::").unwrap().1.split_once(')').unwrap().0;
    let shape = snippet
        .replace(&format!("::{variant})"), "::VARIANT)")
        .replace(&format!("{module}::"), "module::")
        .replace(&format!(", {module}}}"), ", module}");
    let status =
        shape.split_once("Response::new(").map(|(_, rest)| rest.split(')').next().unwrap().to_owned());
    let number = status.filter(|status| status.parse::<u16>().is_ok());
    let shape = number.map_or(shape.clone(), |number| shape.replace(&format!("new({number})"), "new(429)"));
    (shape, module, variant)
}

#[test]
fn every_page_shows_what_compiles_and_names_what_there_is() {
    // They are called, so that none of them is dead.
    one_status(b"{}", 1);
    one_status_in_vain(b"{}");
    any_status(b"{}", 429, 1);
    any_status_in_vain(b"{}", 429);
    no_status(b"{}", 1);
    no_status_in_vain(b"{}");

    let files = of_workspace();
    for (page, snippet) in compiled() {
        let shown = &files[&format!("{page}/index.md")];
        assert!(shown.contains(&markdown::fenced("rust", snippet)), "{page} shows another one: {shown}");
    }
    let shapes: BTreeSet<String> = compiled().iter().map(|(_, snippet)| taken_apart(snippet).0).collect();
    assert_eq!(shapes.len(), 6);
    let vendors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src/vendors");
    let mut sources = std::collections::BTreeMap::new();
    let mut count = 0;
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with("index.md")) {
        let Some((_, snippet)) = page.split_once("```rust\n") else { continue };
        let (shape, module, variant) = taken_apart(snippet.split_once("```").unwrap().0);
        assert!(shapes.contains(&shape), "{path}: {shape}");
        let source = sources
            .entry(module.to_owned())
            .or_insert_with(|| fs::read_to_string(vendors.join(format!("{module}.rs"))).unwrap());
        assert!(source.contains(&format!("    {variant},\n")), "{path}: there is no {module}::{variant}");
        count += 1;
    }
    assert!(count > 1000, "{count}");
}
