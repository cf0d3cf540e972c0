//! Waits at the start of a text for people.

use super::{Amount, Wait, rate_limit};
use crate::table::Encoding;
use crate::time::digits::Rest;
use crate::time::{duration, http_date, rfc3339};
use crate::timestamp::Timestamp;

pub(super) fn read(text: &str, encoding: Encoding) -> Option<Wait> {
    let (rest, quote) = after_lead(text);
    let length = || duration::start(&mut rest.clone(), quote).map(Wait::capped);
    let number = || bare(rest, quote)?.wait(encoding);
    let rfc3339 = || time(rest, rfc3339::start);
    let http_date = || time(rest, http_date::start);
    match encoding {
        Encoding::Auto => length().or_else(number).or_else(rfc3339).or_else(http_date),
        Encoding::Seconds | Encoding::Milliseconds | Encoding::Minutes => length().or_else(number),
        Encoding::Duration => length(),
        Encoding::EpochSeconds | Encoding::EpochMilliseconds => number(),
        Encoding::Rfc3339 => rfc3339(),
        Encoding::HttpDate => http_date(),
        Encoding::RateLimit => rate_limit::parse(text),
    }
}

/// What follows the space and the signs that may stand before a wait, and the quotation mark right before it.
fn after_lead(text: &str) -> (Rest<'_>, Option<u8>) {
    let lead = [' ', '\t', '\r', '\n', '~', '\'', '"', '`', '\\', '(', '[', ':', '='];
    let rest = text.trim_start_matches(lead);
    let last = text.as_bytes().get((text.len() - rest.len()).wrapping_sub(1)).copied();
    (Rest(rest.as_bytes()), last.filter(|byte| matches!(byte, b'\'' | b'"' | b'`')))
}

/// A number that no unit follows.
fn bare(mut rest: Rest<'_>, quote: Option<u8>) -> Option<Amount> {
    let (whole, billionths) = rest.decimal()?;
    let has_unit = duration::unit(&mut rest.clone(), quote).is_some();
    (!has_unit && ends_number(rest)).then(|| Amount::decimal(whole, billionths))
}

/// Whether a number is whole where this follows it: not part of a word, a date, a share or a larger number.
fn ends_number(rest: Rest<'_>) -> bool {
    match rest.0 {
        [b'.' | b',' | b':', b'0'..=b'9', ..] => false,
        [next, ..] => next.is_ascii_whitespace() || b".,:;!?)]}>'\"`\\<|*(&".contains(next),
        [] => true,
    }
}

fn time(mut rest: Rest<'_>, start: fn(&mut Rest<'_>) -> Option<Timestamp>) -> Option<Wait> {
    let time = start(&mut rest)?;
    let ends = !rest.0.first().is_some_and(u8::is_ascii_alphanumeric);
    ends.then_some(Wait::Until(time))
}
