//! A stream that was recorded as a whole, as the body of its response.

use alloc::borrow::Cow;

use super::event::{Event, EventEnd};
use super::line;
use crate::Response;
use crate::body::content_type::ContentType;
use crate::body::without_mark;
use crate::table::{Stream, Table};

/// The frames of a body that is a stream, by its content type or by what the table says of the vendor; `None` where
/// it is not one.
pub(crate) fn frames<'a>(
    table: &Table<'_>,
    response: &Response<'a>,
    content_type: ContentType,
) -> Option<Recorded<'a>> {
    let body = without_mark(response.body_bytes());
    // A page, or XML.
    if body.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let kind = match content_type {
        ContentType::EventStream => Stream::Sse,
        ContentType::JsonLines => Stream::JsonLines,
        _ => table.envelope.stream?,
    };
    Some(Recorded { kind, rest: body })
}

/// The frames of a body.
pub(crate) struct Recorded<'a> {
    kind: Stream,
    rest: &'a [u8],
}

/// A frame of a body, borrowed from it but for the data of an event that has several lines.
pub(crate) struct RecordedFrame<'a> {
    pub(crate) event: Option<&'a str>,
    pub(crate) data: Cow<'a, [u8]>,
}

impl<'a> Iterator for Recorded<'a> {
    type Item = RecordedFrame<'a>;

    fn next(&mut self) -> Option<RecordedFrame<'a>> {
        while !self.rest.is_empty() {
            let end = match self.kind {
                Stream::Sse => EventEnd::new().find(self.rest),
                Stream::JsonLines => line(self.rest),
            };
            let (lines, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = rest;
            let frame = match self.kind {
                Stream::Sse => {
                    let Event { name, data, .. } = Event::read(lines);
                    data.map(|data| RecordedFrame { event: name, data })
                }
                // What is not in braces is not a frame, such as what a proxy adds when the stream breaks off.
                Stream::JsonLines => {
                    let line = lines.trim_ascii();
                    let is_frame = line.starts_with(b"{") || line.starts_with(b"[");
                    is_frame.then_some(RecordedFrame { event: None, data: Cow::Borrowed(line) })
                }
            };
            if frame.is_some() {
                return frame;
            }
        }
        None
    }
}
