//! A point in time, read from what vendors send, without a clock and without a dependency.

use core::time::Duration;

/// A point in time: seconds and nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// It lies within the years 0000 to 9999; whatever would be outside becomes the nearest end.
///
/// ```
/// use errcat::Timestamp;
///
/// let reset: Timestamp = "2026-06-01T02:00:00+02:00".parse()?;
/// assert_eq!(reset, Timestamp::from_unix_seconds(1_780_272_000));
/// assert_eq!(reset.to_string(), "2026-06-01T00:00:00Z");
/// # Ok::<(), errcat::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    seconds: i64,
    nanoseconds: u32,
}

const NANOSECONDS: u32 = 1_000_000_000;

impl Timestamp {
    /// 0000-01-01T00:00:00Z.
    pub const MIN: Self = Self { seconds: -62_167_219_200, nanoseconds: 0 };
    /// The last nanosecond of the year 9999.
    pub const MAX: Self = Self { seconds: 253_402_300_799, nanoseconds: NANOSECONDS - 1 };
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };

    /// So many seconds after 1970-01-01T00:00:00Z, or before it where negative.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self::new(seconds, 0)
    }

    /// So many milliseconds after 1970-01-01T00:00:00Z, or before it where negative.
    #[must_use]
    pub const fn from_unix_milliseconds(milliseconds: i64) -> Self {
        let rest = milliseconds.rem_euclid(1000) as u32;
        Self::new(milliseconds.div_euclid(1000), rest * 1_000_000)
    }

    /// So many seconds after 1970-01-01T00:00:00Z and `nanoseconds` more; a billion nanoseconds or
    /// more count as the last one of the second.
    #[must_use]
    pub const fn new(seconds: i64, nanoseconds: u32) -> Self {
        if seconds < Self::MIN.seconds {
            return Self::MIN;
        }
        if seconds > Self::MAX.seconds {
            return Self::MAX;
        }
        let nanoseconds = if nanoseconds < NANOSECONDS { nanoseconds } else { NANOSECONDS - 1 };
        Self { seconds, nanoseconds }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded towards the past.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// The nanoseconds beyond [`unix_seconds`](Self::unix_seconds), below a billion.
    #[must_use]
    pub const fn subsecond_nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// The time that is `duration` later.
    #[must_use]
    pub const fn saturating_add(self, duration: Duration) -> Self {
        let nanoseconds = self.nanoseconds + duration.subsec_nanos();
        let carry = (nanoseconds / NANOSECONDS) as i64;
        let whole = duration.as_secs();
        if whole > Self::MAX.seconds as u64 * 2 {
            return Self::MAX;
        }
        Self::new(self.seconds + whole as i64 + carry, nanoseconds % NANOSECONDS)
    }

    /// How much later this is than `earlier`; zero where it is not.
    #[must_use]
    pub fn saturating_duration_since(self, earlier: Self) -> Duration {
        if self <= earlier {
            return Duration::ZERO;
        }
        let seconds = self.seconds.abs_diff(earlier.seconds);
        Duration::new(seconds, self.nanoseconds).saturating_sub(Duration::new(0, earlier.nanoseconds))
    }
}

/// Why there is no such point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A text does not have this form.
    Form(&'static str),
    /// The operating system's clock cannot hold the time.
    #[cfg(feature = "std")]
    OutOfRange,
}

impl TimestampError {
    /// A text is not a time in this form.
    pub(crate) const fn form(form: &'static str) -> Self {
        Self(Kind::Form(form))
    }
}

impl core::fmt::Display for TimestampError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Kind::Form(form) => write!(f, "not a time as {form}"),
            #[cfg(feature = "std")]
            Kind::OutOfRange => f.write_str("the time is outside of what this system's clock can hold"),
        }
    }
}

impl core::error::Error for TimestampError {}

#[cfg(feature = "std")]
impl From<std::time::SystemTime> for Timestamp {
    fn from(time: std::time::SystemTime) -> Self {
        match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => Self::UNIX_EPOCH.saturating_add(after),
            Err(before) => Self::before_epoch(before.duration()),
        }
    }
}

#[cfg(feature = "std")]
impl Timestamp {
    fn before_epoch(by: Duration) -> Self {
        let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        match by.subsec_nanos() {
            0 => Self::new(-seconds, 0),
            nanoseconds => Self::new((-seconds).saturating_sub(1), NANOSECONDS - nanoseconds),
        }
    }
}

#[cfg(feature = "std")]
impl TryFrom<Timestamp> for std::time::SystemTime {
    type Error = TimestampError;

    /// # Errors
    ///
    /// [`TimestampError`] where the system's clock cannot hold the time, such as one before
    /// 1601 on Windows.
    fn try_from(time: Timestamp) -> Result<Self, Self::Error> {
        let whole = Duration::from_secs(time.seconds.unsigned_abs());
        let moved = if time.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(whole)
        } else {
            Self::UNIX_EPOCH.checked_add(whole)
        };
        moved
            .and_then(|moved| moved.checked_add(Duration::new(0, time.nanoseconds)))
            .ok_or(TimestampError(Kind::OutOfRange))
    }
}
