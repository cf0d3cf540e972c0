//! What went wrong at somebody else's API, and what to do now: wait, try again, change something, or stop.
//!
//! Each vendor has a module with its error codes and all that its page says of them. A client hands over
//! what it received, and gets a [`Verdict`]: the code, what kind of failure it is, whether and how to try
//! again, how long to wait, and which rule says so.
//!
//! ```
//! # #[cfg(all(feature = "std", feature = "json", feature = "runo"))] {
//! use std::time::{Duration, SystemTime};
//! use errcat::{Category, Next, Response, Retry, runo};
//!
//! let body = br#"{"status": "error", "error": {"code": "LLM_TIMEOUT", "retryable": true}}"#;
//! // An error, although the status is 200.
//! let response = Response::new(200).body(body);
//! let verdict = runo::classify(&response).expect("an error");
//! assert_eq!(verdict.code(), Some(runo::ErrorCode::LlmTimeout));
//! assert_eq!(verdict.category(), Category::Timeout);
//! assert_eq!(verdict.retry(), Retry::Backoff);
//! let next = runo::SCHEDULE.next(2, &verdict, SystemTime::now());
//! assert_eq!(next, Next::After(Duration::from_secs(2)));
//! # }
//! ```
//!
//! # Where to look
//!
//! | to | see |
//! | --- | --- |
//! | judge a response | `classify` and `classify_all` of the vendor's module, [`Response`] |
//! | read the verdict | [`Verdict`], and [`Judgement`], which it wraps |
//! | decide what comes next | [`Schedule::next`]; with jitter and limits of your own: [`Policy`] |
//! | judge a request that got no response | [`Failure`] |
//! | write code for any vendor | [`Vendor`]; chosen at run time: `AnyVendor` |
//! | keep codes in structs of your own | `Code` |
//! | retry in reqwest, tower or backon | [`integrations`] |
//!
//! # Cargo features
//!
//! | feature | what it adds | default |
//! | --- | --- | --- |
//! | `onto`, `runagent`, `runo`, `runware` | the vendors' modules | yes |
//! | `std` | times of the standard library | yes |
//! | `json` | codes, messages and waits from JSON bodies; takes serde_json | yes |
//! | `alloc` | lists of verdicts, and verdicts that own what they tell | with `std`, `json` |
//! | `serde` | codes and words in structs of your own | |
//! | `http`, `reqwest-middleware`, `tower`, `backon`, `retries`, `tracing` | see [`integrations`] | |
//!
//! Without any feature the crate is `no_std` and has no dependency: it judges by status and headers.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod integrations;
mod runtime;
#[cfg(feature = "vendors")]
#[rustfmt::skip]
mod vendors;

pub use runtime::*;
#[cfg(feature = "vendors")]
pub use vendors::*;

/// The README's code, as tests.
#[cfg(all(doctest, feature = "std", feature = "json", feature = "runo"))]
#[doc = include_str!("../../README.md")]
struct Readme;
