//! Written by hand, the same for all vendors.

mod vocabulary;

mod category;
mod lookup;
mod retry;
mod table;

mod response;
mod text;
mod value;
mod facts;
#[cfg(feature = "json")]
mod body;
mod timestamp;
mod time;
mod wait;

mod basis;
mod failure;
mod status_class;
mod ladder;

mod classify;
mod judgement;
mod contradiction;
mod item;
mod extras;
#[cfg(feature = "alloc")]
mod percent;
#[cfg(feature = "json")]
mod details;

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
pub use code::{UnknownCode, UnknownVendor, Vendor, VendorCode};
pub use lookup::{Lookup, Probe, Slot};
/// The parts of the perfect hash that the generator needs to build a [`Lookup`].
#[doc(hidden)]
pub mod perfect_hash {
    pub use super::lookup::{bucket, hash, read, slot};
}
pub use retry::{Retry, Window};
pub use table::{
    Condition, Deprecated, Embedded, Encoding, Entry, Envelope, Family, Field, Http, Location, Member,
    MemberKind, Place, Pointer, RetryRule, Rule, Scalar, Schedule, Source, Stability, StatusPattern,
    StatusRule, Table, Test, WaitSource,
};
pub use vocabulary::UnknownWord;
