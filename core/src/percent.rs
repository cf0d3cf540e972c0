//! Percent-encoding of a code that becomes a part of an address.

use alloc::string::String;
use core::fmt::Write as _;

/// Appends a text so that it is one segment of a path or one value of a query: all but the unreserved
/// characters of RFC 3986, 2.3 are escaped.
pub(crate) fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}
