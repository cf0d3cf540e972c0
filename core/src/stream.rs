//! Streams of JSON: frames of server-sent events, and lines.
//!
//! A stream begins as a success, and may end with an error. [`Frames`] cuts what comes into frames, whatever the chunks
//! are; `classify_frame` of the vendor's module judges one like a body, with the status and the headers of the response
//! that it came in.
//!
//! ```
//! use errcat::stream::Frames;
//! use errcat::{Category, Response, openai};
//!
//! let head = Response::new(200).header("Content-Type", "text/event-stream");
//! let mut frames = Frames::sse();
//! for chunk in ["data: {\"choices\": []}\n\nevent: err", "or\ndata: {\"error\": {\"type\": \"server_error\"}}\n\n"] {
//!     frames.push(chunk);
//!     while let Some(frame) = frames.next_frame() {
//!         let frame = frame?;
//!         match openai::classify_frame(&head, frame) {
//!             None => assert_eq!(frame.event(), None),
//!             Some(verdict) => assert_eq!(verdict.category(), Category::Internal),
//!         }
//!     }
//! }
//! # Ok::<(), errcat::stream::FrameTooLong>(())
//! ```
//!
//! A stream that was recorded as a whole is judged by `classify` as any other body: where its content type is
//! `text/event-stream`, `application/x-ndjson` or `application/jsonl`, or where the catalog says that the vendor streams.

mod event;
mod frames;

pub(crate) mod recorded;

use core::fmt;

pub use frames::Frames;

use crate::mask;
use crate::short_text::position;

/// How many bytes there are up to the end of a line of JSON, its line feed included; `None` where that is not there.
fn line(bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte| byte == b'\n').map(|at| at + 1)
}

/// One frame of a stream: an event, or a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    event: Option<&'a str>,
    id: Option<&'a str>,
    data: &'a [u8],
}

impl<'a> Frame<'a> {
    /// A frame with this data and without a name.
    #[must_use]
    pub fn new(data: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self { event: None, id: None, data: data.as_ref() }
    }

    /// The same frame of an event with this name. Catalogs see the name as the header `:event`.
    #[must_use]
    pub const fn named(self, event: &'a str) -> Self {
        Self { event: Some(event), ..self }
    }

    /// The name of the event, where it has one.
    #[must_use]
    pub const fn event(&self) -> Option<&'a str> {
        self.event
    }

    /// The id of the event, where it has one.
    #[must_use]
    pub const fn id(&self) -> Option<&'a str> {
        self.id
    }

    /// What the frame carries: the line, or the data of the event, its lines joined by line feeds.
    #[must_use]
    pub const fn data(&self) -> &'a [u8] {
        self.data
    }
}

impl<'a, T: AsRef<[u8]> + ?Sized> From<&'a T> for Frame<'a> {
    fn from(data: &'a T) -> Self {
        Self::new(data)
    }
}

/// Without the data, which may hold what no log should.
impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("event", &self.event.map(mask::unknown_code))
            .field("data_length", &self.data.len())
            .finish_non_exhaustive()
    }
}

/// A frame was longer than the limit, and passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameTooLong {
    limit: usize,
}

impl FrameTooLong {
    /// The limit, in bytes.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }
}

impl fmt::Display for FrameTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a frame of the stream is longer than {} bytes", self.limit)
    }
}

impl core::error::Error for FrameTooLong {}
