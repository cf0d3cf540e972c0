//! Percent-encoding: of a code that becomes a part of an address, and of forms.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
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

/// A name or a value of a form as a text: `+` is a space, `%` and two digits are a byte, and what is not UTF-8 is
/// replaced.
pub(crate) fn decode(encoded: &[u8]) -> Cow<'_, str> {
    let mut decoded = Vec::new();
    let mut rest = encoded;
    while let Some((plain, special, after)) = split_at_special(rest) {
        if decoded.is_empty() {
            decoded.reserve_exact(encoded.len());
        }
        decoded.extend_from_slice(plain);
        let byte = if special == b'+' { Some((b' ', after)) } else { escaped(after) };
        let (byte, after) = byte.unwrap_or((special, after));
        decoded.push(byte);
        rest = after;
    }
    if rest.len() == encoded.len() {
        return text_of(encoded);
    }
    decoded.extend_from_slice(rest);
    let text = String::from_utf8(decoded);
    text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()).into()
}

/// What is before the first byte that stands for another, that byte, and what is behind it.
fn split_at_special(encoded: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let at = encoded.iter().position(|byte| matches!(byte, b'+' | b'%'))?;
    let (plain, rest) = encoded.split_at(at);
    rest.split_first().map(|(special, after)| (plain, *special, after))
}

/// The byte of two digits, and what is behind these.
fn escaped(digits: &[u8]) -> Option<(u8, &[u8])> {
    let ([high, low], after) = digits.split_first_chunk()?;
    Some((digit(*high)? << 4 | digit(*low)?, after))
}

/// Bytes as a text. Nearly always they are one, and that is seen faster than where one ends.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    core::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
