//! For reqwest-middleware: a middleware that judges responses, waits, and sends requests again.
//!
//! ```
//! use errcat::{OwnedVerdict, Resend, openai::ErrorCode};
//! use errcat::integrations::{Retries, reqwest_middleware::RetryMiddleware};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn run() -> Result<(), reqwest_middleware::Error> {
//! // To ask a model twice costs tokens and does no harm, though it is a POST: whatever fails may be sent again.
//! let retries = Retries::<ErrorCode>::new().resend(Resend::Always);
//! let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
//!     .with(RetryMiddleware::new(retries))
//!     .build();
//! let response = client.post("https://api.openai.com/v1/responses").send().await?;
//! if let Some(verdict) = response.extensions().get::<OwnedVerdict<ErrorCode>>() {
//!     eprintln!("{verdict}: {}", verdict.action().unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```

mod replay;
mod start;

mod received;

use std::fmt;
use std::time::{Duration, SystemTime};

use ::reqwest_middleware::{Error, Middleware, Next, Result};
use async_trait::async_trait;
use http::Extensions;
use http::header::CONTENT_TYPE;
use reqwest::{Request, Response};

use self::received::{Limits, Received};
use self::replay::Rest;
use self::start::{may_be_error, may_be_form};
use super::again::{Change, again};
use super::failure::of_reqwest;
use super::reqwest::ERROR_TIME;
use super::retries::Retries;
use super::sleep::{Sleep, TokioSleep};
use super::tries::{Step, Tries};
use crate::body::content_type::{ContentType, essence};
use crate::{StopReason, VendorCode};

/// A middleware that judges each response by the vendor whose codes are `C`, waits as the vendor asks, and sends the
/// request again.
///
/// **What the caller gets.** The last response, its body as it was sent. Where it is an error, its verdict
/// ([`OwnedVerdict<C>`](crate::OwnedVerdict)) and the [`StopReason`] are in its extensions. Where
/// there was no response: the error of the last try, and both in the request's extensions (see
/// [`execute_with_extensions`](::reqwest_middleware::ClientWithMiddleware::execute_with_extensions)).
///
/// **What it reads.** The body of an error (400 and above, or one that says so in a header), and of a success that is
/// JSON, a form or (with the feature `xml`) XML, or is short and does not say what it is, as errors come as successes too;
/// each up to [`body_limit`](Self::body_limit), and for ten seconds at most. The body of an error takes no more than half
/// of the time that is left either, so that there is time for another try. An error that is longer, or slower, is judged
/// by its status and headers alone; a success that is longer, or slower, is left alone; and either way the caller
/// gets all of it, what was not read as it comes.
///
/// **Streams.** A success that is a stream by its content type (`text/event-stream`,
/// `application/x-ndjson`, `application/stream+json`) is not touched, nor is any other of unknown length
/// that is not JSON, XML or a form. One that is called one of these goes to the caller as soon as its first byte shows
/// that it is not an error (a list is not where the vendor sends objects), or, where its length is not known, a
/// second after that byte. To judge a stream, read it by [`Frames`](crate::stream::Frames) and give each frame to
/// [`classify_frame`](crate::VendorCode::classify_frame).
///
/// Items of a batch that failed in a success are not an error of the whole: give the body to
/// [`classify_all`](crate::VendorCode::classify_all).
///
/// **What it sends again.** See [`Resend`](crate::Resend): by default a `POST` that may have taken effect
/// only where the vendor itself says that a retry is worth it.
/// A request that can't be cloned goes out once. Put the value into a request's extensions, by
/// `with_extension`, for what holds for it alone.
///
/// **How long it waits, and how often all its requests together.** See [`Retries`] and [`Budget`](super::Budget). Give the client a timeout too: how long a single try takes is
/// up to that. It needs the timers of tokio's runtime.
pub struct RetryMiddleware<C, S = TokioSleep> {
    retries: Retries<C>,
    body_limit: usize,
    change: Option<Box<Change<'static, Request>>>,
    sleep: S,
}

/// A try: what the caller would get of it, and what it was if it failed.
type Tried<T, C> = (T, Option<Step<C>>);

impl<C: VendorCode> RetryMiddleware<C> {
    /// The length of the longest body that is read where the caller names none, in bytes: 1 MiB.
    pub const BODY_LIMIT: usize = 1 << 20;

    /// A middleware that retries so.
    #[must_use]
    pub fn new(retries: Retries<C>) -> Self {
        Self { retries, body_limit: Self::BODY_LIMIT, change: None, sleep: TokioSleep }
    }
}

impl<C, S> RetryMiddleware<C, S> {
    /// Reads bodies up to this length, in bytes.
    #[must_use]
    pub fn body_limit(mut self, body_limit: usize) -> Self {
        self.body_limit = body_limit;
        self
    }

    /// Makes the change that a vendor asks for, such as `fresh=true`, in the request, and says whether it
    /// did. Without it, what needs a change is not tried again.
    #[must_use]
    pub fn change(mut self, change: impl Fn(&str, &mut Request) -> bool + Send + Sync + 'static) -> Self {
        self.change = Some(Box::new(change));
        self
    }

    /// Waits by this instead of tokio's clock.
    #[must_use]
    pub fn sleep<T: Sleep>(self, sleep: T) -> RetryMiddleware<C, T> {
        let Self { retries, body_limit, change, sleep: _ } = self;
        RetryMiddleware { retries, body_limit, change, sleep }
    }
}

#[async_trait]
impl<C: VendorCode + 'static, S: Sleep> Middleware for RetryMiddleware<C, S> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let resend = self.retries.resend_of(request.method(), extensions);
        let mut tries = self.retries.begin(resend, SystemTime::now());
        loop {
            let spare = request.try_clone();
            tries.start();
            let sent = next.clone().run(request, extensions).await;
            let (outcome, step) = self.judge(sent, &mut tries).await;
            let Some(step) = step else { return outcome };
            match again(&mut tries, &step, spare, self.change.as_deref()) {
                Ok((wait, spare)) => {
                    // What is left of the response would hold its connection through the wait.
                    drop(outcome);
                    request = spare;
                    self.sleep.sleep(wait).await;
                }
                Err(reason) => return hand_over(step, reason, outcome, extensions),
            }
        }
    }
}

impl<C: VendorCode, S> RetryMiddleware<C, S> {
    async fn judge(&self, sent: Result<Response>, tries: &mut Tries) -> Tried<Result<Response>, C> {
        match sent {
            Ok(response) => {
                let (response, step) = self.judge_response(response, tries).await;
                (Ok(response), step)
            }
            Err(error) => {
                let failure = match &error {
                    Error::Reqwest(error) => of_reqwest(error),
                    Error::Middleware(_) => None,
                };
                let step = failure.map(|failure| tries.judge_failure::<C>(failure, SystemTime::now()));
                (Err(error), step)
            }
        }
    }

    async fn judge_response(&self, response: Response, tries: &mut Tries) -> Tried<Response, C> {
        let is_failure = says_error::<C>(&response);
        if !is_failure && !self.may_hide_error(&response) {
            tries.succeeded();
            return (response, None);
        }
        let left = tries.time_left(SystemTime::now());
        let limits = |time: Duration| Limits { length: self.body_limit, time: time.min(ERROR_TIME) };
        let received = if is_failure {
            // The other half is for the wait, and another try.
            Received::failure(response, limits(left / 2)).await
        } else {
            let (envelope, is_json) = (&C::table().envelope, content_type(&response).is_some_and(is_json));
            let may_be_error =
                |first| may_be_error(envelope, first) || (!is_json && may_be_form(envelope, first));
            Received::success(response, limits(left), may_be_error).await
        };
        let now = SystemTime::now();
        let step = match &received.rest {
            Rest::Nothing => tries.judge_response::<C>(&received.response(), now),
            _ if is_failure => tries.judge_response::<C>(&received.response(), now),
            // A success that broke off is none; one that was not read to its end is taken for one.
            Rest::Broken(error) => of_reqwest(error).map(|failure| tries.judge_failure::<C>(failure, now)),
            Rest::More(_) => {
                tries.succeeded();
                None
            }
        };
        (received.into_response(), step)
    }

    /// Whether a success may still be an error: JSON, XML or a form that is not known to be too long for one,
    /// or a short body of which nothing else is known.
    fn may_hide_error(&self, response: &Response) -> bool {
        let limit = u64::try_from(self.body_limit).unwrap_or(u64::MAX);
        match (content_type(response), response.content_length()) {
            (Some(content_type), None) => is_tree(content_type),
            (Some(content_type), Some(length)) => {
                (is_tree(content_type) || is_plain(content_type)) && length <= limit
            }
            (None, length) => length.is_some_and(|length| length <= limit),
        }
    }
}

/// Whether the head of a response says that it is an error, whatever its body is.
fn says_error<C: VendorCode>(response: &Response) -> bool {
    let status = response.status().as_u16();
    status >= 400 || C::classify(&crate::Response::new(status).headers(response.headers())).is_some()
}

/// Gives the caller what the last try came to, with the verdict.
fn hand_over<C: VendorCode>(
    step: Step<C>,
    reason: StopReason,
    mut outcome: Result<Response>,
    extensions: &mut Extensions,
) -> Result<Response> {
    let extensions = match &mut outcome {
        Ok(response) => response.extensions_mut(),
        Err(_) => extensions,
    };
    extensions.insert(step.verdict);
    extensions.insert(reason);
    outcome
}

fn content_type(response: &Response) -> Option<&str> {
    response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
}

/// Whether a content type is that of any text, as servers call JSON that they were not configured for.
fn is_plain(content_type: &str) -> bool {
    essence(content_type).eq_ignore_ascii_case("text/plain")
}

/// Whether a content type is that of a format in which places are found.
fn is_tree(content_type: &str) -> bool {
    match ContentType::parse(content_type) {
        ContentType::Xml => cfg!(feature = "xml"),
        ContentType::Form => true,
        _ => is_json(content_type),
    }
}

/// Whether a content type is JSON, as a whole: `application/json`, `application/problem+json`; a sequence
/// of JSON texts, such as `application/x-ndjson` or `application/stream+json`, is not.
fn is_json(content_type: &str) -> bool {
    let content_type = content_type.to_ascii_lowercase();
    let essence = essence(&content_type);
    let is_json = matches!(essence, "application/json" | "text/json") || essence.ends_with("+json");
    is_json && !is_stream(&content_type)
}

/// Whether a content type in lower case says that it is a stream, by its name or by a parameter:
/// `application/stream+json`, `application/json; stream=watch`.
fn is_stream(content_type: &str) -> bool {
    let mut words = content_type.split(|character: char| !character.is_ascii_alphanumeric());
    words.any(|word| matches!(word, "stream" | "streaming"))
}

impl<C, S> fmt::Debug for RetryMiddleware<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryMiddleware")
            .field("retries", &self.retries)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}
