//! Typed details: how generated structs are filled from the JSON that a vendor sent.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::json::cursor::Cursor;
use crate::json::find;
use crate::json::text::text_of;
use crate::table::Encoding;
use crate::time::{http_date, rfc3339};
use crate::wait::Amount;
use crate::{Timestamp, Wait};

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
    /// Takes the value of a member. Called for each member in the order in which they were sent, also
    /// for unknown ones, and twice for one that was sent twice.
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

    /// The text; `None` where it is anything but a text.
    #[must_use]
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        let mut cursor = Cursor::of_text(self.json);
        (cursor.peek()? == b'"').then_some(())?;
        text_of(cursor.text()?)
    }

    /// The whole number; `None` where it is anything else or beyond 64 bits.
    #[must_use]
    pub fn into_integer(self) -> Option<i64> {
        self.json.parse().ok()
    }

    /// The number; `None` where it is anything else.
    #[must_use]
    pub fn into_number(self) -> Option<f64> {
        let is_number = self.json.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        is_number.then(|| self.json.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
    }

    /// `true` or `false`; `None` where it is anything else.
    #[must_use]
    pub fn into_boolean(self) -> Option<bool> {
        self.json.parse().ok()
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
        let mut texts = Some(Vec::new());
        find::elements(self.json, |element| match (&mut texts, Self::new(element).into_text()) {
            (Some(list), Some(text)) => list.push(text),
            _ => texts = None,
        })?;
        texts
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

/// Fills details from a JSON object; anything else fills nothing.
pub(super) fn read<'a, D: Details<'a>>(json: &'a str) -> D {
    let mut details = D::default();
    match find::members(json, |member, value| details.set(&member, DetailValue::new(value))) {
        Some(()) => details,
        None => D::default(),
    }
}
