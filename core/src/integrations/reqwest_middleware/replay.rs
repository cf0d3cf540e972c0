//! A body that gives what was read of it once more, and then the rest.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};

/// What was read of a body, and then the rest.
pub(super) struct Replay {
    read: Bytes,
    trailers: Option<HeaderMap>,
    rest: Rest,
}

/// What comes after the part of a body that was read.
pub(super) enum Rest {
    /// Nothing: it was read to its end.
    Nothing,
    /// What was not read, as it would be too much, or took too long.
    More(reqwest::Body),
    /// It broke off.
    Broken(reqwest::Error),
}

impl Replay {
    pub(super) fn new(read: Vec<u8>, trailers: Option<HeaderMap>, rest: Rest) -> Self {
        Self { read: read.into(), trailers, rest }
    }
}

impl Body for Replay {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let this = &mut *self;
        if !this.read.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(mem::take(&mut this.read)))));
        }
        if let Some(trailers) = this.trailers.take() {
            return Poll::Ready(Some(Ok(Frame::trailers(trailers))));
        }
        if let Rest::More(body) = &mut this.rest {
            return Pin::new(body).poll_frame(context);
        }
        match mem::replace(&mut this.rest, Rest::Nothing) {
            Rest::Broken(error) => Poll::Ready(Some(Err(error))),
            Rest::Nothing | Rest::More(_) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        let is_over = match &self.rest {
            Rest::Nothing => true,
            Rest::More(body) => body.is_end_stream(),
            Rest::Broken(_) => false,
        };
        is_over && self.read.is_empty() && self.trailers.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let read = self.read.len() as u64;
        let rest = match &self.rest {
            Rest::Nothing => SizeHint::with_exact(0),
            Rest::More(body) => body.size_hint(),
            Rest::Broken(_) => SizeHint::default(),
        };
        let mut hint = SizeHint::new();
        hint.set_lower(read.saturating_add(rest.lower()));
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(read)) {
            hint.set_upper(upper);
        }
        hint
    }
}
