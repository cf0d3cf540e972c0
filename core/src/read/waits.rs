//! How long a response asks to wait.

use super::captures::Captures;
use super::reading::{Reading, Scope};
use crate::table::{Encoding, Location, Part};
use crate::wait::Wait;

/// HTTP's own header for a wait (RFC 9110, 10.2.3).
const RETRY_AFTER: &str = "Retry-After";

impl<'a> Reading<'_, 'a> {
    /// How long the response asks to wait: the first of the table's places that says so, of those that are
    /// believed, or else HTTP's own header, which a proxy or a gateway sends whoever the vendor is.
    #[inline(always)]
    pub(crate) fn wait(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Option<Wait> {
        let plan = &self.table.plan;
        let has_headers = scope == Scope::Whole && self.response.has_headers();
        if (has_headers && plan.header_waits || captures.has(plan.waits))
            && let Some(wait) = self.documented_wait(status, scope, captures)
        {
            return Some(wait);
        }
        if has_headers && !plan.retry_after { self.wait_in_header(RETRY_AFTER, Encoding::Auto) } else { None }
    }

    /// The first wait of the table that is sent; of those that count together, the longest.
    #[inline]
    fn documented_wait(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Option<Wait> {
        let mut found = None;
        for of in self.table.waits {
            if found.is_some() && !of.longest {
                break;
            }
            if of.when.is_some_and(|condition| !self.holds(&condition, status, scope, captures)) {
                continue;
            }
            let wait = match of.at {
                Location::Pointer(pointer) => {
                    captures.wait(pointer.slot.into(), of.encoding, of.part.is_some())
                }
                Location::Header(_) if scope == Scope::Element => None,
                Location::Header(name) => match of.part {
                    None => self.wait_in_header(name, of.encoding),
                    Some(part) => self.wait_in_part(name, of.encoding, part),
                },
            };
            found = longer(found, wait);
        }
        found
    }

    #[cold]
    fn wait_in_part(&self, name: &str, encoding: Encoding, part: Part<'_>) -> Option<Wait> {
        Wait::read_start(&part.of(self.response.header_text(name)?)?, encoding)
    }

    #[inline]
    fn wait_in_header(&self, name: &str, encoding: Encoding) -> Option<Wait> {
        Wait::read(self.response.header_bytes(name)?.trim_ascii(), encoding)
    }
}

/// The longer of two waits; a time is taken to be later than any length of time, as there is no clock to ask.
#[inline]
fn longer(one: Option<Wait>, other: Option<Wait>) -> Option<Wait> {
    match (one, other) {
        (Some(Wait::For(one)), Some(Wait::For(other))) => Some(Wait::For(one.max(other))),
        (Some(Wait::Until(one)), Some(Wait::Until(other))) => Some(Wait::Until(one.max(other))),
        (Some(until @ Wait::Until(_)), Some(Wait::For(_)))
        | (Some(Wait::For(_)), Some(until @ Wait::Until(_))) => Some(until),
        (one, other) => one.or(other),
    }
}
