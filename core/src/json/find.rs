//! Looks up values as raw JSON.

use alloc::borrow::Cow;

use super::cursor::Cursor;
use super::text::text_of;

/// The raw JSON of the element of a list at this index.
pub(crate) fn element(list: &str, index: usize) -> Option<&str> {
    let (mut at, mut found) = (0, None);
    elements(list, |element| {
        if at == index {
            found = Some(element);
        }
        at += 1;
    })?;
    found
}

/// Goes through the elements of a list; `None` where the text is anything else.
pub(crate) fn elements<'a>(json: &'a str, mut visit: impl FnMut(&'a str)) -> Option<()> {
    let mut list = Cursor::of_text(json);
    list.expect(b'[')?;
    if list.accepts(b']')? {
        return Some(());
    }
    loop {
        visit(value(&mut list)?);
        if !list.goes_on(b']')? {
            return Some(());
        }
    }
}

/// Goes through the members of an object; `None` where the text is anything else. One whose name
/// cannot be written as UTF-8 is passed over, as it cannot be asked for.
pub(crate) fn members<'a>(json: &'a str, mut visit: impl FnMut(Cow<'a, str>, &'a str)) -> Option<()> {
    let mut object = Cursor::of_text(json);
    object.expect(b'{')?;
    if object.accepts(b'}')? {
        return Some(());
    }
    loop {
        let name = object.name()?;
        let value = value(&mut object)?;
        if let Some(name) = text_of(name) {
            visit(name, value);
        }
        if !object.goes_on(b'}')? {
            return Some(());
        }
    }
}

/// The last member of this name.
pub(crate) fn member<'a>(object: &'a str, wanted: &str) -> Option<&'a str> {
    let mut found = None;
    members(object, |name, value| {
        if name == wanted {
            found = Some(value);
        }
    })?;
    found
}

/// Passes over the next value, and gives it.
fn value<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.peek()?;
    let start = *cursor;
    cursor.skip()?;
    start.up_to(*cursor)
}
