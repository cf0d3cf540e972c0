//! Whether a body is an error, a success, or neither that could be recognized; and which conditions hold.

use super::captures::Captures;
use super::reading::{Reading, Scope};
use super::value::Value;
use crate::json::number::is_displayed;
use crate::short_text::same;
use crate::table::{Condition, Field, Location, Scalar, Test};

/// What a body is by the tests of its envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// An error.
    Error,
    /// A success: it says so where it would say that it is an error.
    Success,
    /// Nothing that the envelope knows; the status decides.
    Unclear,
}

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
        for (slot, condition) in tests.iter().enumerate() {
            match by_test(condition.test, captures, slot) {
                Nature::Error => return Nature::Error,
                Nature::Success => nature = Nature::Success,
                Nature::Unclear => {}
            }
        }
        nature
    }

    /// Whether a condition holds for an error.
    #[cold]
    pub(crate) fn holds(&self, condition: &Condition<'_>, scope: Scope, captures: &Captures<'a>) -> bool {
        match condition.at {
            // The headers speak of the whole batch, not of an item.
            Location::Header(_) if scope == Scope::Element => false,
            Location::Header(name) => {
                self.response.header_text(name).is_some_and(|text| holds_for_header(text, condition.test))
            }
            Location::Pointer(pointer) => {
                let value = captures.get(pointer.slot.into());
                by_any_test(condition.test, captures, value) == Nature::Error
            }
        }
    }
}

/// Whether a test holds for the text of a header.
fn holds_for_header(text: &str, test: Test<'_>) -> bool {
    match test {
        Test::Present => true,
        Test::Equals(listed) => listed.iter().any(|scalar| is_text_of(text, scalar)),
        Test::NotEquals(listed) => !listed.iter().any(|scalar| is_text_of(text, scalar)),
    }
}

/// Whether a text is that of a scalar, be it a text, a number or a flag.
fn is_text_of(text: &str, scalar: &Scalar<'_>) -> bool {
    match *scalar {
        Scalar::Text(wanted) => text == wanted,
        Scalar::Bool(wanted) => is_displayed(text, wanted),
        Scalar::Integer(wanted) => is_displayed(text, wanted),
    }
}

/// The texts that say of a body that all went well.
const SUCCESSES: [&str; 9] =
    ["success", "ok", "okay", "successful", "succeeded", "done", "complete", "completed", "finished"];

/// Whether a text where an error's marker is looked for says that all went well.
fn is_success(text: &str) -> bool {
    SUCCESSES.iter().any(|success| text.eq_ignore_ascii_case(success))
}

/// What one test says. A success needs a marker of the same kind as the error's, and a text that says so.
/// Otherwise bodies of another service, such as `{"status": 502}` and `{"status": "down"}` where `"error"` is
/// looked for, would be successes.
#[inline]
fn by_test(test: Test<'_>, captures: &Captures<'_>, slot: usize) -> Nature {
    let value = captures.get(slot);
    // Most envelopes have one text as the marker, and then there is little to ask.
    if let (Value::Text(text), Test::Equals([Scalar::Text(marker)])) = (value, test) {
        return if same(text, marker) {
            Nature::Error
        } else if is_success(text) {
            Nature::Success
        } else {
            Nature::Unclear
        };
    }
    by_any_test(test, captures, value)
}

fn by_any_test(test: Test<'_>, captures: &Captures<'_>, value: &Value<'_>) -> Nature {
    if !value.is_present() {
        return Nature::Unclear;
    }
    let text = captures.str(value);
    let (listed, should_be_listed) = match test {
        Test::Present if is_nothing(value, text) => return Nature::Unclear,
        Test::Present => return Nature::Error,
        Test::Equals(listed) => (listed, true),
        Test::NotEquals(listed) => (listed, false),
    };
    match (is_listed(value, text, listed), should_be_listed) {
        (true, true) | (false, false) => Nature::Error,
        (true, false) => Nature::Success,
        (false, true) if is_like(value, text, listed) => Nature::Success,
        (false, true) => Nature::Unclear,
    }
}

/// Whether it is what many servers write where there is nothing to say.
fn is_nothing(value: &Value<'_>, text: Option<&str>) -> bool {
    matches!(value, Value::Bool(false)) || text.is_some_and(str::is_empty)
}

/// Whether a value, whose text this is if it is one, is among these.
#[inline]
fn is_listed(value: &Value<'_>, text: Option<&str>, listed: &[Scalar<'_>]) -> bool {
    listed.iter().any(|scalar| value.equals(text, scalar))
}

/// Whether a value says of a success what these say of an error.
fn is_like(value: &Value<'_>, text: Option<&str>, listed: &[Scalar<'_>]) -> bool {
    listed.iter().any(|scalar| value.is_like(scalar)) && text.is_none_or(is_success)
}
