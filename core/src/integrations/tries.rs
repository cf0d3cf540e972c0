//! The tries of one request: counted, limited, and judged, without a clock.

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::classify::LIMIT;
use crate::{
    Failure, Next, OwnedVerdict, Policy, Resend, Response, Retry, StopReason, Timestamp, VendorCode, Verdict,
};

/// The tries of one request, for a retry loop around any client: given each failed try, it says what
/// comes next. It reads no clock and does not sleep.
///
/// ```
/// use core::time::Duration;
/// use errcat::{Next, Response, StopReason, Timestamp};
/// use errcat::{integrations::Tries, openai::{ErrorCode, SCHEDULE}};
///
/// let now = Timestamp::from_unix_seconds(1_780_272_000);
/// let mut tries = Tries::new(SCHEDULE.policy(), now).total(Duration::from_secs(10));
///
/// let body = r#"{"error": {"type": "requests", "code": "rate_limit_exceeded"}}"#;
/// let response = Response::new(429).header("Retry-After", "7").body(body);
/// let step = tries.after_response::<ErrorCode>(&response, now).expect("an error");
/// assert_eq!(step.next, Next::After(Duration::from_secs(7)));
///
/// let now = now.saturating_add(Duration::from_secs(7));
/// let step = tries.after_response::<ErrorCode>(&response, now).expect("an error");
/// let (wait, left) = (Duration::from_secs(7), Duration::from_secs(3));
/// assert_eq!(step.next, Next::Stop(StopReason::OutOfTime { wait, left }));
/// ```
#[derive(Clone, Debug)]
pub struct Tries {
    policy: Policy,
    total: Duration,
    started: Timestamp,
    waited: Duration,
    failed: u32,
    /// How many of the tries went out with a change.
    changed: u32,
}

/// What a failed try was, and what comes next.
#[non_exhaustive]
pub struct Step<C> {
    /// What the failed try was. Of a list of errors, the one that decides what comes next.
    pub verdict: OwnedVerdict<C>,
    /// What comes next.
    pub next: Next<'static>,
}

impl Tries {
    /// The tries of a request that goes out `now` for the first time, without a limit of their own to the
    /// time that they take.
    #[must_use]
    pub fn new(policy: Policy, now: impl Into<Timestamp>) -> Self {
        let (total, waited) = (Duration::MAX, Duration::ZERO);
        Self { policy, total, started: now.into(), waited, failed: 0, changed: 0 }
    }

    /// Stops rather than wait past this time, counted from the start.
    #[must_use]
    pub const fn total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// How many tries failed.
    #[must_use]
    pub const fn failed(&self) -> u32 {
        self.failed
    }

    /// How much of the total is left.
    #[must_use]
    pub fn time_left(&self, now: impl Into<Timestamp>) -> Duration {
        // A clock may be set back, or stand still in a test; what was waited is certain.
        let spent = now.into().saturating_duration_since(self.started).max(self.waited);
        self.total.saturating_sub(spent)
    }

    /// Judges the response of a try; `None` where it is not an error.
    ///
    /// Where each of several tasks of the request may have an error of its own, the one that allows
    /// least decides. Where such an error comes in a success, or without a status, other tasks may have
    /// succeeded: the request as a whole is not sent again but under [`Resend::Always`]. Nor is it where there are
    /// more errors than [`classify_all`](VendorCode::classify_all) gives, as nothing is known about the others.
    #[must_use]
    pub fn after_response<C: VendorCode>(
        &mut self,
        response: &Response<'_>,
        now: impl Into<Timestamp>,
    ) -> Option<Step<C>> {
        let now = now.into();
        let mut verdict = self.policy.overridden(C::classify(response)?);
        let (is_listed, mut left_out) = (verdict.item().is_some(), 0);
        if is_listed {
            let all = C::classify_up_to(response, LIMIT);
            left_out = all.left_out;
            let kept = all.kept.into_iter().map(|verdict| self.policy.overridden(verdict));
            let mut kept: Vec<_> = kept.collect();
            let decisive = (0..kept.len()).rev().max_by_key(|&index| self.clone().weight(&kept[index], now));
            if let Some(decisive) = decisive {
                verdict = kept.swap_remove(decisive);
            }
        }
        let verdict = verdict.into_owned();
        let mut next = self.next(&verdict, now);
        let others_may_have_succeeded = is_listed && response.status().is_none_or(|status| status < 400);
        if (others_may_have_succeeded || left_out > 0)
            && self.policy.resends() != Resend::Always
            && !matches!(next, Next::Stop(_))
        {
            next = Next::Stop(StopReason::MayHaveTakenEffect);
        }
        Some(Step { verdict, next })
    }

    /// Judges a try that got no response.
    #[must_use]
    pub fn after_failure<C: VendorCode>(&mut self, failure: Failure, now: impl Into<Timestamp>) -> Step<C> {
        let verdict = self.policy.overridden(C::no_response(failure));
        let next = self.next(&verdict, now);
        Step { verdict, next }
    }

    /// What comes next after a try with this verdict.
    #[must_use]
    pub fn next<'a, C>(&mut self, verdict: &Verdict<'a, C>, now: impl Into<Timestamp>) -> Next<'a> {
        let verdict = self.policy.overriding(verdict);
        self.next_after_at_least(Duration::ZERO, &verdict, now.into())
    }

    /// What comes next, where the client's own backoff would wait for as long as `planned`: that holds
    /// too, but where the response itself says how long to wait.
    #[must_use]
    pub fn next_planned<'a, C>(
        &mut self,
        planned: Duration,
        verdict: &Verdict<'a, C>,
        now: impl Into<Timestamp>,
    ) -> Next<'a> {
        let (verdict, now) = (&*self.policy.overriding(verdict), now.into());
        let is_told = verdict.retry() == Retry::AfterWait && verdict.wait_length(now).is_some();
        let least = if is_told { Duration::ZERO } else { planned };
        self.next_after_at_least(least, verdict, now)
    }

    fn next_after_at_least<'a, C>(
        &mut self,
        least: Duration,
        verdict: &Verdict<'a, C>,
        now: Timestamp,
    ) -> Next<'a> {
        self.failed = self.failed.saturating_add(1);
        let mut next = self.policy.next(self.attempt(verdict), verdict, now);
        let (Next::After(wait) | Next::AfterChange { wait, .. }) = &mut next else { return next };
        *wait = least.max(*wait);
        let (wait, time_left) = (*wait, self.time_left(now));
        if wait > time_left || time_left.is_zero() {
            // A wait that is longer than everything that is allowed is too long, however early it is asked for.
            let is_too_long = wait > self.total;
            return Next::Stop(if is_too_long {
                StopReason::WaitTooLong { wait }
            } else {
                StopReason::OutOfTime { wait, left: time_left }
            });
        }
        self.waited = self.waited.saturating_add(wait);
        self.changed += u32::from(matches!(next, Next::AfterChange { .. }));
        next
    }

    /// How often the request was tried, as the limit of this error counts: "once more with a change" is
    /// about the tries with the change, however often it went out before for other reasons.
    fn attempt<C>(&self, verdict: &Verdict<'_, C>) -> u32 {
        let is_last = self.failed >= self.policy.attempts();
        if verdict.retry() == Retry::WithChange && !is_last { self.changed + 1 } else { self.failed }
    }

    /// How much a verdict speaks against sending again: to stop, more than to make a change, more than
    /// to wait, and the longer the more.
    fn weight<C>(mut self, verdict: &Verdict<'_, C>, now: Timestamp) -> (u8, Duration) {
        match self.next(verdict, now) {
            Next::After(wait) => (0, wait),
            Next::AfterChange { wait, .. } => (1, wait),
            Next::Stop(_) => (2, Duration::ZERO),
        }
    }
}

impl<C> Clone for Step<C> {
    fn clone(&self) -> Self {
        Self { verdict: self.verdict.clone(), next: self.next }
    }
}

impl<C> fmt::Debug for Step<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("verdict", &self.verdict).field("next", &self.next).finish()
    }
}
