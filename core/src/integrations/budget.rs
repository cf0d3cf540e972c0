//! A budget for the retries of all requests of a client, so that an outage is not multiplied.

use core::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::share::Share;
use crate::{Category, Failure, StopReason, Timestamp, Verdict};

/// A budget for the retries of all requests of a client, so that an outage is not multiplied. Two limits hold, and where one
/// is reached, a request is not sent again, whatever the schedule allows.
///
/// **A share of the calls.** Of the calls of the last minute, 15 % go out again at most, and two of them in any case, so that a
/// program that makes a single call has two retries. Beyond that, the reason is [`OverShare`](crate::StopReason::OverShare). A
/// retry that succeeds does not count any more, nor does one after a rate limit at all: there the vendor answers, and says
/// when to come back.
///
/// **Tokens.** Each retry takes tokens, and a success gives some back. Where too few are left, the reason is
/// [`OverBudget`](crate::StopReason::OverBudget).
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
/// While a vendor is down for a minute, clients that make ten calls a minute or more so send at most 1.2 times what they would
/// without retries: the share holds back those that call seldom, and the tokens, which are enough for 35 to 50 retries, those
/// that call often. Without a budget it is four times as much. As the first try of a request costs nothing, every client
/// notices at once that the vendor is back.
///
/// A request that stops, such as for a quota, costs nothing.
///
/// The numbers of tokens are those of the SDKs of AWS: 500, and 10 for a retry after a timeout, are in [botocore] and
/// [smithy-rs] since their standard mode, which takes 5 for any other retry; 14, and 5 for throttling alone, are in the
/// newer retry behavior, such as in [smithy-kotlin]. Tokens alone let a client that makes a call a second send 1.6 times as
/// much. A share of the recent calls with a minimum is what [Finagle] and [Envoy] have, with 20 %; 15 % leave room for the two.
///
/// A clone shares what is left.
///
/// ```
/// use errcat::integrations::{Budget, Retries};
/// use errcat::runo::ErrorCode;
///
/// // Two clients of one vendor that share a budget, one of a batch that may fail as a whole and start again, and one that
/// // has none.
/// let budget = Budget::new().capacity(200);
/// let reads = Retries::<ErrorCode>::new().budget(budget.clone());
/// let writes = Retries::<ErrorCode>::new().budget(budget.clone());
/// let batch = Retries::<ErrorCode>::new().budget(Budget::new().minimum(20));
/// let unlimited = Retries::<ErrorCode>::new().budget(None);
/// assert_eq!(budget.left(), 200);
/// # let _ = (reads, writes, batch, unlimited);
/// ```
///
/// [botocore]: https://github.com/boto/botocore/blob/develop/botocore/retries/standard.py
/// [smithy-rs]: https://github.com/smithy-lang/smithy-rs/blob/main/rust-runtime/aws-smithy-runtime/src/client/retries/token_bucket.rs
/// [smithy-kotlin]: https://github.com/smithy-lang/smithy-kotlin
/// [Finagle]: https://twitter.github.io/finagle/guide/Clients.html#retries
/// [Envoy]: https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking
#[derive(Clone)]
pub struct Budget {
    /// What clones share.
    spent: Arc<Mutex<Spent>>,
    capacity: u32,
    retry: u32,
    after_rate_limit: u32,
    after_timeout: u32,
    success: u32,
    percent: Option<u32>,
    minimum: u32,
}

/// What was taken so far.
struct Spent {
    left: u32,
    share: Share,
}

impl Spent {
    fn nothing_of(capacity: u32) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self { left: capacity, share: Share::default() }))
    }
}

/// What a retry takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    tokens: u32,
    /// Whether it counts for the share.
    is_shared: bool,
}

impl Budget {
    /// A full budget with the numbers above.
    #[must_use]
    pub fn new() -> Self {
        let capacity = 500;
        Self {
            spent: Spent::nothing_of(capacity),
            capacity,
            retry: 14,
            after_rate_limit: 5,
            after_timeout: 10,
            success: 1,
            percent: Some(15),
            minimum: 2,
        }
    }

    /// A full budget of so many tokens, which it shares with no other.
    #[must_use]
    pub fn capacity(mut self, capacity: u32) -> Self {
        self.spent = Spent::nothing_of(capacity);
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

    /// How many of a hundred calls of the last minute go out again at most; `None` for tokens as the only limit.
    #[must_use]
    pub fn percent(mut self, percent: impl Into<Option<u32>>) -> Self {
        self.percent = percent.into();
        self
    }

    /// How many retries there may be in a minute however few the calls are.
    #[must_use]
    pub const fn minimum(mut self, retries: u32) -> Self {
        self.minimum = retries;
        self
    }

    /// How many tokens are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.spent().left
    }

    /// It is held for a few instructions only.
    fn spent(&self) -> MutexGuard<'_, Spent> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call that goes out for the first time.
    pub(super) fn call(&self, now: Timestamp) {
        self.spent().share.call(now);
    }

    /// Takes what a retry after this verdict takes.
    ///
    /// # Errors
    ///
    /// Which limit is reached.
    pub(super) fn take<C>(&self, verdict: &Verdict<'_, C>, now: Timestamp) -> Result<Cost, StopReason> {
        let cost @ Cost { tokens, is_shared } = self.cost(verdict);
        let mut spent = self.spent();
        let left = spent.left.checked_sub(tokens);
        let left = left.ok_or(StopReason::OverBudget { cost: tokens, left: spent.left })?;
        if is_shared && let Some(percent) = self.percent {
            let (retries, calls) = spent.share.counts(now);
            let allowed = u64::from(calls) * u64::from(percent) / 100;
            if u64::from(retries) >= allowed.max(self.minimum.into()) {
                return Err(StopReason::OverShare { retries, calls });
            }
            spent.share.retry(now);
        }
        spent.left = left;
        Ok(cost)
    }

    fn cost<C>(&self, verdict: &Verdict<'_, C>) -> Cost {
        let tokens = match verdict.category() {
            Category::RateLimited => return Cost { tokens: self.after_rate_limit, is_shared: false },
            Category::Timeout => self.after_timeout,
            _ if verdict.failure() == Some(Failure::TimedOut) => self.after_timeout,
            _ => self.retry,
        };
        Cost { tokens, is_shared: true }
    }

    /// Gives back what a retry took, or what a success at the first try gives.
    pub(super) fn give_back(&self, paid: Option<Cost>) {
        let mut spent = self.spent();
        let tokens = paid.map_or(self.success, |paid| paid.tokens);
        spent.left = spent.left.saturating_add(tokens).min(self.capacity);
        if paid.is_some_and(|paid| paid.is_shared) {
            spent.share.give_back();
        }
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
