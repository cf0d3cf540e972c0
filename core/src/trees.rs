//! What of a response is looked into, as JSON, and which conditions hold: for the generator's lints.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Response;
use crate::body::{self, content_type::ContentType};
use crate::read::captures::Captures;
use crate::read::reading::{Reading, Scope};
use crate::read::walk::{self, First};
use crate::stream::recorded;
use crate::table::{Condition, Table};

/// Which of these conditions hold for a response, or for a frame of a stream.
#[must_use]
pub fn holding(table: &Table<'_>, response: &Response<'_>, conditions: &[Condition<'_>]) -> Vec<bool> {
    let trees = trees(table, response);
    let bodies = trees.iter().map(String::as_bytes).chain([response.body_bytes()]);
    let mut holding = alloc::vec![false; conditions.len()];
    for body in bodies {
        let response = response.clone().body(body);
        let reading = &Reading { table, response: &response };
        let mut captures = Captures::new();
        reading.capture_headers(Scope::Whole, &mut captures);
        // Of a body that cannot be read nothing is believed.
        if !body.is_empty() && walk::read(reading, &mut captures, &mut First).is_none() {
            captures = Captures::new();
        }
        for (holds, condition) in holding.iter_mut().zip(conditions) {
            *holds |= reading.holds(condition, response.status(), Scope::Whole, &captures);
        }
    }
    holding
}

/// A body that is not JSON as the JSON that it is read as: that of its format, or that of each frame of a stream. Empty
/// where it is not read, and where it is JSON already.
#[must_use]
pub fn trees(table: &Table<'_>, response: &Response<'_>) -> Vec<String> {
    let content_type = ContentType::of(response);
    let frames = recorded::frames(table, response, content_type).into_iter().flatten();
    let mut trees: Vec<String> = frames
        .filter_map(|frame| {
            let rewritten = body::as_json(table, &response.clone().body(&*frame.data), content_type);
            rewritten.or_else(|| core::str::from_utf8(&frame.data).ok().map(String::from))
        })
        .collect();
    if trees.is_empty() {
        trees.extend(body::as_json(table, response, content_type));
    }
    trees
}
