//! Written by hand, the same for all vendors.

mod vocabulary;

mod category;
mod lookup;
mod retry;
mod table;
mod written;

#[cfg(feature = "json")]
mod body;
mod captures;
mod facts;
mod held;
#[cfg(feature = "json")]
mod nature;
mod plan;
mod printed;
mod response;
mod time;
mod timestamp;
mod value;
mod wait;
mod words;

mod basis;
mod failure;
mod ladder;
mod status_class;

mod classify;
mod contradiction;
#[cfg(feature = "json")]
mod details;
#[cfg(feature = "alloc")]
mod extras;
#[cfg(feature = "alloc")]
mod header_fields;
mod item;
mod judgement;
#[cfg(feature = "alloc")]
mod percent;
mod told;

mod code;
#[cfg(feature = "alloc")]
mod lossless;
mod vendor;
mod verdict;

mod policy;
mod schedule;

pub use basis::Basis;
pub use category::Category;
#[cfg(feature = "serde")]
pub use code::deserialize_code;
pub use code::{UnknownCode, UnknownVendor, VendorCode};
pub use contradiction::Contradiction;
#[cfg(feature = "json")]
pub use details::{DetailValue, Details};
pub use failure::Failure;
pub use item::Item;
pub use judgement::Judgement;
pub use lookup::{Lookup, Probe, Slot};
#[cfg(feature = "alloc")]
pub use lossless::Code;
/// The plan of an envelope, for generated code to make at compile time.
#[doc(hidden)]
pub use plan::Plan;
/// The parts of the perfect hash that the generator needs to build a [`Lookup`].
#[doc(hidden)]
pub mod perfect_hash {
    pub use super::lookup::{bucket, hash, read, slot};
}
pub use policy::Policy;
pub use response::{Headers, Response};
pub use retry::{Retry, Window};
pub use schedule::{Next, StopReason};
pub use table::{
    Condition, Deprecated, Embedded, Encoding, Entry, Envelope, Family, Field, Http, Location, Member,
    MemberKind, Place, Pointer, RetryRule, Rule, Scalar, Schedule, Source, Stability, StatusPattern,
    StatusRule, Table, Test, WaitSource, When,
};
#[cfg(feature = "std")]
pub use timestamp::TimestampOutOfRange;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use vendor::Vendor;
pub use verdict::{OwnedVerdict, Verdict};
pub use vocabulary::UnknownWord;
pub use wait::Wait;
#[cfg(feature = "reqwest-middleware")]
pub(crate) use {body::walk::BYTE_ORDER_MARK, plan::list_index};
