//! A response and the table by which it is read.

use super::captures::Captures;
use super::value::Value;
use crate::json::find;
use crate::response::Response;
use crate::table::{Field, Location, Table};

/// A response, and the table by which it is read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'s, 'a> {
    pub(crate) table: &'a Table<'a>,
    pub(crate) response: &'s Response<'a>,
}

/// Which part of a response an error speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The whole response, so that headers speak of the error.
    Whole,
    /// One element of a batch: the headers speak of the batch, except for the request's id.
    Element,
}

impl Scope {
    fn believes_header(self, field: Field) -> bool {
        self == Self::Whole || field == Field::RequestId
    }
}

/// The raw JSON of the error at this index of a table's list of errors.
pub(crate) fn error_of_list<'j>(table: &Table<'_>, json: &'j str, index: usize) -> Option<&'j str> {
    find::element(find::at_pointer(json, table.envelope.each?.segments)?, index)
}

impl<'a> Reading<'_, 'a> {
    /// Adds what the places in headers say, before the body is read.
    #[inline]
    pub(crate) fn capture_headers(&self, scope: Scope, captures: &mut Captures<'a>) {
        if self.table.plan.header_fields {
            self.capture_fields_in_headers(scope, captures);
        }
    }

    #[cold]
    fn capture_fields_in_headers(&self, scope: Scope, captures: &mut Captures<'a>) {
        let envelope = &self.table.envelope;
        let places = envelope.places.iter().filter(|place| place.field.is_read_at_once());
        for (slot, place) in (envelope.is_error.len()..).zip(places) {
            if let Location::Header(name) = place.at
                && scope.believes_header(place.field)
                && let Some(text) = self.response.header_text(name)
            {
                captures.store(1_u64.checked_shl(slot as u32).unwrap_or(0), Value::Text(text));
            }
        }
    }

    /// Where the code is if several are sent: the first that the vendor's page knows, or the first of a family
    /// that it knows. A finer code that is new does not hide a coarser one.
    #[cold]
    pub(crate) fn code_slots(&self, captures: &Captures<'a>) -> u64 {
        let slots = self.table.plan.slots(Field::Code);
        let first = |is_known: &dyn Fn(&str) -> bool| {
            captures.texts(slots).find_map(|(slot, code)| is_known(code).then_some(slot))
        };
        first(&|code| self.table.position(code).is_some())
            .or_else(|| first(&|code| self.table.family(code).is_some()))
            .unwrap_or(slots)
    }
}
