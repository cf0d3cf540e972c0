//! Durations with units, such as `6m0s`, `1.5s`, `120ms`, `33 seconds` or `1 minute and 5 seconds`, and those of a clock,
//! such as `0:09:48`.

use core::time::Duration;

use super::digits::{Rest, saturating_number};
use super::zone;

/// Reads a duration that is the whole text.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let mut rest = Rest(text.as_bytes());
    let duration = start(&mut rest, None)?;
    rest.is_empty().then_some(duration)
}

/// Takes a duration off the front: that of a clock, or numbers each with a unit, the larger ones first. Where a quotation
/// began before the first number, it may end between the number and its unit: `'6' seconds`.
pub(crate) fn start(rest: &mut Rest<'_>, quote: Option<u8>) -> Option<Duration> {
    if let Some(length) = clock(rest) {
        return Some(length);
    }
    let (mut sum, mut least) = part(rest, quote)?;
    loop {
        let mut ahead = *rest;
        ahead.skip_space();
        if ahead.skip(b",") {
            ahead.skip_space();
        }
        if ahead.skip(b"and ") {
            ahead.skip_space();
        }
        match part(&mut ahead, None) {
            Some((length, unit)) if unit < least => {
                (*rest, least) = (ahead, unit);
                sum = sum.saturating_add(length);
            }
            _ => break,
        }
    }
    // `5m5m` and `5s/token` are not what they begin with.
    let ends = !matches!(rest.0.first(), Some(b'0'..=b'9' | b'_' | b'/'));
    ends.then_some(sum)
}

/// Takes hours, minutes and seconds with colons between them off the front.
fn clock(rest: &mut Rest<'_>) -> Option<Duration> {
    let mut ahead = *rest;
    let hours = ahead.digits();
    let mut sixtieths = || {
        ahead.expect(b':')?;
        ahead.number(2).filter(|number| *number < 60)
    };
    let (minutes, seconds) = (sixtieths()?, sixtieths()?);
    let ends = !ahead.0.first().is_some_and(|next| next.is_ascii_alphanumeric() || *next == b':');
    let is_time_of_day = zone::spaced(&mut ahead.clone()).is_some();
    if hours.is_empty() || !ends || is_time_of_day {
        return None;
    }
    *rest = ahead;
    let hours = scaled(saturating_number(hours), 0, 3_600 * SECOND);
    Some(hours.saturating_add(Duration::from_secs(u64::from(minutes * 60 + seconds))))
}

/// A number with its unit: how long it is, and how many nanoseconds one of the unit has.
fn part(rest: &mut Rest<'_>, quote: Option<u8>) -> Option<(Duration, u64)> {
    let (whole, billionths) = rest.decimal()?;
    let unit = unit(rest, quote)?;
    Some((scaled(saturating_number(whole), billionths, unit), unit))
}

/// Takes the unit that follows a number off the front, and says how many nanoseconds one of it has.
pub(crate) fn unit(rest: &mut Rest<'_>, quote: Option<u8>) -> Option<u64> {
    if let Some(quote) = quote {
        rest.skip(&[quote]);
    }
    rest.skip_space();
    // The micro sign and the Greek letter mu both occur.
    let is_micro = rest.skip("\u{b5}".as_bytes()) || rest.skip("\u{3bc}".as_bytes());
    let word = rest.letters();
    let nanoseconds = match word {
        b"s" if is_micro => 1_000,
        _ if is_micro => return None,
        b"s" => SECOND,
        b"ms" => 1_000_000,
        b"m" => 60 * SECOND,
        b"h" => 3_600 * SECOND,
        b"d" => DAY,
        b"us" => 1_000,
        b"ns" => 1,
        _ => {
            WORDS.iter().find(|(words, _)| words.iter().any(|of| word.eq_ignore_ascii_case(of.as_bytes())))?.1
        }
    };
    rest.skip(b"(s)");
    Some(nanoseconds)
}

const SECOND: u64 = 1_000_000_000;
const DAY: u64 = 86_400 * SECOND;

/// The words for units. A month and a year are as long as most of them.
const WORDS: [(&[&str], u64); 10] = [
    (&["seconds", "second", "secs", "sec"], SECOND),
    (&["minutes", "minute", "mins", "min"], 60 * SECOND),
    (&["hours", "hour", "hrs", "hr"], 3_600 * SECOND),
    (&["days", "day"], DAY),
    (&["milliseconds", "millisecond", "millis", "msecs", "msec"], 1_000_000),
    (&["weeks", "week"], 7 * DAY),
    (&["months", "month"], 30 * DAY),
    (&["years", "year"], 365 * DAY),
    (&["microseconds", "microsecond"], 1_000),
    (&["nanoseconds", "nanosecond"], 1),
];

fn scaled(whole: u64, billionths: u32, unit: u64) -> Duration {
    let whole = u128::from(whole) * u128::from(unit);
    let fraction = u128::from(billionths) * u128::from(unit) / 1_000_000_000;
    let sum = whole + fraction;
    let seconds = u64::try_from(sum / 1_000_000_000).unwrap_or(u64::MAX);
    Duration::new(seconds, (sum % 1_000_000_000) as u32)
}
