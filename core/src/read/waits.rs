//! How long a response asks to wait.

use super::captures::Captures;
use super::reading::{Reading, Scope};
use crate::table::{Encoding, Location};
use crate::wait::Wait;

/// HTTP's own header for a wait (RFC 9110, 10.2.3).
const RETRY_AFTER: &str = "Retry-After";

impl<'a> Reading<'_, 'a> {
    /// How long the response asks to wait: the first of the table's places that says so, of those that are
    /// believed, or else HTTP's own header, which a proxy or a gateway sends whoever the vendor is.
    #[inline(always)]
    pub(crate) fn wait(&self, scope: Scope, captures: &Captures<'a>) -> Option<Wait> {
        let plan = &self.table.plan;
        let has_headers = scope == Scope::Whole && self.response.has_headers();
        if (has_headers && plan.header_waits || captures.has(plan.waits))
            && let Some(wait) = self.documented_wait(scope, captures)
        {
            return Some(wait);
        }
        if has_headers && !plan.retry_after { self.wait_in_header(RETRY_AFTER, Encoding::Auto) } else { None }
    }

    #[inline]
    fn documented_wait(&self, scope: Scope, captures: &Captures<'a>) -> Option<Wait> {
        self.table.waits.iter().find_map(|wait| {
            if wait.when.is_some_and(|condition| !self.holds(&condition, scope, captures)) {
                return None;
            }
            match wait.at {
                Location::Pointer(pointer) => captures.wait(pointer.slot.into(), wait.encoding),
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
