//! Where a response carries what.

use super::declare::{emit_enum, table};
use super::{Check, Place, Pointer};
use crate::vocabulary::vocabulary;

table! {
    /// Where a response carries what.
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Envelope {
        /// What makes a response an error: any of these. None of them: an error is where a code is present.
        list is_error: Check<'a>,
        /// Where a list of errors is; every other place is then relative to one of its elements.
        optional each: Pointer<'a>,
        /// Which error of the list is that of the whole; `None`: the first.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional each_decides: ListChoice,
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

vocabulary! {
    /// Which error of a list is that of the whole response.
    pub enum ListChoice {
        /// The first.
        First = "first",
        /// The first that is a failure and not a marker.
        FirstFailure = "first_failure",
        /// The most severe by its category; of equals the first.
        MostSevere = "most_severe",
    }
}

/// Where elements of a body may carry envelopes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedded<'a> {
    /// Nowhere.
    Nowhere,
    /// In any list anywhere in the body, as the page does not say in which.
    AnyList,
    /// In the lists at these pointers; at one that ends with `*`, in each member or element there.
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
