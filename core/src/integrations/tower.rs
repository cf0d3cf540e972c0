//! For tower: a retry policy for services whose responses have their bodies with them.
//!
//! ```
//! use std::convert::Infallible;
//! use errcat::{OwnedVerdict, integrations::{Retries, tower::RetryPolicy}, stripe::ErrorCode};
//! use tower::{Service, ServiceBuilder, ServiceExt, service_fn};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn run() -> Result<(), http::Error> {
//! let mut client = ServiceBuilder::new()
//!     .retry(RetryPolicy::new(Retries::<ErrorCode>::new(), |_: &Infallible| None))
//!     .service(service_fn(|_: http::Request<String>| async {
//!         // Send the request here, with any client, and collect the body.
//!         let body = r#"{"error": {"type": "card_error", "code": "expired_card"}}"#;
//!         Ok(http::Response::builder().status(402).body(body).expect("a response"))
//!     }));
//! let request = http::Request::post("https://api.stripe.com/v1/charges").body(String::new())?;
//! let Ok(response) = client.ready().await.expect("ready").call(request).await;
//! let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().expect("an error");
//! assert_eq!(verdict.code(), Some(ErrorCode::ExpiredCard));
//! # Ok(())
//! # }
//! # run().unwrap();
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{Request, Response};
use ::tower::retry::Policy;

use super::again::{Change, again};
use super::retries::Retries;
use super::sleep::{Sleep, TokioSleep};
use super::tries::{Step, Tries};
use crate::{Failure, StopReason, Timestamp, VendorCode};

/// A policy for tower's retries that judges each response by the vendor whose codes are `C`, and waits as the vendor asks.
///
/// A response that stays an error comes back as it is, with its verdict
/// ([`OwnedVerdict<C>`](crate::OwnedVerdict)) and the [`StopReason`] in its extensions; an error of
/// the service (`E`) just as it is. Requests are cloned, with their body of the type `B`. See
/// [`Resend`](crate::Resend) for those that must not take effect twice, and [`Retries`] and [`Budget`](super::Budget) for the limits.
pub struct RetryPolicy<C, B, E, S = TokioSleep> {
    retries: Retries<C>,
    failure: Arc<TransportFailure<E>>,
    change: Option<Arc<Change<'static, Request<B>>>>,
    sleep: S,
    /// Those of the last request that went out.
    tries: Option<Tries>,
}

/// Says which failure of the transport an error is, if any.
type TransportFailure<E> = dyn Fn(&E) -> Option<Failure> + Send + Sync;

impl<C: VendorCode, B, E> RetryPolicy<C, B, E> {
    /// A policy that retries so. `failure` says which failure of the transport an error of the service is;
    /// `None`: none, and it is not tried again. See [`failure_of`](super::failure_of).
    #[must_use]
    pub fn new(retries: Retries<C>, failure: impl Fn(&E) -> Option<Failure> + Send + Sync + 'static) -> Self {
        let failure = Arc::new(failure);
        Self { retries, failure, change: None, sleep: TokioSleep, tries: None }
    }
}

impl<C, B, E, S> RetryPolicy<C, B, E, S> {
    /// Makes the change that a vendor asks for, such as `fresh=true`, in the request, and says whether it
    /// did. Without it, what needs a change is not tried again.
    #[must_use]
    pub fn change(mut self, change: impl Fn(&str, &mut Request<B>) -> bool + Send + Sync + 'static) -> Self {
        self.change = Some(Arc::new(change));
        self
    }

    /// Waits by this instead of tokio's clock.
    #[must_use]
    pub fn sleep<T: Sleep>(self, sleep: T) -> RetryPolicy<C, B, E, T> {
        let Self { retries, failure, change, sleep: _, tries } = self;
        RetryPolicy { retries, failure, change, sleep, tries }
    }
}

impl<C, B, R, E, S> Policy<Request<B>, Response<R>, E> for RetryPolicy<C, B, E, S>
where
    C: VendorCode,
    B: Clone,
    R: AsRef<[u8]>,
    S: Sleep,
{
    type Future = S::Future;

    fn retry(&mut self, request: &mut Request<B>, result: &mut Result<Response<R>, E>) -> Option<S::Future> {
        let tries = self.tries.as_mut()?;
        let now = Timestamp::from(SystemTime::now());
        let step = match result {
            Ok(response) => tries.judge_response::<C>(&(&*response).into(), now)?,
            Err(error) => tries.judge_failure::<C>((self.failure)(error)?, now),
        };
        match again(tries, &step, Some(request), self.change.as_deref()) {
            Ok((wait, _)) => Some(self.sleep.sleep(wait)),
            Err(reason) => {
                hand_over(step, reason, result);
                None
            }
        }
    }

    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        // tower asks for a clone right before each try, and for the first one before it clones the policy for the request:
        // until a try fails, this is the policy of all requests.
        let tries = match self.tries.take() {
            Some(tries) if tries.failed() > 0 => tries,
            _ => {
                let resend = self.retries.resend_of(request.method(), request.extensions());
                self.retries.begin(resend, SystemTime::now())
            }
        };
        self.tries.insert(tries).start();
        Some(request.clone())
    }
}

/// Gives the caller the verdict on the response that stays an error.
fn hand_over<C: VendorCode, R, E>(step: Step<C>, reason: StopReason, result: &mut Result<Response<R>, E>) {
    if let Ok(response) = result {
        response.extensions_mut().insert(step.verdict);
        response.extensions_mut().insert(reason);
    }
}

impl<C, B, E, S: Clone> Clone for RetryPolicy<C, B, E, S> {
    fn clone(&self) -> Self {
        Self {
            retries: self.retries.clone(),
            failure: Arc::clone(&self.failure),
            change: self.change.clone(),
            sleep: self.sleep.clone(),
            // The first clone after a request went out is the policy of that one.
            tries: self.tries.as_ref().map(Tries::handed_over),
        }
    }
}

impl<C, B, E, S> fmt::Debug for RetryPolicy<C, B, E, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy").field("retries", &self.retries).finish_non_exhaustive()
    }
}
