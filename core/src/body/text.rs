//! Plain text: `no_service`.

use alloc::string::String;

use crate::Response;
use crate::json::write::write_text;
use crate::table::Table;

/// The longest body that is read as a text, in bytes.
const SHORT: usize = 1 << 10;

/// A short text as a JSON string, where the table has a place for it.
///
/// Without a status that says that it is an error, and without a test of the envelope, a text is one only if it is a code
/// that the table knows: any other may be what was asked for, such as `ok`.
pub(super) fn as_json(table: &Table<'_>, response: &Response<'_>, body: &[u8]) -> Option<String> {
    if table.plan.root().slots == 0 || body.len() > SHORT {
        return None;
    }
    let text = core::str::from_utf8(body).ok()?;
    let is_failure = response.status().is_some_and(|status| status >= 400);
    let is_judged = is_failure || !table.envelope.is_error.is_empty();
    if !is_judged && table.position(text).is_none() && table.family(text).is_none() {
        return None;
    }
    let mut json = String::with_capacity(text.len() + 2);
    write_text(&mut json, text);
    Some(json)
}
