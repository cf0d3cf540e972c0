//! How long a response asks to wait.

use core::time::Duration;

use super::captures::Captures;
use super::reading::{Reading, Scope};
use crate::table::{Encoding, Location};
use crate::timestamp::Timestamp;
use crate::wait::Wait;

/// HTTP's own header for a wait (RFC 9110, 10.2.3).
const RETRY_AFTER: &str = "Retry-After";

/// The header with the server's clock (RFC 9110, 6.6.1).
const DATE: &str = "Date";

/// How long a response asks to wait.
#[derive(Clone, Copy)]
pub(crate) struct Requested {
    pub(crate) wait: Option<Wait>,
    /// The server's clock, where the wait is a time and the response has one.
    pub(crate) date: Option<Timestamp>,
}

impl<'a> Reading<'_, 'a> {
    /// How long the response asks to wait: the first of the table's places that says so, of those that are
    /// believed, or else HTTP's own header, which a proxy or a gateway sends whoever the vendor is. A wait of zero,
    /// or until a time that has passed for the server, holds only where no other place asks for more.
    #[inline(always)]
    pub(crate) fn wait(&self, scope: Scope, captures: &Captures<'a>) -> Requested {
        let plan = &self.table.plan;
        let has_headers = scope == Scope::Whole && self.response.has_headers();
        let mut requested = Requested::NONE;
        if has_headers && plan.header_waits || captures.has(plan.waits) {
            requested = self.documented_wait(scope, captures);
        }
        if has_headers && !plan.retry_after && !requested.is_wait() {
            requested = requested.or(self.requested(self.wait_in_header(RETRY_AFTER, Encoding::Auto)));
        }
        requested
    }

    #[inline]
    fn documented_wait(&self, scope: Scope, captures: &Captures<'a>) -> Requested {
        let mut first = Requested::NONE;
        for wait in self.table.waits {
            if wait.when.is_some_and(|condition| !self.holds(&condition, scope, captures)) {
                continue;
            }
            first = first.or(self.requested(match wait.at {
                Location::Pointer(pointer) => captures.wait(pointer.slot.into(), wait.encoding),
                Location::Header(_) if scope == Scope::Element => None,
                Location::Header(name) => self.wait_in_header(name, wait.encoding),
            }));
            if first.is_wait() {
                break;
            }
        }
        first
    }

    #[inline]
    fn wait_in_header(&self, name: &str, encoding: Encoding) -> Option<Wait> {
        Wait::read(self.response.header_bytes(name)?.trim_ascii(), encoding)
    }

    #[inline]
    fn requested(&self, wait: Option<Wait>) -> Requested {
        let date = if matches!(wait, Some(Wait::Until(_))) { self.date() } else { None };
        Requested { wait, date }
    }

    #[cold]
    fn date(&self) -> Option<Timestamp> {
        Timestamp::parse_http_date(self.response.header_text(DATE)?).ok()
    }
}

impl Requested {
    pub(crate) const NONE: Self = Self { wait: None, date: None };

    /// How long it is if it is `now`, which the server's own clock knows better for a time; `None` where that is no
    /// wait at all: zero, or until a time that has passed.
    pub(crate) fn length(self, now: Timestamp) -> Option<Duration> {
        let length = self.wait?.duration_from(self.date.unwrap_or(now));
        (!length.is_zero()).then_some(length)
    }

    /// Whether it is a wait at all: not zero, and not until a time that has passed by the server's clock.
    fn is_wait(self) -> bool {
        match (self.wait, self.date) {
            (None, _) => false,
            (Some(Wait::For(length)), _) => !length.is_zero(),
            (Some(Wait::Until(_)), None) => true,
            (Some(Wait::Until(time)), Some(date)) => time > date,
        }
    }

    /// This, unless it is no wait and the other is one or the first that was said.
    fn or(self, other: Self) -> Self {
        if self.wait.is_none() || !self.is_wait() && other.is_wait() { other } else { self }
    }
}
