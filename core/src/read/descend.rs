//! Goes down the segments of a pointer in raw JSON, for what is only read when it is asked for.

use super::passes;
use crate::json::cursor::Cursor;
use crate::json::find::{element, elements, member, members};
use crate::pointer::list_index;
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
                        tested.is_some_and(|tested| passes::passes_raw(filter.test, tested))
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
