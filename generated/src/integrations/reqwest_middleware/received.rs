//! A response whose body was read up to a limit, so that it can be judged and handed on whole.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::response::Parts;
use http_body::{Body as _, Frame};
use reqwest::{Body, ResponseBuilderExt, Url};

use super::replay::Replay;

/// A response whose body was read up to a limit.
pub(super) struct Received {
    parts: Parts,
    url: Url,
    pub(super) read: Vec<u8>,
    trailers: Option<HeaderMap>,
    pub(super) rest: Rest,
}

/// What comes after the part of a body that was read.
pub(super) enum Rest {
    /// Nothing: it was read to its end.
    Nothing,
    /// What was not read, as it would be too much, or took too long.
    More(Body),
    /// It broke off.
    Broken(reqwest::Error),
}

impl Received {
    /// Reads the body until more than `limit` bytes are there, or the time is over.
    pub(super) async fn read(response: reqwest::Response, limit: usize, time: Duration) -> Self {
        let url = response.url().clone();
        let (parts, body) = http::Response::<Body>::from(response).into_parts();
        let mut received = Self { parts, url, read: Vec::new(), trailers: None, rest: Rest::More(body) };
        // What was read so far is kept, so that it does no harm if the time ends it half-way.
        let _ = tokio::time::timeout(time, received.read_on(limit)).await;
        received
    }

    async fn read_on(&mut self, limit: usize) {
        while let Rest::More(body) = &mut self.rest
            && self.read.len() <= limit
        {
            match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
                Some(Ok(frame)) => self.keep(frame),
                Some(Err(error)) => self.rest = Rest::Broken(error),
                None => self.rest = Rest::Nothing,
            }
        }
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
        // The URL of a response is no part of it once it is one of the crate `http`.
        if let Ok(carrier) = http::Response::builder().url(url).body(()) {
            parts.extensions.extend(carrier.into_parts().0.extensions);
        }
        let body = Body::wrap(Replay::new(read, trailers, rest));
        http::Response::from_parts(parts, body).into()
    }
}
