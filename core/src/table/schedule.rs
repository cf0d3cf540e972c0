//! How often to try, and how long to wait between tries, as data.

use core::time::Duration;

#[cfg(feature = "serde")]
use crate::time::seconds;

/// How often to try, and how long to wait between tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Tries in all, the first included.
    pub max_attempts: u32,
    /// Whether the page gives the number of tries; `false`: it is errcat's own.
    pub max_attempts_documented: bool,
    /// The wait before the second try.
    pub initial: Duration,
    /// What each further wait is multiplied by, in thousandths: `2000` doubles.
    pub factor_millis: u32,
    /// No wait is longer than this, except one that the response itself asks for.
    pub max: Duration,
    /// Whether the page gives the waits; `false`: they are errcat's own.
    pub backoff_documented: bool,
    /// The longest wait that is worth it by the vendor's page, also of those that a response asks for: a longer one
    /// stops. `None`: the page gives none.
    pub max_wait: Option<Duration>,
}

impl Schedule {
    /// A schedule of errcat's own: what is documented is marked afterwards.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(max_attempts: u32, initial: Duration, factor_millis: u32, max: Duration) -> Self {
        Self {
            max_attempts,
            max_attempts_documented: false,
            initial,
            factor_millis,
            max,
            backoff_documented: false,
            max_wait: None,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn max_attempts_documented(mut self, documented: bool) -> Self {
        self.max_attempts_documented = documented;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn backoff_documented(mut self, documented: bool) -> Self {
        self.backoff_documented = documented;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = Some(max_wait);
        self
    }
}

impl Schedule {
    /// The wait after so many tries, by this schedule alone: `initial`, then each `factor_millis`
    /// thousandths of the one before, and at most `max`.
    ///
    /// ```
    /// use errcat::runo::SCHEDULE;
    ///
    /// let waits = [1, 2, 3, 4, 5].map(|attempt| SCHEDULE.backoff(attempt).as_secs());
    /// assert_eq!(waits, [1, 2, 4, 8, 8]);
    /// ```
    #[must_use]
    pub fn backoff(&self, attempt: u32) -> Duration {
        let max = self.max.as_nanos();
        let mut wait = self.initial.as_nanos().min(max);
        for _ in 1..attempt {
            // A duration has less than 2^94 nanoseconds, so that the product fits.
            let grown = (wait * u128::from(self.factor_millis) / 1000).min(max);
            if grown == wait {
                break;
            }
            wait = grown;
        }
        Duration::new(u64::try_from(wait / 1_000_000_000).unwrap_or(u64::MAX), (wait % 1_000_000_000) as u32)
    }
}

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Schedule {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        let Self {
            max_attempts,
            max_attempts_documented,
            initial,
            factor_millis,
            max,
            backoff_documented,
            max_wait,
        } = self;
        let given = [
            crate::emit::field("max_attempts_documented", max_attempts_documented),
            crate::emit::field("backoff_documented", backoff_documented),
            crate::emit::field("max_wait", max_wait),
        ];
        let given: alloc::vec::Vec<_> = given.into_iter().flatten().collect();
        to.call("Schedule", "new", &[max_attempts, initial, factor_millis, max], &given);
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}

/// Durations in seconds, the factor as a number, no `max` where there is none, and `max_wait` only where there is one.
#[cfg(feature = "serde")]
impl serde::Serialize for Schedule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let max = (self.max != Duration::MAX).then_some(seconds(self.max));
        let mut schedule =
            serializer.serialize_struct("Schedule", 6 + usize::from(self.max_wait.is_some()))?;
        schedule.serialize_field("max_attempts", &self.max_attempts)?;
        schedule.serialize_field("max_attempts_documented", &self.max_attempts_documented)?;
        schedule.serialize_field("initial", &seconds(self.initial))?;
        schedule.serialize_field("factor", &(f64::from(self.factor_millis) / 1000.0))?;
        schedule.serialize_field("max", &max)?;
        schedule.serialize_field("backoff_documented", &self.backoff_documented)?;
        match self.max_wait {
            Some(max_wait) => schedule.serialize_field("max_wait", &seconds(max_wait))?,
            None => schedule.skip_field("max_wait")?,
        }
        schedule.end()
    }
}

/// A duration that may be absent, in seconds.
#[cfg(feature = "serde")]
pub(super) fn some_seconds<S: serde::Serializer>(
    duration: &Option<Duration>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&duration.map(seconds), serializer)
}
