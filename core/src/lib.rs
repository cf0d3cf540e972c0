//! What went wrong at an API that a program calls, and what to do now: wait, try again, change something, or stop.
//!
//! This is the hand-written part of errcat, which every crate of catalogs shares: the vocabulary, the classifier,
//! the schedules, and the integrations into HTTP clients. The vendors are in crates that are generated from
//! catalogs, such as `errcat`; each of those re-exports this one.
//!
//! ```
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
//! ```
//!
//! # Where to look
//!
//! | to | see |
//! | --- | --- |
//! | judge a response | `classify` and `classify_all` of the vendor's module, [`Response`] |
//! | read the answer | [`Verdict`] |
//! | decide what comes next | [`Schedule::next`]; with jitter and limits of your own: [`Policy`] |
//! | judge the frames of a stream | [`stream`] |
//! | judge a request that got no response | [`Failure`] |
//! | write code for any vendor | [`VendorCode`]; chosen at run time: `AnyVendor` |
//! | keep codes in structs of your own | [`Code`] |
//! | ask why a verdict is what it is | [`Verdict::rungs`] |
//! | read what the vendors' pages say, as data | [`table`] |
//! | retry in reqwest, tower or backon | [`integrations`] |
//!
//! # Cargo features
//!
//! | feature | what it adds | default |
//! | --- | --- | --- |
//! | `std` | times and maps of the standard library | yes |
//! | `serde` | codes and words in structs of your own; tables as data for any format | |
//! | `xml` | bodies that are XML | |
//! | `http`, `reqwest-middleware`, `tower`, `backon`, `retries`, `tracing` | see [`integrations`] | |
//!
//! Without any feature the crate is `no_std`, with `alloc`, and has no dependency: bodies are read by the crate itself.
//! A crate of vendors has the same features, and passes them on.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

#[cfg(feature = "codegen")]
mod emit;
mod vocabulary;

mod basis;
mod category;
mod failure;
mod retry;

mod mask;
mod percent;
mod pointer;
mod short_text;

mod remedy;

pub mod table;

mod time;
mod timestamp;
mod wait;

mod response;

mod json;

mod body;
pub mod stream;

mod item;
mod read;

mod overrides;

pub mod ladder;

mod verdict;

mod code;

mod classify;

mod vendor;

#[cfg(feature = "codegen")]
mod trees;

mod received_code;

mod next;
mod resend;

mod policy;

pub mod integrations;

pub use basis::Basis;
pub use category::Category;
pub use code::AnyCode;
pub use failure::Failure;
pub use item::Item;
pub use next::{Next, StopReason};
pub use overrides::{Override, Overrides};
pub use policy::Policy;
pub use received_code::Code;
pub use remedy::{LimitScope, Party, Remedy};
pub use resend::Resend;
pub use response::{Headers, Response};
pub use retry::{Retry, Window};
pub use table::Schedule;
pub use timestamp::{Timestamp, TimestampError};
pub use vendor::{VendorCode, VerdictCode};
pub use verdict::{Contradiction, DetailValue, Details, OwnedVerdict, Verdict, Verdicts};
pub use vocabulary::UnknownName;
pub use wait::Wait;

/// What only generated code uses.
#[doc(hidden)]
pub mod generated {
    #[cfg(feature = "serde")]
    pub use crate::vendor::deserialize_code;
    pub use alloc::{borrow::Cow, vec::Vec};
    #[cfg(feature = "serde")]
    pub use serde;
}

/// What only the generator and its commands use.
#[doc(hidden)]
#[cfg(feature = "codegen")]
pub mod codegen {
    pub use crate::emit::{Emit, Emitter};

    /// The version of this crate, which generated crates depend on.
    pub const VERSION: &str = env!("CARGO_PKG_VERSION");

    pub use crate::table::{perfect_hash, plan_parts};
    pub use crate::trees::{holding, trees};

    /// A text without the words that may be keys or tokens.
    #[must_use]
    pub fn masked(text: &str) -> alloc::borrow::Cow<'_, str> {
        crate::mask::masked(text)
    }

    /// A code that no catalog knows, and so may be anything, as it is shown.
    #[must_use]
    pub fn unknown_code(code: &str) -> alloc::borrow::Cow<'_, str> {
        crate::mask::unknown_code(code)
    }
}

/// The README's code, as tests.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../../README.md")]
struct Readme;
