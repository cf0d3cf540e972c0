//! Cuts a stream into frames as it comes.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::event::{Event, EventEnd};
use super::{Frame, FrameTooLong, line};
use crate::body::BYTE_ORDER_MARK;

/// Cuts a stream into frames as it comes, wherever its chunks are cut.
///
/// Give it each chunk by [`push`](Self::push), and take the frames that are complete by
/// [`next_frame`](Self::next_frame) before the next chunk. Then it keeps no more than the last chunk and a frame
/// that is no longer than the limit.
///
/// ```
/// use errcat::stream::Frames;
///
/// let mut frames = Frames::json_lines();
/// frames.push("{\"a\": 1}\n{\"b\"");
/// assert_eq!(frames.next_frame().unwrap()?.data(), b"{\"a\": 1}");
/// assert_eq!(frames.next_frame(), None);
/// frames.push(": 2}");
/// assert_eq!(frames.next_frame(), None);
/// frames.finish();
/// assert_eq!(frames.next_frame().unwrap()?.data(), b"{\"b\": 2}");
/// # Ok::<(), errcat::stream::FrameTooLong>(())
/// ```
#[derive(Clone)]
pub struct Frames {
    kind: Kind,
    limit: usize,
    buffer: Vec<u8>,
    /// Where the frame starts that is not complete yet.
    start: usize,
    /// Up to where the end of that frame was looked for.
    looked_at: usize,
    /// Whether the start of that frame was dropped, as it is too long.
    is_too_long: bool,
    /// Whether this is the start of the stream, where a byte order mark may be.
    is_start: bool,
    is_finished: bool,
    /// The data of the last event, where it had several lines.
    joined: Vec<u8>,
}

/// Without the data, which may hold what no log should.
impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames")
            .field("kind", &self.kind)
            .field("limit", &self.limit)
            .field("buffer_length", &self.buffer.len())
            .finish_non_exhaustive()
    }
}

/// What a frame is, and how far its end was looked for.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Event(EventEnd),
    Line,
}

/// A frame that is complete.
enum Found {
    TooLong,
    Within(Range<usize>),
}

impl Frames {
    /// The longest frame where no limit is named, in bytes: 1 MiB.
    pub const LIMIT: usize = 1 << 20;

    /// The frames of server-sent events (`text/event-stream`).
    ///
    /// Lines may end with a line feed, a carriage return or both. Several lines of data are joined, comments are passed
    /// over, and so are events without data.
    #[must_use]
    pub const fn sse() -> Self {
        Self::of(Kind::Event(EventEnd::new()))
    }

    /// The frames of JSON lines (`application/x-ndjson`, `application/jsonl`): each line that is not blank.
    #[must_use]
    pub const fn json_lines() -> Self {
        Self::of(Kind::Line)
    }

    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            limit: Self::LIMIT,
            buffer: Vec::new(),
            start: 0,
            looked_at: 0,
            is_too_long: false,
            is_start: true,
            is_finished: false,
            joined: Vec::new(),
        }
    }

    /// Passes over frames that are longer than this, in bytes with all their lines.
    #[must_use]
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Takes the next bytes of the stream. After [`finish`](Self::finish) a new stream begins.
    pub fn push(&mut self, chunk: &(impl AsRef<[u8]> + ?Sized)) {
        if self.is_finished {
            *self = Self { limit: self.limit, ..Self::of(self.kind.start()) };
        }
        self.buffer.drain(..self.start);
        self.looked_at -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(chunk.as_ref());
    }

    /// Ends the stream, so that a last frame whose end did not come is given too.
    pub const fn finish(&mut self) {
        self.is_finished = true;
    }

    /// The next frame that is complete; `None` where more of the stream has to come first.
    ///
    /// # Errors
    ///
    /// [`FrameTooLong`], once for each frame that is over the limit. The frames after it are given as ever.
    pub fn next_frame(&mut self) -> Option<Result<Frame<'_>, FrameTooLong>> {
        loop {
            match self.next_range()? {
                Found::TooLong => return Some(Err(FrameTooLong { limit: self.limit })),
                Found::Within(range) if self.is_frame(&range) => return Some(Ok(self.frame(range))),
                Found::Within(_) => {}
            }
        }
    }

    /// Where the next frame is that is complete. What ends no frame is kept for later, within the limit.
    fn next_range(&mut self) -> Option<Found> {
        self.pass_over_mark()?;
        let ahead = self.buffer.get(self.looked_at..)?;
        let end = self.kind.end(ahead).map(|length| self.looked_at + length);
        match end {
            Some(end) => {
                self.kind = self.kind.start();
                Some(self.take(end))
            }
            None => {
                self.looked_at = self.buffer.len();
                if self.is_finished {
                    return (self.is_too_long || self.start < self.buffer.len())
                        .then(|| self.take(self.buffer.len()));
                }
                if self.buffer.len() - self.start > self.limit {
                    self.is_too_long = true;
                    self.start = self.buffer.len();
                }
                None
            }
        }
    }

    /// Passes over a byte order mark at the start of the stream; `None` while it is not known whether there is one.
    fn pass_over_mark(&mut self) -> Option<()> {
        if self.is_start {
            let is_part =
                self.buffer.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&self.buffer);
            if is_part && !self.is_finished {
                return None;
            }
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                (self.start, self.looked_at) = (BYTE_ORDER_MARK.len(), BYTE_ORDER_MARK.len());
            }
            self.is_start = false;
        }
        Some(())
    }

    /// The frame that ends here, which is no longer ahead.
    fn take(&mut self, end: usize) -> Found {
        let range = self.start..end;
        let is_too_long = self.is_too_long || range.len() > self.limit;
        (self.start, self.looked_at, self.is_too_long) = (end, end, false);
        if is_too_long { Found::TooLong } else { Found::Within(range) }
    }

    /// Whether there is anything in a frame: else it is a blank line or an event without data.
    fn is_frame(&self, range: &Range<usize>) -> bool {
        let bytes = self.buffer.get(range.clone()).unwrap_or_default();
        match self.kind {
            Kind::Event(_) => Event::has_data(bytes),
            Kind::Line => !bytes.trim_ascii().is_empty(),
        }
    }

    fn frame(&mut self, range: Range<usize>) -> Frame<'_> {
        let bytes = self.buffer.get(range).unwrap_or_default();
        match self.kind {
            Kind::Line => Frame::new(bytes.trim_ascii()),
            Kind::Event(_) => {
                let Event { name, id, data } = Event::read(bytes);
                let data = match data {
                    Some(Cow::Owned(joined)) => {
                        self.joined = joined;
                        &self.joined
                    }
                    Some(Cow::Borrowed(data)) => data,
                    None => &[],
                };
                Frame { event: name, id, data }
            }
        }
    }
}

impl Kind {
    /// The same, at the start of a frame.
    const fn start(self) -> Self {
        match self {
            Self::Event(_) => Self::Event(EventEnd::new()),
            Self::Line => Self::Line,
        }
    }

    /// How many bytes there are up to the end of the frame.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Event(end) => end.find(bytes),
            Self::Line => line(bytes),
        }
    }
}
