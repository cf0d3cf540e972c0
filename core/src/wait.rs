//! How long a response asks to wait, and how that is read from what vendors write.

mod amount;
mod rate_limit;
mod start;

pub(crate) use amount::Amount;

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

    /// Reads a wait that is written like this; `None` where it is not, or is below zero. A number that is too large to
    /// be a length or a time is [`Wait::MAX`].
    ///
    /// Numbers of a billion seconds (a trillion milliseconds) and more are never lengths but times. Durations may
    /// have their units as letters or as words, and times that are nearly RFC 3339 are read as
    /// [`Timestamp::parse_rfc3339`] reads them.
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

    /// Reads the wait that a text for people begins with, whatever follows it: what stands after "try again in " or
    /// the like. `None` where it does not begin with one.
    ///
    /// Space, quotation marks, a bracket, a colon and the `~` of "about" are passed over before it. A number has the
    /// unit that stands behind it, as letters or as a word, or else that of the encoding, which is seconds for
    /// [`Encoding::Auto`].
    ///
    /// ```
    /// use core::time::Duration;
    /// use errcat::{Wait, table::Encoding};
    ///
    /// let wait = |text| Wait::read_start(text, Encoding::Auto);
    /// assert_eq!(wait("1m0.5s. Visit us."), Some(Wait::For(Duration::from_millis(60_500))));
    /// assert_eq!(wait("'6' seconds."), Some(Wait::For(Duration::from_secs(6))));
    /// assert_eq!(wait("a while."), None);
    /// ```
    #[must_use]
    pub fn read_start(text: &str, encoding: Encoding) -> Option<Self> {
        start::read(text, encoding)
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
            Encoding::RateLimit => rate_limit::parse(text),
            Encoding::Seconds
            | Encoding::Milliseconds
            | Encoding::Minutes
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
