//! A budget for the retries of all requests of a client, so that an outage is not multiplied.

use core::fmt;
use core::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;

use crate::{Category, Failure, Verdict};

/// A budget for the retries of all requests of a client: each retry takes tokens, and a success gives some back. Where
/// too few are left, a request is not sent again, whatever the schedule allows; the reason is
/// [`OverBudget`](crate::StopReason::OverBudget).
///
/// While a vendor is down, so a client sends only a few more requests than one that never retries: 35 to 50, whatever the
/// number of its requests. In an outage of a minute, a client that makes four requests a second sends a sixth more, where it
/// would send nearly four times as many without a budget; one that makes one a second sends two thirds more, unless its
/// [`capacity`](Self::capacity) is smaller. As the first try of a request costs nothing, every client notices at once that the
/// vendor is back.
///
/// | what | tokens |
/// | --- | --- |
/// | [`capacity`](Self::capacity): what there is at the start, and at most | 500 |
/// | [`retry`](Self::retry): a retry takes | 14 |
/// | [`after_rate_limit`](Self::after_rate_limit): a retry after a rate limit takes | 5 |
/// | [`after_timeout`](Self::after_timeout): a retry after a timeout takes | 10 |
/// | a success after a retry gives back | what that retry took |
/// | [`success`](Self::success): a success at the first try gives back | 1 |
///
/// A request that stops, such as for a quota, costs nothing.
///
/// The numbers are those of the SDKs of AWS: 500 tokens and 10 for a retry after a timeout are in [botocore] and
/// [smithy-rs] since their standard mode, which takes 5 for any other retry; 14, and 5 for throttling alone, are in the
/// newer retry behavior, such as in [smithy-kotlin].
///
/// A clone shares the tokens. They are a single atomic number: no thread ever waits for another.
///
/// ```
/// use errcat::integrations::{Budget, Retries};
/// use errcat::runo::ErrorCode;
///
/// // Two clients of one vendor that share a budget, and one that has none.
/// let budget = Budget::new().capacity(200);
/// let reads = Retries::<ErrorCode>::new().budget(budget.clone());
/// let writes = Retries::<ErrorCode>::new().budget(budget.clone());
/// let unlimited = Retries::<ErrorCode>::new().budget(None);
/// assert_eq!(budget.left(), 200);
/// # let _ = (reads, writes, unlimited);
/// ```
///
/// [botocore]: https://github.com/boto/botocore/blob/develop/botocore/retries/standard.py
/// [smithy-rs]: https://github.com/smithy-lang/smithy-rs/blob/main/rust-runtime/aws-smithy-runtime/src/client/retries/token_bucket.rs
/// [smithy-kotlin]: https://github.com/smithy-lang/smithy-kotlin
#[derive(Clone)]
pub struct Budget {
    left: Arc<AtomicU32>,
    capacity: u32,
    retry: u32,
    after_rate_limit: u32,
    after_timeout: u32,
    success: u32,
}

impl Budget {
    /// A full budget with the numbers above.
    #[must_use]
    pub fn new() -> Self {
        let capacity = 500;
        let left = Arc::new(AtomicU32::new(capacity));
        Self { left, capacity, retry: 14, after_rate_limit: 5, after_timeout: 10, success: 1 }
    }

    /// A full budget of so many tokens, which it shares with no other.
    #[must_use]
    pub fn capacity(mut self, capacity: u32) -> Self {
        self.left = Arc::new(AtomicU32::new(capacity));
        self.capacity = capacity;
        self
    }

    /// What a retry takes.
    #[must_use]
    pub const fn retry(mut self, tokens: u32) -> Self {
        self.retry = tokens;
        self
    }

    /// What a retry after a rate limit takes: the vendor answers, and says when to come back.
    #[must_use]
    pub const fn after_rate_limit(mut self, tokens: u32) -> Self {
        self.after_rate_limit = tokens;
        self
    }

    /// What a retry after a timeout takes.
    #[must_use]
    pub const fn after_timeout(mut self, tokens: u32) -> Self {
        self.after_timeout = tokens;
        self
    }

    /// What a success at the first try gives back.
    #[must_use]
    pub const fn success(mut self, tokens: u32) -> Self {
        self.success = tokens;
        self
    }

    /// How many tokens are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.left.load(Ordering::Relaxed)
    }

    /// What a retry after this verdict takes.
    pub(super) fn cost<C>(&self, verdict: &Verdict<'_, C>) -> u32 {
        match verdict.category() {
            Category::RateLimited => self.after_rate_limit,
            Category::Timeout => self.after_timeout,
            _ if verdict.failure() == Some(Failure::TimedOut) => self.after_timeout,
            _ => self.retry,
        }
    }

    /// Takes so many tokens.
    ///
    /// # Errors
    ///
    /// How many are left, where those are fewer.
    pub(super) fn take(&self, tokens: u32) -> Result<(), u32> {
        let take = |left: u32| left.checked_sub(tokens);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).map(drop)
    }

    /// Gives so many tokens back, or what a success at the first try gives.
    pub(super) fn give_back(&self, tokens: Option<u32>) {
        let tokens = tokens.unwrap_or(self.success);
        let give = |left: u32| (left < self.capacity).then(|| left.saturating_add(tokens).min(self.capacity));
        // It is refused where the budget is full, as it nearly always is.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Budget")
            .field("left", &self.left())
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}
