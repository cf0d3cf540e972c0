//! Places in a response, what is looked for there, and tests of what is found.

use core::fmt;

use super::StatusPattern;
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
        /// Which part of the text that is found there; `None`: all of it.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional part: Part<'a>,
        /// Whether the flag, for [`Field::Retryable`], decides whether to try again, whatever the table says.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "core::ops::Not::not"))]
        flag decides: bool,
        /// Whether the flag, for [`Field::Retryable`], says that a retry is *not* worth it.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "core::ops::Not::not"))]
        flag inverted: bool,
    }
}

table! {
    /// Which part of a text is meant: first the value in the JSON that the text is, then what comes after a marker,
    /// then what comes before one, without the space around it. Where the JSON or all of the markers to begin
    /// after are missing, the place is empty. Markers match whatever the case of their ASCII letters.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Part {
        /// Where in the text, which is JSON, the value is.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional json: Pointer<'a>,
        /// It begins after the first of these markers that is in the text.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "<[_]>::is_empty"))]
        list after: &'a str,
        /// It begins after the last of these: where in the text the marker is the last time.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional after_last: &'a str,
        /// It ends before this marker, if that is in the text.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional before: &'a str,
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

/// A JSON pointer (RFC 6901), split into its unescaped segments, in which `*` stands for any member or element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The member names and list indices, outermost first. None: the whole body.
    pub segments: &'a [&'a str],
    /// Which members or elements a `*` stands for, where not for any.
    pub filters: &'a [Filter<'a>],
    /// Where the plan of the table keeps the value; [`Pointer::NO_SLOT`] for what is not kept.
    #[doc(hidden)]
    pub slot: u8,
}

impl<'a> Pointer<'a> {
    /// The slot of what is not kept while a body is read: lists, and facts that are read when they are asked for.
    #[doc(hidden)]
    pub const NO_SLOT: u8 = u8::MAX;

    /// The segment that stands for any member or element.
    pub const ANY: &'static str = "*";

    /// A pointer with these segments to a value that is not kept.
    #[must_use]
    pub const fn new(segments: &'a [&'a str]) -> Self {
        Self { segments, filters: &[], slot: Self::NO_SLOT }
    }

    /// The same pointer, of which a `*` stands only for what passes these.
    #[doc(hidden)]
    #[must_use]
    pub const fn filters(mut self, filters: &'a [Filter<'a>]) -> Self {
        self.filters = filters;
        self
    }

    /// The same pointer to a value that the plan keeps in this slot.
    #[doc(hidden)]
    #[must_use]
    pub const fn slot(mut self, slot: u8) -> Self {
        self.slot = slot;
        self
    }

    /// Whether it can lead to several values.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.segments.contains(&Self::ANY)
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments.iter().try_for_each(|segment| write_segment(f, segment))
    }
}

table! {
    /// A test of another value within the member or element that a `*` of a pointer stands for.
    #[derive(Eq)]
    pub struct Filter {
        /// How many segments of the pointer lead to the member or element, the `*` included.
        depth: u8,
        /// The way from there to the value.
        path: &'a [&'a str],
        /// What has to hold there.
        test: Test<'a>,
    }
}

/// What has to hold of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition<'a> {
    /// Its status is one of these.
    Status(&'a [StatusPattern]),
    /// Its place passes a test.
    Check(Check<'a>),
    /// All of these hold.
    All(&'a [Condition<'a>]),
    /// One of these holds.
    Any(&'a [Condition<'a>]),
}

table! {
    /// A test of one place of a response. Where nothing is at its place, only [`Test::Absent`] holds.
    ///
    /// The text of a header is compared without the space around it, and with the text of a number or a flag.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Check {
        /// Where to look.
        #[cfg_attr(feature = "serde", serde(flatten))]
        at: Location<'a>,
        /// Which part of the text that is found there; `None`: all of it.
        #[cfg_attr(feature = "serde", serde(flatten))]
        optional part: Part<'a>,
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
    /// Nothing is there, or what does not count as present.
    Absent,
    /// One of these is there.
    Equals(&'a [Scalar<'a>]),
    /// Something else than these is there.
    NotEquals(&'a [Scalar<'a>]),
    /// A text with one of these in it, whatever the case of ASCII letters.
    Contains(&'a [&'a str]),
    /// A text that starts with one of these, whatever the case of ASCII letters.
    StartsWith(&'a [&'a str]),
    /// A text that ends with one of these, whatever the case of ASCII letters.
    EndsWith(&'a [&'a str]),
    /// A number, or the text of one, that is greater than this.
    Above(Decimal),
    /// A number, or the text of one, that is less than this.
    Below(Decimal),
}

/// A number with up to six decimal places, as a catalog writes it to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal {
    millionths: i64,
}

impl Decimal {
    /// So many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self { millionths }
    }

    /// The number.
    #[must_use]
    pub const fn to_f64(self) -> f64 {
        self.millionths as f64 / 1e6
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_f64())
    }
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
        /// Which part of the text that is found there; `None`: all of it. A wait that begins the part counts,
        /// whatever follows it.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional part: Part<'a>,
        /// Whether it counts together with the place before it: the longest of such waits is taken.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "core::ops::Not::not"))]
        flag longest: bool,
    }
}

vocabulary! {
    /// How a wait is written.
    pub enum Encoding {
        /// Whatever it looks like: seconds, an HTTP date, RFC 3339, a duration such as `6m0s`, `33 seconds` or
        /// `0:09:48`; a number that is too large for a wait is a time.
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
        /// A duration such as `1h2m3s`, `120ms`, `1 minute and 5 seconds` or `0:09:48`.
        Duration = "duration",
        /// The `RateLimit` header of the IETF draft, such as `"api";r=0;t=55`: the longest `t` of the limits that
        /// are used up.
        RateLimit = "rate_limit",
    }
}

/// As it is displayed, or with its filters as `where`.
#[cfg(feature = "serde")]
impl serde::Serialize for Pointer<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;

        if self.filters.is_empty() {
            return serializer.collect_str(self);
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("path", &Pointer::new(self.segments))?;
        map.serialize_entry("where", &Filters(self))?;
        map.end()
    }
}

/// The filters of a pointer: the pointer to what is tested, with the test.
#[cfg(feature = "serde")]
struct Filters<'p>(&'p Pointer<'p>);

#[cfg(feature = "serde")]
impl serde::Serialize for Filters<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use alloc::string::ToString as _;

        let Self(pointer) = self;
        serializer.collect_map(pointer.filters.iter().map(|filter| {
            let element = pointer.segments.get(..filter.depth.into()).unwrap_or_default();
            let at = alloc::format!("{}{}", Pointer::new(element), Pointer::new(filter.path));
            (at.to_string(), filter.test)
        }))
    }
}

/// A member of the test's name.
#[cfg(feature = "serde")]
impl serde::Serialize for Test<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;

        let mut test = serializer.serialize_map(Some(1))?;
        let word = self.word();
        match self {
            Self::Present | Self::Absent => test.serialize_entry(word, &true)?,
            Self::Equals(values) | Self::NotEquals(values) => test.serialize_entry(word, values)?,
            Self::Contains(texts) | Self::StartsWith(texts) | Self::EndsWith(texts) => {
                test.serialize_entry(word, texts)?;
            }
            Self::Above(number) | Self::Below(number) => test.serialize_entry(word, &number.to_f64())?,
        }
        test.end()
    }
}

/// A check as its place and its test; others as a member of the condition's name.
#[cfg(feature = "serde")]
impl serde::Serialize for Condition<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;

        let (word, of) = match self {
            Self::Check(check) => return check.serialize(serializer),
            Self::Status(patterns) => {
                let mut condition = serializer.serialize_map(Some(1))?;
                condition.serialize_entry("status", patterns)?;
                return condition.end();
            }
            Self::All(of) => ("all", of),
            Self::Any(of) => ("any", of),
        };
        let mut condition = serializer.serialize_map(Some(1))?;
        condition.serialize_entry(word, of)?;
        condition.end()
    }
}

impl Test<'_> {
    /// The word for the test in catalogs.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Equals(_) => "equals",
            Self::NotEquals(_) => "not_equals",
            Self::Contains(_) => "contains",
            Self::StartsWith(_) => "starts_with",
            Self::EndsWith(_) => "ends_with",
            Self::Above(_) => "above",
            Self::Below(_) => "below",
        }
    }
}

emit_enum! { Location: Pointer(pointer), Header(name) }
emit_enum! { Condition: Status(patterns), Check(check), All(conditions), Any(conditions) }
emit_enum! {
    Test: Present, Absent, Equals(values), NotEquals(values), Contains(texts), StartsWith(texts), EndsWith(texts),
    Above(number), Below(number)
}
emit_enum! { Scalar: Bool(value), Integer(value), Text(value) }

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Decimal {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        to.call("Decimal", "from_millionths", &[&self.millionths], &[]);
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Pointer<'_> {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        let slot = (self.slot != Self::NO_SLOT).then(|| crate::emit::field("slot", &self.slot)).flatten();
        let fields: alloc::vec::Vec<_> =
            crate::emit::field("filters", &self.filters).into_iter().chain(slot).collect();
        to.call("Pointer", "new", &[&self.segments], &fields);
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}
