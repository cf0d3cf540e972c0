//! Answers within the program, whose bodies come by tokio's clock: a server would not stand still where that does.

use std::collections::VecDeque;
use std::future::Future as _;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{Extensions, HeaderMap, Response};
use http_body::{Body, Frame, SizeHint};
use reqwest_middleware::{Middleware, Next, Result};
use tokio::time::{Sleep, sleep};

/// A middleware that sends nothing on, and answers with the next of these.
pub(crate) struct Paced(Mutex<VecDeque<Response<Parts>>>);

impl Paced {
    pub(crate) fn new(script: impl IntoIterator<Item = Response<Parts>>) -> Self {
        Self(Mutex::new(script.into_iter().collect()))
    }
}

#[async_trait]
impl Middleware for Paced {
    async fn handle(
        &self,
        _: reqwest::Request,
        _: &mut Extensions,
        _: Next<'_>,
    ) -> Result<reqwest::Response> {
        let next = self.0.lock().unwrap().pop_front().expect("as many answers as requests");
        Ok(next.map(reqwest::Body::wrap).into())
    }
}

/// A body that comes in parts.
#[derive(Default)]
pub(crate) struct Parts {
    parts: VecDeque<(Duration, Part)>,
    is_silent: bool,
    length: Option<u64>,
    pause: Option<Pin<Box<Sleep>>>,
}

/// A part of a body.
enum Part {
    Data(Bytes),
    Trailers(HeaderMap),
    Break,
}

impl Parts {
    /// The same, and after a pause this text.
    pub(crate) fn then(self, pause: Duration, text: &str) -> Self {
        self.and(pause, Part::Data(Bytes::copy_from_slice(text.as_bytes())))
    }

    /// The same, and after a pause these trailers, which are its end.
    pub(crate) fn then_trailers(self, pause: Duration, trailers: HeaderMap) -> Self {
        self.and(pause, Part::Trailers(trailers))
    }

    /// The same, and after a pause it breaks off.
    pub(crate) fn then_break(self, pause: Duration) -> Self {
        self.and(pause, Part::Break)
    }

    /// The same, but nothing more comes.
    pub(crate) fn then_silence(self) -> Self {
        Self { is_silent: true, ..self }
    }

    /// The same, and its head says that it is so long.
    pub(crate) fn length(self, length: Option<u64>) -> Self {
        Self { length, ..self }
    }

    fn and(mut self, pause: Duration, part: Part) -> Self {
        self.parts.push_back((pause, part));
        self
    }
}

impl Body for Parts {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        let this = &mut *self;
        let Some((pause, _)) = this.parts.front() else {
            return if this.is_silent { Poll::Pending } else { Poll::Ready(None) };
        };
        if !pause.is_zero() {
            ready!(this.pause.get_or_insert_with(|| Box::pin(sleep(*pause))).as_mut().poll(context));
            this.pause = None;
        }
        Poll::Ready(this.parts.pop_front().map(|(_, part)| match part {
            Part::Data(data) => Ok(Frame::data(data)),
            Part::Trailers(trailers) => Ok(Frame::trailers(trailers)),
            Part::Break => Err(std::io::ErrorKind::UnexpectedEof.into()),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
