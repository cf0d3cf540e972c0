//! Whether a body is an error, a success, or neither that one could tell.

use super::captures::Captures;
use super::facts::Source;
use super::table::{Condition, Scalar, Test};
use super::value::Value;
use super::words::same;

/// What a body is by the tests of its envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// An error.
    Error,
    /// A success: it says so where it would say that it is an error.
    Success,
    /// Nothing that the envelope knows; the status decides.
    Unclear,
}

impl Nature {
    /// What the tests say; without tests, whether there is a code or an error of the list.
    #[inline]
    pub(super) fn of(source: &Source<'_, '_>, captures: &Captures<'_>, has_element: bool) -> Self {
        let tests = source.table.envelope.is_error;
        if tests.is_empty() {
            let is_error = has_element || captures.text(source.plan.fields.code).is_some();
            return if is_error { Self::Error } else { Self::Unclear };
        }
        let mut nature = Self::Unclear;
        for (slot, test) in tests.iter().enumerate() {
            match by_test(test, captures, slot) {
                Self::Error => return Self::Error,
                Self::Success => nature = Self::Success,
                Self::Unclear => {}
            }
        }
        nature
    }
}

/// Whether a value is as a condition wants it.
pub(super) fn holds(condition: Condition<'_>, captures: &Captures<'_>, value: &Value<'_>) -> bool {
    by_any_test(condition, captures, value) == Nature::Error
}

/// The texts that say of a body that all went well.
const SUCCESSES: [&str; 9] =
    ["success", "ok", "okay", "successful", "succeeded", "done", "complete", "completed", "finished"];

/// Whether a text where an error's marker is looked for says that all went well.
fn is_success(text: &str) -> bool {
    SUCCESSES.iter().any(|success| text.eq_ignore_ascii_case(success))
}

/// What one test says. A success needs a marker of the same kind as the error's, and a text that says so,
/// or bodies of another service, such as `{"status": 502}` and `{"status": "down"}` where `"error"` is
/// looked for, would be successes.
#[inline]
fn by_test(test: &Test<'_>, captures: &Captures<'_>, slot: usize) -> Nature {
    let value = captures.get(slot);
    // Most envelopes have one text as the marker, and then there is little to ask.
    if let (Value::Text(text), Condition::Equals([Scalar::Text(marker)])) = (value, test.condition) {
        return if same(text, marker) {
            Nature::Error
        } else if is_success(text) {
            Nature::Success
        } else {
            Nature::Unclear
        };
    }
    by_any_test(test.condition, captures, value)
}

fn by_any_test(condition: Condition<'_>, captures: &Captures<'_>, value: &Value<'_>) -> Nature {
    if !value.is_present() {
        return Nature::Unclear;
    }
    let text = captures.str(value);
    let (listed, should_be_listed) = match condition {
        Condition::Present if is_nothing(value, text) => return Nature::Unclear,
        Condition::Present => return Nature::Error,
        Condition::Equals(listed) => (listed, true),
        Condition::NotEquals(listed) => (listed, false),
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
