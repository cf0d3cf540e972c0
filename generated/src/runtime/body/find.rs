//! Looks up values in a body, as raw JSON.

use alloc::borrow::Cow;

use super::cursor::{Cursor, Span};
use crate::runtime::plan::list_index;
use crate::runtime::table::{Pointer, Table};

/// The raw JSON of the value at a pointer; of equal members the last counts.
pub(in crate::runtime) fn at_pointer<'a>(json: &'a str, pointer: Pointer<'_>) -> Option<&'a str> {
    at_path(json, pointer.segments.iter().map(|name| Segment::Name(name)))
}

/// The raw JSON of the error at this index of the list of errors.
pub(in crate::runtime) fn error<'a>(json: &'a str, table: &Table<'_>, index: usize) -> Option<&'a str> {
    let list = at_pointer(json, table.envelope.each?)?;
    at_path(list, core::iter::once(Segment::Index(index)))
}

/// Goes through the members of an object; `None` where the text is anything else. One whose name can't be
/// written as UTF-8 is passed over: nobody asks for it.
pub(in crate::runtime) fn members<'a>(
    json: &'a str,
    mut visit: impl FnMut(Cow<'a, str>, &'a str),
) -> Option<()> {
    let mut object = Cursor::of_text(json);
    object.expect(b'{')?;
    if object.accepts(b'}')? {
        return Some(());
    }
    loop {
        let name = object.name()?;
        let value = value(&mut object)?;
        if let Some(name) = text_of(object, name) {
            visit(name, value);
        }
        if !object.goes_on(b'}')? {
            return Some(());
        }
    }
}

/// One step of a path.
#[derive(Clone, Copy)]
enum Segment<'s> {
    Name(&'s str),
    Index(usize),
}

impl Segment<'_> {
    fn index(self) -> Option<usize> {
        match self {
            Self::Name(segment) => list_index(segment),
            Self::Index(index) => Some(index),
        }
    }
}

fn at_path<'a, 's>(json: &'a str, path: impl Iterator<Item = Segment<'s>>) -> Option<&'a str> {
    // What is kept of a body that is no JSON is an empty text.
    let mut json = Some(json.trim_ascii()).filter(|json| !json.is_empty())?;
    for segment in path {
        let mut inside = Cursor::of_text(json);
        json = match inside.peek()? {
            b'{' => member(json, segment)?,
            b'[' => element(inside, segment.index()?)?,
            _ => return None,
        };
    }
    Some(json)
}

/// The last member of this name.
fn member<'a>(object: &'a str, segment: Segment<'_>) -> Option<&'a str> {
    let Segment::Name(wanted) = segment else { return None };
    let mut found = None;
    members(object, |name, value| {
        if name == wanted {
            found = Some(value);
        }
    })?;
    found
}

/// What a text stands for; `None` where that can't be written as UTF-8.
fn text_of<'a>(cursor: Cursor<'a>, span: Span) -> Option<Cow<'a, str>> {
    if span.has_escapes {
        return serde_json::from_str(cursor.quoted(span)?).ok().map(Cow::Owned);
    }
    cursor.inside(span).map(Cow::Borrowed)
}

fn element(mut list: Cursor<'_>, index: usize) -> Option<&str> {
    list.step();
    if list.accepts(b']')? {
        return None;
    }
    let mut before = index;
    loop {
        let value = value(&mut list)?;
        if before == 0 {
            return Some(value);
        }
        if !list.goes_on(b']')? {
            return None;
        }
        before -= 1;
    }
}

/// Passes over the next value, and gives it.
fn value<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.peek()?;
    let start = *cursor;
    cursor.skip()?;
    start.up_to(*cursor)
}
