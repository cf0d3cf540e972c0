//! RFC 3339, such as `2026-06-01T00:00:00.000Z`.

use super::civil::Written;
use super::digits::{Rest, nanoseconds};
use crate::timestamp::Timestamp;

pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.number(4)?;
    rest.expect(b'-')?;
    let month = rest.number(2)?;
    rest.expect(b'-')?;
    let day = rest.number(2)?;
    // RFC 3339, 5.6 allows lower case, and a space for readability.
    matches!(rest.byte()?, b'T' | b't' | b' ').then_some(())?;
    let hour = rest.number(2)?;
    rest.expect(b':')?;
    let minute = rest.number(2)?;
    rest.expect(b':')?;
    let second = rest.number(2)?;
    let nanosecond = fraction(&mut rest)?;
    let offset_seconds = offset(&mut rest)?;
    let written = Written { year, month, day, hour, minute, second, nanosecond, offset_seconds };
    rest.is_empty().then(|| written.timestamp())?
}

fn fraction(rest: &mut Rest<'_>) -> Option<u32> {
    if rest.0.first() != Some(&b'.') {
        return Some(0);
    }
    rest.byte()?;
    let digits = rest.digits();
    (!digits.is_empty()).then(|| nanoseconds(digits))
}

fn offset(rest: &mut Rest<'_>) -> Option<i64> {
    let sign = match rest.byte()? {
        b'Z' | b'z' => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = rest.number(2)?;
    rest.expect(b':')?;
    let minutes = rest.number(2)?;
    let offset = i64::from(hours * 3600 + minutes * 60);
    (hours < 24 && minutes < 60).then_some(sign * offset)
}
