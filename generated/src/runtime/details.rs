//! Typed details: how generated structs are filled from the JSON that a vendor sent.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::body::find;
use super::time::{http_date, rfc3339};
use super::timestamp::Timestamp;
use super::wait::{Amount, Wait};
use crate::Encoding;

/// The details of an error as a type: implemented by generated structs.
///
/// ```
/// use std::borrow::Cow;
/// use errcat::{DetailValue, Details};
///
/// #[derive(Default)]
/// struct Missing<'a> {
///     agent: Option<Cow<'a, str>>,
/// }
///
/// impl<'a> Details<'a> for Missing<'a> {
///     fn set(&mut self, member: &str, value: DetailValue<'a>) {
///         if member == "agent_id" {
///             self.agent = value.into_text();
///         }
///     }
/// }
/// ```
pub trait Details<'a>: Default {
    /// Takes the value of a member. Called for each member in the order in which they were sent, even
    /// for ones that nobody knows, and twice for one that was sent twice.
    fn set(&mut self, member: &str, value: DetailValue<'a>);
}

/// The value of one member of an error's details: raw JSON until it is asked for as a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DetailValue<'a> {
    json: &'a str,
}

impl<'a> DetailValue<'a> {
    pub(super) const fn new(json: &'a str) -> Self {
        Self { json }
    }

    fn read<T: Deserialize<'a>>(self) -> Option<T> {
        serde_json::from_str(self.json).ok()
    }

    /// The text; `None` where it is anything but a text.
    #[must_use]
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        self.read().map(|Text(text)| text)
    }

    /// The whole number; `None` where it is anything else or beyond 64 bits.
    #[must_use]
    pub fn into_integer(self) -> Option<i64> {
        self.read()
    }

    /// The number; `None` where it is anything else.
    #[must_use]
    pub fn into_number(self) -> Option<f64> {
        self.read()
    }

    /// `true` or `false`; `None` where it is anything else.
    #[must_use]
    pub fn into_boolean(self) -> Option<bool> {
        self.read()
    }

    /// The time: RFC 3339, an HTTP date, or a number of seconds since 1970 (or milliseconds and finer,
    /// where it is too large for seconds). `None` where it is anything else.
    #[must_use]
    pub fn into_timestamp(self) -> Option<Timestamp> {
        if let Some(text) = self.into_text() {
            return rfc3339::parse(&text).or_else(|| http_date::parse(&text));
        }
        match Amount::float(self.into_number()?)?.wait(Encoding::EpochSeconds)? {
            Wait::Until(time) => Some(time),
            Wait::For(_) => None,
        }
    }

    /// The list of texts; `None` where it is anything else, or has anything else in it.
    #[must_use]
    pub fn into_string_list(self) -> Option<Vec<Cow<'a, str>>> {
        let list: Vec<Text<'a>> = self.read()?;
        Some(list.into_iter().map(|Text(text)| text).collect())
    }

    /// The JSON as it was sent; `None` where it is `null`.
    #[must_use]
    pub fn into_json(self) -> Option<&'a str> {
        (self.json != "null").then_some(self.json)
    }

    /// A text without its quotes and escapes, anything else as it was sent.
    pub(super) fn into_text_or_json(self) -> Cow<'a, str> {
        self.into_text().unwrap_or(Cow::Borrowed(self.json))
    }
}

/// A text that is borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(AnyText)
    }
}

struct AnyText;

impl<'de> Visitor<'de> for AnyText {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.into())))
    }
}

/// Fills details from a JSON object; anything else fills nothing.
pub(super) fn read<'a, D: Details<'a>>(json: &'a str) -> D {
    let mut details = D::default();
    match find::members(json, |member, value| details.set(&member, DetailValue::new(value))) {
        Some(()) => details,
        None => D::default(),
    }
}
