//! Forms (`application/x-www-form-urlencoded`): `error=bad_code&error_description=It+has+expired.`

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::write::{write_object, write_text};
use crate::percent::decode;

/// The longest body, in bytes, that is taken for a form because it looks like one.
const SHORT: usize = 64 << 10;

/// How many names with values there may be: each takes far more memory than it may take bytes.
const MOST: usize = 1_024;

/// A form as an object of texts, where the body is called one or looks like one; `None` too where it has too many
/// names.
pub(super) fn as_json(body: &[u8], is_called_form: bool) -> Option<String> {
    if !is_called_form && !looks_like_form(body) {
        return None;
    }
    let pairs = body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let members: Vec<(Cow<'_, str>, Cow<'_, str>)> = pairs
        .take(MOST + 1)
        .map(|pair| {
            let (name, value) = split(pair);
            (decode(name), decode(value))
        })
        .collect();
    if members.len() > MOST {
        return None;
    }
    // Four quotes, a colon and a comma in place of what is between the parts of a form.
    let mut json = String::with_capacity(body.len() + 4 * members.len() + 2);
    write_object(&mut json, &members, |_| false, |json, _, value| write_text(json, value));
    Some(json)
}

/// Whether a body that is not called a form is one: it is short, has no space and no markup, and each part is a name
/// with a value.
fn looks_like_form(body: &[u8]) -> bool {
    let is_value = |byte: u8| byte.is_ascii_graphic() && byte != b'<';
    let is_pair = |pair: &[u8]| {
        let (name, value) = split(pair);
        name.len() < pair.len()
            && !name.is_empty()
            && name.iter().all(|byte| is_name(*byte))
            && value.iter().all(|byte| is_value(*byte))
    };
    body.len() <= SHORT && body.split(|byte| *byte == b'&').all(is_pair)
}

/// Whether this is a byte of a name in a form: of a word, or of what puts words together (`L_ERRORCODE0`, `error[code]`).
pub(crate) const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%' | b'[' | b']')
}

fn split(pair: &[u8]) -> (&[u8], &[u8]) {
    match pair.iter().position(|byte| *byte == b'=') {
        Some(at) => (&pair[..at], &pair[at + 1..]),
        None => (pair, &[]),
    }
}
