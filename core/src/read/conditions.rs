//! Whether a body is an error, a success, or neither that could be recognized; and which conditions hold.

use alloc::borrow::Cow;

use super::captures::Captures;
use super::passes::{Nature, by_test, passes, passes_for_header};
use super::reading::{Reading, Scope};
use crate::table::{Check, Condition, Field, Location};

impl<'a> Reading<'_, 'a> {
    /// What the tests say; without tests, whether there is a code or an error of the list.
    #[inline(always)]
    pub(crate) fn nature(&self, captures: &Captures<'a>, has_element: bool) -> Nature {
        let tests = self.table.envelope.is_error;
        if tests.is_empty() {
            let is_error = has_element || captures.text(self.table.plan.slots(Field::Code)).is_some();
            return if is_error { Nature::Error } else { Nature::Unclear };
        }
        let mut nature = Nature::Unclear;
        for (slot, check) in tests.iter().enumerate() {
            match by_test(check.test, captures, slot) {
                Nature::Error => return Nature::Error,
                Nature::Success => nature = Nature::Success,
                Nature::Unclear => {}
            }
        }
        nature
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
                let text = if scope == Scope::Whole { self.response.header_text(name) } else { None };
                let part =
                    text.and_then(|text| check.part.map_or(Some(Cow::Borrowed(text)), |part| part.of(text)));
                passes_for_header(part.as_deref(), check.test)
            }
            Location::Pointer(pointer) => {
                let value = captures.get(pointer.slot.into());
                passes(check.test, value, captures.str(value))
            }
        }
    }
}
