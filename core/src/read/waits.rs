//! How long a response asks to wait.

use core::time::Duration;

use super::captures::Captures;
use super::reading::{Reading, Scope};
use crate::table::{Encoding, Location, Part, WaitSource};
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
    pub(crate) fn wait(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Requested {
        let plan = &self.table.plan;
        let has_headers = scope == Scope::Whole && self.response.has_headers();
        if has_headers && plan.header_waits || captures.has(plan.waits) {
            return self.documented_or_usual(status, scope, captures);
        }
        if has_headers
            && !plan.retry_after
            && let Some(value) = self.response.header_bytes(RETRY_AFTER)
        {
            return self.requested(Wait::read(value.trim_ascii(), Encoding::Auto));
        }
        Requested::NONE
    }

    /// The first wait of the table that is sent, or else HTTP's own.
    #[inline(never)]
    fn documented_or_usual(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Requested {
        let requested = self.documented_wait(status, scope, captures);
        if requested.is_wait() || self.table.plan.retry_after || scope == Scope::Element {
            return requested;
        }
        requested.or(self.requested(self.wait_in_header(RETRY_AFTER, Encoding::Auto)))
    }

    /// The first wait of the table that is sent.
    #[inline]
    fn documented_wait(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Requested {
        if self.table.plan.longest_waits {
            return self.longest_wait(status, scope, captures);
        }
        for of in self.table.waits {
            match self.wait_at(of, status, scope, captures) {
                None => {}
                // Nearly always.
                Some(Wait::For(length)) if !length.is_zero() => {
                    return Requested { wait: Some(Wait::For(length)), date: None };
                }
                Some(_) => return self.longest_wait(status, scope, captures),
            }
        }
        Requested::NONE
    }

    /// The same for any waits: those of zero or until a time, and those of places that count together, of which the
    /// longest is taken.
    #[cold]
    fn longest_wait(&self, status: Option<u16>, scope: Scope, captures: &Captures<'a>) -> Requested {
        let mut first = Requested::NONE;
        // The longest of the places that count together, so far.
        let mut longest = Requested::NONE;
        for of in self.table.waits {
            if !of.longest {
                first = first.or(longest);
                longest = Requested::NONE;
                if first.is_wait() {
                    return first;
                }
            }
            longest = longest.longer(self.requested(self.wait_at(of, status, scope, captures)));
        }
        first.or(longest)
    }

    /// The wait at one place, if it is believed.
    #[inline]
    fn wait_at(
        &self,
        of: &WaitSource<'_>,
        status: Option<u16>,
        scope: Scope,
        captures: &Captures<'a>,
    ) -> Option<Wait> {
        if of.when.as_ref().is_some_and(|condition| !self.holds(condition, status, scope, captures)) {
            return None;
        }
        match of.at {
            Location::Pointer(pointer) => captures.wait(pointer.slot.into(), of.encoding, of.part.is_some()),
            Location::Header(_) if scope == Scope::Element => None,
            Location::Header(name) => match of.part {
                None => self.wait_in_header(name, of.encoding),
                Some(part) => self.wait_in_part(name, of.encoding, part),
            },
        }
    }

    #[cold]
    fn wait_in_part(&self, name: &str, encoding: Encoding, part: Part<'_>) -> Option<Wait> {
        Wait::read_start(&part.of(self.response.header_text(name)?)?, encoding)
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

    /// The longer of the two. A time is taken to be later than any length of time where there is no clock to ask.
    #[inline]
    fn longer(self, other: Self) -> Self {
        let length = |of: Self| match (of.wait, of.date) {
            (Some(Wait::Until(_)), None) => None,
            (wait, date) => Some(wait?.duration_from(date.unwrap_or(Timestamp::UNIX_EPOCH))),
        };
        let is_longer = match (self.wait, other.wait) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(Wait::Until(one)), Some(Wait::Until(other))) => other > one,
            (Some(one), Some(_)) => match (length(self), length(other)) {
                (Some(one), Some(other)) => other > one,
                _ => matches!(one, Wait::For(_)),
            },
        };
        if is_longer { other } else { self }
    }

    /// This, unless it is not a wait and the other is one or the first that was said.
    fn or(self, other: Self) -> Self {
        if self.wait.is_none() || !self.is_wait() && other.is_wait() { other } else { self }
    }
}
