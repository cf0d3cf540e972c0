//! The segments of JSON pointers (RFC 6901).

use core::fmt;

/// The index that a segment names: digits, without leading zeros (RFC 6901, 4).
pub(crate) fn list_index(segment: &str) -> Option<usize> {
    let plain = segment == "0" || !segment.starts_with(['0', '+']);
    plain.then(|| segment.parse().ok())?
}

/// Writes a segment and the `/` in front of it.
pub(crate) fn write_segment(to: &mut impl fmt::Write, segment: &str) -> fmt::Result {
    to.write_char('/')?;
    segment.chars().try_for_each(|character| match character {
        '~' => to.write_str("~0"),
        '/' => to.write_str("~1"),
        other => to.write_char(other),
    })
}
