//! A page's word on trying again.

use core::time::Duration;

use super::declare::table;
use crate::{Retry, Window};

table! {
    /// A page's word on trying again.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct RetryRule {
        /// What a client may do.
        kind: Retry,
        /// The page's own cell or phrase.
        optional documented: &'a str,
        /// Tries in all, the first included, where this differs from the schedule.
        optional max_attempts: u32,
        /// How long to wait where the response does not say.
        #[cfg_attr(feature = "serde", serde(serialize_with = "super::schedule::some_seconds"))]
        optional default_wait: Duration,
        /// The change to make, for [`Retry::WithChange`], such as `fresh=true`.
        optional change: &'a str,
        /// The window after which the quota starts anew, for [`Retry::AfterReset`].
        optional window: Window,
    }
}
