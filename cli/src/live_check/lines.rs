//! Recordings of a JSON object a line.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::record::{self, LONGEST_BODY, Record, Sender};

/// The longest line that is read, in bytes: a body, whose characters may be escaped, and what is around it.
const LONGEST_LINE: u64 = 2 * LONGEST_BODY as u64;

/// Lines that could not be read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnreadLines {
    pub(super) count: u64,
    /// The number of the first.
    pub(super) first: u64,
}

/// Reads every line that is not empty. Those that can't be read are counted.
pub(super) fn read(from: &mut dyn BufRead, mut each: impl FnMut(Record)) -> io::Result<UnreadLines> {
    let (mut line, mut number, mut unread) = (Vec::new(), 0, UnreadLines::default());
    loop {
        line.clear();
        let length = io::Read::take(&mut *from, LONGEST_LINE).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(unread);
        }
        number += 1;
        let is_whole = line.ends_with(b"\n") || (length as u64) < LONGEST_LINE;
        if !is_whole {
            skip_line(from)?;
        }
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).trim_ascii();
        if text.is_empty() {
            continue;
        }
        match serde_json::from_slice(text).ok().filter(|_| is_whole).and_then(|object| record(number, object))
        {
            Some(record) => each(record),
            None => {
                unread.first = if unread.count == 0 { number } else { unread.first };
                unread.count += 1;
            }
        }
    }
}

/// Passes over the rest of a line.
fn skip_line(from: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        let (length, is_end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        from.consume(length);
        if is_end {
            return Ok(());
        }
    }
}

/// A line; `None` where it is not one of a response.
fn record(number: u64, mut object: Map<String, Value>) -> Option<Record> {
    if !["status", "headers", "body"].iter().any(|name| object.contains_key(*name)) {
        return None;
    }
    let mut text = |name: &str| match object.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let sender = match (text("vendor"), text("id"), text("host")) {
        (Some(vendor), ..) => Sender::Vendor(vendor),
        (None, _, Some(host)) => Sender::Host(host),
        (None, Some(id), None) => Sender::Id(id),
        (None, None, None) => Sender::Unsaid,
    };
    let status = match object.remove("status") {
        None | Some(Value::Null) => None,
        Some(status) => Some(record::status(&status)?),
    };
    Some(Record {
        number,
        sender,
        status,
        headers: object.remove("headers").map(record::headers).unwrap_or_default(),
        body: object.remove("body").map(record::body).unwrap_or_default(),
        expect: object.remove("expect"),
    })
}
