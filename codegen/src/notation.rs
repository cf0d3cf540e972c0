//! The notations inside a catalog's texts: each read once into what it says, and what an editor can check of it
//! while it is typed.
//!
//! Each pattern accepts all that its reader accepts. Where it accepts more, the reader still decides.

mod addresses;
mod codes;
mod facts;
mod hosts;
mod lints;
mod names;
mod pointers;
mod statuses;
mod text;
mod times;
mod words;

pub(crate) use addresses::{Address, CodeAddress};
pub(crate) use codes::Code;
pub(crate) use facts::{Fact, RuleFact, facts};
pub(crate) use hosts::HostPattern;
pub(crate) use lints::LintId;
pub use names::is_header_name;
pub(crate) use names::{FieldName, HeaderName, VariantName, VendorId};
pub(crate) use pointers::{EmbeddedList, EmbeddedLists, POINTER, Pointer, inside};
pub use statuses::status_pattern;
pub(crate) use statuses::{Http, Status, Statuses};
pub(crate) use times::{ExpectedWait, is_duration};
pub(crate) use words::{Vocabulary, words};
