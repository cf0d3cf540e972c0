//! What of a response is looked into, as JSON: for those who ask which places an example has.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Response;
use crate::body;
use crate::stream::recorded;
use crate::table::Table;

/// A body that is not JSON as the JSON that it is read as: that of its format, or that of each frame of a stream. Empty
/// where it is not read, and where it is JSON already.
#[must_use]
pub fn trees(table: &Table<'_>, response: &Response<'_>) -> Vec<String> {
    let frames = recorded::frames(table, response).into_iter().flatten();
    let mut trees: Vec<String> = frames
        .filter_map(|frame| {
            let rewritten = body::as_json(table, &response.clone().body(&*frame.data));
            rewritten.or_else(|| core::str::from_utf8(&frame.data).ok().map(String::from))
        })
        .collect();
    if trees.is_empty() {
        trees.extend(body::as_json(table, response));
    }
    trees
}
