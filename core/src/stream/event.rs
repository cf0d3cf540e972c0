//! Server-sent events: where one ends, and what its lines say (HTML, 9.2.5 and 9.2.6).

use alloc::borrow::Cow;

use crate::short_text::position;

/// Looks for the end of an event, and goes on where an earlier chunk ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventEnd {
    /// Whether nothing is in the line yet.
    is_at_line_start: bool,
    /// Whether the byte before was a carriage return, so that a line feed belongs to it.
    was_return: bool,
}

impl EventEnd {
    /// At the start of an event.
    pub(super) const fn new() -> Self {
        Self { is_at_line_start: true, was_return: false }
    }

    /// How many bytes there are up to the end of the event, the line end after it included; `None` where it is not
    /// there yet.
    pub(super) fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(rest @ [first, ..]) = bytes.get(at..) {
            if self.was_return && *first == b'\n' {
                self.was_return = false;
                at += 1;
                continue;
            }
            let Some(length) = line_end(rest) else {
                (self.is_at_line_start, self.was_return) = (false, false);
                break;
            };
            at += length + 1;
            self.was_return = rest.get(length) == Some(&b'\r');
            if length == 0 && self.is_at_line_start {
                return Some(at);
            }
            self.is_at_line_start = true;
        }
        None
    }
}

/// What the lines of an event say.
#[derive(Debug, Default)]
pub(super) struct Event<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    /// Its lines of data, joined; `None` where it has none, and so is not dispatched.
    pub(super) data: Option<Cow<'a, [u8]>>,
}

impl<'a> Event<'a> {
    /// Whether an event with these lines has data.
    pub(super) fn has_data(lines: &[u8]) -> bool {
        fields(lines).any(|(name, _)| name == b"data")
    }

    /// Reads the lines of an event.
    pub(super) fn read(lines: &'a [u8]) -> Self {
        let mut event = Self::default();
        for (name, value) in fields(lines) {
            match name {
                b"data" => event.add(value),
                b"event" => event.name = text(value),
                b"id" => event.id = text(value),
                // A comment, when to connect again, or something unknown.
                _ => {}
            }
        }
        event
    }

    fn add(&mut self, line: &'a [u8]) {
        match &mut self.data {
            None => self.data = Some(Cow::Borrowed(line)),
            Some(data) => {
                let data = data.to_mut();
                data.push(b'\n');
                data.extend_from_slice(line);
            }
        }
    }
}

/// The lines as names and values. A line feed after a carriage return makes an empty line, which says nothing.
fn fields(lines: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = lines;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, further) = rest.split_at(line_end(rest).unwrap_or(rest.len()));
        rest = further.get(1..).unwrap_or_default();
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = colon.map_or((line, &[][..]), |at| (&line[..at], &line[at + 1..]));
        Some((name, value.strip_prefix(b" ").unwrap_or(value)))
    })
}

/// How many bytes there are before the end of the line.
fn line_end(bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte| matches!(byte, b'\n' | b'\r'))
}

fn text(value: &[u8]) -> Option<&str> {
    core::str::from_utf8(value).ok().filter(|text| !text.is_empty())
}
