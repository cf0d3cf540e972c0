//! Whether values pass tests, and what those of an envelope say of a body.

use super::captures::Captures;
use super::value::Value;
use crate::json::cursor::Cursor;
use crate::json::number::{Number, is_displayed};
use crate::json::text::text_of;
use crate::short_text::{find_but_for_case, same};
use crate::table::{Scalar, Test};

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

/// Whether a value passes a test; `text` is its own, if it is one.
pub(crate) fn passes(test: Test<'_>, value: &Value<'_>, text: Option<&str>) -> bool {
    by_any_test(test, value, text) == Nature::Error
}

/// Whether a value as JSON writes it passes a test.
pub(crate) fn passes_raw(test: Test<'_>, json: &str) -> bool {
    let mut cursor = Cursor::of_text(json);
    let value = match json.as_bytes() {
        [b'"', ..] => {
            let text = cursor.text().and_then(text_of);
            return text.is_some_and(|text| passes(test, &Value::Text(&text), Some(&text)));
        }
        b"true" => Value::Bool(true),
        b"false" => Value::Bool(false),
        b"null" | b"[]" => Value::Null,
        [b'{' | b'[', ..] => Value::Parts,
        _ => Number::parse(json).map_or(Value::Absent, Value::Number),
    };
    passes(test, &value, None)
}

/// Whether a test holds for the text of a header, if there is one.
pub(crate) fn passes_for_header(text: Option<&str>, test: Test<'_>) -> bool {
    let Some(text) = text else { return matches!(test, Test::Absent) };
    match test {
        Test::Present => true,
        Test::Absent => text.is_empty(),
        Test::Equals(listed) => listed.iter().any(|scalar| is_text_of(text, scalar)),
        Test::NotEquals(listed) => !listed.iter().any(|scalar| is_text_of(text, scalar)),
        _ => passes_by_text(test, text),
    }
}

/// Whether a test that is about a text, or the number that one is, holds for it.
fn passes_by_text(test: Test<'_>, text: &str) -> bool {
    match test {
        Test::Contains(texts) => texts.iter().any(|wanted| find_but_for_case(text, wanted).is_some()),
        Test::StartsWith(texts) => texts.iter().any(|wanted| {
            text.as_bytes()
                .get(..wanted.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(wanted.as_bytes()))
        }),
        Test::EndsWith(texts) => texts.iter().any(|wanted| {
            let start = text.len().checked_sub(wanted.len());
            start.is_some_and(|start| text.as_bytes()[start..].eq_ignore_ascii_case(wanted.as_bytes()))
        }),
        Test::Above(_) | Test::Below(_) => {
            let text = text.trim();
            let is_number = text.ends_with(|last: char| last.is_ascii_digit() || last == '.');
            is_number && text.parse().is_ok_and(|number: f64| passes_by_number(test, number))
        }
        Test::Present | Test::Absent | Test::Equals(_) | Test::NotEquals(_) => false,
    }
}

fn passes_by_number(test: Test<'_>, number: f64) -> bool {
    match test {
        Test::Above(than) => number > than.to_f64(),
        Test::Below(than) => number < than.to_f64(),
        _ => false,
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
pub(crate) fn by_test(test: Test<'_>, captures: &Captures<'_>, slot: usize) -> Nature {
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
    by_any_test(test, value, captures.str(value))
}

fn by_any_test(test: Test<'_>, value: &Value<'_>, text: Option<&str>) -> Nature {
    if let Test::Absent = test {
        let is_absent = !value.is_present() || is_nothing(value, text);
        return if is_absent { Nature::Error } else { Nature::Unclear };
    }
    if !value.is_present() {
        return Nature::Unclear;
    }
    let (listed, should_be_listed) = match test {
        Test::Present if is_nothing(value, text) => return Nature::Unclear,
        Test::Present => return Nature::Error,
        Test::Equals(listed) => (listed, true),
        Test::NotEquals(listed) => (listed, false),
        _ => {
            let passes = match (value, text) {
                (Value::Number(number), _) => passes_by_number(test, number.to_f64()),
                (_, Some(text)) => passes_by_text(test, text),
                _ => false,
            };
            return if passes { Nature::Error } else { Nature::Unclear };
        }
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
