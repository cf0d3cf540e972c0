//! The next step after a failure: a pure function of the try, the verdict and the time.

use core::time::Duration;

use super::judgement::Judgement;
use super::policy::Policy;
use super::retry::Window;
use super::table::Schedule;
use super::timestamp::Timestamp;

/// What to do after a failed try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<'v> {
    /// Wait so long, then send the same request again.
    After(Duration),
    /// Wait so long, make the change, then send the request again. Without the change it fails again.
    AfterChange {
        /// How long to wait.
        wait: Duration,
        /// What to change, in the vendor's words, such as `fresh=true`.
        change: &'v str,
    },
    /// Do not send it again.
    Stop(StopReason),
}

/// Why not to send a request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopReason {
    /// The same request fails again.
    Never,
    /// There is nothing to retry: a marker, not a failure.
    NotApplicable,
    /// A quota is used up.
    Quota {
        /// When it starts anew, where the response says.
        until: Option<Timestamp>,
        /// The window after which it does, where the vendor's page says.
        window: Option<Window>,
    },
    /// It was tried as often as it may be.
    Exhausted {
        /// How often it was tried.
        attempts: u32,
    },
    /// It may have taken effect, and must not do so twice.
    MayHaveTakenEffect,
    /// The wait is longer than the caller allows.
    WaitTooLong {
        /// How long the wait would be.
        wait: Duration,
    },
    /// Too little is left for the wait of the time that the caller allows in all.
    OutOfTime {
        /// How long the wait would be.
        wait: Duration,
        /// How much time is left.
        left: Duration,
    },
    /// It can only be tried with a change, and nobody says which.
    UnknownChange,
    /// It can only be tried with a change, and the caller makes none.
    Unchanged,
}

impl Schedule {
    /// The next step once a request was tried `attempt` times (the first try counts as one) and the last
    /// of them gave this verdict. Reads no clock, sleeps not, and draws no random number.
    ///
    /// A wait that the response asks for is kept even where it is longer than [`max`](Self::max). To
    /// limit waits, to add jitter, or for requests that must not take effect twice: see
    /// [`policy`](Self::policy).
    ///
    /// ```
    /// # #[cfg(feature = "runo")] {
    /// use core::time::Duration;
    /// use errcat::{Next, Response, StopReason, Timestamp, Vendor, runo::{Runo, TABLE}};
    ///
    /// let now = Timestamp::from_unix_seconds(1_780_272_000);
    /// let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    /// let response = Response::new(429).header("Retry-After", "7").body(body);
    /// let verdict = Runo::classify(&response).expect("an error");
    /// assert_eq!(TABLE.schedule.next(1, &verdict, now), Next::After(Duration::from_secs(7)));
    /// let last = TABLE.schedule.next(4, &verdict, now);
    /// assert_eq!(last, Next::Stop(StopReason::Exhausted { attempts: 4 }));
    /// # }
    /// ```
    #[must_use]
    pub fn next<'a>(&self, attempt: u32, verdict: &Judgement<'a>, now: impl Into<Timestamp>) -> Next<'a> {
        self.policy().next(attempt, verdict, now)
    }

    /// This schedule with what the caller may add to it.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        Policy::new(*self)
    }

    /// The wait after so many tries, by this schedule alone: `initial`, then each `factor_millis`
    /// thousandths of the one before, and at most `max`.
    ///
    /// ```
    /// # #[cfg(feature = "runo")] {
    /// use errcat::runo::TABLE;
    ///
    /// let waits = [1, 2, 3, 4, 5].map(|attempt| TABLE.schedule.backoff(attempt).as_secs());
    /// assert_eq!(waits, [1, 2, 4, 8, 8]);
    /// # }
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

impl core::fmt::Display for StopReason {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Never => f.write_str("the same request fails again"),
            Self::NotApplicable => f.write_str("there is nothing to retry"),
            Self::Quota { until: Some(until), .. } => write!(f, "the quota is used up until {until}"),
            Self::Quota { window: Some(window), .. } => {
                write!(f, "the quota of this {window} is used up")
            }
            Self::Quota { .. } => f.write_str("the quota is used up"),
            Self::Exhausted { attempts: 1 } => f.write_str("it was tried once, which is the limit"),
            Self::Exhausted { attempts } => {
                write!(f, "it was tried {attempts} times, which is the limit")
            }
            Self::MayHaveTakenEffect => f.write_str("it may have taken effect already"),
            Self::WaitTooLong { wait } => {
                write!(f, "the wait of {wait:?} is longer than is allowed")
            }
            Self::OutOfTime { left: Duration::ZERO, .. } => f.write_str("the time allowed in all is over"),
            Self::OutOfTime { wait, left } => {
                write!(f, "of the time allowed in all {left:?} is left, less than the wait of {wait:?}")
            }
            Self::UnknownChange => f.write_str("it needs a change, and nobody says which"),
            Self::Unchanged => f.write_str("it needs a change, and the caller makes none"),
        }
    }
}
