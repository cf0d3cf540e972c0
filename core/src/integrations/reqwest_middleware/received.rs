//! A response whose body was read within limits, so that it can be judged and handed on whole.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::response::Parts;
use http_body::{Body as _, Frame};
use reqwest::{Body, ResponseBuilderExt, Url};
use tokio::time::{Instant, timeout};

use super::replay::{Replay, Rest};
use super::start::Start;

/// How much of a body is read at most, and how long that may take.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// In bytes.
    pub(super) length: usize,
    /// From the head of the response on.
    pub(super) time: Duration,
}

/// How long a success that does not say how long it is may take from its first byte to its last, so that
/// it is not taken for a stream: what has to be known before it is sent comes in one piece.
const STREAM_TIME: Duration = Duration::from_secs(1);

/// A response whose body was read within limits.
pub(super) struct Received {
    parts: Parts,
    url: Url,
    read: Vec<u8>,
    trailers: Option<HeaderMap>,
    pub(super) rest: Rest,
}

impl Received {
    /// Reads the body of an error until it is longer than the limit, or the time is over.
    pub(super) async fn failure(response: reqwest::Response, limits: Limits) -> Self {
        let mut received = Self::of(response);
        received.read(limits, |_| true).await;
        received
    }

    /// Reads the body of a success likewise, but no further than it may be an error: `may_be_error` says so
    /// of its first byte that is not space, and a stream is none.
    pub(super) async fn success(
        response: reqwest::Response,
        limits: Limits,
        may_be_error: impl Fn(u8) -> bool,
    ) -> Self {
        let says_length = response.content_length().is_some();
        let mut received = Self::of(response);
        let (head, mut start) = (Instant::now(), Start::default());
        received.read(limits, |read| start.byte(read).is_none()).await;
        if start.byte(&received.read).is_some_and(may_be_error) {
            let left = limits.time.saturating_sub(head.elapsed());
            let time = if says_length { left } else { left.min(STREAM_TIME) };
            received.read(Limits { time, ..limits }, |_| true).await;
        }
        received
    }

    /// The response, of whose body nothing was read yet.
    fn of(response: reqwest::Response) -> Self {
        let url = response.url().clone();
        let (parts, body) = http::Response::<Body>::from(response).into_parts();
        Self { parts, url, read: Vec::new(), trailers: None, rest: Rest::More(body) }
    }

    /// Reads on within these limits, while what was read so far calls for more.
    async fn read(&mut self, limits: Limits, mut goes_on: impl FnMut(&[u8]) -> bool) {
        // What was read so far is kept, so that it does no harm if the time ends it half-way.
        let _ = timeout(limits.time, async {
            while let Rest::More(body) = &mut self.rest
                && self.read.len() <= limits.length
                && goes_on(&self.read)
            {
                match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
                    Some(Ok(frame)) => self.keep(frame),
                    Some(Err(error)) => self.rest = Rest::Broken(error),
                    None => self.rest = Rest::Nothing,
                }
            }
        })
        .await;
    }

    fn keep(&mut self, frame: Frame<Bytes>) {
        match frame.into_data() {
            Ok(data) => self.read.extend_from_slice(&data),
            Err(frame) => self.trailers = frame.into_trailers().ok(),
        }
    }

    /// The response as far as it was read.
    pub(super) fn response(&self) -> crate::Response<'_> {
        crate::Response::from_parts(&self.parts, &self.read)
    }

    /// The response as it came.
    pub(super) fn into_response(self) -> reqwest::Response {
        let Self { mut parts, url, read, trailers, rest } = self;
        // The URL of a response is not part of it once it is one of the crate `http`.
        if let Ok(carrier) = http::Response::builder().url(url).body(()) {
            parts.extensions.extend(carrier.into_parts().0.extensions);
        }
        let body = Body::wrap(Replay::new(read, trailers, rest));
        http::Response::from_parts(parts, body).into()
    }
}
