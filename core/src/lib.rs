//! What went wrong at an API that a program calls, and what to do now: wait, try again, change something, or stop.
//!
//! This is the hand-written part of errcat, which every crate of catalogs shares: the vocabulary, the classifier,
//! the schedules, and the integrations into HTTP clients. The vendors are in crates that are generated from
//! catalogs, such as `errcat`; each of those re-exports this one.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use errcat::{Category, Next, Response, Retry, openai};
//!
//! let body = br#"{"error": {"message": "Rate limit reached.", "type": "tokens", "code": "rate_limit_exceeded"}}"#;
//! let response = Response::new(429).header("retry-after-ms", "1500").body(body);
//! let verdict = openai::classify(&response).expect("an error");
//! assert_eq!(verdict.code(), Some(openai::ErrorCode::RateLimitExceeded));
//! assert_eq!((verdict.category(), verdict.retry()), (Category::RateLimited, Retry::AfterWait));
//! let next = openai::SCHEDULE.next(1, &verdict, SystemTime::now());
//! assert_eq!(next, Next::After(Duration::from_millis(1500)));
//!
//! // The same status, and no wait helps.
//! let body = br#"{"error": {"message": "No credit.", "type": "insufficient_quota", "code": "insufficient_quota"}}"#;
//! let verdict = openai::classify(&Response::new(429).body(body)).expect("an error");
//! assert_eq!((verdict.category(), verdict.retry()), (Category::QuotaExhausted, Retry::Never));
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
//! | write code for any vendor | [`VendorCode`]; chosen at run time: `AnyVendor`; by the host of a request: `AnyVendor::by_host` |
//! | keep codes in structs of your own | [`Code`] |
//! | ask why a verdict is what it is | [`Verdict::rungs`] |
//! | read what the vendors' pages say, as data | [`table`] |
//! | send a request again as the vendor asks | [`integrations`], with or without a middleware |
//!
//! # Cargo features
//!
//! | feature | what it adds | default |
//! | --- | --- | --- |
//! | `std` | times and maps of the standard library | yes |
//! | `serde` | codes and words in structs of your own; tables as data for any format | |
//! | `xml` | bodies that are XML | |
//! | `tokio`, `retries`, `reqwest`, `ureq`, `hyper`, `http` | retry loops around any client: see [`integrations`] | |
//! | `reqwest-middleware`, `tower`, `backon`, `tracing` | the same within other libraries | |
//!
//! Without any feature the crate is `no_std`, with `alloc`, and has no dependency: bodies are read by the crate itself.
//! A crate of vendors has the same features, and passes them on.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod mask;
mod near;

#[cfg(feature = "codegen")]
mod emit;
mod vocabulary;

mod basis;
mod category;
mod failure;
mod retry;

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
    pub use crate::table::by_host;
    pub use crate::table::rows::{joined, padded};
    #[cfg(feature = "serde")]
    pub use crate::vendor::deserialize_code;
    pub use alloc::{borrow::Cow, vec::Vec};
    #[cfg(feature = "serde")]
    pub use serde;

    /// Whether bodies that are XML are read, for the examples that have one.
    pub const READS_XML: bool = cfg!(feature = "xml");
}

/// `Serialize` and `Deserialize` for the codes of a vendor, where this crate has the feature for them: generated
/// code may be in a crate that has no such feature.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_of_code {
    ($code:ident) => {
        impl $crate::generated::serde::Serialize for $code {
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::generated::serde::Deserialize<'de> for $code {
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::generated::deserialize_code(deserializer)
            }
        }
    };
}

/// Without the feature `serde` there is nothing to implement.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_of_code {
    ($code:ident) => {};
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

    /// What stands for a word that is masked.
    pub const MASK: &str = crate::mask::MASK;

    /// Whether a word says who someone is: a long number, an address of mail, or the query of a URL.
    #[must_use]
    pub fn is_personal(word: &str) -> bool {
        crate::mask::is_personal(word)
    }

    /// A code that no catalog knows, and so may be anything, as it is shown.
    #[must_use]
    pub fn unknown_code(code: &str) -> alloc::borrow::Cow<'_, str> {
        crate::mask::unknown_code(code)
    }
}

/// The README's code, as tests.
#[cfg(all(doctest, feature = "reqwest"))]
#[doc = include_str!("../../README.md")]
struct Readme;
