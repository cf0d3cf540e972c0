//! Looks up values as raw JSON.

use alloc::borrow::Cow;

use super::cursor::Cursor;
use super::text::text_of;
use crate::pointer::list_index;
use crate::read::conditions;
use crate::table::Pointer;

/// The raw JSON of the value at a pointer. Of equal members the last counts; where a `*` stands for several, the
/// first value that is not `null`.
pub(crate) fn at_pointer<'a>(json: &'a str, pointer: &Pointer<'_>) -> Option<&'a str> {
    // What is kept of a body that is not JSON is an empty text.
    let json = Some(json.trim_ascii()).filter(|json| !json.is_empty())?;
    descend(json, pointer, 0)
}

/// Goes on from a value to which so many segments led.
fn descend<'a>(mut json: &'a str, pointer: &Pointer<'_>, depth: usize) -> Option<&'a str> {
    for (segment, depth) in pointer.segments.iter().zip(1..).skip(depth) {
        if *segment == Pointer::ANY {
            return any(json, |inside| {
                let passes = pointer.filters.iter().filter(|filter| usize::from(filter.depth) == depth).all(
                    |filter| {
                        let tested = descend(inside, &Pointer::new(filter.path), 0);
                        tested.is_some_and(|tested| conditions::passes_raw(filter.test, tested))
                    },
                );
                passes.then(|| descend(inside, pointer, depth))?.filter(|json| *json != "null")
            });
        }
        json = match Cursor::of_text(json).peek()? {
            b'{' => member(json, segment)?,
            b'[' => element(json, list_index(segment)?)?,
            _ => return None,
        };
    }
    Some(json)
}

/// What is found in the first member or element in which something is.
fn any<'a>(json: &'a str, find: impl Fn(&'a str) -> Option<&'a str>) -> Option<&'a str> {
    let mut found = None;
    let visit = |inside| found = found.or_else(|| find(inside));
    match Cursor::of_text(json).peek()? {
        b'{' => {
            let mut visit = visit;
            members(json, |_, inside| visit(inside))?;
        }
        b'[' => elements(json, visit)?,
        _ => return None,
    }
    found
}

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
        if let Some(name) = text_of(object, name) {
            visit(name, value);
        }
        if !object.goes_on(b'}')? {
            return Some(());
        }
    }
}

/// The last member of this name.
fn member<'a>(object: &'a str, wanted: &str) -> Option<&'a str> {
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
