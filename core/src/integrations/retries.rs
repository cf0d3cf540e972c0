//! How a client retries: what holds for all its requests.

use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;
use std::sync::Arc;

use super::budget::Budget;
use super::observer::Observer;
use super::tries::Tries;
use crate::{Policy, Resend, Timestamp, VendorCode};

/// How a client of the vendor whose codes are `C` retries: by the vendor's schedule, and within the caller's limits.
///
/// ```
/// use core::time::Duration;
/// use errcat::{Resend, integrations::Retries, openai::{ErrorCode, SCHEDULE}};
///
/// let retries = Retries::<ErrorCode>::new()
///     .policy(SCHEDULE.policy().max_attempts(3).max_wait(Duration::from_secs(30)))
///     .total(Duration::from_secs(60))
///     .resend(Resend::Always);
/// # let _ = retries;
/// ```
///
/// All requests of a client share a [`Budget`], and so do clones: what holds for some requests is said to a clone, such as
/// `retries.clone().resend(Resend::Always)` for those that may take effect twice.
pub struct Retries<C> {
    policy: Policy,
    total: Duration,
    resend: Option<Resend>,
    jitter: fn() -> f64,
    budget: Option<Budget>,
    observer: Option<Arc<dyn Observer>>,
    vendor: PhantomData<fn() -> C>,
}

impl<C: VendorCode> Retries<C> {
    /// The time from the first try to the last that holds where the caller names none: five minutes.
    pub const TOTAL: Duration = Duration::from_secs(300);

    /// By the vendor's schedule, with random jitter, for at most [`TOTAL`](Self::TOTAL), and with a
    /// [`Budget`] of its own.
    #[must_use]
    pub fn new() -> Self {
        Self {
            policy: C::table().schedule.policy(),
            total: Self::TOTAL,
            resend: None,
            jitter: fastrand::f64,
            budget: Some(Budget::new()),
            observer: None,
            vendor: PhantomData,
        }
    }

    /// By this policy. Its jitter is drawn anew for each request: see [`jitter`](Self::jitter). Whether a
    /// request may be sent again that may have taken effect is for [`resend`](Self::resend) to say, not for the
    /// policy.
    #[must_use]
    pub const fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Stops rather than wait past this time, counted from when the request first went out; the reason is
    /// [`OutOfTime`](crate::StopReason::OutOfTime), or [`WaitTooLong`](crate::StopReason::WaitTooLong) where
    /// the wait alone is longer than this. How long a single try may take is up to the client's own timeouts.
    #[must_use]
    pub const fn total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// Whether requests may be sent again that may have taken effect, whatever their method; a request's own
    /// extension still goes before.
    #[must_use]
    pub const fn resend(mut self, resend: Resend) -> Self {
        self.resend = Some(resend);
        self
    }

    /// Where a request's jitter comes from, a number from 0 to 1: see [`Policy::jitter`]. `|| 0.0` is
    /// none.
    #[must_use]
    pub const fn jitter(mut self, jitter: fn() -> f64) -> Self {
        self.jitter = jitter;
        self
    }

    /// With this budget, or without any: then an outage of the vendor is multiplied by the number of tries.
    #[must_use]
    pub fn budget(mut self, budget: impl Into<Option<Budget>>) -> Self {
        self.budget = budget.into();
        self
    }

    /// Lets this know what becomes of each try, for metrics and records.
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// The tries of one request that goes out `now` for the first time. They share the budget: see
    /// [`Tries::budget`].
    #[must_use]
    pub fn begin(&self, resend: Resend, now: impl Into<Timestamp>) -> Tries {
        Tries::new(self.policy.jitter((self.jitter)()).resend(resend), now)
            .total(self.total)
            .budget(self.budget.clone())
            .observed_by(self.observer.clone())
    }

    /// Whether a request of which nothing is known may take effect twice: as the client says, or as for a `POST`.
    pub(super) fn resend_of_any(&self) -> Resend {
        self.resend.unwrap_or(Resend::AsDocumented)
    }

    /// Whether this request may take effect twice: by its extension, the client or its method.
    #[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
    pub(super) fn resend_of(&self, method: &::http::Method, extensions: &::http::Extensions) -> Resend {
        let own = extensions.get().copied();
        own.or(self.resend).unwrap_or_else(|| Resend::by_method(method))
    }
}

impl<C: VendorCode> Default for Retries<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Retries<C> {
    fn clone(&self) -> Self {
        Self { budget: self.budget.clone(), observer: self.observer.clone(), ..*self }
    }
}

impl<C> fmt::Debug for Retries<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retries")
            .field("policy", &self.policy)
            .field("total", &self.total)
            .field("resend", &self.resend)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}
