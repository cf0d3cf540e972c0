//! The retry loop around any client: one that waits by tokio's clock, and one that blocks.

#[cfg(feature = "tokio")]
use core::future::Future;
use std::time::{Duration, SystemTime};

use super::again::{Change, again};
use super::as_response::AsResponse;
use super::call_error::{BoxError, CallError};
use super::failure::{failure_of, status_of};
use super::retries::Retries;
use super::tries::Tries;
use crate::{Response, VendorCode};

/// What comes after a try.
enum Turn<T, C> {
    /// Nothing: this is what the call comes to.
    Over(Result<T, CallError<C>>),
    /// Another one, after this wait.
    Again(Duration),
}

impl<C: VendorCode> Retries<C> {
    /// Sends a request, and sends it again as the vendor asks, waiting by tokio's clock: `send` sends it once, and gives
    /// the response with its body, be it a success or an error ([`AsResponse`]), or the client's own error.
    ///
    /// There is never more than one try at a time. Where the future is dropped, nothing is sent beyond what is already
    /// on its way.
    ///
    /// A request that may have taken effect is sent again only where the vendor itself says that a retry is worth it, as
    /// for a `POST`. For a `GET` and others that do no harm, say
    /// [`Resend::Always`](crate::Resend::Always): `retries.clone().resend(Resend::Always).run(…)`. How long a single
    /// try may take is up to the client: give it a timeout.
    ///
    /// ```
    /// use errcat::{integrations::{CallError, Retries, reqwest::collect}, runo::ErrorCode};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// async fn extract(client: &reqwest::Client, retries: &Retries<ErrorCode>) -> Result<String, CallError<ErrorCode>> {
    ///     let request = client.post("https://example.com/extract").body("{}");
    ///     let send = async || collect(request.try_clone().unwrap().send().await?, 1 << 20).await;
    ///     let response = retries.run(send).await?;
    ///     Ok(String::from_utf8_lossy(response.body()).into_owned())
    /// }
    /// # let _ = extract;
    /// ```
    ///
    /// # Errors
    ///
    /// The verdict on the last try and why it was the last, or the client's own error where that is not a transport
    /// failure ([`failure_of`]).
    #[cfg(feature = "tokio")]
    pub async fn run<T, E, F>(&self, mut send: impl FnMut() -> F) -> Result<T, CallError<C>>
    where
        F: Future<Output = Result<T, E>>,
        T: AsResponse,
        E: Into<BoxError>,
    {
        self.run_changing((), |_, ()| false, |()| send()).await
    }

    /// The same for a request in which a change can be made that a vendor asks for, such as `fresh=true`: `change` makes
    /// it, and says whether it did. It is made as often as the vendor documents. Each try gets a clone of the request.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    #[cfg(feature = "tokio")]
    pub async fn run_changing<R, T, E, F>(
        &self,
        mut request: R,
        change: impl Fn(&str, &mut R) -> bool + Send + Sync,
        mut send: impl FnMut(R) -> F,
    ) -> Result<T, CallError<C>>
    where
        R: Clone,
        F: Future<Output = Result<T, E>>,
        T: AsResponse,
        E: Into<BoxError>,
    {
        let mut tries = self.begin_any();
        loop {
            tries.start();
            let sent = send(request.clone()).await;
            match turn(&mut tries, sent, &mut request, &change) {
                Turn::Over(outcome) => return outcome,
                Turn::Again(wait) => tokio::time::sleep(wait).await,
            }
        }
    }

    /// The same as `run` (feature `tokio`) for a client that blocks, such as ureq: the thread sleeps.
    ///
    /// ```no_run
    /// use errcat::integrations::{CallError, Retries, ureq::collect};
    /// use errcat::runo::ErrorCode;
    ///
    /// # fn run() -> Result<(), CallError<ErrorCode>> {
    /// let agent = ureq::Agent::from(ureq::config::Config::builder().http_status_as_error(false).build());
    /// let retries = Retries::<ErrorCode>::new();
    /// let send = || collect(agent.post("http://example.com/extract").send("{}")?, 1 << 20);
    /// let response = retries.run_blocking(send)?;
    /// # let _ = response;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The verdict on the last try and why it was the last, or the client's own error where that is not a transport
    /// failure ([`failure_of`]).
    pub fn run_blocking<T, E>(&self, mut send: impl FnMut() -> Result<T, E>) -> Result<T, CallError<C>>
    where
        T: AsResponse,
        E: Into<BoxError>,
    {
        self.run_blocking_changing((), |_, ()| false, |()| send())
    }

    /// The same for a request in which a change can be made that a vendor asks for, such as `fresh=true`: `change` makes
    /// it, and says whether it did. It is made as often as the vendor documents.
    ///
    /// # Errors
    ///
    /// As [`run_blocking`](Self::run_blocking).
    pub fn run_blocking_changing<R, T, E>(
        &self,
        mut request: R,
        change: impl Fn(&str, &mut R) -> bool + Send + Sync,
        mut send: impl FnMut(&R) -> Result<T, E>,
    ) -> Result<T, CallError<C>>
    where
        T: AsResponse,
        E: Into<BoxError>,
    {
        let mut tries = self.begin_any();
        loop {
            tries.start();
            let sent = send(&request);
            match turn(&mut tries, sent, &mut request, &change) {
                Turn::Over(outcome) => return outcome,
                Turn::Again(wait) => std::thread::sleep(wait),
            }
        }
    }

    /// The tries of a request of which nothing is known.
    fn begin_any(&self) -> Tries {
        self.begin(self.resend_of_any(), SystemTime::now())
    }
}

/// What comes after a try that came to this.
fn turn<R, T: AsResponse, E: Into<BoxError>, C: VendorCode>(
    tries: &mut Tries,
    sent: Result<T, E>,
    request: &mut R,
    change: &Change<'_, R>,
) -> Turn<T, C> {
    let now = SystemTime::now();
    let (step, outcome) = match sent {
        Ok(reply) => (tries.judge_response::<C>(&reply.as_response(), now), Ok(reply)),
        Err(error) => {
            let error = error.into();
            let step = match (failure_of(&*error), status_of(&*error)) {
                (Some(failure), _) => Some(tries.judge_failure::<C>(failure, now)),
                (None, Some(status)) => tries.judge_response::<C>(&Response::new(status), now),
                (None, None) => None,
            };
            (step, Err(error))
        }
    };
    let attempts = tries.failed();
    let Some(step) = step else {
        return Turn::Over(outcome.map_err(|error| CallError::of_client(attempts.saturating_add(1), error)));
    };
    match again(tries, &step, Some(request), Some(change)) {
        Ok((wait, _)) => Turn::Again(wait),
        Err(reason) => Turn::Over(Err(CallError::stopped(attempts, step.verdict, reason, outcome.err()))),
    }
}
