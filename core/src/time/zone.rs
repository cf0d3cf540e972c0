//! How far a zone is ahead of UTC, as it is written after a time of day.

use super::digits::Rest;

/// `Z`, or an offset such as `+02:00`; the colon may be left out.
pub(super) fn offset(rest: &mut Rest<'_>) -> Option<i64> {
    let sign = match rest.byte()? {
        b'Z' | b'z' => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = rest.number(2)?;
    rest.skip(b":");
    let minutes = rest.number(2)?;
    let offset = i64::from(hours * 3600 + minutes * 60);
    (hours < 24 && minutes < 60).then_some(sign * offset)
}

/// `GMT`, `UTC`, or what [`offset`] takes.
pub(super) fn named(rest: &mut Rest<'_>) -> Option<i64> {
    if rest.skip(b"GMT") || rest.skip(b"UTC") { Some(0) } else { offset(rest) }
}

/// What [`named`] takes, also after a space.
pub(super) fn spaced(rest: &mut Rest<'_>) -> Option<i64> {
    rest.skip(b" ");
    named(rest)
}
