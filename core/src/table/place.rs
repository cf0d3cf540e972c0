//! Places in a response, what is looked for there, and tests of what is found.

use core::fmt;

use super::declare::{emit_enum, table};
use crate::pointer::write_segment;
use crate::vocabulary::vocabulary;

table! {
    /// One place of one fact.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Place {
        /// Which fact.
        field: Field,
        /// The name of the fact in the catalog, for [`Field::Other`].
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional name: &'a str,
        /// Where.
        at: Location<'a>,
    }
}

vocabulary! {
    /// A fact that a response carries.
    pub enum Field {
        /// The vendor's code.
        Code = "code",
        /// The message for people.
        Message = "message",
        /// The vendor's own flag: worth a retry or not.
        Retryable = "retryable",
        /// The id to give to the vendor's support.
        RequestId = "request_id",
        /// Where the vendor documents this error.
        DocumentationUrl = "documentation_url",
        /// The request's parameter that is at fault.
        Parameter = "parameter",
        /// More about the error, of any shape.
        Details = "details",
        /// The HTTP status, said again in the body.
        Status = "status",
        /// A field of the vendor's own, by a name of its own.
        Other = "other",
    }
}

impl Field {
    /// Whether the fact is read together with the code; the others are read when they are asked for.
    #[must_use]
    pub const fn is_read_at_once(self) -> bool {
        !matches!(self, Self::Details | Self::Other)
    }

    /// The facts that are texts, so that a number at their place counts as one.
    pub(crate) const TEXTS: [Self; 5] =
        [Self::Code, Self::Message, Self::RequestId, Self::Parameter, Self::DocumentationUrl];

    /// The position among [`TEXTS`](Self::TEXTS).
    pub(crate) const fn text_index(self) -> Option<usize> {
        let mut index = 0;
        while index < Self::TEXTS.len() {
            if Self::TEXTS[index] as u8 == self as u8 {
                return Some(index);
            }
            index += 1;
        }
        None
    }
}

/// A place in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Location<'a> {
    /// In the body.
    Pointer(Pointer<'a>),
    /// In the header of this name.
    Header(&'a str),
}

/// A JSON pointer (RFC 6901), split into its unescaped segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The member names and list indices, outermost first. None: the whole body.
    pub segments: &'a [&'a str],
    /// Where the plan of the table keeps the value; [`Pointer::NO_SLOT`] for what is not kept.
    #[doc(hidden)]
    pub slot: u8,
}

impl<'a> Pointer<'a> {
    /// The slot of what is not kept while a body is read: lists, and facts that are read when they are asked for.
    #[doc(hidden)]
    pub const NO_SLOT: u8 = u8::MAX;

    /// A pointer with these segments to a value that is not kept.
    #[must_use]
    pub const fn new(segments: &'a [&'a str]) -> Self {
        Self { segments, slot: Self::NO_SLOT }
    }

    /// The same pointer to a value that the plan keeps in this slot.
    #[doc(hidden)]
    #[must_use]
    pub const fn slot(mut self, slot: u8) -> Self {
        self.slot = slot;
        self
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments.iter().try_for_each(|segment| write_segment(f, segment))
    }
}

table! {
    /// A test of one place of a response. Where nothing is at its place, it does not hold.
    ///
    /// The text of a header is compared without the space around it, and with the text of a number or a flag.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Condition {
        /// Where to look.
        #[cfg_attr(feature = "serde", serde(flatten))]
        at: Location<'a>,
        /// What has to hold there.
        #[cfg_attr(feature = "serde", serde(flatten))]
        test: Test<'a>,
    }
}

/// What has to hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test<'a> {
    /// Something is there, other than `null`, `false`, an empty text or an empty list.
    Present,
    /// One of these is there.
    Equals(&'a [Scalar<'a>]),
    /// Something else than these is there.
    NotEquals(&'a [Scalar<'a>]),
}

/// A value without parts, as a catalog writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
pub enum Scalar<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'a str),
}

table! {
    /// A place where a response says how long to wait.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct WaitSource {
        /// Where.
        at: Location<'a>,
        /// How it is written.
        encoding: Encoding,
        /// Under which condition it is believed; `None`: always.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional when: Condition<'a>,
    }
}

vocabulary! {
    /// How a wait is written.
    pub enum Encoding {
        /// Whatever it looks like: seconds, an HTTP date, RFC 3339, a duration such as `6m0s` or `33 seconds`; a
        /// number that is too large for a wait is a time.
        Auto = "auto",
        /// Seconds from now, fractions included.
        Seconds = "seconds",
        /// Milliseconds from now.
        Milliseconds = "milliseconds",
        /// Minutes from now, fractions included.
        Minutes = "minutes",
        /// Seconds since 1970.
        EpochSeconds = "epoch_seconds",
        /// Milliseconds since 1970.
        EpochMilliseconds = "epoch_milliseconds",
        /// An HTTP date.
        HttpDate = "http_date",
        /// An RFC 3339 time.
        Rfc3339 = "rfc3339",
        /// A duration such as `1h2m3s`, `120ms` or `1 minute and 5 seconds`.
        Duration = "duration",
        /// The `RateLimit` header of the IETF draft, such as `"api";r=0;t=55`: the longest `t` of the limits that
        /// are used up.
        RateLimit = "rate_limit",
    }
}

/// As it is displayed.
#[cfg(feature = "serde")]
impl serde::Serialize for Pointer<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A member of the test's name.
#[cfg(feature = "serde")]
impl serde::Serialize for Test<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;

        let mut test = serializer.serialize_map(Some(1))?;
        match self {
            Self::Present => test.serialize_entry("present", &true)?,
            Self::Equals(values) => test.serialize_entry("equals", values)?,
            Self::NotEquals(values) => test.serialize_entry("not_equals", values)?,
        }
        test.end()
    }
}

emit_enum! { Location: Pointer(pointer), Header(name) }
emit_enum! { Test: Present, Equals(values), NotEquals(values) }
emit_enum! { Scalar: Bool(value), Integer(value), Text(value) }

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Pointer<'_> {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        let slot = (self.slot != Self::NO_SLOT).then(|| crate::emit::field("slot", &self.slot)).flatten();
        to.call("Pointer", "new", &[&self.segments], slot.as_slice());
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}
