//! A response and the table by which it is read.

use alloc::borrow::Cow;

use super::captures::Captures;
use super::descend;
use super::value::Value;
use crate::body::content_type::ContentType;
use crate::json::find;
use crate::response::Response;
use crate::stream::recorded;
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
    find::element(descend::at_pointer(json, &table.envelope.each?)?, index)
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
                let slot = 1_u64.checked_shl(slot as u32).unwrap_or(0);
                match place.part.map_or(Some(Cow::Borrowed(text)), |part| part.of(text)) {
                    Some(Cow::Borrowed(text)) => captures.store(slot, Value::Text(text)),
                    Some(Cow::Owned(text)) => captures.store_made(slot, text),
                    None => {}
                }
            }
        }
    }

    /// The slots of the tests of places in a body, where one that passes no test is not an error, whatever else is in it
    /// and even if it is not JSON; none where that may not be so.
    #[cold]
    pub(crate) fn deciding_tests(&self) -> u64 {
        let Table { envelope, plan, .. } = self.table;
        let tests = 1_u64.checked_shl(envelope.is_error.len() as u32).map_or(0, |next| next - 1);
        // Those of tests of headers stay empty.
        let slots = tests & plan.root().subtree;
        let is_failure = self.response.status().is_some_and(|status| status >= 400);
        // Several values may be at such a place, or only a part of one is tested.
        let may_change = envelope.each.is_some() || slots & (plan.any | plan.part_slots) != 0;
        // What is not JSON may be a stream, of which this is only the first frame.
        let may_be_stream =
            || recorded::frames(self.table, self.response, ContentType::of(self.response)).is_some();
        if is_failure || may_change || may_be_stream() { 0 } else { slots }
    }

    /// The flag that says whether a retry is worth it, and the one that decides about it, where some of a vendor's
    /// flags decide or say the opposite.
    #[cold]
    pub(crate) fn flags(&self, captures: &Captures<'a>) -> (Option<bool>, Option<bool>) {
        let plan = &self.table.plan;
        let first = |slots: u64| {
            let mut slots = (0..u64::BITS).map(|slot| 1 << slot).filter(|slot| slots & slot != 0);
            slots.find_map(|slot| Some(captures.flag(slot)? != (plan.inverted & slot != 0)))
        };
        let flags = plan.slots(Field::Retryable);
        (first(flags & !plan.deciding), first(flags & plan.deciding))
    }

    /// Keeps of the texts that were found in the body the parts that are meant.
    #[inline]
    pub(crate) fn take_parts(&self, captures: &mut Captures<'a>) {
        if captures.has(self.table.plan.part_slots) {
            self.take_parts_of_texts(captures);
        }
    }

    #[cold]
    fn take_parts_of_texts(&self, captures: &mut Captures<'a>) {
        for of in self.table.plan.parts.iter() {
            captures.replace_text(of.slot, |text| of.part.of(text));
        }
    }

    /// Where the code is if several are sent: the first that the vendor's page knows, or the first of a family
    /// that it knows. A finer code that is new does not hide a coarser one, unless it is of a family that stands
    /// before codes.
    #[cold]
    pub(crate) fn code_slots(&self, captures: &Captures<'a>) -> u64 {
        let slots = self.table.plan.slots(Field::Code);
        let first = |is_known: &dyn Fn(&str) -> bool| {
            captures.texts(slots).find_map(|(slot, code)| is_known(code).then_some(slot))
        };
        let is_early = |code: &str| {
            let mut families = self.table.families.iter();
            families.any(|family| family.before_codes && code.starts_with(family.prefix))
        };
        let is_of_family =
            |code: &str| self.table.families.iter().any(|family| code.starts_with(family.prefix));
        first(&|code| self.table.position(code).is_some() || self.table.plan.early_families && is_early(code))
            .or_else(|| first(&is_of_family))
            .unwrap_or(slots)
    }
}
