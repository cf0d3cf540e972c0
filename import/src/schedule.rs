//! How often a client tries, and how long it waits in between.

/// A schedule, its durations as a catalog has them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Schedule {
    /// Tries in all, the first included; `None` where the source does not say.
    pub(super) max_attempts: Option<u64>,
    /// The first wait.
    pub(super) initial: String,
    /// What each further wait is multiplied by.
    pub(super) factor: f64,
    /// The longest wait.
    pub(super) max: String,
}
