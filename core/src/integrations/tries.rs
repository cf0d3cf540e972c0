//! The tries of one request: counted, limited, and judged, without a clock.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::AtomicBool;
#[cfg(feature = "tower")]
use core::sync::atomic::Ordering;
use core::time::Duration;

use super::budget::{Budget, Cost};
use super::observer::{Event, Observer};
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
pub struct Tries {
    policy: Policy,
    total: Duration,
    started: Timestamp,
    waited: Duration,
    failed: u32,
    /// How many of the tries went out with a change.
    changed: u32,
    budget: Option<Budget>,
    /// What the last retry took of the budget.
    paid: Option<Cost>,
    observer: Option<Arc<dyn Observer>>,
    /// Whether a try has started of which nothing is known yet.
    is_in_flight: AtomicBool,
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
        Self {
            policy,
            total: Duration::MAX,
            started: now.into(),
            waited: Duration::ZERO,
            failed: 0,
            changed: 0,
            budget: None,
            paid: None,
            observer: None,
            is_in_flight: AtomicBool::new(false),
        }
    }

    /// Stops rather than wait past this time, counted from the start.
    #[must_use]
    pub const fn total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// Takes what retries cost from this budget, which all requests of a client share, and counts this one among its calls.
    /// Say [`succeeded`](Self::succeeded) where a try succeeds that [`after_response`](Self::after_response) does not see,
    /// or the budget runs dry.
    #[must_use]
    pub fn budget(mut self, budget: impl Into<Option<Budget>>) -> Self {
        self.budget = budget.into();
        if let Some(budget) = &self.budget {
            budget.call(self.started);
        }
        self
    }

    /// Lets this know what becomes of each try.
    #[must_use]
    pub(super) fn observed_by(mut self, observer: Option<Arc<dyn Observer>>) -> Self {
        self.observer = observer;
        self
    }

    /// Says that a try goes out, for an [`Observer`] that counts those in flight. The loops of this crate say it by
    /// themselves; one of your own that has no observer need not.
    pub fn start(&mut self) {
        if self.observer.is_some() {
            *self.is_in_flight.get_mut() = true;
            self.observe(Event::Started { attempt: self.failed.saturating_add(1) });
        }
    }

    /// The same tries, and the one that is in flight, where a clone has it no longer.
    #[cfg(feature = "tower")]
    pub(super) fn handed_over(&self) -> Self {
        let mut tries = self.clone();
        *tries.is_in_flight.get_mut() = self.is_in_flight.swap(false, Ordering::Relaxed);
        tries
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

    /// Judges the response of a try; `None` where it is not an error: then the request has
    /// [`succeeded`](Self::succeeded).
    ///
    /// Where each of several tasks of the request may have an error of its own, the one that allows
    /// least decides. Where such an error comes in a success, or without a status, other tasks may have
    /// succeeded: the request as a whole is sent again only under [`Resend::Always`]. So too where there are
    /// more errors than [`classify_all`](VendorCode::classify_all) gives, as nothing is known about the others.
    #[must_use]
    pub fn after_response<C: VendorCode>(
        &mut self,
        response: &Response<'_>,
        now: impl Into<Timestamp>,
    ) -> Option<Step<C>> {
        let step = self.judge_response(response, now)?;
        self.settle(&step.next);
        Some(step)
    }

    /// Judges a try that got no response.
    #[must_use]
    pub fn after_failure<C: VendorCode>(&mut self, failure: Failure, now: impl Into<Timestamp>) -> Step<C> {
        let step = self.judge_failure(failure, now);
        self.settle(&step.next);
        step
    }

    /// What comes next after a try with this verdict.
    #[must_use]
    pub fn next<'a, C>(&mut self, verdict: &Verdict<'a, C>, now: impl Into<Timestamp>) -> Next<'a> {
        let verdict = self.policy.overriding(verdict);
        self.fail(&verdict);
        let next = self.decide(Duration::ZERO, &verdict, now.into());
        self.settle(&next);
        next
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
        let (verdict, now) = (self.policy.overriding(verdict), now.into());
        let is_told = verdict.retry() == Retry::AfterWait && verdict.wait_length(now).is_some();
        let least = if is_told { Duration::ZERO } else { planned };
        self.fail(&verdict);
        let next = self.decide(least, &verdict, now);
        self.settle(&next);
        next
    }

    /// Gives the budget back what the last retry took, or else what a success at the first try gives.
    /// [`after_response`](Self::after_response) does it by itself.
    pub fn succeeded(&mut self) {
        if let Some(budget) = &self.budget {
            budget.give_back(self.paid.take());
        }
        *self.is_in_flight.get_mut() = false;
        self.observe(Event::Succeeded { attempts: self.failed.saturating_add(1) });
    }

    /// As [`after_response`](Self::after_response), where the caller may still stop.
    pub(super) fn judge_response<C: VendorCode>(
        &mut self,
        response: &Response<'_>,
        now: impl Into<Timestamp>,
    ) -> Option<Step<C>> {
        let now = now.into();
        let Some(verdict) = C::classify(response) else {
            self.succeeded();
            return None;
        };
        let mut verdict = self.policy.overridden(verdict);
        let (is_listed, mut left_out) = (verdict.item().is_some(), 0);
        if is_listed {
            let all = C::classify_up_to(response, LIMIT);
            left_out = all.left_out;
            let kept = all.kept.into_iter().map(|verdict| self.policy.overridden(verdict));
            let mut kept: Vec<_> = kept.collect();
            let decisive = (0..kept.len()).rev().max_by_key(|&index| self.weight(&kept[index], now));
            if let Some(decisive) = decisive {
                verdict = kept.swap_remove(decisive);
            }
        }
        // Before it is made to own what it says: whoever looks on gets a copy.
        self.fail(&verdict);
        let verdict = verdict.into_owned();
        let others_may_have_succeeded = is_listed && response.status().is_none_or(|status| status < 400);
        let is_whole = !others_may_have_succeeded && left_out == 0;
        let next = if is_whole || self.policy.resends() == Resend::Always {
            self.decide(Duration::ZERO, &verdict, now)
        } else {
            let next = self.plan(self.failed, Duration::ZERO, &verdict, now);
            let is_stop = matches!(next, Next::Stop(_));
            if is_stop { next } else { Next::Stop(StopReason::MayHaveTakenEffect) }
        };
        Some(Step { verdict, next })
    }

    /// As [`after_failure`](Self::after_failure), where the caller may still stop.
    pub(super) fn judge_failure<C: VendorCode>(
        &mut self,
        failure: Failure,
        now: impl Into<Timestamp>,
    ) -> Step<C> {
        let verdict = self.policy.overridden(C::no_response(failure));
        self.fail(&verdict);
        let next = self.decide(Duration::ZERO, &verdict, now.into());
        Step { verdict, next }
    }

    /// Says what becomes of a failed try.
    pub(super) fn settle(&self, next: &Next<'_>) {
        let attempts = self.failed;
        self.observe(match *next {
            Next::After(wait) | Next::AfterChange { wait, .. } => Event::Waits { attempts, wait },
            Next::Stop(reason) => Event::Stopped { attempts, reason },
        });
    }

    /// Stops for a reason of the caller's where the request could go out again: then it costs nothing.
    pub(super) fn call_off(&mut self, reason: StopReason) {
        if let (Some(budget), Some(paid)) = (&self.budget, self.paid.take()) {
            budget.give_back(Some(paid));
        }
        self.settle(&Next::Stop(reason));
    }

    /// Decides what comes after a failed try, and pays for it.
    fn decide<'a, C>(&mut self, least: Duration, verdict: &Verdict<'a, C>, now: Timestamp) -> Next<'a> {
        let next = self.plan(self.failed, least, verdict, now);
        let (Next::After(wait) | Next::AfterChange { wait, .. }) = next else { return next };
        if let Some(budget) = &self.budget {
            match budget.take(verdict, now) {
                Ok(cost) => self.paid = Some(cost),
                Err(reason) => return Next::Stop(reason),
            }
        }
        self.waited = self.waited.saturating_add(wait);
        self.changed += u32::from(matches!(next, Next::AfterChange { .. }));
        next
    }

    fn fail<C>(&mut self, verdict: &Verdict<'_, C>) {
        self.failed = self.failed.saturating_add(1);
        *self.is_in_flight.get_mut() = false;
        if self.observer.is_some() {
            self.observe(Event::Failed { attempt: self.failed, verdict: &verdict.to_any() });
        }
    }

    fn observe(&self, event: Event<'_>) {
        if let Some(observer) = &self.observer {
            observer.observe(&event);
        }
    }

    /// What comes next by the policy and the time that is left, after so many failed tries. The verdict has the policy's
    /// overrides.
    fn plan<'a, C>(
        &self,
        failed: u32,
        least: Duration,
        verdict: &Verdict<'a, C>,
        now: Timestamp,
    ) -> Next<'a> {
        let mut next = self.policy.step(self.attempt(failed, verdict), verdict, now);
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
        next
    }

    /// How often the request was tried, as the limit of this error counts: "once more with a change" is
    /// about the tries with the change, however often it went out before for other reasons.
    fn attempt<C>(&self, failed: u32, verdict: &Verdict<'_, C>) -> u32 {
        let is_last = failed >= self.policy.attempts();
        if verdict.retry() == Retry::WithChange && !is_last { self.changed + 1 } else { failed }
    }

    /// How much a verdict speaks against sending again: to stop, more than to make a change, more than
    /// to wait, and the longer the more.
    fn weight<C>(&self, verdict: &Verdict<'_, C>, now: Timestamp) -> (u8, Duration) {
        match self.plan(self.failed.saturating_add(1), Duration::ZERO, verdict, now) {
            Next::After(wait) => (0, wait),
            Next::AfterChange { wait, .. } => (1, wait),
            Next::Stop(_) => (2, Duration::ZERO),
        }
    }
}

/// The try that is in flight stays with the original.
impl Clone for Tries {
    fn clone(&self) -> Self {
        Self {
            policy: self.policy,
            total: self.total,
            started: self.started,
            waited: self.waited,
            failed: self.failed,
            changed: self.changed,
            budget: self.budget.clone(),
            paid: self.paid,
            observer: self.observer.clone(),
            is_in_flight: AtomicBool::new(false),
        }
    }
}

impl Drop for Tries {
    fn drop(&mut self) {
        if *self.is_in_flight.get_mut() {
            self.observe(Event::Abandoned { attempt: self.failed.saturating_add(1) });
        }
    }
}

impl fmt::Debug for Tries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tries")
            .field("policy", &self.policy)
            .field("total", &self.total)
            .field("started", &self.started)
            .field("waited", &self.waited)
            .field("failed", &self.failed)
            .field("changed", &self.changed)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
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
