//! Whether a response is an error, a success, or neither that could be recognized; and which conditions hold.

use alloc::borrow::Cow;

use super::captures::Captures;
use super::passes::{Nature, by_test, passes, passes_for_header};
use super::reading::{Reading, Scope};
use crate::table::{Check, Condition, Field, Location};

impl<'a> Reading<'_, 'a> {
    /// What the tests say; without tests, whether there is a code or an error of the list.
    #[inline(always)]
    pub(crate) fn nature(&self, scope: Scope, captures: &Captures<'a>, has_element: bool) -> Nature {
        let tests = self.table.envelope.is_error;
        if tests.is_empty() {
            let is_error = has_element || captures.text(self.table.plan.slots(Field::Code)).is_some();
            return if is_error { Nature::Error } else { Nature::Unclear };
        }
        let mut nature = Nature::Unclear;
        for (slot, check) in tests.iter().enumerate() {
            let says = match check.at {
                Location::Pointer(_) => by_test(check.test, captures, slot),
                Location::Header(name) => self.by_test_of_header(check, name, scope),
            };
            match says {
                Nature::Error => return Nature::Error,
                Nature::Success => nature = Nature::Success,
                Nature::Unclear => {}
            }
        }
        nature
    }

    /// Whether the headers, which alone were captured, say that this is an error: one passes a test, or without tests
    /// one has a code.
    pub(crate) fn is_error_by_headers(&self, captures: &Captures<'a>) -> bool {
        let tests = self.table.envelope.is_error;
        if tests.is_empty() {
            return captures.text(self.table.plan.slots(Field::Code)).is_some();
        }
        let passes = |check: &Check<'_>| matches!(check.at, Location::Header(name) if self.passes_in_header(check, name));
        tests.iter().any(passes)
    }

    /// What a test of a header says. That it does not pass says nothing, as most responses do not have the header.
    #[cold]
    fn by_test_of_header(&self, check: &Check<'_>, name: &str, scope: Scope) -> Nature {
        // The headers speak of the whole batch, not of an item.
        let is_error = scope == Scope::Whole && self.passes_in_header(check, name);
        if is_error { Nature::Error } else { Nature::Unclear }
    }

    /// Whether a condition holds for an error with this status.
    #[cold]
    pub(crate) fn holds(
        &self,
        condition: &Condition<'_>,
        status: Option<u16>,
        scope: Scope,
        captures: &Captures<'a>,
    ) -> bool {
        let holds = |condition| self.holds(condition, status, scope, captures);
        match condition {
            Condition::Status(patterns) => {
                status.is_some_and(|status| patterns.iter().any(|pattern| pattern.contains(status)))
            }
            Condition::Check(check) => self.passes_check(check, scope, captures),
            Condition::All(conditions) => conditions.iter().all(holds),
            Condition::Any(conditions) => conditions.iter().any(holds),
        }
    }

    fn passes_check(&self, check: &Check<'_>, scope: Scope, captures: &Captures<'a>) -> bool {
        match check.at {
            Location::Header(name) => {
                // The headers speak of the whole batch, not of an item.
                match scope {
                    Scope::Whole => self.passes_in_header(check, name),
                    Scope::Element => passes_for_header(None, check.test),
                }
            }
            Location::Pointer(pointer) => {
                let value = captures.get(pointer.slot.into());
                passes(check.test, value, captures.str(value))
            }
        }
    }

    fn passes_in_header(&self, check: &Check<'_>, name: &str) -> bool {
        let text = self.response.header_text(name);
        let part = text.and_then(|text| check.part.map_or(Some(Cow::Borrowed(text)), |part| part.of(text)));
        passes_for_header(part.as_deref(), check.test)
    }
}
