//! Durations with units, such as `6m0s`, `1.5s` or `120ms`.

use core::time::Duration;

use super::digits::{Rest, nanoseconds};

/// Reads numbers each with a unit (`d`, `h`, `m`, `s`, `ms`, `us` or `µs`, `ns`), one after the other.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let mut rest = Rest(text.as_bytes());
    let mut sum = part(&mut rest)?;
    while !rest.is_empty() {
        sum = sum.saturating_add(part(&mut rest)?);
    }
    Some(sum)
}

fn part(rest: &mut Rest<'_>) -> Option<Duration> {
    let whole = rest.digits();
    if whole.is_empty() {
        return None;
    }
    let mut fraction = 0;
    if rest.0.first() == Some(&b'.') {
        rest.byte()?;
        let digits = rest.digits();
        if digits.is_empty() {
            return None;
        }
        fraction = nanoseconds(digits);
    }
    let unit = unit(rest)?;
    Some(scaled(saturating_number(whole), fraction, unit))
}

/// How many nanoseconds one of the unit has.
fn unit(rest: &mut Rest<'_>) -> Option<u64> {
    let letters = rest.0.iter().take_while(|byte| !byte.is_ascii_digit()).count();
    match rest.take(letters)? {
        b"d" => Some(86_400_000_000_000),
        b"h" => Some(3_600_000_000_000),
        b"m" => Some(60_000_000_000),
        b"s" => Some(1_000_000_000),
        b"ms" => Some(1_000_000),
        // The micro sign and the Greek letter mu both occur.
        b"us" | b"\xC2\xB5s" | b"\xCE\xBCs" => Some(1_000),
        b"ns" => Some(1),
        _ => None,
    }
}

fn saturating_number(digits: &[u8]) -> u64 {
    digits.iter().fold(0_u64, |number, byte| {
        number.saturating_mul(10).saturating_add(u64::from(byte.wrapping_sub(b'0')))
    })
}

fn scaled(whole: u64, billionths: u32, unit: u64) -> Duration {
    let whole = u128::from(whole) * u128::from(unit);
    let fraction = u128::from(billionths) * u128::from(unit) / 1_000_000_000;
    let sum = whole + fraction;
    let seconds = u64::try_from(sum / 1_000_000_000).unwrap_or(u64::MAX);
    Duration::new(seconds, (sum % 1_000_000_000) as u32)
}
