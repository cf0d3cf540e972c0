//! A request that got no response.

use crate::Category;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a request got no response at all.
    pub enum Failure {
        /// It was not sent: the name was not found, or the connection was refused.
        NotSent = "not_sent",
        /// No answer came in time.
        TimedOut = "timed_out",
        /// The connection broke before the whole response was there.
        Dropped = "dropped",
    }
}

impl Failure {
    /// Whether the request may still have taken effect. Only one that was never sent did not.
    ///
    /// ```
    /// use errcat::Failure;
    ///
    /// assert!(!Failure::NotSent.may_have_taken_effect());
    /// assert!(Failure::TimedOut.may_have_taken_effect());
    /// ```
    #[must_use]
    pub const fn may_have_taken_effect(self) -> bool {
        !matches!(self, Self::NotSent)
    }

    pub(crate) const fn category(self) -> Category {
        match self {
            Self::TimedOut => Category::Timeout,
            Self::NotSent | Self::Dropped => Category::Unavailable,
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::NotSent => "The request did not reach the server.",
            Self::TimedOut => "No response came in time.",
            Self::Dropped => "The connection broke before the response was complete.",
        }
    }
}
