//! How times and durations are written: one file a form, all of them read without allocation.

mod civil;
pub(crate) mod digits;
pub(crate) mod duration;
pub(crate) mod http_date;
pub(crate) mod rfc3339;
mod zone;

use core::time::Duration;

use crate::timestamp::{Timestamp, TimestampError};

/// A duration in seconds, as JSON has it: the number that is nearest to its decimals.
///
/// [`Duration::as_secs_f64`] adds whole seconds and a fraction, and so makes 1.5739999999999998 of 1.574 s.
///
/// ```
/// use core::time::Duration;
/// use errcat_core::table::seconds;
///
/// assert_eq!(seconds(Duration::from_millis(1_574)), 1.574);
/// ```
#[must_use]
pub fn seconds(duration: Duration) -> f64 {
    duration.as_nanos() as f64 / 1e9
}

impl Timestamp {
    /// The time of an RFC 3339 text, such as `2026-06-01T00:00:00.5Z` or `2026-06-01t02:00:00+02:00`.
    ///
    /// A leap second (`23:59:60`) is the instant that follows it. Two forms that some vendors send are read too:
    /// without seconds (`2026-06-01T00:00Z`), and with an offset without a colon (`+0200`). A year after 9999 is
    /// [`Timestamp::MAX`].
    ///
    /// # Errors
    ///
    /// [`TimestampError`] where it is anything else, such as a day that the month does not have.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimestampError> {
        rfc3339::parse(text).ok_or(TimestampError::form("RFC 3339"))
    }

    /// The time of an HTTP date, in any of the three forms of RFC 9110, 5.6.7.
    ///
    /// A year of two digits is one from 1970 to 2069, as there is no clock to compare it with. Where `GMT` stands,
    /// `UTC` is read too, and an offset such as `+0000`. A year after 9999 is [`Timestamp::MAX`].
    ///
    /// # Errors
    ///
    /// [`TimestampError`] where it is anything else.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        http_date::parse(text).ok_or(TimestampError::form("an HTTP date"))
    }
}

impl core::str::FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads RFC 3339, as [`Timestamp::parse_rfc3339`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_rfc3339(text)
    }
}

/// Prints RFC 3339 in UTC, with as many groups of three digits of the second as there are.
impl core::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (year, month, day) = civil::date_of(self.unix_seconds().div_euclid(86_400));
        let second = self.unix_seconds().rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.subsecond_nanoseconds() {
            0 => f.write_str("Z"),
            n if n % 1_000_000 == 0 => write!(f, ".{:03}Z", n / 1_000_000),
            n if n % 1_000 == 0 => write!(f, ".{:06}Z", n / 1_000),
            n => write!(f, ".{n:09}Z"),
        }
    }
}
