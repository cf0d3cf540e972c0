//! Numbers, and the one text that each of them has.

use alloc::string::String;
use core::fmt::{self, Write as _};

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Negative(i64),
    Natural(u64),
    Float(f64),
}

impl Number {
    /// The value of a number as JSON writes it; `None` where it is too large for any.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        if let Ok(number) = written.parse() {
            return Some(Self::Natural(number));
        }
        match written.parse() {
            // `-0` is not a whole number: they have no such zero.
            Ok(number @ ..0) => Some(Self::Negative(number)),
            _ => written.parse().ok().filter(|number: &f64| number.is_finite()).map(Self::Float),
        }
    }

    /// The largest number, or the lowest, in place of one as JSON writes it that is beyond it.
    pub(crate) fn largest(written: &str) -> Self {
        Self::Float(if written.starts_with('-') { f64::MIN } else { f64::MAX })
    }

    /// The number, as near as such a number can be.
    pub(crate) const fn to_f64(self) -> f64 {
        match self {
            Self::Negative(number) => number as f64,
            Self::Natural(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// The number's text where it differs from how it is written: `1.50` and `15e-1` are both `1.5`.
    pub(crate) fn other_text(self, written: &str) -> Option<String> {
        match self {
            // Whole numbers can be written in one way only.
            Self::Negative(_) | Self::Natural(_) => None,
            Self::Float(number) => (!is_displayed(written, Float(number))).then(|| {
                let mut text = String::new();
                // Writing to a `String` does not fail.
                let _ = write!(text, "{}", Float(number));
                text
            }),
        }
    }
}

/// A number with a fraction as JSON writers print it: the fewest digits that give the same number, with an exponent
/// only where it is very large or very small.
#[derive(Clone, Copy)]
struct Float(f64);

impl fmt::Display for Float {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.abs();
        if size != 0.0 && !(1e-5..1e16).contains(&size) {
            let sign = if size < 1.0 { "" } else { "+" };
            let mut split = SignedExponent { to: f, sign };
            return write!(split, "{:e}", self.0);
        }
        // Without an exponent, and with a fraction even where it is zero.
        let fraction = if self.0 % 1.0 == 0.0 { ".0" } else { "" };
        write!(f, "{}{fraction}", self.0)
    }
}

/// Puts a sign in front of an exponent, which `core` leaves out.
struct SignedExponent<'t, 'f> {
    to: &'t mut fmt::Formatter<'f>,
    sign: &'static str,
}

impl fmt::Write for SignedExponent<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match text.split_once('e') {
            Some((digits, exponent)) => write!(self.to, "{digits}e{}{exponent}", self.sign),
            None => self.to.write_str(text),
        }
    }
}

/// Whether a text is what a value is displayed as, without memory to display it to.
pub(crate) fn is_displayed(text: &str, value: impl fmt::Display) -> bool {
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The rest of a text, of which what is written is taken off.
struct Rest<'t>(&'t str);

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}
