//! Plain text: `no_service`.

use alloc::string::String;

use crate::Response;
use crate::json::write::write_text;
use crate::table::{Field, Location, Table};

/// The longest body that is read as a text, in bytes.
const SHORT: usize = 1 << 10;

/// A short text as a JSON string, where the table has a place for it.
///
/// Without a status that says that it is an error, and without a test of the envelope, a text is one only if it is a code
/// that the table knows, or, as an SDK prints it, has one where the table looks for it: any other may be what was asked
/// for, such as `ok`. With a status it is no SDK that prints, and a text with a code in it may be a file.
pub(super) fn as_json(table: &Table<'_>, response: &Response<'_>, body: &[u8]) -> Option<String> {
    if table.plan.root().slots == 0 || body.len() > SHORT {
        return None;
    }
    let text = core::str::from_utf8(body).ok()?;
    let is_failure = response.status().is_some_and(|status| status >= 400);
    let is_judged = is_failure || !table.envelope.is_error.is_empty();
    if !is_judged && !has_known_code(table, text, response.status().is_none()) {
        return None;
    }
    let mut json = String::with_capacity(text.len() + 2);
    write_text(&mut json, text);
    Some(json)
}

fn has_known_code(table: &Table<'_>, text: &str, is_printed: bool) -> bool {
    let is_known = |code: &str| table.position(code).is_some() || table.family(code).is_some();
    table.envelope.places.iter().any(|place| {
        let is_of_text = matches!(place.at, Location::Pointer(pointer) if pointer.segments.is_empty());
        let is_code = place.field == Field::Code && is_of_text;
        is_code
            && match place.part {
                Some(part) => is_printed && part.of(text).is_some_and(|code| is_known(&code)),
                None => is_known(text),
            }
    })
}
