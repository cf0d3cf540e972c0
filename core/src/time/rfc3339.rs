//! RFC 3339, such as `2026-06-01T00:00:00.000Z`, and close to it: without seconds, or without the colon of the offset.

use super::civil::Written;
use super::digits::{Rest, nanoseconds};
use super::zone;
use crate::timestamp::Timestamp;

pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let time = zoned(&mut rest, clock, zone::offset)?;
    rest.is_empty().then_some(time)
}

/// Takes a time off the front of a text for people, where `UTC` may stand for the offset, and ` at ` between day and clock.
pub(crate) fn start(rest: &mut Rest<'_>) -> Option<Timestamp> {
    zoned(rest, |rest| if rest.skip(b" at ") { Some(()) } else { clock(rest) }, zone::spaced)
}

/// Passes over what stands between day and clock. RFC 3339, 5.6 allows lower case, and a space for readability.
fn clock(rest: &mut Rest<'_>) -> Option<()> {
    matches!(rest.byte()?, b'T' | b't' | b' ').then_some(())
}

fn zoned(
    rest: &mut Rest<'_>,
    clock: fn(&mut Rest<'_>) -> Option<()>,
    zone: fn(&mut Rest<'_>) -> Option<i64>,
) -> Option<Timestamp> {
    let year = rest.year()?;
    rest.expect(b'-')?;
    let month = rest.number(2)?;
    rest.expect(b'-')?;
    let day = rest.number(2)?;
    clock(rest)?;
    let hour = rest.number(2)?;
    rest.expect(b':')?;
    let minute = rest.number(2)?;
    let (second, nanosecond) = if rest.skip(b":") { (rest.number(2)?, fraction(rest)?) } else { (0, 0) };
    let offset_seconds = zone(rest)?;
    Written { year, month, day, hour, minute, second, nanosecond, offset_seconds }.timestamp()
}

fn fraction(rest: &mut Rest<'_>) -> Option<u32> {
    if !rest.skip(b".") {
        return Some(0);
    }
    let digits = rest.digits();
    (!digits.is_empty()).then(|| nanoseconds(digits))
}
