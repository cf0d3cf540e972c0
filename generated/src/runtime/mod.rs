//! Written by hand, the same for all vendors.

mod basis;
mod category;
mod code;
mod lookup;
mod retry;
mod table;
mod vocabulary;

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
