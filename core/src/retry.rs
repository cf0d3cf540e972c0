//! What a client may do after a failure.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Whether and how a failed request may be tried again. Never a plain yes or no.
    pub enum Retry {
        /// The same request fails again: stop.
        Never = "never",
        /// Try again on the vendor's schedule.
        Backoff = "backoff",
        /// Wait as long as the response says, else as for [`Retry::Backoff`].
        AfterWait = "after_wait",
        /// Stop; it works again once a quota window resets.
        AfterReset = "after_reset",
        /// Try again with the change that the entry names, as often as it documents.
        WithChange = "with_change",
        /// There is nothing to retry: a marker, not a failure.
        NotApplicable = "not_applicable",
    }
}

impl Retry {
    /// Whether a client may send again by itself: by [`Backoff`](Self::Backoff),
    /// [`AfterWait`](Self::AfterWait) or [`WithChange`](Self::WithChange).
    #[must_use]
    pub const fn allows_retry(self) -> bool {
        matches!(self, Self::Backoff | Self::AfterWait | Self::WithChange)
    }
}

vocabulary! {
    /// The window after which a quota resets.
    pub enum Window {
        /// Every second.
        Second = "second",
        /// Every minute.
        Minute = "minute",
        /// Every hour.
        Hour = "hour",
        /// Every day.
        Day = "day",
        /// Every week.
        Week = "week",
        /// Every month.
        Month = "month",
        /// Every year.
        Year = "year",
    }
}
