//! For backon: when to try again, and how long to wait.
//!
//! ```
//! use std::time::SystemTime;
//! use backon::Retryable;
//! use errcat::integrations::{Retries, backon::{Waits, adjust, when}};
//! use errcat::{OwnedVerdict, Resend, Response, openai::{self, ErrorCode}};
//!
//! type Error = Box<OwnedVerdict<ErrorCode>>;
//!
//! async fn complete() -> Result<String, Error> {
//!     // Send the request here, with any client.
//!     let (status, body) = (200, r#"{"output": []}"#);
//!     match openai::classify(&Response::new(status).body(body)) {
//!         Some(verdict) => Err(Box::new(verdict.into_owned())),
//!         None => Ok(body.to_owned()),
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn run() -> Result<(), Error> {
//! let tries = Retries::<ErrorCode>::new().begin(Resend::Always, SystemTime::now());
//! let body = complete
//!     .retry(Waits::of::<ErrorCode>())
//!     .when(when(|error: &Error| Some(&**error)))
//!     .adjust(adjust(tries, |error: &Error| Some(&**error)))
//!     .await?;
//! # Ok(())
//! # }
//! # run().unwrap();
//! ```

use core::time::Duration;
use std::time::SystemTime;

use super::tries::Tries;
use crate::{Next, OwnedVerdict, Retry, Schedule, VendorCode};

/// For backon's `when`: whether the same request is worth another try. `verdict` finds the verdict in an
/// error; one without a verdict is not tried again.
///
/// What only helps with a change ([`Retry::WithChange`]) is not, as backon sends the same once more. Overrides count here
/// where the verdict has them: make it by [`Verdict::with`](crate::Verdict::with).
pub fn when<E, C>(verdict: impl Fn(&E) -> Option<&OwnedVerdict<C>>) -> impl FnMut(&E) -> bool {
    move |error| {
        let Some(verdict) = verdict(error) else { return false };
        #[cfg(feature = "tracing")]
        super::tracing::event(verdict);
        matches!(verdict.retry(), Retry::Backoff | Retry::AfterWait)
    }
}

/// For backon's `adjust`: the wait that the response asks for, in whatever encoding it is written, or else
/// the one of backon's own builder, where that is not shorter than the vendor's schedule.
///
/// It stops where backon's builder does, and where the policy or the time limit of the tries does. A budget of the tries
/// does not count: backon does not say when a request succeeded, so that nothing would ever be given back.
/// [`Retries::run`](super::Retries) has one.
pub fn adjust<E, C>(
    tries: Tries,
    verdict: impl Fn(&E) -> Option<&OwnedVerdict<C>>,
) -> impl FnMut(&E, Option<Duration>) -> Option<Duration> {
    let mut tries = tries.budget(None);
    move |error, planned| {
        let planned = planned?;
        let verdict = verdict(error)?;
        match tries.next_planned(planned, verdict, SystemTime::now()) {
            Next::After(wait) => Some(wait),
            Next::AfterChange { .. } | Next::Stop(_) => None,
        }
    }
}

/// The waits of a vendor's schedule, as a builder for backon.
///
/// ```
/// use errcat::{integrations::backon::Waits, openai::ErrorCode};
///
/// let millis: Vec<u128> = Waits::of::<ErrorCode>().map(|wait| wait.as_millis()).collect();
/// assert_eq!(millis, [500, 1000]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    schedule: Schedule,
    failed: u32,
}

impl Waits {
    /// The waits of the vendor whose codes are `C`: one less than tries.
    #[must_use]
    pub fn of<C: VendorCode>() -> Self {
        Self { schedule: C::table().schedule, failed: 0 }
    }
}

impl Iterator for Waits {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.failed = self.failed.saturating_add(1);
        (self.failed < self.schedule.max_attempts).then(|| self.schedule.backoff(self.failed))
    }
}
