//! How long a response asks to wait, and how that is read from what vendors write.

use core::time::Duration;

use crate::table::Encoding;
use crate::time::{duration, http_date, rfc3339};
use crate::timestamp::Timestamp;

/// How long to wait, or until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wait {
    /// For so long from when the response was received; never longer than [`Wait::MAX`].
    For(Duration),
    /// Until then.
    Until(Timestamp),
}

impl Wait {
    /// The longest wait that is believed: 366 days. Whatever asks for more gets this.
    pub const MAX: Duration = Duration::from_secs(366 * 86_400);

    /// How long to wait if it is `now`: zero where the time has passed, at most [`Wait::MAX`].
    ///
    /// ```
    /// use core::time::Duration;
    /// use errcat::{Timestamp, Wait};
    ///
    /// let now = Timestamp::from_unix_seconds(1_000);
    /// let wait = Wait::Until(Timestamp::from_unix_seconds(1_007));
    /// assert_eq!(wait.duration_from(now), Duration::from_secs(7));
    /// ```
    #[must_use]
    pub fn duration_from(self, now: impl Into<Timestamp>) -> Duration {
        let duration = match self {
            Self::For(duration) => duration,
            Self::Until(time) => time.saturating_duration_since(now.into()),
        };
        duration.min(Self::MAX)
    }

    /// When it is over if it is `now`.
    #[must_use]
    pub fn time_from(self, now: impl Into<Timestamp>) -> Timestamp {
        match self {
            Self::For(duration) => now.into().saturating_add(duration.min(Self::MAX)),
            Self::Until(time) => time,
        }
    }

    /// Reads a wait that is written like this; `None` where it is not, or is below zero.
    ///
    /// Numbers of a billion seconds (a trillion milliseconds) and more are never lengths but times.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errcat::{Wait, table::Encoding};
    ///
    /// let wait = Wait::parse("6m0.5s", Encoding::Auto);
    /// assert_eq!(wait, Some(Wait::For(Duration::from_millis(360_500))));
    /// assert_eq!(Wait::parse("-1", Encoding::Auto), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str, encoding: Encoding) -> Option<Self> {
        Self::read(text.as_bytes(), encoding)
    }

    pub(crate) fn read_start(text: &str, encoding: Encoding) -> Option<Self> {
        Self::parse(text, encoding)
    }

    /// Reads what came in a header; `None` too where it is not UTF-8.
    pub(crate) fn read(text: &[u8], encoding: Encoding) -> Option<Self> {
        // Nearly all that is sent is a whole number.
        match whole(text).and_then(|whole| Amount::integer(whole).wait(encoding)) {
            Some(wait) => Some(wait),
            None => Self::parse_any(text, encoding),
        }
    }

    #[cold]
    #[inline(never)]
    fn parse_any(text: &[u8], encoding: Encoding) -> Option<Self> {
        let text = core::str::from_utf8(text).ok()?.trim();
        let number = || number(text)?.wait(encoding);
        match encoding {
            Encoding::Auto => number()
                .or_else(|| duration::parse(text).map(Self::capped))
                .or_else(|| rfc3339::parse(text).map(Self::Until))
                .or_else(|| http_date::parse(text).map(Self::Until)),
            Encoding::Duration => duration::parse(text).map(Self::capped),
            Encoding::Rfc3339 => rfc3339::parse(text).map(Self::Until),
            Encoding::HttpDate => http_date::parse(text).map(Self::Until),
            Encoding::Seconds
            | Encoding::Milliseconds
            | Encoding::EpochSeconds
            | Encoding::EpochMilliseconds => number(),
        }
    }

    fn capped(duration: Duration) -> Self {
        Self::For(duration.min(Self::MAX))
    }
}

impl core::fmt::Display for Wait {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::For(duration) => write!(f, "for {duration:?}"),
            Self::Until(time) => write!(f, "until {time}"),
        }
    }
}

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

    /// `None` where it is below zero, infinite, no number, or beyond all times.
    pub(crate) fn float(number: f64) -> Option<Self> {
        if !(0.0..1e19).contains(&number) {
            return None;
        }
        // Whatever is beyond a millionth is noise of the binary fraction, but for the least waits,
        // which must not become none at all.
        let whole = number as u64;
        let millionths = ((number - whole as f64) * 1e6 + 0.5) as u32;
        let least = u32::from(whole == 0 && number > 0.0);
        Some(Self { whole, millionths: millionths.clamp(least, 999_999) })
    }

    /// The wait that this number says in an encoding; `None` where it is not a number.
    pub(crate) fn wait(self, encoding: Encoding) -> Option<Wait> {
        match encoding {
            Encoding::Auto | Encoding::Seconds if self.whole < TIME => Some(self.length()),
            Encoding::Milliseconds if self.whole < FINER_TIME => Some(self.thousandth().length()),
            Encoding::Auto | Encoding::Seconds | Encoding::EpochSeconds => self.time(),
            Encoding::Milliseconds | Encoding::EpochMilliseconds => self.thousandth().time(),
            Encoding::HttpDate | Encoding::Rfc3339 | Encoding::Duration => None,
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

    const fn thousandth(self) -> Self {
        let rest = (self.whole % 1000) as u32;
        Self { whole: self.whole / 1000, millionths: rest * 1000 + self.millionths / 1000 }
    }
}

/// Reads a whole number that is written in digits alone, and not too many of them.
#[inline]
fn whole(text: &[u8]) -> Option<u64> {
    if !(1..=18).contains(&text.len()) {
        return None;
    }
    let mut whole = 0;
    for &byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        whole = whole * 10 + u64::from(byte - b'0');
    }
    Some(whole)
}

/// Reads a decimal number; `None` for anything else, such as `inf`.
fn number(text: &str) -> Option<Amount> {
    if let Ok(whole) = text.parse() {
        return Some(Amount::integer(whole));
    }
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    text.bytes().all(plain).then(|| Amount::float(text.parse().ok()?))?
}
