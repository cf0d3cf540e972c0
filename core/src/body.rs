//! Bodies that are not JSON: each is rewritten as JSON of the same meaning, so that one walk reads them all.
//!
//! | format | how it reads as JSON |
//! | --- | --- |
//! | XML (feature `xml`) | an element is a member by its local name, a repeated one a list, an attribute `@name` |
//! | a form | the names are members of the root, a repeated one a list |
//! | plain text, unless it begins like JSON | the root is the text, if the table has a place there |
//!
//! In all of these every value is a text. The format is the one that the first byte or the content type names, or that a
//! short body looks like, as servers send forms and single words as HTML. A page of HTML is none of them.

pub(crate) mod content_type;

mod form;
mod text;
#[cfg(feature = "xml")]
mod xml;

use alloc::string::String;

use self::content_type::ContentType;
use crate::Response;
use crate::table::Table;

#[cfg(feature = "reqwest-middleware")]
pub(crate) use form::is_name;

/// What some servers put in front, which RFC 8259, 8.1 lets a reader pass over.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The longest body that is rewritten, in bytes: errors are short, and a longer body takes memory for nothing.
const LONGEST: usize = 1 << 20;

/// The body of a response of this content type as JSON, where it is in another format; `None` where it is in none of these.
#[cold]
pub(crate) fn as_json(
    table: &Table<'_>,
    response: &Response<'_>,
    content_type: ContentType,
) -> Option<String> {
    let body = response.body_bytes();
    if body.len() > LONGEST {
        return None;
    }
    let body = without_mark(body).trim_ascii();
    match *body.first()? {
        b'<' => markup(table, body),
        _ if begins_like_json(body) => None,
        _ => form::as_json(body, content_type == ContentType::Form)
            .or_else(|| text::as_json(table, response, body)),
    }
}

/// Whether a body that is not JSON is damaged JSON by its start, and not a text such as `[Error: …]` or `{'error': …}`.
fn begins_like_json(body: &[u8]) -> bool {
    let [first, rest @ ..] = body else { return false };
    let second = rest.trim_ascii_start().first();
    match first {
        b'{' => matches!(second, None | Some(b'"' | b'}')),
        b'[' => {
            matches!(second, None | Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' | b']'))
        }
        b'"' => true,
        _ => false,
    }
}

/// The body without the byte order mark that may be in front of it.
#[inline]
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

#[cfg(feature = "xml")]
fn markup(table: &Table<'_>, body: &[u8]) -> Option<String> {
    let errors = table.envelope.each.map_or(&[][..], |each| each.segments);
    xml::as_json(core::str::from_utf8(body).ok()?, errors)
}

#[cfg(not(feature = "xml"))]
fn markup(_: &Table<'_>, _: &[u8]) -> Option<String> {
    None
}
