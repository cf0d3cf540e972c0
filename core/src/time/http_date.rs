//! HTTP dates in the three forms of RFC 9110, 5.6.7; `UTC` or an offset, as in mails, may stand for `GMT`. The name of the day is read, but not compared
//! with the date: what a wrong one would mean, the date says better.

use super::civil::Written;
use super::digits::Rest;
use super::zone;
use crate::timestamp::Timestamp;

pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let time = start(&mut rest)?;
    rest.is_empty().then_some(time)
}

/// Takes a date off the front.
pub(crate) fn start(rest: &mut Rest<'_>) -> Option<Timestamp> {
    let day_name = rest.letters();
    let is_one_of = |names: &[&str]| names.iter().any(|name| name.as_bytes() == day_name);
    let is_short = is_one_of(&SHORT_DAYS);
    let written = if rest.skip(b", ") {
        if is_short {
            imf_fixdate(rest)
        } else if is_one_of(&LONG_DAYS) {
            rfc850(rest)
        } else {
            None
        }
    } else if is_short && rest.skip(b" ") {
        asctime(rest)
    } else {
        None
    };
    written?.timestamp()
}

/// What follows `Sun, ` in `Sun, 06 Nov 1994 08:49:37 GMT`.
fn imf_fixdate(rest: &mut Rest<'_>) -> Option<Written> {
    let day = rest.number(2)?;
    rest.expect(b' ')?;
    let month = month(rest)?;
    rest.expect(b' ')?;
    let year = rest.year()?;
    rest.expect(b' ')?;
    zoned(rest, year, month, day)
}

/// What follows `Sunday, ` in `Sunday, 06-Nov-94 08:49:37 GMT`.
fn rfc850(rest: &mut Rest<'_>) -> Option<Written> {
    let day = rest.number(2)?;
    rest.expect(b'-')?;
    let month = month(rest)?;
    rest.expect(b'-')?;
    let short_year = rest.number(2)?;
    let year = if short_year < 70 { 2000 + short_year } else { 1900 + short_year };
    rest.expect(b' ')?;
    zoned(rest, year, month, day)
}

/// A time of day and its zone.
fn zoned(rest: &mut Rest<'_>, year: u32, month: u32, day: u32) -> Option<Written> {
    let written = clock(rest, year, month, day)?;
    rest.expect(b' ')?;
    Some(Written { offset_seconds: zone::named(rest)?, ..written })
}

/// What follows `Sun ` in `Sun Nov  6 08:49:37 1994`.
fn asctime(rest: &mut Rest<'_>) -> Option<Written> {
    let month = month(rest)?;
    rest.expect(b' ')?;
    let day = if rest.skip(b" ") { rest.number(1)? } else { rest.number(2)? };
    rest.expect(b' ')?;
    let written = clock(rest, 0, month, day)?;
    rest.expect(b' ')?;
    Some(Written { year: rest.year()?, ..written })
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
