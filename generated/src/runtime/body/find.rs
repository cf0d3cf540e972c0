//! Looks up one value in a body, as raw JSON.

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
    let mut json = json.trim_ascii();
    for segment in path {
        let mut inside = Cursor::of_text(json);
        json = match inside.peek()? {
            b'{' => member(inside, segment)?,
            b'[' => element(inside, segment.index()?)?,
            _ => return None,
        };
    }
    Some(json)
}

/// The last member of this name.
fn member<'a>(mut object: Cursor<'a>, segment: Segment<'_>) -> Option<&'a str> {
    let Segment::Name(wanted) = segment else { return None };
    object.step();
    if object.accepts(b'}')? {
        return None;
    }
    let mut found = None;
    loop {
        object.peek()?;
        let name = object.text()?;
        object.expect(b':')?;
        let value = value(&mut object)?;
        if is_name(object, name, wanted) {
            found = Some(value);
        }
        if !object.goes_on(b'}')? {
            return found;
        }
    }
}

fn is_name(object: Cursor<'_>, name: Span, wanted: &str) -> bool {
    if !name.has_escapes {
        return object.bytes_inside(name) == wanted.as_bytes();
    }
    let name = object.quoted(name).map(serde_json::from_str::<Cow<'_, str>>);
    name.is_some_and(|name| name.is_ok_and(|name| name == wanted))
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
