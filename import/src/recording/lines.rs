//! Recordings of a JSON object a line.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::MARK;
use super::error::{Reason, Unread};
use super::record::{self, LONGEST_BODY, Recorded, Sender};

/// The longest line that is read, in bytes: a body, whose characters may be escaped, and what is around it.
const LONGEST_LINE: u64 = 2 * LONGEST_BODY as u64;

/// Reads every line that is not empty.
pub(super) fn read(from: &mut dyn BufRead, each: &mut dyn FnMut(Result<Recorded, Unread>)) -> io::Result<()> {
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        let length = io::Read::take(&mut *from, LONGEST_LINE).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        number += 1;
        if length as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            skip_line(from)?;
            each(Err(Unread { line: number, column: LONGEST_LINE, reason: Reason::TooLong }));
            continue;
        }
        let text = line.strip_prefix(MARK).unwrap_or(&line).trim_ascii_start();
        let behind = (line.len() - text.len()) as u64;
        let text = text.trim_ascii_end();
        if !text.is_empty() {
            let object = serde_json::from_slice(text).map_err(|error| Unread::of(&error, number, behind));
            each(object.and_then(|object| {
                let other = Unread { line: number, column: behind + 1, reason: Reason::OtherShape };
                recorded(number, object).ok_or(other)
            }));
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
fn recorded(number: u64, mut object: Map<String, Value>) -> Option<Recorded> {
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
    let body = object.remove("body").unwrap_or_default();
    Some(Recorded {
        number,
        sender,
        status,
        headers: object.remove("headers").map(record::headers).unwrap_or_default(),
        body: record::body(body, object.get("encoding")),
        expect: object.remove("expect"),
    })
}
