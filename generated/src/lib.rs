//! What an API's error means, and what to do now.
//!
//! For reqwest, tower, backon, `http` and tracing there are cargo features: see [`integrations`].
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
