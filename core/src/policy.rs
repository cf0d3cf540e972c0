//! A vendor's schedule with what the caller adds: jitter, limits, and whether a request may be sent twice.

use alloc::borrow::Cow;
use core::time::Duration;

use crate::table::Schedule;
use crate::{Next, Overrides, Resend, Retry, StopReason, Timestamp, Verdict, Wait};

impl Schedule {
    /// The next step once a request was tried `attempt` times (the first try counts as one) and the last
    /// of them gave this verdict. Reads no clock, does not sleep, and draws no random number.
    ///
    /// A wait that the response asks for is kept even where it is longer than [`max`](Self::max); one that is longer
    /// than the vendor's [`max_wait`](Self::max_wait) stops. A wait of zero, or until a time that has passed, is no
    /// wait: the vendor's page for this error says how long, or else [`backoff`](Self::backoff). Where the response
    /// has a `Date` header, a time is compared with that and not with `now`. To limit waits further, to add jitter, or for requests that must not take effect twice, see
    /// [`policy`](Self::policy).
    ///
    /// ```
    /// use core::time::Duration;
    /// use errcat::{Next, Response, StopReason, Timestamp, runo};
    ///
    /// let now = Timestamp::from_unix_seconds(1_780_272_000);
    /// let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
    /// let response = Response::new(429).header("Retry-After", "7").body(body);
    /// let verdict = runo::classify(&response).expect("an error");
    /// assert_eq!(runo::SCHEDULE.next(1, &verdict, now), Next::After(Duration::from_secs(7)));
    /// let last = runo::SCHEDULE.next(4, &verdict, now);
    /// assert_eq!(last, Next::Stop(StopReason::Exhausted { attempts: 4 }));
    /// ```
    #[must_use]
    pub fn next<'a, C>(&self, attempt: u32, verdict: &Verdict<'a, C>, now: impl Into<Timestamp>) -> Next<'a> {
        self.policy().next(attempt, verdict, now)
    }

    /// This schedule with what the caller may add to it.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        Policy::new(*self)
    }
}

/// How a caller retries: a vendor's schedule, and the caller's own limits.
///
/// ```
/// use core::time::Duration;
/// use errcat::{Failure, Next, Resend, StopReason, Timestamp, runo};
///
/// let policy = runo::SCHEDULE.policy().resend(Resend::WithoutEffect).max_wait(Duration::from_secs(60));
/// let now = Timestamp::from_unix_seconds(1_780_272_000);
/// let verdict = runo::no_response(Failure::TimedOut);
/// assert_eq!(policy.next(1, &verdict, now), Next::Stop(StopReason::MayHaveTakenEffect));
/// let verdict = runo::no_response(Failure::NotSent);
/// assert_eq!(policy.next(1, &verdict, now), Next::After(Duration::from_secs(1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    schedule: Schedule,
    /// In millionths.
    jitter: u32,
    max_wait: Option<Duration>,
    max_attempts: Option<u32>,
    resend: Resend,
    overrides: Option<&'static Overrides>,
}

impl Policy {
    /// The schedule as it is: no jitter, no limit of its own, and every request may be sent again.
    #[must_use]
    pub const fn new(schedule: Schedule) -> Self {
        let (max_wait, max_attempts, overrides) = (None, None, None);
        Self { schedule, jitter: 0, max_wait, max_attempts, resend: Resend::Always, overrides }
    }

    /// Spreads the tries of many clients: `jitter`, drawn by the caller from 0 to 1, adds so much of
    /// half the schedule's wait. It only ever makes a wait longer, as the waits are the vendor's.
    ///
    /// What is outside of 0 to 1 counts as the nearer end, and NaN as 0.
    #[must_use]
    pub const fn jitter(mut self, jitter: f64) -> Self {
        // The cast itself stops at 0, and makes 0 of NaN.
        let millionths = (jitter * 1e6) as u32;
        self.jitter = if millionths < 1_000_000 { millionths } else { 1_000_000 };
        self
    }

    /// Stops where a single wait would be longer than this, jitter included. The vendor's own limit
    /// ([`Schedule::max_wait`]) holds too.
    #[must_use]
    pub const fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = Some(max_wait);
        self
    }

    /// Stops after so many tries, the first included, even where the vendor allows more.
    #[must_use]
    pub const fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = Some(max_attempts);
        self
    }

    /// Whether a request may be sent again that may have taken effect: it stops where not.
    #[must_use]
    pub const fn resend(mut self, resend: Resend) -> Self {
        self.resend = resend;
        self
    }

    /// Lets what the caller says decide instead of the vendor, for every verdict that the policy is asked about. They
    /// are shared by all requests, so a policy borrows them for good: from a `static`, or leaked.
    #[must_use]
    pub const fn overrides(mut self, overrides: &'static Overrides) -> Self {
        self.overrides = Some(overrides);
        self
    }

    /// A verdict with the policy's overrides.
    #[cfg(feature = "retries")]
    pub(crate) fn overridden<'a, C>(&self, verdict: Verdict<'a, C>) -> Verdict<'a, C> {
        match self.overrides {
            Some(overrides) => verdict.with(overrides),
            None => verdict,
        }
    }

    /// The same, where the verdict stays as it is for others.
    pub(crate) fn overriding<'v, 'a, C>(&self, verdict: &'v Verdict<'a, C>) -> Cow<'v, Verdict<'a, C>> {
        match self.overrides {
            Some(overrides) if !verdict.keeps_to(overrides) => Cow::Owned(verdict.clone().with(overrides)),
            _ => Cow::Borrowed(verdict),
        }
    }

    /// Whether a request may be sent again that may have taken effect.
    #[must_use]
    pub const fn resends(&self) -> Resend {
        self.resend
    }

    /// How often a request may be tried, the first included, where an error has no limit of its own.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.capped(self.schedule.max_attempts)
    }

    /// This number of tries, or fewer if the caller wants.
    const fn capped(&self, attempts: u32) -> u32 {
        match self.max_attempts {
            Some(own) if own < attempts => own,
            _ => attempts,
        }
    }

    /// The next step. See [`Schedule::next`].
    #[must_use]
    pub fn next<'a, C>(&self, attempt: u32, verdict: &Verdict<'a, C>, now: impl Into<Timestamp>) -> Next<'a> {
        self.step(attempt, &self.overriding(verdict), now.into())
    }

    /// The next step after a verdict that has the policy's overrides.
    pub(crate) fn step<'a, C>(&self, attempt: u32, verdict: &Verdict<'a, C>, now: Timestamp) -> Next<'a> {
        // A verdict comes of a try.
        let attempt = attempt.max(1);
        let wait = match self.wait(attempt, verdict, now) {
            Ok(wait) => wait,
            Err(reason) => return Next::Stop(reason),
        };
        match (verdict.retry(), verdict.change()) {
            (Retry::WithChange, Some(change)) => Next::AfterChange { wait, change },
            (Retry::WithChange, None) => Next::Stop(StopReason::UnknownChange),
            _ => Next::After(wait),
        }
    }

    fn wait<C>(
        &self,
        attempt: u32,
        verdict: &Verdict<'_, C>,
        now: Timestamp,
    ) -> Result<Duration, StopReason> {
        match verdict.retry() {
            Retry::Never => return Err(StopReason::Never),
            Retry::NotApplicable => return Err(StopReason::NotApplicable),
            Retry::AfterReset => return Err(quota(verdict, now)),
            Retry::Backoff | Retry::AfterWait | Retry::WithChange => {}
        }
        if attempt >= self.limit(verdict) {
            return Err(StopReason::Exhausted { attempts: attempt });
        }
        if !self.resend.allows(verdict) {
            return Err(StopReason::MayHaveTakenEffect);
        }
        let backoff = self.schedule.backoff(attempt);
        let asked = self.length(backoff, verdict, now);
        let wait = asked.saturating_add(self.spread(backoff));
        let exceeds = |wait, max: Option<Duration>| max.is_some_and(|max| wait > max);
        // The vendor's limit is about the wait itself: jitter must not turn a wait that it allows into a stop.
        if exceeds(asked, self.schedule.max_wait) || exceeds(wait, self.max_wait) {
            return Err(StopReason::WaitTooLong { wait });
        }
        Ok(wait)
    }

    /// How many tries there may be: as many as the vendor allows for this error or else in general,
    /// and not more than the caller wants.
    fn limit<C>(&self, verdict: &Verdict<'_, C>) -> u32 {
        let documented = verdict.retry_rule().and_then(|rule| rule.max_attempts);
        self.capped(documented.unwrap_or(self.schedule.max_attempts))
    }

    /// What the response asks for, or else the vendor's page for this error, where the retry depends on that;
    /// else the schedule's wait, or what they ask for if that is longer. Without jitter.
    fn length<C>(&self, backoff: Duration, verdict: &Verdict<'_, C>, now: Timestamp) -> Duration {
        match (verdict.retry(), verdict.wait_length(now)) {
            (_, None) => backoff,
            (Retry::AfterWait, Some(wait)) => wait,
            (_, Some(wait)) => wait.max(backoff),
        }
    }

    fn spread(&self, backoff: Duration) -> Duration {
        let nanoseconds = backoff.as_nanos() / 2 * u128::from(self.jitter) / 1_000_000;
        let seconds = u64::try_from(nanoseconds / 1_000_000_000).unwrap_or(u64::MAX);
        Duration::new(seconds, (nanoseconds % 1_000_000_000) as u32)
    }
}

fn quota<C>(verdict: &Verdict<'_, C>, now: Timestamp) -> StopReason {
    // A wait of zero does not say when: the quota is used up now.
    let wait = verdict.wait().filter(|wait| *wait != Wait::For(Duration::ZERO));
    let until = wait.map(|wait| wait.time_from(now));
    StopReason::Quota { until, window: verdict.window() }
}
