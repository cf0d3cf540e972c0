//! Where a response carries what.

use super::declare::{emit_enum, table};
use super::{Condition, Place, Pointer};
use crate::vocabulary::vocabulary;

table! {
    /// Where a response carries what.
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Envelope {
        /// What makes a body an error: any of these. None of them: an error is where a code is present.
        list is_error: Condition<'a>,
        /// Where a list of errors is; every other place is then relative to one of its elements.
        optional each: Pointer<'a>,
        /// Where elements of a successful body carry the same envelope.
        default embedded: Embedded<'a> = Embedded::Nowhere,
        /// How the vendor streams, so that a body that is not JSON is read as such a stream whatever its content type.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional stream: Stream,
        /// Where each fact is, in order. Of two places for one fact, the first that is there wins; for codes, the
        /// first that is known.
        list places: Place<'a>,
    }
}

vocabulary! {
    /// What a stream is made of.
    pub enum Stream {
        /// Server-sent events.
        Sse = "sse",
        /// Lines of JSON.
        JsonLines = "json_lines",
    }
}

/// Where elements of a body may carry envelopes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedded<'a> {
    /// Nowhere.
    Nowhere,
    /// In any list anywhere in the body, as the page does not say in which.
    AnyList,
    /// In these lists.
    Lists(&'a [Pointer<'a>]),
}

/// `"any_list"` or a list of pointers.
#[cfg(feature = "serde")]
impl serde::Serialize for Embedded<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nowhere => serializer.collect_seq::<[(); 0]>([]),
            Self::AnyList => serializer.serialize_str("any_list"),
            Self::Lists(lists) => lists.serialize(serializer),
        }
    }
}

emit_enum! { Embedded without Nowhere: AnyList, Lists(lists) }
