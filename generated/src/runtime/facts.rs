//! What facts of a response are read from, and which parts of it are believed.

use super::captures::Captures;
use super::held::Held;
use super::plan::{Plan, SLOTS};
use super::response::Response;
use super::table::{Encoding, Field, Location, Table};
use super::value::Value;
use super::wait::Wait;

/// HTTP's own header for a wait (RFC 9110, 10.2.3).
pub(super) const RETRY_AFTER: &str = "Retry-After";

/// A response, and the rules by which it is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'s, 'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) plan: &'s Plan<'a>,
    pub(super) response: &'s Response<'a>,
}

/// Which part of a response an error speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole response, so that headers speak of the error.
    Whole,
    /// One element of a batch: the headers speak of the batch, but for the request's id.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    Element,
}

impl Scope {
    fn believes_header(self, field: Field<'_>) -> bool {
        self == Self::Whole || field == Field::RequestId
    }
}

/// Whether a field is read with the code; the others are read when they are asked for.
pub(super) const fn is_read_at_once(field: Field<'_>) -> bool {
    !matches!(field, Field::Details | Field::Other(_))
}

impl<'a> Source<'_, 'a> {
    /// Adds what the places in headers say, before the body is read.
    #[inline]
    pub(super) fn capture_headers(&self, scope: Scope, captures: &mut Captures<'a>) {
        if self.plan.has_header_places {
            self.capture_places_in_headers(scope, captures);
        }
    }

    #[cold]
    fn capture_places_in_headers(&self, scope: Scope, captures: &mut Captures<'a>) {
        let places = self.table.envelope.places.iter().filter(|place| is_read_at_once(place.field));
        let first_slot = self.table.envelope.is_error.len();
        for (slot, place) in (first_slot..SLOTS).zip(places) {
            if let Location::Header(name) = place.location
                && scope.believes_header(place.field)
                && let Some(text) = self.response.header_text(name)
            {
                captures.store(1 << slot, Value::Text(text));
            }
        }
    }

    /// Where the code is if several are sent: the first that the vendor's page knows, or the first of a family
    /// that it knows. A finer code that is new does not hide a coarser one.
    #[cold]
    pub(super) fn code_slots(&self, captures: &Captures<'a>) -> u32 {
        let slots = self.plan.fields.code;
        let first = |is_known: &dyn Fn(&str) -> bool| {
            captures.texts(slots).find_map(|(slot, code)| is_known(code).then_some(slot))
        };
        first(&|code| self.table.position(code).is_some())
            .or_else(|| first(&|code| self.table.family(code).is_some()))
            .unwrap_or(slots)
    }

    /// How long the response asks to wait: the first of the table's places that says so, of those that are
    /// believed where these conditions hold, or else HTTP's own header, which a proxy or a gateway sends whoever
    /// the vendor is.
    #[inline(always)]
    pub(super) fn wait(&self, scope: Scope, captures: &Captures<'a>, held: Held) -> Option<Wait> {
        let plan = self.plan;
        let has_headers = scope == Scope::Whole && self.response.has_headers();
        if (has_headers && plan.has_header_waits || captures.has(plan.wait_slots))
            && let Some(wait) = self.documented_wait(scope, captures, held)
        {
            return Some(wait);
        }
        if has_headers && !plan.names_retry_after {
            self.wait_in_header(RETRY_AFTER, Encoding::Auto)
        } else {
            None
        }
    }

    #[inline]
    fn documented_wait(&self, scope: Scope, captures: &Captures<'a>, held: Held) -> Option<Wait> {
        let mut next_slot = self.plan.first_wait;
        self.table.waits.iter().find_map(|wait| {
            let slot = next_slot;
            next_slot += usize::from(matches!(wait.location, Location::Pointer(_)));
            match wait.location {
                _ if !held.allows(wait.when) => None,
                Location::Pointer(_) => captures.wait(slot, wait.encoding),
                Location::Header(_) if scope == Scope::Element => None,
                Location::Header(name) => self.wait_in_header(name, wait.encoding),
            }
        })
    }

    #[inline]
    fn wait_in_header(&self, name: &str, encoding: Encoding) -> Option<Wait> {
        Wait::read(self.response.header_bytes(name)?.trim_ascii(), encoding)
    }
}
