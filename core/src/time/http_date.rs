//! HTTP dates in the three forms of RFC 9110, 5.6.7. The name of the day is read, but not compared
//! with the date: what a wrong one would mean, the date says better.

use super::civil::Written;
use super::digits::Rest;
use crate::timestamp::Timestamp;

pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let (day_name, rest) = text.split_at_checked(text.find([',', ' '])?)?;
    let written = match rest.strip_prefix(", ") {
        Some(rest) if SHORT_DAYS.contains(&day_name) => imf_fixdate(rest),
        Some(rest) if LONG_DAYS.contains(&day_name) => rfc850(rest),
        None if SHORT_DAYS.contains(&day_name) => asctime(rest.strip_prefix(' ')?),
        _ => None,
    };
    written?.timestamp()
}

/// What follows `Sun, ` in `Sun, 06 Nov 1994 08:49:37 GMT`.
fn imf_fixdate(text: &str) -> Option<Written> {
    let mut rest = Rest(text.as_bytes());
    let day = rest.number(2)?;
    rest.expect(b' ')?;
    let month = month(&mut rest)?;
    rest.expect(b' ')?;
    let year = rest.number(4)?;
    rest.expect(b' ')?;
    let written = clock(&mut rest, year, month, day)?;
    (rest.0 == b" GMT").then_some(written)
}

/// What follows `Sunday, ` in `Sunday, 06-Nov-94 08:49:37 GMT`.
fn rfc850(text: &str) -> Option<Written> {
    let mut rest = Rest(text.as_bytes());
    let day = rest.number(2)?;
    rest.expect(b'-')?;
    let month = month(&mut rest)?;
    rest.expect(b'-')?;
    let short_year = rest.number(2)?;
    let year = if short_year < 70 { 2000 + short_year } else { 1900 + short_year };
    rest.expect(b' ')?;
    let written = clock(&mut rest, year, month, day)?;
    (rest.0 == b" GMT").then_some(written)
}

/// What follows `Sun ` in `Sun Nov  6 08:49:37 1994`.
fn asctime(text: &str) -> Option<Written> {
    let mut rest = Rest(text.as_bytes());
    let month = month(&mut rest)?;
    rest.expect(b' ')?;
    if rest.0.first() == Some(&b' ') {
        rest.byte()?;
        let day = rest.number(1)?;
        return asctime_clock(&mut rest, month, day);
    }
    let day = rest.number(2)?;
    asctime_clock(&mut rest, month, day)
}

fn asctime_clock(rest: &mut Rest<'_>, month: u32, day: u32) -> Option<Written> {
    rest.expect(b' ')?;
    let written = clock(rest, 0, month, day)?;
    rest.expect(b' ')?;
    let year = rest.number(4)?;
    rest.is_empty().then_some(Written { year, ..written })
}

fn clock(rest: &mut Rest<'_>, year: u32, month: u32, day: u32) -> Option<Written> {
    let hour = rest.number(2)?;
    rest.expect(b':')?;
    let minute = rest.number(2)?;
    rest.expect(b':')?;
    let second = rest.number(2)?;
    Some(Written { year, month, day, hour, minute, second, nanosecond: 0, offset_seconds: 0 })
}

fn month(rest: &mut Rest<'_>) -> Option<u32> {
    let name = rest.take(3)?;
    let position = MONTHS.iter().position(|month| month.as_bytes() == name)?;
    u32::try_from(position + 1).ok()
}

const SHORT_DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
