//! What a response says about its error, put together from headers and body.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use super::response::Response;
use super::table::{Field, Location, Table};
use super::text::Text;
use super::value::Value;
use super::wait::Wait;

/// Everything that a response says about one error, but for what is only read when asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) code: Option<Text<'a>>,
    pub(super) message: Option<Text<'a>>,
    pub(super) request_id: Option<Text<'a>>,
    pub(super) documentation_url: Option<Text<'a>>,
    pub(super) parameter: Option<Text<'a>>,
    pub(super) retryable: Option<bool>,
    /// The status that the body repeats.
    pub(super) status: Option<u16>,
    pub(super) wait: Option<Wait>,
    pub(super) headers: HeaderFacts<'a>,
}

/// Which part of a response an error speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole response, so that headers speak of the error.
    Whole,
    /// One element of a batch: the headers speak of the batch, but for the ids and links in them.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    Element,
}

impl<'a> Facts<'a> {
    /// Reads the facts at the places of a table. `body` gives the value of each place in the body
    /// that is read at once (see [`is_read_at_once`]) in their order, those of the waits last.
    pub(super) fn read(
        table: &Table<'a>,
        response: &Response<'a>,
        scope: Scope,
        mut body: impl FnMut() -> Value<'a>,
    ) -> Self {
        let mut facts = Self::default();
        for place in table.envelope.places {
            match place.location {
                Location::Pointer(_) if is_read_at_once(place.field) => {
                    facts.take(place.field, body());
                }
                Location::Pointer(_) => {}
                Location::Header(name) if scope.believes_header(place.field) => {
                    facts.take_header(place.field, response.header_text(name));
                }
                Location::Header(_) => {}
            }
        }
        for source in table.waits {
            let value = match source.location {
                Location::Pointer(_) => body(),
                Location::Header(_) if scope == Scope::Element => Value::Absent,
                Location::Header(name) => Value::header(response.header_text(name)),
            };
            facts.wait = facts.wait.or_else(|| value.wait(source.encoding));
        }
        facts
    }

    /// Of two places for one fact the first that has it counts.
    fn take(&mut self, field: Field<'_>, value: Value<'a>) {
        match field {
            Field::Code => keep(&mut self.code, value),
            Field::Message => keep(&mut self.message, value),
            Field::RequestId => keep(&mut self.request_id, value),
            Field::DocumentationUrl => keep(&mut self.documentation_url, value),
            Field::Parameter => keep(&mut self.parameter, value),
            Field::Retryable => self.retryable = self.retryable.or_else(|| value.flag()),
            Field::Status => self.status = self.status.or_else(|| value.status()),
            Field::Details | Field::Other(_) => {}
        }
    }

    fn take_header(&mut self, field: Field<'a>, text: Option<&'a str>) {
        match (field, text) {
            (Field::Other(_) | Field::Details, Some(text)) => self.headers.add(field, text),
            _ => self.take(field, Value::header(text)),
        }
    }

    #[cfg(feature = "alloc")]
    pub(super) fn into_owned(self) -> Facts<'static> {
        let owned = |text: Option<Text<'_>>| text.map(Text::into_owned);
        Facts {
            code: owned(self.code),
            message: owned(self.message),
            request_id: owned(self.request_id),
            documentation_url: owned(self.documentation_url),
            parameter: owned(self.parameter),
            retryable: self.retryable,
            status: self.status,
            wait: self.wait,
            headers: self.headers.into_owned(),
        }
    }
}

/// Whether a field is read with the code; the others are read when they are asked for.
pub(super) const fn is_read_at_once(field: Field<'_>) -> bool {
    !matches!(field, Field::Details | Field::Other(_))
}

fn keep<'a>(fact: &mut Option<Text<'a>>, value: Value<'a>) {
    if fact.is_none() {
        *fact = value.into_text();
    }
}

impl Scope {
    const fn believes_header(self, field: Field<'_>) -> bool {
        match self {
            Self::Whole => true,
            Self::Element => matches!(field, Field::RequestId | Field::DocumentationUrl | Field::Other(_)),
        }
    }
}

/// The vendor's own fields that came in headers.
#[derive(Clone, Debug, Default)]
pub(super) struct HeaderFacts<'a> {
    #[cfg(feature = "alloc")]
    found: Vec<(alloc::borrow::Cow<'a, str>, Text<'a>)>,
    /// Without the allocator there is room for as many as headers are given one by one.
    #[cfg(not(feature = "alloc"))]
    found: [Option<(&'a str, Text<'a>)>; 4],
}

/// The name under which details are kept that come in a header; no field of a vendor has it.
const DETAILS: &str = "";

impl<'a> HeaderFacts<'a> {
    /// The text of a field, if it came in a header.
    pub(super) fn get(&self, field: Field<'_>) -> Option<&str> {
        let wanted = name(field)?;
        #[cfg(feature = "alloc")]
        let mut found = self.found.iter();
        #[cfg(not(feature = "alloc"))]
        let mut found = self.found.iter().flatten();
        found.find(|fact| fact.0 == wanted).map(|fact| fact.1.as_str())
    }

    fn add(&mut self, field: Field<'a>, text: &'a str) {
        let Some(name) = name(field) else { return };
        #[cfg(feature = "alloc")]
        self.found.push((name.into(), Text::Borrowed(text)));
        #[cfg(not(feature = "alloc"))]
        if let Some(free) = self.found.iter_mut().find(|fact| fact.is_none()) {
            *free = Some((name, Text::Borrowed(text)));
        }
    }

    #[cfg(feature = "alloc")]
    fn into_owned(self) -> HeaderFacts<'static> {
        let owned = |(name, text): (alloc::borrow::Cow<'_, str>, Text<'_>)| {
            (name.into_owned().into(), text.into_owned())
        };
        HeaderFacts { found: self.found.into_iter().map(owned).collect() }
    }
}

const fn name(field: Field<'_>) -> Option<&str> {
    match field {
        Field::Other(name) => Some(name),
        Field::Details => Some(DETAILS),
        _ => None,
    }
}
