//! Numbers, and the waits that they say.

use core::time::Duration;

use super::Wait;
use crate::table::Encoding;
use crate::time::digits::saturating_number;
use crate::timestamp::Timestamp;

/// A number that is not below zero, to the millionth.
#[derive(Clone, Copy)]
pub(crate) struct Amount {
    whole: u64,
    millionths: u32,
}

/// From here on, seconds are a time: a billion seconds are 31 years, or September 2001.
const TIME: u64 = 1_000_000_000;
/// From here on, a time is no longer in seconds, but in milliseconds (or even finer).
const FINER_TIME: u64 = 1_000_000_000_000;

impl Amount {
    pub(crate) const fn integer(whole: u64) -> Self {
        Self { whole, millionths: 0 }
    }

    /// More than any wait or time: what a number is that is too large to be read.
    pub(super) const BEYOND: Self = Self::integer(u64::MAX);

    /// `None` where it is below zero or no number.
    pub(crate) fn float(number: f64) -> Option<Self> {
        if !(0.0..=f64::INFINITY).contains(&number) {
            return None;
        }
        if number >= 1e19 {
            return Some(Self::BEYOND);
        }
        // Whatever is beyond a millionth is noise of the binary fraction, but for the least waits,
        // which must not become none at all.
        let whole = number as u64;
        let millionths = ((number - whole as f64) * 1e6 + 0.5) as u32;
        let least = u32::from(whole == 0 && number > 0.0);
        Some(Self { whole, millionths: millionths.clamp(least, 999_999) })
    }

    /// A number as it is written: the digits before the point, and the billionths.
    pub(super) fn decimal(digits: &[u8], billionths: u32) -> Self {
        let whole = saturating_number(digits);
        let least = u32::from(whole == 0 && billionths > 0);
        Self { whole, millionths: (billionths / 1000).max(least) }
    }

    /// The wait that this number says in an encoding; `None` where that is not one of numbers.
    pub(crate) fn wait(self, encoding: Encoding) -> Option<Wait> {
        match encoding {
            Encoding::HttpDate | Encoding::Rfc3339 | Encoding::Duration | Encoding::RateLimit => None,
            _ if self.whole == Self::BEYOND.whole => Some(Wait::For(Wait::MAX)),
            Encoding::Auto | Encoding::Seconds if self.whole < TIME => Some(self.length()),
            Encoding::Milliseconds if self.whole < FINER_TIME => Some(self.thousandth().length()),
            Encoding::Minutes if self.whole < TIME => Some(self.sixtyfold().length()),
            Encoding::Auto | Encoding::Seconds | Encoding::Minutes | Encoding::EpochSeconds => self.time(),
            Encoding::Milliseconds | Encoding::EpochMilliseconds => self.thousandth().time(),
        }
    }

    fn length(self) -> Wait {
        Wait::capped(Duration::new(self.whole, self.millionths * 1000))
    }

    /// Seconds since 1970, or milliseconds and finer where the number is too large for seconds. A
    /// number that is too small for a time of today is not believed, or it would be a wait of zero.
    fn time(self) -> Option<Wait> {
        let mut amount = self;
        while amount.whole >= FINER_TIME {
            amount = amount.thousandth();
        }
        let seconds = i64::try_from(amount.whole).ok()?;
        let time = Timestamp::new(seconds, amount.millionths * 1000);
        (amount.whole >= TIME).then_some(Wait::Until(time))
    }

    /// For numbers below [`TIME`], so that nothing overflows.
    const fn sixtyfold(self) -> Self {
        let millionths = self.millionths * 60;
        let carry = (millionths / 1_000_000) as u64;
        Self { whole: self.whole * 60 + carry, millionths: millionths % 1_000_000 }
    }

    const fn thousandth(self) -> Self {
        let rest = (self.whole % 1000) as u32;
        Self { whole: self.whole / 1000, millionths: rest * 1000 + self.millionths / 1000 }
    }
}
