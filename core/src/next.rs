//! What to do after a failed try.

use core::fmt;
use core::time::Duration;

use crate::{Timestamp, Window};

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
        /// When it resets, where the response says.
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
    /// The wait is longer than the vendor or the caller allows.
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
    /// Of the calls that this client made in the last minute, as many were sent again as may be: see
    /// [`Budget`](https://docs.rs/errcat-core/latest/errcat_core/integrations/struct.Budget.html).
    OverShare {
        /// How many retries of this minute still count.
        retries: u32,
        /// How many calls there were.
        calls: u32,
    },
    /// The retries of all requests of this client took what they may: see
    /// [`Budget`](https://docs.rs/errcat-core/latest/errcat_core/integrations/struct.Budget.html).
    OverBudget {
        /// How many tokens the retry would take.
        cost: u32,
        /// How many are left.
        left: u32,
    },
    /// It can only be tried with a change, and the vendor does not say which.
    UnknownChange,
    /// It can only be tried with a change, and the caller makes none.
    Unchanged,
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            Self::OverShare { retries, calls } => {
                let s = if *calls == 1 { "" } else { "s" };
                write!(
                    f,
                    "{calls} call{s} in the last minute had {retries} retries already, which is the limit"
                )
            }
            Self::OverBudget { cost, left } => {
                write!(f, "of the budget for retries {left} is left, less than the {cost} that one takes")
            }
            Self::UnknownChange => f.write_str("it needs a change, and the vendor does not say which"),
            Self::Unchanged => f.write_str("it needs a change, and the caller makes none"),
        }
    }
}
